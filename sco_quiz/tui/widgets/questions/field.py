"""The field in which an answer, or an item of one, is typed."""

from __future__ import annotations

from textual.events import Key
from textual.widgets import Input


class QuestionField(Input):
    """A field that may be further down than the top of a long question, and comes into view when one types."""

    async def _on_key(self, event: Key) -> None:
        await super()._on_key(event)
        if event.is_printable:
            self.scroll_visible(animate=False)
