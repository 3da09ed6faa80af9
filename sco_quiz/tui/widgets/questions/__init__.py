"""How each class of question is put on the card: one widget a class, loaded when it is first needed."""

from __future__ import annotations

from sco_quiz.domain.question import (
    AskChoice,
    AskFlip,
    AskList,
    AskMatch,
    AskOrder,
    AskTrueFalse,
    AskTyped,
    Question,
)
from sco_quiz.tui.widgets.questions.view import QuestionView, Shown


def view_for(question: Question) -> type[QuestionView]:
    """The widget that asks a question."""
    match question:
        case AskFlip():
            from sco_quiz.tui.widgets.questions.flip import FlipView

            return FlipView
        case AskTyped():
            from sco_quiz.tui.widgets.questions.typed import TypedView

            return TypedView
        case AskChoice():
            from sco_quiz.tui.widgets.questions.choice import ChoiceView

            return ChoiceView
        case AskTrueFalse():
            from sco_quiz.tui.widgets.questions.true_false import TrueFalseView

            return TrueFalseView
        case AskList():
            from sco_quiz.tui.widgets.questions.recall import RecallView

            return RecallView
        case AskOrder():
            from sco_quiz.tui.widgets.questions.order import OrderView

            return OrderView
        case AskMatch():
            from sco_quiz.tui.widgets.questions.match import MatchView

            return MatchView


def is_graded(question: Question) -> bool:
    """Whether an answer is given and graded; else the card is turned over, and the learner alone judges."""
    return not isinstance(question, AskFlip)


__all__ = ["QuestionView", "Shown", "is_graded", "view_for"]
