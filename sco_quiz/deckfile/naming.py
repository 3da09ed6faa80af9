"""Proposing readable ids for notes that have none."""

from __future__ import annotations

import re
from unicodedata import normalize

from sco_quiz.domain.cloze import full_text
from sco_quiz.domain.deck import Cloze, Content, Deck, TrueFalse

_LONGEST = 40
_FILLER_WORDS = """
a an and are as at be by did do does for from had has have how in is it its of on or that the their
these this to was were what when where which who whom whose why with
"""
_FILLERS = frozenset(_FILLER_WORDS.split())
"""English words that say nothing about which question it is."""


def propose_ids(deck: Deck) -> dict[int, str]:
    """For each note without an id (by its place in ``deck.notes``) one made from what it asks, unique in the deck."""
    taken = {note.id for note in deck.notes if note.id}
    proposed: dict[int, str] = {}
    for number, note in enumerate(deck.notes):
        if note.id:
            continue
        base = slug_of(_asked(note.content))
        name, count = base, 1
        while name in taken:
            count += 1
            name = f"{base}-{count}"
        taken.add(name)
        proposed[number] = name
    return proposed


def slug_of(text: str) -> str:
    """The telling words of ``text``, lower case, hyphens between, at most 40 characters; never empty."""
    words = re.findall(r"[^\W_]+", normalize("NFC", re.sub(r"['\u2019]", "", text)).lower())
    telling = [word for word in words if word not in _FILLERS] or words
    slug = ""
    for word in telling:
        longer = f"{slug}-{word}" if slug else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        slug = longer
    return slug or "card"


def _asked(content: Content) -> str:
    match content:
        case TrueFalse(statement=statement):
            return statement
        case Cloze(text=text):
            return full_text(text)
        case _:
            return content.question
