"""Text in columns of a terminal, where a character may take two cells or none."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

_MOST_PER_CELL = 8
"""Characters of a text that are looked at for a cell: one with its accents."""


def fitted(text: str, width: int) -> str:
    """The text in exactly ``width`` cells, cut with an ellipsis where it is longer."""
    if width <= 0:
        return ""
    shown = text[: width * _MOST_PER_CELL]
    if cell_len(shown) <= width and len(shown) == len(text):
        return shown + " " * (width - cell_len(shown))
    return set_cell_size(shown, width - 1) + "…"
