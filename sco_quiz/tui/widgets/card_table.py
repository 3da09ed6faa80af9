"""Cards as rows. However many were found, only those on the screen are read and drawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from textual.events import Click, MouseMove, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from sco_quiz.errors import ScoQuizError
from sco_quiz.tui.card_words import FLAG_COLOURS, FLAGS, due_words, state_word
from sco_quiz.tui.fitting import fitted
from sco_quiz.tui.visible import one_line

if TYPE_CHECKING:
    from sco_quiz.services.clock import Clock
    from sco_quiz.services.finding import Row

_PAGE = 64
"""Rows that are read at a time."""
_MOST_PAGES = 32
_NARROW = 56
_STATES = ("new", "learning", "relearning", "review", "suspended", "buried", "leech")


class Listed(Protocol):
    """Cards in an order, read page by page; None for one that is gone."""

    def __len__(self) -> int: ...

    def page(self, offset: int, limit: int) -> Sequence[Row | None]:
        """The rows of at most ``limit`` cards from ``offset`` on."""
        ...


class CardTable(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of cards under a heading: one selected, any number marked."""

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

    class Outdated(Message):
        """Some of the cards are gone since they were listed."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._listed: Listed | None = None
        self._count = 0
        self._marked: dict[str, int] = {}
        self._pages: dict[int, Sequence[Row | None]] = {}
        self._selected = 0
        self._is_at_end = False
        self._is_outdated = False
        self._latest = (-1, "")

    @property
    def count(self) -> int:
        """How many cards are in the table."""
        return self._count

    @property
    def selected(self) -> str:
        """The id of the selected card, as long as it is known; empty where there is none."""
        row = self.row()
        if row is not None:
            self._latest = self._selected, row.card
        index, card = self._latest
        return card if index == self._selected else ""

    @property
    def marks(self) -> Collection[str]:
        """The ids of the marked cards, in any order."""
        return self._marked.keys()

    @property
    def marked(self) -> list[str]:
        """The ids of the marked cards, in the order of the table."""
        return sorted(self._marked, key=self._marked.__getitem__)

    def show(self, listed: Listed, selected: int | None, marked: Mapping[str, int]) -> None:
        """Show other cards, of which one is selected by its place; None for the place that is selected now.

        ``marked`` are the ids of marked cards, each with its place.
        """
        self._selected = max(0, min(self._selected if selected is None else selected, len(listed) - 1))
        self._marked = dict(marked)
        self._latest = -1, ""
        self._is_at_end = self._is_outdated = False
        self._take(listed)
        self._reveal()
        self.post_message(self.Selected())

    def extend(self, listed: Listed) -> None:
        """Show the same cards, and more of them."""
        self._take(listed)
        if self._is_at_end:
            self.select_last()

    def _take(self, listed: Listed) -> None:
        self._listed, self._count = listed, len(listed)
        self.forget_rows()
        self._measure()

    def forget_rows(self) -> None:
        """Read the rows again when they are drawn: something was done to their cards."""
        self._pages.clear()
        self.refresh()

    def row(self) -> Row | None:
        """The row of the selected card; None where there is none, or it is gone."""
        return self._row_at(self._selected) if self._selected < self._count else None

    def select(self, index: int) -> None:
        """Select a row by its place; the first or last one where the place is beyond."""
        index = max(0, min(index, self._count - 1))
        self._is_at_end = False
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
        self.select(self._count - 1)
        self._is_at_end = True

    def toggle_mark(self) -> None:
        """Mark the selected card, or no more."""
        card = self.selected
        if card and self._marked.pop(card, None) is None:
            self._marked[card] = self._selected
        self.refresh()

    def unmark_all(self) -> None:
        """Mark no card any more."""
        self._marked.clear()
        self.refresh()

    def on_resize(self, _event: Resize) -> None:
        """Columns follow the width."""
        self._measure()
        self._reveal()

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self._count + 1)
        self.refresh()

    def _reveal(self) -> None:
        self.scroll_to_region(Region(0, self._selected, 1, 2), animate=False)

    def _row_at(self, index: int) -> Row | None:
        number, place = divmod(index, _PAGE)
        page = self._pages.get(number)
        if page is None:
            if len(self._pages) >= _MOST_PAGES:
                self._pages.pop(next(iter(self._pages)))
            page = self._pages[number] = self._read(number)
        return page[place]

    def _read(self, number: int) -> Sequence[Row | None]:
        offset = number * _PAGE
        limit = min(_PAGE, self._count - offset)
        try:
            page = () if self._listed is None else self._listed.page(offset, limit)
        except ScoQuizError:
            return (None,) * limit  # the next key that reads says so
        if None in page and not self._is_outdated:
            self._is_outdated = True
            self.post_message(self.Outdated())
        return page

    def render_line(self, y: int) -> Strip:
        """The heading, which does not scroll, or a row."""
        width = self.scrollable_content_region.width
        if y == 0:
            prompt, deck, state, due = self._columns(width)
            text = f"    {'Card':<{prompt}}{'Deck':<{deck}.{deck}}{'State':<{state}.{state}}{'Due':>{due}.{due}}"
            heading = Segment(text, self.get_component_rich_style("card-table--heading"))
            return Strip([heading]).adjust_cell_length(width, self.rich_style)
        index = y - 1 + self.scroll_offset.y
        if index >= self._count:
            return Strip.blank(width, self.rich_style)
        return self._row_strip(index, width)

    @staticmethod
    def _columns(width: int) -> tuple[int, int, int, int]:
        """Widths of prompt, deck, state and due."""
        deck = 0 if width < _NARROW else max(12, width // 5)
        state, due = (4, 10) if width < _NARROW else (11, 10)
        return max(6, width - 5 - deck - state - due), deck, state, due

    def _row_strip(self, index: int, width: int) -> Strip:
        row = self._row_at(index)
        here = index == self._selected
        base = self.get_component_rich_style("card-table--cursor") if here else self.rich_style
        if row is None:
            gone = Segment(fitted(f" {'▸' if here else ' '}  (gone)", width), base)
            return Strip([gone]).apply_style(Style(meta={"row": index}))
        prompt, deck, state, due = self._columns(width)
        word = state_word(row)
        flag = Style(color=FLAG_COLOURS[row.flag] or None)
        segments = [
            Segment(" ▸" if here else "  ", base),
            Segment("●" if row.card in self._marked else " ", base + self._colour("card-table--mark")),
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
        if isinstance(index, int) and index < self._count:
            opens = index == self._selected and not event.ctrl
            self.select(index)
            if event.ctrl:
                self.toggle_mark()
            elif opens:
                self.post_message(self.Opened())
