"""A question for a whole number."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from sco_quiz.tui.actions import NUMBER, bindings_of
from sco_quiz.tui.literal import literal
from sco_quiz.tui.widgets.key_bar import KeyBar


class NumberScreen(ModalScreen[int | None]):
    """A modal question for a number from 0 to ``most``; None where it is not answered."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(NUMBER)]
    CSS_PATH = "number.tcss"
    place = NUMBER

    def __init__(self, title: str, text: str, most: int) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._most = most

    def compose(self) -> ComposeResult:
        """The question, a field, and what is wrong with what stands in it."""
        with Vertical(id="question") as box:
            box.border_title = Content(self._title)
            yield Static(literal(self._text), markup=False)
            yield Input(max_length=len(str(self._most)), restrict=r"\d*")
            yield Static(markup=False, id="problem")
        yield KeyBar()

    def on_mount(self) -> None:
        """Wait in the field."""
        self.query_one(Input).focus()

    def action_take(self) -> None:
        """Take the number, or say which would do."""
        text = self.query_one(Input).value
        if text.isdecimal() and int(text) <= self._most:
            self.dismiss(int(text))
        else:
            self.query_one("#problem", Static).update(Content(f"Type a number from 0 to {self._most:,}."))

    def action_cancel(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
