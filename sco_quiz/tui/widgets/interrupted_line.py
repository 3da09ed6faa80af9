"""A line that offers to go on with a quiz that was interrupted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from sco_quiz.services.interrupted import UnfinishedQuiz


class InterruptedLine(Static):
    """Says how far the quiz had come, and which keys go on with it or give it up; takes no room without one."""

    DEFAULT_CSS = """
    InterruptedLine { height: auto; color: $text-accent; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.display = False

    def show(self, quiz: UnfinishedQuiz | None, key: str, way_out: str) -> None:
        """Offer a quiz, or nothing; ``way_out`` is the key that gives it up."""
        self.display = quiz is not None
        if quiz is not None:
            said = f"A quiz was interrupted with {quiz.answered} of {quiz.questions} answered: "
            self.update(Content.assemble(said, (key, "bold"), " goes on with it, ", (way_out, "bold"), " gives it up."))
