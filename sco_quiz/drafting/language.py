"""Whether a document is English: the rules know no other language."""

from __future__ import annotations

from itertools import islice

from sco_quiz.drafting.document import Document
from sco_quiz.drafting.sentences import walk_sentences
from sco_quiz.drafting.tokens import tokens_of
from sco_quiz.drafting.wordlists import word_set

_SAMPLE = 200
"""Sentences looked at."""

_LEAST = 40
"""Words; below that a document is too short to tell."""

_SHARE = 0.08
"""Of running English text about 0.25 are these words, of a manual full of code 0.1; of other languages under 0.03."""

_ENGLISH = word_set("the of and to is are that with for by it be this from which has have not can its their were been")


def looks_english(document: Document) -> bool:
    """Whether the first sentences have the function words of English; true where there are too few words to tell."""
    sample = islice(walk_sentences(document), _SAMPLE)
    words = [word for sentence in sample for word in tokens_of(sentence.text) if word.is_word]
    if len(words) < _LEAST:
        return sum(word.text.isascii() for word in words) * 2 >= len(words)
    return sum(word.lower in _ENGLISH for word in words) / len(words) >= _SHARE
