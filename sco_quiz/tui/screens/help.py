"""What every key does, from the one list of actions, with the keys that the learner gave them."""

from __future__ import annotations

from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from sco_quiz.tui.actions import (
    ACTIONS,
    BROWSE,
    CHOICE,
    CONFIRM,
    DRAFT,
    EDITOR,
    ENTRY,
    EVERYWHERE,
    HOME,
    LIST,
    MATCH,
    NUMBER,
    ORDER,
    PICK,
    QUIZ,
    QUIZ_RESULT,
    QUIZ_SETUP,
    READING,
    SCORES,
    STUDY,
    SUMMARY,
    TRUE_FALSE,
    TYPED,
    bindings_of,
)
from sco_quiz.tui.screens.place import PlaceScreen
from sco_quiz.tui.widgets.key_bar import KeyBar

_HEADINGS = {
    STUDY: "Studying",
    TYPED: "Typing an answer",
    CHOICE: "Choosing an option",
    TRUE_FALSE: "True or false",
    LIST: "Naming a list",
    ORDER: "Putting in order",
    MATCH: "Matching pairs",
    HOME: "Decks",
    QUIZ_SETUP: "Setting up a quiz",
    QUIZ: "In a quiz",
    QUIZ_RESULT: "After a quiz",
    SCORES: "Scores and statistics",
    SUMMARY: "After a session",
    BROWSE: "Cards",
    NUMBER: "A number",
    DRAFT: "Looking a draft over",
    EDITOR: "Changing a note",
    PICK: "Ticking lines of a list",
    ENTRY: "Typing a value",
    CONFIRM: "Yes or no",
    READING: "Help and messages",
    EVERYWHERE: "Everywhere",
}
_KEYS_WIDTH = 13
_MOST_KEYS = 4
_WIDE = 100
_FIELD_TIP = "Letters go into the field; those of the keys above that are no letters work as ever."


class HelpScreen(PlaceScreen):
    """All keys, those of the place that one comes from first."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(READING)]
    CSS_PATH = "help.tcss"
    place = READING

    def __init__(self, came_from: str) -> None:
        super().__init__()
        self._came_from = came_from

    def compose(self) -> ComposeResult:
        """One table a place."""
        places = sorted(_HEADINGS, key=lambda place: place != self._came_from)
        with VerticalScroll(can_focus=True) as box:
            box.border_title = Content("Keys")
            for place in places:
                yield Static(Content.styled(_HEADINGS[place], "bold $accent"), markup=False, classes="heading")
                yield Static(id=f"keys-{place}")
                if place == TYPED:
                    yield Static(Content.styled(_FIELD_TIP, "$foreground 60%"), markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self, event: Resize) -> None:
        """The names of the actions, which the config goes by, stand beside them where there is room."""
        for place in _HEADINGS:
            self.query_one(f"#keys-{place}", Static).update(self._table(place, named=event.size.width >= _WIDE))

    def _table(self, place: str, *, named: bool) -> Table:
        keys_of: dict[str, list[str]] = {}
        names: dict[str, str] = {}
        for action in ACTIONS:
            if action.place == place:
                keys_of.setdefault(action.says, []).extend(self.quiz_app.keys_of(action.id))
                names.setdefault(action.says, action.id)
        table = Table.grid(padding=(0, 2))
        table.add_column(justify="right", style="bold", width=_KEYS_WIDTH)
        table.add_column()
        table.add_column(style="dim")
        for says, keys in keys_of.items():
            shown = " ".join(keys) if len(keys) <= _MOST_KEYS else f"{keys[0]} … {keys[-1]}"
            table.add_row(Text(shown), Text(says), Text(names[says] if named else ""))
        return table

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()
