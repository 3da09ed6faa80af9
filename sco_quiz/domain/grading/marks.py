"""Marks that keep recognised parts of a text (numbers, dates, negations) whole while the rest is normalised.

A recognised part becomes ``OPEN`` + its canonical text in shifted characters + ``CLOSE``. The characters come from
Unicode's last private plane, which no keyboard types; ``unmarked`` takes them out of what people give us first.
"""

from __future__ import annotations

import re

OPEN = "\U0010f000"
CLOSE = "\U0010f001"
_SHIFT = 0x10F100
_FOREIGN = re.compile("[\U0010f000-\U0010fffd]")

MARKED = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")
"""Finds one recognised part."""


def mark(canonical: str) -> str:
    """A recognised part; ``canonical`` is ASCII, and two parts are the same when their canonical texts are."""
    return OPEN + "".join(chr(_SHIFT + ord(character)) for character in canonical) + CLOSE


def canonical_of(marked: str) -> str:
    """The canonical text of one recognised part."""
    return "".join(chr(ord(character) - _SHIFT) for character in marked[1:-1])


def unmarked(text: str) -> str:
    """The text without any character that could pass for a mark."""
    return _FOREIGN.sub("\ufffd", text)


def marks_in(text: str, kinds: str) -> tuple[str, ...]:
    """The canonical texts of the recognised parts, in order, whose first character is one of ``kinds``."""
    found = (canonical_of(match[0]) for match in MARKED.finditer(text))
    return tuple(canonical for canonical in found if canonical[:1] in kinds)
