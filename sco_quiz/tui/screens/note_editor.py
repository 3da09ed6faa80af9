"""A note as text, to be changed in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from sco_quiz.errors import ScoQuizError
from sco_quiz.tui.actions import EDITOR, bindings_of
from sco_quiz.tui.literal import literal
from sco_quiz.tui.visible import one_line
from sco_quiz.tui.widgets.key_bar import KeyBar


class NoteEditor(ModalScreen[bool]):
    """A modal question: the note as YAML. True where ``accept`` took the text; what it refuses is said, and stays."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(EDITOR)]
    CSS_PATH = "note_editor.tcss"
    place = EDITOR

    def __init__(self, text: str, accept: Callable[[str], None]) -> None:
        super().__init__()
        self._text = text
        self._accept = accept

    def compose(self) -> ComposeResult:
        """The text, and what is wrong with it."""
        with Vertical(id="editor") as box:
            box.border_title = Content("Change the note")
            yield TextArea(self._text, tab_behavior="indent")
            yield Static(markup=False, id="problem")
        yield KeyBar()

    def on_mount(self) -> None:
        """Let letters go into the text."""
        self.query_one(TextArea).focus()

    def action_accept(self) -> None:
        """Take the text, or say what is wrong with it."""
        try:
            self._accept(self.query_one(TextArea).text)
        except ScoQuizError as error:
            self.query_one("#problem", Static).update(literal(one_line(f"✗ {error.sentences}")))
        else:
            self.dismiss(result=True)

    def action_cancel(self) -> None:
        """Leave the note as it was."""
        self.dismiss(result=False)
