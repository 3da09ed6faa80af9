"""A text of a deck, plain or Markdown."""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from sco_quiz.tui.marked import has_blocks, marked
from sco_quiz.tui.visible import visible


class DeckText(Vertical):
    """A text of a deck. Nothing in it opens a link, runs an action or sets a style of its own.

    Textual's Markdown widget is loaded only for a text that has blocks.
    """

    DEFAULT_CSS = """
    DeckText { height: auto; width: 100%; }
    DeckText > Static { width: 100%; height: auto; }
    DeckText > Markdown { display: none; padding: 0; margin: 0; background: transparent; }
    DeckText.-blocks > Static { display: none; }
    DeckText.-blocks > Markdown { display: block; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        self._static = Static(markup=False)
        super().__init__(self._static, id=id, classes=classes)

    async def show(self, text: str) -> None:
        """Show a text in place of what was shown."""
        if has_blocks(text):
            await self._show_blocks(text)
            self.add_class("-blocks")
        else:
            self.show_content(marked(text))

    def show_content(self, content: Content) -> None:
        """Show content that was already made safe."""
        self.remove_class("-blocks")
        self._static.update(content)

    async def _show_blocks(self, text: str) -> None:
        from textual.widgets import Markdown

        shown = self.query_children(Markdown)
        if shown:
            await shown.first().update(visible(text))
        else:
            await self.mount(Markdown(visible(text), open_links=False))
