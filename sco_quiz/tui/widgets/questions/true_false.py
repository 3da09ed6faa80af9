"""Statements that are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from sco_quiz.domain.question import Answer, AskTrueFalse, Judged, Question
from sco_quiz.tui.actions import TRUE_FALSE, bindings_of
from sco_quiz.tui.widgets.questions.choice import ChoiceView
from sco_quiz.tui.widgets.questions.view import Shown

if TYPE_CHECKING:
    from sco_quiz.domain.grading import Grade

_TRUE, _FALSE = 0, 1


class TrueFalseView(ChoiceView):
    """Two options: true and false."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(TRUE_FALSE)]
    KEYS = ("t", "f")

    async def ask(self, card: Shown, question: Question) -> None:  # noqa: ARG002 - the statement stands above
        """Show both options."""
        await self.show_options(("True", "False"), several=False)

    async def reveal(self, card: Shown, question: Question, answer: Answer, grade: Grade | None) -> None:  # noqa: ARG002 - the options say it
        """Mark what is right and what was said."""
        assert isinstance(question, AskTrueFalse)  # noqa: S101 - view_for pairs them
        self.show_marks(frozenset({_TRUE if question.truth else _FALSE}), self.chosen_in(answer))

    def answer_for(self, chosen: frozenset[int]) -> Answer:
        """What choosing this option says."""
        return Judged(_TRUE in chosen)

    def chosen_in(self, answer: Answer) -> frozenset[int]:
        """The option that an answer says."""
        return frozenset({_TRUE if answer.truth else _FALSE}) if isinstance(answer, Judged) else frozenset()
