"""The field in which an answer, or an item of one, is typed."""

from __future__ import annotations

from typing import Final

from textual.events import Key, Paste
from textual.widgets import Input

_EDITING: Final = frozenset({"backspace", "delete", "left", "right", "ctrl+u", "ctrl+w", "ctrl+k"})


class QuestionField(Input):
    """A field that may be further down than the top of a long question, and comes into view when one types."""

    async def _on_key(self, event: Key) -> None:
        await super()._on_key(event)
        if event.is_printable or event.key in _EDITING:
            self.scroll_visible(animate=False)

    def _on_paste(self, event: Paste) -> None:
        super()._on_paste(event)
        self.scroll_visible(animate=False)
