"""Answers that are typed: a field, and then what was typed beside what is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from sco_quiz.domain.question import Answer, AskTyped, Question, TypedText
from sco_quiz.tui.actions import TYPED, bindings_of
from sco_quiz.tui.widgets.questions.field import QuestionField
from sco_quiz.tui.widgets.questions.view import QuestionView, Shown

if TYPE_CHECKING:
    from sco_quiz.domain.grading import Grade

_LONGEST = 2_000
"""Characters that a typed answer may have; more can only be a slip of the clipboard."""


class AnswerField(QuestionField):
    """A field whose enter key is an action of the app's list."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(TYPED)]


class TypedView(QuestionView):
    """A field for the answer. After grading, both answers one above the other, with what differs marked."""

    ENTER = "typed-check"

    DEFAULT_CSS = """
    TypedView Input { margin: 0; }
    TypedView Input.-graded { display: none; }
    """

    def compose(self) -> ComposeResult:
        """The field, and the place for what was made of it."""
        yield AnswerField(placeholder="Type the answer", max_length=_LONGEST, select_on_focus=False)
        yield Static(markup=False, classes="comparison")

    async def ask(self, card: Shown, question: Question) -> None:  # noqa: ARG002 - the prompt stands above
        """Clear the field and wait in it."""
        field = self.query_one(Input)
        field.value = ""
        field.remove_class("-graded")
        self.query_one(".comparison").display = False
        field.focus(scroll_visible=False)

    @property
    def draft(self) -> Answer | None:
        """What stands in the field, if anything."""
        text = self.query_one(Input).value
        return TypedText(text) if text.strip() else None

    def take_up(self, answer: Answer) -> None:
        """Put what was typed before into the field, to be changed."""
        if isinstance(answer, TypedText):
            field = self.query_one(Input)
            field.value = answer.text
            field.cursor_position = len(answer.text)

    async def reveal(self, card: Shown, question: Question, answer: Answer, grade: Grade | None) -> None:  # noqa: ARG002 - the grade says it
        """Show what was typed and what is right."""
        from sco_quiz.tui.widgets.questions.comparison import comparison

        self.query_one(Input).add_class("-graded")
        typed = answer.text if isinstance(answer, TypedText) else ""
        right = question.answer if isinstance(question, AskTyped) else ""
        place = self.query_one(".comparison", Static)
        place.update(comparison(typed, right, grade))
        place.display = True

    def submit(self) -> None:
        """Give what stands in the field; nothing is an answer too."""
        self.post_message(self.Given(TypedText(self.query_one(Input).value)))

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.submit()
