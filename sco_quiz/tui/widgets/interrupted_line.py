"""A line that offers to go on with a quiz that was interrupted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from sco_quiz.services.wording import count_words

if TYPE_CHECKING:
    from sco_quiz.services.interrupted import UnfinishedQuiz


class InterruptedLine(Static):
    """Says how far the quiz had come, and which key goes on with it; takes no room where there is none."""

    DEFAULT_CSS = """
    InterruptedLine { height: auto; color: $text-accent; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.display = False

    def show(self, quiz: UnfinishedQuiz | None, key: str) -> None:
        """Offer a quiz, or nothing."""
        self.display = quiz is not None
        if quiz is not None:
            questions = count_words(quiz.questions, "question")
            self.update(
                Content.assemble(
                    f"A quiz was interrupted, {quiz.answered} of {questions} answered: press ",
                    (key, "bold"),
                    " to go on with it.",
                )
            )
