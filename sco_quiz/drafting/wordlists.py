"""Lists of words, written as running text: so they are read and edited most easily."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text that are set apart by space."""
    return frozenset(text.split())


def listed(text: str) -> tuple[str, ...]:
    """The parts of a text that are set apart by commas, in order."""
    return tuple(text.split(","))
