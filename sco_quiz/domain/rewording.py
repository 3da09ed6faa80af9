"""What an edit did to the words of a text: typing mistakes put right, words that came, went, or took others' places."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from rapidfuzz.distance import OSA

_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
_INNER_MARKS = re.compile(r"['\u2019]s$|['\u2019.-]")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:;]\s)\W*$")
_LITTLE_WORDS = """
about also been come does done each following from gave gets give given have here into just made make many most much
name named only that their them then there these they this those together under were what when where which whom whose
with
"""
_LITTLE = frozenset(_LITTLE_WORDS.split())
"""English words longer than three letters that rewording swaps freely."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """Words of weight that an edit took away and brought: no short words, and none that was only respelled.

    ``names`` tells whether there is one among them that begins with a capital inside a sentence, or holds a digit;
    ``kept`` counts the words of weight that stayed.
    """

    lost: tuple[str, ...]
    gained: tuple[str, ...]
    names: bool
    kept: int

    @property
    def swapped(self) -> bool:
        """Whether words took the places of others: the text may speak of something else now."""
        return bool(self.lost and self.gained)


def compare_words(old: str, new: str) -> Rewording:
    """What became of the words of ``old`` in ``new``."""
    before, after = _words(old), _words(new)
    lost, gained = Counter(before) - Counter(after), Counter(after) - Counter(before)
    for word in list(lost.elements()):
        respelled = next((other for other in gained if _same_word(word, other)), None)
        if respelled is not None:
            lost -= Counter([word])
            gained -= Counter([respelled])
    weighty_lost = tuple(word.text for word in lost.elements() if word.weighs)
    weighty_gained = tuple(word.text for word in gained.elements() if word.weighs)
    names = any(word.is_name for word in (*lost, *gained))
    kept = sum(word.weighs for word in before) - len(weighty_lost)
    return Rewording(weighty_lost, weighty_gained, names, kept)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word without its case and inner marks."""

    text: str
    is_name: bool

    @property
    def weighs(self) -> bool:
        return self.is_name or (len(self.text) > 3 and self.text not in _LITTLE) or not self.text.isascii()


def _words(text: str) -> list[_Word]:
    """The words of a text; one that begins a sentence is no name by its capital, but by a second one."""
    words = []
    for found in _WORD.finditer(text):
        word = found[0]
        begins = _SENTENCE_BEGINS.search(text, 0, found.start()) is not None
        is_name = any(map(str.isdigit, word)) or word[1:].lower() != word[1:] or (word[0].isupper() and not begins)
        words.append(_Word(_INNER_MARKS.sub("", word).casefold(), is_name))
    known = {word.text for word in words if word.is_name}
    return [_Word(word.text, word.text in known) for word in words]


def _same_word(one: _Word, other: _Word) -> bool:
    """Whether one is the other with a slip, or with another ending; names are held to a single slip."""
    if one.text == other.text:
        return True
    shorter, longer = sorted((one.text, other.text), key=len)
    if any(map(str.isdigit, shorter + longer)):
        return False
    if len(shorter) >= 3 and OSA.distance(shorter, longer, score_cutoff=1) <= 1:
        return True
    if one.is_name or other.is_name or len(shorter) < 4:
        return False
    stem = 0
    while stem < len(shorter) and shorter[stem] == longer[stem]:
        stem += 1
    return stem >= 4 and len(longer) - stem <= 4 and len(shorter) - stem <= 3
