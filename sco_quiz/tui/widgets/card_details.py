"""The whole story of one card, to scroll through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.widgets import Static

from sco_quiz.tui.card_story import Story, look_up_story, story_content

if TYPE_CHECKING:
    from sco_quiz.services.finding import Row
    from sco_quiz.services.library import Library

_NARROWEST = 20


class CardDetails(VerticalScroll, can_focus=False):
    """A card's text, memory, curve and history, drawn anew where the width changes."""

    DEFAULT_CSS = """
    CardDetails { scrollbar-size-vertical: 1; }
    CardDetails > Static { height: auto; width: 100%; }
    """

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._story: Story | None = None

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(markup=False)

    @property
    def card(self) -> str:
        """The id of the card that is told; empty for none."""
        return "" if self._story is None else self._story.row.card

    def show(self, row: Row | None) -> None:
        """Tell a card, or none. Raises StorageError, and DeckNotFoundError where its deck is gone; then none is."""
        self._story = None
        try:
            self._story = None if row is None else look_up_story(self._library, row)
        finally:
            self._draw()
            self.scroll_home(animate=False)

    def page(self, pages: int) -> None:
        """Scroll so many pages down."""
        self.scroll_relative(y=pages * max(1, self.size.height - 2), animate=False)

    def on_resize(self, _event: Resize) -> None:
        """The curve follows the width."""
        self._draw()

    def _draw(self) -> None:
        place = self.query_one(Static)
        if self._story is None:
            place.update("")
        else:
            width = max(_NARROWEST, self.scrollable_content_region.width)
            place.update(story_content(self._story, self._library, width))
