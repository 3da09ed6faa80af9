"""What a reader takes for one character: a letter with its marks, a syllable of Hangul, a flag, a joined emoji.

A short form of the rules of Unicode Standard Annex 29 (extended grapheme clusters): enough that a difference is never
drawn between a letter and its accent.
"""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_EXTENDING = frozenset({"Mn", "Mc", "Me"})


def graphemes_of(text: str) -> tuple[str, ...]:
    """The text cut between characters as readers see them; joined, the pieces are the text again."""
    clusters: list[str] = []
    for character in text:
        if clusters and _continues(clusters[-1], character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return tuple(clusters)


def _continues(cluster: str, character: str) -> bool:
    last = cluster[-1]
    if last == "\r" and character == "\n":
        return True
    if unicodedata.category(last) in {"Cc", "Zl", "Zp"}:
        return False
    if unicodedata.category(character) in _EXTENDING or character in {_JOINER, "\u200c"} or _is_modifier(character):
        return True
    if last == _JOINER:
        return not character.isspace() and unicodedata.category(character) == "So"
    if _is_regional(last) and _is_regional(character):
        return len(cluster) % 2 == 1
    return _hangul_joins(last, character)


def _is_modifier(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff" or "\U000e0020" <= character <= "\U000e007f"


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _hangul_joins(last: str, character: str) -> bool:
    """Whether a leading, middle or final letter of Hangul goes on with the syllable."""
    leading = "\u1100" <= last <= "\u115f"
    middle = "\u1160" <= last <= "\u11a7"
    final = "\u11a8" <= last <= "\u11ff"
    syllable = "\uac00" <= last <= "\ud7a3"
    open_syllable = syllable and (ord(last) - 0xAC00) % 28 == 0
    if "\u1100" <= character <= "\u115f" or "\uac00" <= character <= "\ud7a3":
        return leading
    if "\u1160" <= character <= "\u11a7":
        return leading or middle or open_syllable
    if "\u11a8" <= character <= "\u11ff":
        return middle or final or syllable
    return False
