"""A question with yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from sco_quiz.tui.actions import CONFIRM, bindings_of
from sco_quiz.tui.literal import literal
from sco_quiz.tui.widgets.key_bar import KeyBar


class ConfirmScreen(ModalScreen[bool]):
    """A modal question; True where the learner wants what it offers."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(CONFIRM)]
    CSS_PATH = "confirm.tcss"
    place = CONFIRM

    def __init__(self, title: str, text: str, offer: str) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._offer = offer

    @property
    def key_labels(self) -> dict[str, str]:
        """The key that says yes says what to."""
        return {"confirm-yes": self._offer}

    def compose(self) -> ComposeResult:
        """The question, and what hangs on it."""
        with Vertical(id="question") as box:
            box.border_title = Content(self._title)
            yield Static(literal(self._text), markup=False)
        yield KeyBar()

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(result=True)

    def action_no(self) -> None:
        """Leave everything as it is."""
        self.dismiss(result=False)
