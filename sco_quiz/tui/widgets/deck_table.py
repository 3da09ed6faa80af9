"""The decks as rows: what each asks for, and how much of it is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.events import Click, MouseMove, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from sco_quiz.tui.overview import DeckRow
from sco_quiz.tui.visible import one_line
from sco_quiz.tui.widgets.progress_line import bar

_NARROW = 60
"""Cells of width below which headings and bars are short."""
_NARROWEST = 48
"""Cells of width below which there are no bars: the titles need the room."""


class DeckTable(ScrollView, can_focus=False):
    """Rows of decks under a heading, one of which is selected; only those on the screen are drawn."""

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "deck-table--heading",
        "deck-table--cursor",
        "deck-table--new",
        "deck-table--learning",
        "deck-table--due",
        "deck-table--known",
        "deck-table--track",
        "deck-table--nothing",
        "deck-table--problem",
    }
    DEFAULT_CSS = """
    DeckTable {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        .deck-table--heading { color: $text-muted; }
        .deck-table--cursor { background: $primary 25%; text-style: bold; }
        .deck-table--new { color: $text-primary; }
        .deck-table--learning { color: $text-warning; }
        .deck-table--due { color: $text-success; }
        .deck-table--known { color: $success; }
        .deck-table--track { color: $foreground 20%; }
        .deck-table--nothing { color: $foreground 40%; }
        .deck-table--problem { color: $text-error; }
    }
    """

    class Chosen(Message):
        """A row was clicked."""

        def __init__(self, row: DeckRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, rows: Sequence[DeckRow]) -> None:
        super().__init__()
        self._rows = tuple(rows)
        self._selected = 0

    @property
    def selected(self) -> DeckRow | None:
        """The selected row; None where there is none."""
        return self._rows[self._selected] if self._rows else None

    def show(self, rows: Sequence[DeckRow]) -> None:
        """Show other rows, with the same deck selected if it is still there."""
        before = self.selected
        self._rows = tuple(rows)
        decks = [row.deck for row in self._rows]
        self._selected = decks.index(before.deck) if before and before.deck in decks else 0
        self._measure()

    def select(self, index: int) -> None:
        """Select a row by its place; the first or last one where the place is beyond."""
        self._selected = max(0, min(index, len(self._rows) - 1))
        self.scroll_to_region(Region(0, self._selected, 1, 2), animate=False)
        self.refresh()

    def move(self, steps: int) -> None:
        """Select the row that is so many below."""
        self.select(self._selected + steps)

    def on_resize(self, _event: Resize) -> None:
        """Columns follow the width."""
        self._measure()

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows) + 1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The heading, which does not scroll, or a row."""
        width = self.scrollable_content_region.width
        if y == 0:
            return self._heading(width)
        index = y - 1 + self.scroll_offset.y
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        return self._row(index, width)

    def _columns(self, width: int) -> tuple[int, tuple[int, int, int], int]:
        """Widths of the title, of the three counts, and of the bar, which the narrowest tables go without."""
        counts = (5, 4, 4) if width < _NARROW else (7, 10, 7)
        bar_width = 0 if width < _NARROWEST else 8 if width < _NARROW else 14 if width < 90 else 20
        return max(4, width - 3 - sum(counts) - 2 - bar_width - 6), counts, bar_width

    def _heading(self, width: int) -> Strip:
        title, counts, bar_width = self._columns(width)
        learning = "lrn" if width < _NARROW else "learning"
        words = "".join(f"{word:>{room}}" for word, room in zip(("new", learning, "due"), counts, strict=True))
        text = f"   {'Deck':<{title}}{words}  {'known':<{bar_width}}"
        return Strip([Segment(text, self.get_component_rich_style("deck-table--heading"))]).adjust_cell_length(
            width, self.rich_style
        )

    def _row(self, index: int, width: int) -> Strip:
        row = self._rows[index]
        here = index == self._selected
        base = self.get_component_rich_style("deck-table--cursor") if here else self.rich_style
        title_width, (new, learning, due), bar_width = self._columns(width)

        def styled(text: str, name: str) -> Segment:
            return Segment(text, base + self._colour(name))

        def count(number: int, room: int, name: str) -> Segment:
            text = f"{number:,}" if len(f"{number:,}") < room else f"{number // 1000}k"
            return styled(f"{text:>{room}}", name if number else "deck-table--nothing")

        filled, rest = bar(row.known, bar_width)
        percent = f"{_percent(row.known):>4}% "
        mark = Segment(" ▸ " if here else "   ", base)
        warned = bool(row.problems)
        segments = [
            mark,
            *([styled("! ", "deck-table--problem")] if warned else []),
            Segment(_fitted(one_line(row.title), title_width - 2 * warned), base),
            count(row.new, new, "deck-table--new"),
            count(row.learning, learning, "deck-table--learning"),
            count(row.due, due, "deck-table--due"),
            Segment("  ", base),
            styled(filled, "deck-table--known"),
            styled(rest, "deck-table--track"),
            Segment(percent, base),
        ]
        meta = Style(meta={"row": index})
        return Strip(segments).adjust_cell_length(width, base).apply_style(meta)

    def _colour(self, name: str) -> Style:
        # Only the whole style is blended with the background; only its colour is wanted on the selected row.
        return Style(color=self.get_component_rich_style(name).color)

    def on_mouse_move(self, event: MouseMove) -> None:
        """The selection follows a mouse button that is held; the pointer shows that rows can be clicked."""
        self.styles.pointer = "pointer" if "row" in event.style.meta else "default"

    def on_click(self, event: Click) -> None:
        """A click selects; a click on the selected row, or a double click, studies it."""
        index = event.style.meta.get("row")
        if isinstance(index, int) and index < len(self._rows):
            if index == self._selected:
                self.post_message(self.Chosen(self._rows[index]))
            self.select(index)


def _percent(share: float) -> int:
    """Whole per cent, with 0 and 100 kept for none and all."""
    return round(share * 100) if share in (0, 1) else max(1, min(99, round(share * 100)))


def _fitted(text: str, width: int) -> str:
    """The text in exactly ``width`` cells, cut with an ellipsis where it is longer."""
    if cell_len(text) > width:
        while text and cell_len(text) > width - 2:
            text = text[:-1]
        text += "…"
    return text + " " * (width - cell_len(text))
