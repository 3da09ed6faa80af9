"""Where the cards of a deck stand in its text, so that each can be read by itself.

In a deck as people write it, ``cards:`` begins a line, and each card begins a line with ``- `` in one column. Cut
there, a syntax error in one card leaves all the others readable. A deck written otherwise (all in braces, say) is read
whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CARDS = re.compile(r"^cards:[ ]*(?:#[^\n]*)?\n(?:[ ]*(?:#[^\n]*)?\n)*?( *)- ", re.MULTILINE)
_OUTSIDE_INDENTED = re.compile(r"\n(?=[^ \t\n#])")
_OUTSIDE_FLUSH = re.compile(r"\n(?=[^ \t\n#-]|-[^ \n])")


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of the deck's own keys, and the places of its cards, which stand between ``start`` and ``end``.

    ``outside`` is the whole text without the cards, and with blank lines in their place where more follows, so that
    lines keep their numbers. ``cards_line`` is the line of ``cards:``, ``first_line`` that of the first card (from 1).
    A card's text begins after its ``indent`` and ``- ``, and ends before the line feed that the next card's indent
    follows.
    """

    text: str
    outside: str
    cards_line: int
    first_line: int
    indent: int
    start: int
    end: int

    @property
    def cards(self) -> list[str]:
        """The texts of the cards."""
        return [self.text[start:end] for start, end in self.spans()]

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where the text of each card starts and ends, so that it can be read without being copied."""
        before = f"\n{' ' * self.indent}- "
        start = self.start + self.indent + 2
        while (end := self.text.find(before, start, self.end)) >= 0:
            yield start, end
            start = end + len(before)
        yield start, self.end

    def card_at(self, start: int) -> str:
        """The text of the card that starts there."""
        end = self.text.find(f"\n{' ' * self.indent}- ", start, self.end)
        return self.text[start : end if end >= 0 else self.end]


def cut(text: str) -> Layout | None:
    """The layout of a deck as people write it, or None for any other text."""
    found = _CARDS.search(text)
    if found is None:
        return None
    indent = found[1]
    start = found.start(1)
    outside = (_OUTSIDE_INDENTED if indent else _OUTSIDE_FLUSH).search(text, start)
    end = outside.end() if outside else len(text)
    return Layout(
        text=text,
        outside=text[:start] + ("\n" * text.count("\n", start, end) + text[end:] if end < len(text) else ""),
        cards_line=text.count("\n", 0, found.start()) + 1,
        first_line=text.count("\n", 0, start) + 1,
        indent=len(indent),
        start=start,
        end=end,
    )
