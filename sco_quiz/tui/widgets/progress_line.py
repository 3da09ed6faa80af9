"""How far the session has come: a line that fills, and what is left in words."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

FULL = "━"
HALF = "╸"


def bar(share: float, width: int) -> tuple[str, str]:
    """The filled part and the rest of a bar of that many cells, to half a cell; ``share`` is 0 to 1."""
    halves = round(max(0.0, min(1.0, share)) * width * 2)
    if 0 < share < 1:
        halves = max(1, min(width * 2 - 1, halves))
    filled = FULL * (halves // 2) + HALF * (halves % 2)
    return filled, "─" * (width - len(filled))


class ProgressLine(Widget):
    """A bar over the whole width."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    ProgressLine { height: 1; width: 100%; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0

    def show(self, share: float) -> None:
        """Fill the line to ``share``, 0 to 1."""
        if share != self._share:
            self._share = share
            self.refresh()

    def render(self) -> Content:
        """The filled part and the rest."""
        filled, rest = bar(self._share, self.content_size.width)
        return Content.assemble((filled, "$success"), (rest, "$foreground 20%"))
