"""How far the reading of decks has come that changed while the app is open: a bar over the title line."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from sco_quiz.tui.widgets.progress_line import bar

_MOST_CELLS = 30


class ReadingBar(Widget):
    """Lies over the first line of a screen and moves nothing: no card is hidden, and no key."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    ReadingBar {
        layer: _toastrack; dock: top; height: 1; width: 100%; padding: 0 2;
        background: $panel; text-wrap: nowrap; text-overflow: clip;
    }
    """

    def __init__(self, done: int, total: int) -> None:
        super().__init__()
        self._done, self._total = done, total

    def show(self, done: int, total: int) -> None:
        """``done`` of ``total`` files are read."""
        self._done, self._total = done, total
        self.refresh()

    def render(self) -> Content:
        """What is done, how much of it, and the numbers."""
        says, counts = "Reading decks ", f" {self._done} of {self._total}"
        width = min(_MOST_CELLS, self.content_size.width - len(says) - len(counts))
        filled, rest = bar(self._done / self._total, max(0, width))
        return Content.assemble((says, "bold"), (filled, "$success"), (rest, "$foreground 20%"), counts)
