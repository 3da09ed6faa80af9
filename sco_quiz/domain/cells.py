"""How many cells of a terminal a text takes. Imports nothing until a text needs it: the quickest commands load this."""

from __future__ import annotations

_JOINERS = "\u200c\u200d"


def cell_width(text: str) -> int:
    """Cells of a text on one line: two for wide characters, none for those that combine with the one before.

    After Unicode Standard Annex 11 (https://www.unicode.org/reports/tr11/).
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    from unicodedata import category, east_asian_width

    if character in _JOINERS or category(character) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
