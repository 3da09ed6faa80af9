"""Grading: a question and an answer in, a grade out. Pure and total: any text gets a verdict."""

from __future__ import annotations

from collections.abc import Sequence

from sco_quiz.domain.grading.comparing import compare
from sco_quiz.domain.grading.difference import difference_of
from sco_quiz.domain.grading.parts import grade_choice, grade_list, grade_match, grade_order
from sco_quiz.domain.grading.result import Grade
from sco_quiz.domain.grading.wording import right_answer_text
from sco_quiz.domain.question import (
    Answer,
    Arranged,
    AskChoice,
    AskFlip,
    AskList,
    AskMatch,
    AskOrder,
    AskTrueFalse,
    AskTyped,
    Chosen,
    Judged,
    Listed,
    Matched,
    Question,
    Revealed,
    TypedText,
)
from sco_quiz.domain.rating import Rating, Verdict
from sco_quiz.errors import IllegalEventError


def grade(question: Question, answer: Answer, others: Sequence[str] = ()) -> Grade | None:
    """The grade of an answer, or None for a card turned over, which the learner alone judges.

    ``others`` are the answers of other cards in the same deck, which a near miss may not be. To turn over a question
    that could be answered is to give up: wrong. A near miss has full credit: it is right but for a slip, and the
    learner sees it. Raises ``IllegalEventError`` for an answer of another form than the question's.
    """
    expected = right_answer_text(question)
    match question, answer:
        case AskFlip(), Revealed():
            return None
        case _, Revealed():
            return _given_up(question, expected)
        case AskTyped(), TypedText(text=text):
            return _grade_typed(question, text, others, expected)
        case AskChoice(), Chosen(options=chosen):
            return grade_choice(question, chosen, expected)
        case AskTrueFalse(truth=truth), Judged(truth=judged):
            right = truth is judged
            return Grade(Verdict.RIGHT if right else Verdict.WRONG, float(right), expected)
        case AskList(), Listed(items=items):
            return grade_list(question, items, others, expected)
        case AskOrder(), Arranged(items=arranged):
            return grade_order(question, arranged, expected)
        case AskMatch(), Matched(options=matched):
            return grade_match(question, matched, expected)
        case _:
            raise IllegalEventError("This answer does not fit the question.")


def suggest(graded: Grade) -> Rating:
    """The rating that a grade stands for: Good for what is right or a near miss that is taken, else Again."""
    return Rating.GOOD if graded.verdict in {Verdict.RIGHT, Verdict.NEAR_MISS} else Rating.AGAIN


def _grade_typed(question: AskTyped, text: str, others: Sequence[str], expected: str) -> Grade:
    comparison = compare(text.strip(), (question.answer.strip(), *map(str.strip, question.accept)), others)
    return Grade(
        comparison.verdict,
        0.0 if comparison.verdict is Verdict.WRONG else 1.0,
        expected,
        compared=comparison.compared,
        difference=difference_of(text.strip(), comparison.compared),
        ignored=comparison.ignored,
        reason=comparison.reason,
    )


def _given_up(question: Question, expected: str) -> Grade:
    """The grade of no answer at all, with every part missed."""
    match question:
        case AskChoice():
            return grade_choice(question, (), expected)
        case AskList():
            return grade_list(question, (), (), expected)
        case AskOrder():
            return grade_order(question, (), expected)
        case AskMatch():
            return grade_match(question, (), expected)
        case AskTyped():
            return _grade_typed(question, "", (), expected)
        case AskFlip() | AskTrueFalse():
            return Grade(Verdict.WRONG, 0.0, expected)
