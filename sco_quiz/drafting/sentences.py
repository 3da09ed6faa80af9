"""Paragraphs into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_quiz.drafting.document import Document, Sentence
from sco_quiz.drafting.lexicon import FUNCTION_WORDS
from sco_quiz.drafting.wordlists import word_set

_ABBREVIATIONS = word_set(
    "mr mrs ms dr prof st sr jr gen col lt sgt capt rev hon gov sen rep pres no nos vol fig figs ch sec art arts "
    "para p pp ed eds etc e.g i.e cf vs v al approx ca c dept est inc ltd co corp jan feb mar apr jun jul aug sep "
    "sept oct nov dec mt ft a.m p.m u.s u.k u.n b.c a.d"
)
_END = re.compile(r"""[.!?…]+["'”\u2019)\]]*(?=\s+|$)""")
_NEXT_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"[\w.]+$")

LONGEST = 600
"""Characters: what is longer is no sentence (a table, a dump) and is passed over."""


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a paragraph, in order, without the space around them.

    A full stop ends a sentence unless it follows an abbreviation or a single initial, or a small letter comes next.
    """
    start = 0
    for mark in _END.finditer(text):
        following = text[mark.end() : mark.end() + 30].lstrip()
        if following and _goes_on(text[start : mark.start()], mark[0], following):
            continue
        sentence = text[start : mark.end()].strip()
        start = mark.end()
        if sentence:
            yield sentence
    if tail := text[start:].strip():
        yield tail


def _goes_on(before: str, mark: str, following_words: str) -> bool:
    quotation_is_open = (before.count('"') + mark.count('"')) % 2 == 1 or (before + mark).count("“") > (
        before + mark
    ).count("”")
    if quotation_is_open:
        return True
    first = following_words.lstrip("\"'“\u2018([")[:1]
    if first.islower():
        plain_end = re.search(r"(?<![\w.])[a-z]{4,}$", before)
        return mark != "." or plain_end is None or plain_end[0] in _ABBREVIATIONS
    if mark != ".":
        return False
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    last = word[0]
    if last.lower() in _ABBREVIATIONS and (len(last) > 1 or last.islower()):
        return last.lower() not in {"etc", "a.m", "p.m", "b.c", "a.d"} or not first.isupper()
    follower = _NEXT_WORD.match(following_words)
    return len(last) == 1 and last.isupper() and not (follower and follower[0].lower() in FUNCTION_WORDS)


def walk_sentences(document: Document) -> Iterator[Sentence]:
    """All sentences of a document with their paragraphs."""
    for paragraph in document.walk():
        for place, text in enumerate(sentences_of(paragraph.text), start=1):
            if len(text) <= LONGEST:
                yield Sentence(text, paragraph.number, place, paragraph.heading)
