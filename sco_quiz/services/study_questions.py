"""How the cards of a sitting are asked: each in the form that fits, its options shuffled anew each time it comes.

The question that probably comes next is got ready while the learner reads.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from sco_quiz.domain.adaptive import FormPreference, choose_form, may_choose, wrong_options
from sco_quiz.domain.asking import ask
from sco_quiz.domain.question import Form, Question, form_of
from sco_quiz.errors import DeckNotFoundError

if TYPE_CHECKING:
    from sco_quiz.domain.card import Card
    from sco_quiz.domain.memory import Memory
    from sco_quiz.domain.queue import QueueItem
    from sco_quiz.services.study_store import StudyCards


class Asked(NamedTuple):
    """A card of the session, as its deck has it, and how it is asked."""

    item: QueueItem
    card: Card
    question: Question
    version: int | None = None
    """What progress was at when the memory was found to be the item's; None where it was not looked at."""


class StudyQuestions:
    """The questions of one sitting; ``memory_of`` gives what the learner remembers of a card of the session."""

    def __init__(
        self,
        store: StudyCards,
        form: FormPreference | None,
        shows: Collection[Form],
        memory_of: Callable[[QueueItem], Memory | None],
    ) -> None:
        self._store = store
        self._form = form
        self._shows = frozenset(shows)
        self._memory_of = memory_of
        self._seed = store.clock.now()
        self._ready: dict[str, Asked] = {}

    def get_ready(self, items: Iterable[QueueItem]) -> None:
        """Ask these cards already, of which one may be the next. Raises StorageError."""
        for item in items:
            if item.card not in self._ready:
                progress = self._store.progress
                with suppress(DeckNotFoundError):
                    version = progress.version()
                    is_known = progress.memory(item.card) == item.memory
                    self._ready[item.card] = self._read(item)._replace(version=version if is_known else None)

    def is_known(self, item: QueueItem) -> bool:
        """Whether the memory of a card that was got ready is surely still the item's."""
        asked = self._ready.get(item.card)
        return asked is not None and asked.item is item and asked.version == self._store.progress.version()

    def next(self, item: QueueItem) -> Asked:
        """The card that comes next, as it was got ready if it was; DeckNotFoundError if it is gone."""
        asked = self._ready.get(item.card)
        if asked is None or asked.item is not item:
            asked = self._read(item)
        self._ready.clear()
        return asked

    def forget_ready(self) -> None:
        """Decks were read again: read the next card anew."""
        self._ready.clear()

    def ask(self, card: Card, item: QueueItem) -> Question:
        """The card's question this time; after an undo it is the same again."""
        seed = self._seed + (0 if item.memory is None else item.memory.reps)
        form, wrong = self._fit(card, item, seed)
        question = ask(card, form, seed, wrong)
        return question if form_of(question) in self._shows else ask(card, Form.FLIP, seed)

    def _read(self, item: QueueItem) -> Asked:
        card = self._store.card(item.card)
        return Asked(item, card, self.ask(card, item))

    def _fit(self, card: Card, item: QueueItem, seed: int) -> tuple[Form | None, Sequence[str]]:
        """The form that fits the card's memory and the learner's preference, and wrong options for a choice."""
        preference, memory = self._form, self._memory_of(item)
        if preference is None:
            return None, ()
        wrong: Sequence[str] = ()
        if may_choose(card, memory, preference):
            wrong = wrong_options(card, self._store.rivals(card.deck, seed), self._store.confused(card.id), seed)
        return choose_form(card, memory, preference, len(wrong)), wrong
