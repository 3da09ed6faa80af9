"""The card's place between the title line and the buttons; it scrolls where the card is taller."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget

from sco_quiz.tui.widgets.card_view import CardView


class Stage(VerticalScroll, can_focus=False):
    """A card, from its top while it asks, and with its answer in view when that is shown."""

    _asks = True

    def compose(self) -> ComposeResult:
        """The card."""
        yield CardView()

    def show_question(self) -> None:
        """Go to the top, also where the field or the option that waits for an answer is further down."""
        self._asks = True
        self._show_top()
        # Once more, after the widget that waits for an answer has come into view.
        self.call_after_refresh(self.call_after_refresh, self._show_top)

    def _show_top(self) -> None:
        if self._asks:
            self.scroll_home(animate=False, immediate=True)

    def show_answer(self) -> None:
        """Bring the answer and what was made of it into view; of a long one its beginning."""
        self._asks = False
        self.call_after_refresh(self._show_answer)
        # Once more: a scrollbar that appears leaves texts less room, so that they may need more lines.
        self.call_after_refresh(self.call_after_refresh, self._show_answer)

    def _show_answer(self) -> None:
        card = self.query_one(CardView)
        parts: tuple[Widget | None, ...] = (card.view, card.query_one("#verdict"))
        regions = [part.region for part in parts if part is not None and part.display and part.region.height]
        if regions:
            shift = self.scroll_offset.y - self.content_region.y
            first = min(region.y for region in regions) + shift
            end = max(region.bottom for region in regions) + shift
            lowest = max(self.scroll_offset.y, end - self.content_size.height)
            self.scroll_to(y=min(lowest, first), animate=False, immediate=True)

    def scroll_pages(self, pages: int) -> None:
        """Scroll by pages, with two lines in common."""
        self.scroll_relative(y=pages * max(1, self.size.height - 2), animate=False)

    def action_page_down(self) -> None:
        """The keys of a container that scrolls come before the screen's where something in it has the focus."""
        self.scroll_pages(1)

    def action_page_up(self) -> None:
        """The same, up."""
        self.scroll_pages(-1)
