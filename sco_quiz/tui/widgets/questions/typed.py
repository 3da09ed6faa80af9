"""Answers that are typed: a field, and then what was typed beside what is right."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from sco_quiz.domain.grading.result import Grade, Span, SpanKind
from sco_quiz.domain.question import Answer, AskTyped, Question, TypedText
from sco_quiz.domain.rating import Verdict
from sco_quiz.tui.actions import TYPED, bindings_of
from sco_quiz.tui.literal import visible
from sco_quiz.tui.marked import marked
from sco_quiz.tui.widgets.questions.view import QuestionView, Shown

_LONGEST = 2_000
"""Characters that a typed answer may have; more can only be a slip of the clipboard."""


class AnswerField(Input):
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
        field.focus()

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


def comparison(typed: str, right: str, grade: Grade | None) -> Content:
    """What was typed above what is right; each stretch that differs is marked by a line as well as by colour."""
    answer = Content.assemble(("Answer  ", "$foreground 60%"), marked(right).stylize("bold"))
    if grade is None or (grade.verdict is Verdict.RIGHT and typed.strip() == right.strip()):
        return answer
    if not typed.strip():
        given = Content.styled("nothing", "italic $foreground 60%")
    elif grade.verdict is Verdict.RIGHT or not grade.difference:
        given = Content(visible(typed))
    else:
        given = Content("").join([_given(span) for span in grade.difference])
        if grade.compared and grade.compared != right:
            nearest = Content("").join([_right(span) for span in grade.difference])
            return Content("\n").join([_labelled("You     ", given), _labelled("Nearest ", nearest), answer])
        answer = _labelled("Answer  ", Content("").join([_right(span) for span in grade.difference]).stylize("bold"))
    return Content("\n").join([_labelled("You     ", given), answer])


def _labelled(label: str, content: Content) -> Content:
    return Content.assemble((label, "$foreground 60%"), content)


def _given(span: Span) -> Content:
    if span.kind is SpanKind.MISSING:
        return Content.styled("·" * min(3, len(span.right)), "$text-error")
    shown = visible(span.given)
    return Content(shown) if span.kind is SpanKind.EQUAL else Content.styled(shown, "strike $text-error")


def _right(span: Span) -> Content:
    shown = visible(span.right)
    return Content(shown) if span.kind is SpanKind.EQUAL else Content.styled(shown, "underline $text-success")
