"""Whether a document is English: the rules know no other language."""

from __future__ import annotations

from itertools import islice

from sco_quiz.drafting.document import Document
from sco_quiz.drafting.lexicon import FUNCTION_WORDS
from sco_quiz.drafting.sentences import walk_sentences
from sco_quiz.drafting.tokens import tokens_of

_SAMPLE = 200
"""Sentences looked at."""

_LEAST = 40
"""Words; below that a document is too short to tell."""

_SHARE = 0.2
"""Of running English text about 0.4 are function words; of other languages in Latin script less than 0.12."""


def looks_english(document: Document) -> bool:
    """Whether the first sentences have the function words of English; true where there are too few words to tell."""
    words = [
        word
        for sentence in islice(walk_sentences(document), _SAMPLE)
        for word in tokens_of(sentence.text)
        if word.is_word
    ]
    if len(words) < _LEAST:
        return (
            all(word.text.isascii() for word in words) or sum(word.text.isascii() for word in words) > len(words) // 2
        )
    known = sum(word.lower in FUNCTION_WORDS for word in words)
    return known / len(words) >= _SHARE
