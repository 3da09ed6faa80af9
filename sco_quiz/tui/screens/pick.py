"""Ticking some of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from sco_quiz.tui.actions import PICK, bindings_of
from sco_quiz.tui.visible import one_line
from sco_quiz.tui.widgets.key_bar import KeyBar


class PickScreen(ModalScreen[tuple[str, ...] | None]):
    """A modal list; gives what is ticked, in the list's order, or None where the learner goes back.

    ``offered`` holds pairs of a value and what is shown for it. Nothing ticked stands for all.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(PICK)]
    CSS_PATH = "pick.tcss"
    place = PICK

    def __init__(self, title: str, offered: Sequence[tuple[str, str]], chosen: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._offered = tuple(offered)
        self._ticked = {value for value, _ in self._offered if value in chosen}
        self._cursor = next((place for place, (value, _) in enumerate(self._offered) if value in self._ticked), 0)

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical(id="pick") as box:
            box.border_title = Content(self._title)
            with VerticalScroll(can_focus=False):
                yield Static(markup=False, id="lines")
            yield Static(markup=False, id="said")
            yield KeyBar()

    def on_mount(self) -> None:
        """Show what is ticked."""
        self._show()

    def _show(self) -> None:
        lines = [self._line(place, *entry) for place, entry in enumerate(self._offered)]
        self.query_one("#lines", Static).update(Content("\n").join(lines) if lines else Content("There is none."))
        count = len(self._ticked)
        said = f"{count} of {len(self._offered)} ticked" if count else "None ticked: all of them count."
        self.query_one("#said", Static).update(Content(said))
        self.query_one(VerticalScroll).scroll_to(y=max(0, self._cursor - 4), animate=False)

    def _line(self, place: int, value: str, shown: str) -> Content:
        here = place == self._cursor
        return Content.assemble(
            ("▸ " if here else "  ", "$accent"),
            ("■ " if value in self._ticked else "□ ", "bold"),
            (one_line(shown), "bold" if here else ""),
        ).stylize_before(Style.from_meta({"line": place}))

    def action_move(self, steps: int) -> None:
        """Go to another line, round the ends."""
        if self._offered:
            self._cursor = (self._cursor + steps) % len(self._offered)
            self._show()

    def action_tick(self) -> None:
        """Tick the line, or take the tick away."""
        if self._offered:
            self._ticked ^= {self._offered[self._cursor][0]}
            self._show()

    def action_tick_none(self) -> None:
        """Take all ticks away."""
        self._ticked.clear()
        self._show()

    def on_click(self, event: Click) -> None:
        """A click ticks."""
        line = event.style.meta.get("line")
        if isinstance(line, int):
            event.stop()
            self._cursor = line
            self.action_tick()

    def action_take(self) -> None:
        """Give what is ticked."""
        self.dismiss(tuple(value for value, _ in self._offered if value in self._ticked))

    def action_close(self) -> None:
        """Give nothing: all stays as it was."""
        self.dismiss(None)
