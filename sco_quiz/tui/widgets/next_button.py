"""The one thing to do next, as a button over the whole width."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget


class NextButton(Widget):
    """A button for the mouse; its key is named on it."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    NextButton {
        height: 2;
        width: 100%;
        text-align: center;
        text-wrap: nowrap;
        background: $surface-lighten-1;
        pointer: pointer;
        &:hover { background: $boost; }
    }
    """

    class Pressed(Message):
        """The button was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._label = ""
        self._key = ""

    def show(self, label: str, key: str) -> None:
        """Show what comes next, and which key does it."""
        if (label, key) != (self._label, self._key):
            self._label, self._key = label, key
            self.refresh()

    def render(self) -> Content:
        """The label and its key."""
        return Content.assemble((self._label, "bold"), "\n", (self._key, "$foreground 60%"))

    def on_click(self, event: Click) -> None:
        """A click is as good as the key."""
        event.stop()
        self.post_message(self.Pressed())
