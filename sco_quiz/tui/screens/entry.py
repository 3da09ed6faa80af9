"""Typing one value."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from sco_quiz.errors import ScoQuizError
from sco_quiz.tui.actions import ENTRY, bindings_of
from sco_quiz.tui.literal import literal
from sco_quiz.tui.widgets.key_bar import KeyBar


class ValueField(Input):
    """A field whose keys are actions of the app's list."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(ENTRY)]

    def action_close(self) -> None:
        """Go back."""
        if isinstance(self.screen, EntryScreen):
            self.screen.dismiss(result=False)


class EntryScreen(ModalScreen[bool]):
    """A modal field; gives whether ``check`` took what was typed. What it raises is said, and asked again."""

    CSS_PATH = "entry.tcss"
    place = ENTRY

    def __init__(self, title: str, example: str, check: Callable[[str], None]) -> None:
        super().__init__()
        self._title = title
        self._example = example
        self._check = check

    def compose(self) -> ComposeResult:
        """The field, and what can stand in it."""
        with Vertical(id="entry") as box:
            box.border_title = Content(self._title)
            yield ValueField(max_length=40)
            yield Static(Content.styled(self._example, "$foreground 60%"), markup=False, id="said")
            yield KeyBar()

    def on_mount(self) -> None:
        """Wait in the field."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            self._check(event.value)
        except ScoQuizError as error:
            self.query_one("#said", Static).update(literal(f"✗ {error} {error.remedy}".strip(), "$text-error"))
        else:
            self.dismiss(result=True)
