"""Something could not be done: what happened, and what to do about it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from sco_quiz.errors import ScoQuizError
from sco_quiz.tui.actions import READING, bindings_of
from sco_quiz.tui.literal import literal
from sco_quiz.tui.widgets.key_bar import KeyBar


class TroubleScreen(ModalScreen[None]):
    """A modal message over the screen where it happened, which stays as it was, to try again."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(READING)]
    CSS_PATH = "trouble.tcss"
    place = READING

    def __init__(self, error: ScoQuizError) -> None:
        super().__init__()
        self._error = error

    def compose(self) -> ComposeResult:
        """The sentence and its remedy."""
        with Vertical(id="trouble") as box:
            box.border_title = Content("✗ That did not work")
            yield Static(literal(str(self._error)), markup=False)
            if self._error.remedy:
                yield Static(literal(self._error.remedy, "$foreground 60%"), markup=False, id="remedy")
        yield KeyBar()

    def action_close(self) -> None:
        """Back to where it happened."""
        self.dismiss()
