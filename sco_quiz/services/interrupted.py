"""Whether a quiz was interrupted, for a face to offer; light, since home asks it at every start."""

from __future__ import annotations

from sco_quiz.storage import quizzes
from sco_quiz.storage.quizzes import UnfinishedQuiz

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sco_quiz.services.library import Library

__all__ = ["UnfinishedQuiz", "give_up", "interrupted_quiz"]


def interrupted_quiz(library: Library) -> UnfinishedQuiz | None:
    """The quiz that was begun last and neither handed in nor given up; ``Quiz.resume`` goes on with it."""
    waiting = quizzes.unfinished(library.progress)
    return waiting[0] if waiting else None


def give_up(library: Library, quiz: UnfinishedQuiz) -> None:
    """Don't offer an interrupted quiz any more; what was asked and answered stays on record."""
    quizzes.discard(library.progress, quiz.id)
