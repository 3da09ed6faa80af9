"""Numbers in a row as columns of block characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

BLOCKS = " ▁▂▃▄▅▆▇█"
_AXIS = 7
"""Cells left of the columns: a number and the axis."""


def columns(values: Sequence[float], most: float, height: int, gap: int = 0) -> list[str]:
    """The rows of a plot from the top, a cell a value and ``gap`` blanks between; ``most`` fills the whole height.

    What is more than nothing is never shown as nothing.
    """
    full = len(BLOCKS) - 1
    levels = [
        max(1, min(height * full, round(value / most * height * full))) if value > 0 and most > 0 else 0
        for value in values
    ]
    rows = []
    for row in range(height - 1, -1, -1):
        cells = [BLOCKS[max(0, min(full, level - row * full))] for level in levels]
        rows.append((" " * gap).join(cells))
    return rows


class ColumnPlot(Widget):
    """Columns over an axis, with the largest number at its top and words at its ends; the last ones that fit."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    ColumnPlot { width: 100%; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(  # noqa: PLR0913 - what a plot is made of, by name
        self,
        values: Sequence[float],
        *,
        most: float,
        labels: Sequence[str],
        unit: str = "",
        height: int = 4,
        colour: str = "$success",
    ) -> None:
        super().__init__()
        self.values = tuple(values)
        self._most = most
        self._labels = tuple(labels)
        self._unit = unit
        self._rows = height
        self._colour = colour
        self.styles.height = height + 2

    def render(self) -> Content:
        """The plot."""
        room = max(1, self.content_size.width - _AXIS - 1)
        gap = next((gap for gap in (2, 1) if len(self.values) * (gap + 1) <= room), 0)
        fit = max(1, (room + gap) // (gap + 1))
        values, labels = self.values[-fit:], self._labels[-fit:]
        rows = columns(values, self._most, self._rows, gap)
        lines = []
        for number, row in enumerate(rows):
            label = f"{self._most:,.0f}{self._unit}" if number == 0 else ""
            lines.append(Content.assemble((f"{label:>{_AXIS - 2}} │", "$foreground 60%"), (row, self._colour)))
        width = len(values) * (gap + 1) - gap
        lines.append(Content.styled(f"{'0' + self._unit:>{_AXIS - 2}} └{'─' * width}", "$foreground 60%"))
        lines.append(Content.styled(" " * _AXIS + _ends(labels[0], labels[-1], width), "$foreground 60%"))
        return Content("\n").join(lines)


def _ends(first: str, last: str, width: int) -> str:
    """Both ends' words under the axis; side by side where it is short."""
    if first == last:
        return first
    return f"{first}{last:>{max(len(last) + 3, width - len(first))}}"
