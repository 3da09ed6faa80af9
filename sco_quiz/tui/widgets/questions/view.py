"""What all question widgets have in common."""

from __future__ import annotations

from dataclasses import dataclass

from textual.containers import Vertical
from textual.message import Message

from sco_quiz.domain.card import Card
from sco_quiz.domain.grading.result import Grade
from sco_quiz.domain.question import Answer, Question


class QuestionView(Vertical):
    """The part of a card between its prompt and its notes: where the answer is given, and then shown.

    A view keeps nothing that the session doesn't know, save an answer that is still being made. It is used again for
    the next question of its class.
    """

    DEFAULT_CSS = """
    QuestionView { height: auto; width: 100%; }
    """

    @dataclass
    class Given(Message):
        """The learner gave an answer."""

        answer: Answer

    async def ask(self, card: Card, question: Question) -> None:
        """Put the question, ready for an answer; the prompt stands above this widget already."""
        raise NotImplementedError

    async def reveal(self, card: Card, question: Question, answer: Answer, grade: Grade | None) -> None:
        """Show the right answer, beside the one that was given."""
        raise NotImplementedError

    def submit(self) -> None:
        """Give the answer as it stands; does nothing where none is given."""
