"""What all question widgets have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.containers import Vertical
from textual.message import Message

from sco_quiz.domain.deck import Kind
from sco_quiz.domain.question import Answer, Question

if TYPE_CHECKING:
    from sco_quiz.domain.grading import Grade


class Shown(Protocol):
    """What a card on the screen says beside its question: a card of the library has this, as has a quiz's item."""

    @property
    def kind(self) -> Kind:
        """What the card asks."""

    @property
    def hint(self) -> str:
        """Shown when asked for; empty where there is none."""

    @property
    def explanation(self) -> str:
        """Shown after the answer."""

    @property
    def source(self) -> str:
        """Where the card comes from."""


class QuestionView(Vertical):
    """The part of a card between its prompt and its notes: where the answer is given, and then shown.

    A view keeps nothing that the session doesn't know, save an answer that is still being made. It is used again for
    the next question of its class.
    """

    DEFAULT_CSS = """
    QuestionView { height: auto; width: 100%; }
    """

    NEXT: ClassVar[str] = ""
    """What the button below says; empty where that is the screen's own word for giving an answer."""

    ENTER: ClassVar[str] = "study-continue"
    """The action whose key stands on that button."""

    class Given(Message):
        """The learner gave an answer."""

        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

    @property
    def draft(self) -> Answer | None:
        """The answer as it stands now; None where none was begun."""
        return None

    def prepare(self, others: Sequence[str], *, examined: bool) -> None:
        """Hear, before ``ask``, of the deck's other answers, and whether nothing may be given away before the end."""

    async def ask(self, card: Shown, question: Question) -> None:
        """Put the question, ready for an answer; the prompt stands above this widget already."""
        raise NotImplementedError

    def take_up(self, answer: Answer) -> None:
        """Put back an answer that was given before, to be changed."""

    async def reveal(self, card: Shown, question: Question, answer: Answer, grade: Grade | None) -> None:
        """Show the right answer, beside the one that was given."""
        raise NotImplementedError

    def submit(self) -> None:
        """Give the answer as it stands; does nothing where none is given."""
