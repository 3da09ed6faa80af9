"""Cards as rows. However many were found, only those on the screen are read and drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Click, MouseMove, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from sco_quiz.tui.card_words import FLAG_COLOURS, FLAGS, due_words, state_word
from sco_quiz.tui.fitting import fitted
from sco_quiz.tui.visible import one_line

if TYPE_CHECKING:
    from sco_quiz.services.browsing import Row
    from sco_quiz.services.clock import Clock

_PAGE = 64
"""Rows that are read at a time."""
_MOST_PAGES = 32
_NARROW = 56
_STATES = ("new", "learning", "relearning", "review", "suspended", "buried", "leech")


class CardTable(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of cards under a heading: one selected, any number marked. ``read`` gives the rows of cards by their ids."""

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "card-table--heading",
        "card-table--cursor",
        "card-table--mark",
        "card-table--muted",
        *(f"card-table--{state}" for state in _STATES),
    }
    DEFAULT_CSS = """
    CardTable {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        .card-table--heading { color: $text-muted; }
        .card-table--cursor { background: $primary 25%; text-style: bold; }
        .card-table--mark { color: $text-accent; }
        .card-table--muted { color: $foreground 50%; }
        .card-table--new { color: $text-primary; }
        .card-table--learning, .card-table--relearning { color: $text-warning; }
        .card-table--review { color: $text-success; }
        .card-table--suspended, .card-table--buried { color: $foreground 50%; }
        .card-table--leech { color: $text-error; }
    }
    """

    class Selected(Message):
        """Another card is selected."""

    class Opened(Message):
        """The selected card was clicked."""

    def __init__(self, read: Callable[[Sequence[str]], Sequence[Row]], clock: Clock) -> None:
        super().__init__()
        self._read = read
        self._clock = clock
        self._cards: Sequence[str] = ()
        self._marked: set[str] = set()
        self._pages: dict[int, dict[str, Row]] = {}
        self._selected = 0

    @property
    def cards(self) -> Sequence[str]:
        """The ids of all cards in the table."""
        return self._cards

    @property
    def selected(self) -> str:
        """The id of the selected card; empty where there is none."""
        return self._cards[self._selected] if self._cards else ""

    @property
    def marked(self) -> list[str]:
        """The ids of the marked cards, in the order of the table."""
        return [card for card in self._cards if card in self._marked] if self._marked else []

    def show(self, cards: Sequence[str], *, keep: bool) -> None:
        """Show other cards. With ``keep``, the selected one stays selected if it is there; marks stay anyway."""
        before, place = self.selected, self._selected
        self._cards = cards
        if self._marked:
            self._marked &= set(cards)
        self._selected = 0
        if keep and before:
            found = place < len(cards) and cards[place] == before
            self._selected = place if found else cards.index(before) if before in cards else min(place, len(cards) - 1)
        self._selected = max(0, self._selected)
        self.forget_rows()
        self._measure()
        self._reveal()
        self.post_message(self.Selected())

    def forget_rows(self) -> None:
        """Read the rows again when they are drawn: something was done to their cards."""
        self._pages.clear()
        self.refresh()

    def row(self) -> Row | None:
        """The row of the selected card; None where there is none, or it is gone."""
        return self._row_at(self._selected) if self._cards else None

    def select(self, index: int) -> None:
        """Select a row by its place; the first or last one where the place is beyond."""
        index = max(0, min(index, len(self._cards) - 1))
        if index != self._selected:
            self._selected = index
            self._reveal()
            self.refresh()
            self.post_message(self.Selected())

    def move(self, steps: int) -> None:
        """Select the row that is so many below."""
        self.select(self._selected + steps)

    def page(self, pages: int) -> None:
        """Select the row that is so many pages below."""
        self.move(pages * max(1, self.size.height - 2))

    def select_last(self) -> None:
        """Select the last row."""
        self.select(len(self._cards) - 1)

    def toggle_mark(self) -> None:
        """Mark the selected card, or no more."""
        self._marked ^= {self.selected} - {""}
        self.refresh()

    def mark_all(self) -> None:
        """Mark all cards; none, if all are marked."""
        self._marked = set() if len(self._marked) == len(self._cards) else set(self._cards)
        self.refresh()

    def on_resize(self, _event: Resize) -> None:
        """Columns follow the width."""
        self._measure()
        self._reveal()

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._cards) + 1)
        self.refresh()

    def _reveal(self) -> None:
        self.scroll_to_region(Region(0, self._selected, 1, 2), animate=False)

    def _row_at(self, index: int) -> Row | None:
        number = index // _PAGE
        page = self._pages.get(number)
        if page is None:
            if len(self._pages) >= _MOST_PAGES:
                self._pages.pop(next(iter(self._pages)))
            cards = self._cards[number * _PAGE : (number + 1) * _PAGE]
            page = self._pages[number] = {row.card: row for row in self._read(cards)}
        return page.get(self._cards[index])

    def render_line(self, y: int) -> Strip:
        """The heading, which does not scroll, or a row."""
        width = self.scrollable_content_region.width
        if y == 0:
            prompt, deck, state, due = self._columns(width)
            text = f"    {'Card':<{prompt}}{'Deck':<{deck}.{deck}}{'State':<{state}.{state}}{'Due':>{due}.{due}}"
            heading = Segment(text, self.get_component_rich_style("card-table--heading"))
            return Strip([heading]).adjust_cell_length(width, self.rich_style)
        index = y - 1 + self.scroll_offset.y
        if index >= len(self._cards):
            return Strip.blank(width, self.rich_style)
        return self._row_strip(index, width)

    @staticmethod
    def _columns(width: int) -> tuple[int, int, int, int]:
        """Widths of prompt, deck, state and due."""
        deck = 0 if width < _NARROW else max(12, width // 5)
        state, due = (4, 10) if width < _NARROW else (11, 10)
        return max(6, width - 5 - deck - state - due), deck, state, due

    def _row_strip(self, index: int, width: int) -> Strip:
        card = self._cards[index]
        row = self._row_at(index)
        here = index == self._selected
        base = self.get_component_rich_style("card-table--cursor") if here else self.rich_style
        if row is None:
            gone = Segment(fitted(f" {'▸' if here else ' '}  (gone) {one_line(card)}", width), base)
            return Strip([gone]).apply_style(Style(meta={"row": index}))
        prompt, deck, state, due = self._columns(width)
        word = state_word(row)
        flag = Style(color=FLAG_COLOURS[row.flag] or None)
        segments = [
            Segment(" ▸" if here else "  ", base),
            Segment("●" if card in self._marked else " ", base + self._colour("card-table--mark")),
            Segment(FLAGS[row.flag] or " ", base + flag),
            Segment(fitted(one_line(row.prompt[: 8 * prompt]), prompt - 1) + " ", base),
            Segment(
                fitted(one_line(row.deck), deck - 1) + " " if deck else "", base + self._colour("card-table--muted")
            ),
            Segment(fitted(word if state > 4 else word[:3], state), base + self._colour(f"card-table--{word}")),
            Segment(f"{due_words(row, self._clock):>{due}} ", base),
        ]
        return Strip(segments).adjust_cell_length(width, base).apply_style(Style(meta={"row": index}))

    def _colour(self, name: str) -> Style:
        # Only the whole style is blended with the background; only its colour is wanted on the selected row.
        return Style(color=self.get_component_rich_style(name).color)

    def on_mouse_move(self, event: MouseMove) -> None:
        """The pointer shows that rows can be clicked."""
        self.styles.pointer = "pointer" if "row" in event.style.meta else "default"

    def on_click(self, event: Click) -> None:
        """A click selects, with ctrl it marks; a click on the selected row reads it."""
        index = event.style.meta.get("row")
        if isinstance(index, int) and index < len(self._cards):
            opens = index == self._selected and not event.ctrl
            self.select(index)
            if event.ctrl:
                self.toggle_mark()
            elif opens:
                self.post_message(self.Opened())
