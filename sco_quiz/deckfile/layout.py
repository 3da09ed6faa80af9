"""Where the cards of a deck stand in its text, so that each can be read by itself.

In a deck as people write it, ``cards:`` begins a line, and each card begins a line with ``- `` in one column. Cut
there, a syntax error in one card leaves all the others readable. A deck written otherwise (all in braces, say) is read
whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CARDS = re.compile(r"^cards:[ ]*(?:#[^\n]*)?\n(?:[ ]*(?:#[^\n]*)?\n)*?( *)- ", re.MULTILINE)
_OUTSIDE_INDENTED = re.compile(r"\n(?=[^ \t\n#])")
_OUTSIDE_FLUSH = re.compile(r"\n(?=[^ \t\n#-]|-[^ \n])")


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of the deck's own keys, and the texts of its cards, which stand between ``start`` and ``end``.

    ``outside`` is the whole text with blank lines in place of the cards, so that lines keep their numbers.
    ``cards_line`` is the line of ``cards:``, ``first_line`` that of the first card (from 1). A card's text begins after
    its ``indent`` and ``- ``, and ends before the line feed that the next card's indent follows.
    """

    text: str
    outside: str
    cards_line: int
    first_line: int
    indent: int
    start: int
    end: int
    cards: list[str]


def cut(text: str) -> Layout | None:
    """The layout of a deck as people write it, or None for any other text."""
    found = _CARDS.search(text)
    if found is None:
        return None
    indent = found[1]
    start = found.start(1)
    outside = (_OUTSIDE_INDENTED if indent else _OUTSIDE_FLUSH).search(text, start)
    end = outside.end() if outside else len(text)
    region = text[start:end]
    return Layout(
        text=text,
        outside=text[:start] + "\n" * region.count("\n") + text[end:],
        cards_line=text.count("\n", 0, found.start()) + 1,
        first_line=text.count("\n", 0, start) + 1,
        indent=len(indent),
        start=start,
        end=end,
        cards=region[len(indent) + 2 :].split(f"\n{indent}- "),
    )
