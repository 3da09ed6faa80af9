"""What a study session needs of the library and of progress; ``Library`` answers to it.

Stated here, and no wider than it is used, so that the session can be tested over a store in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from sco_quiz.domain.adaptive import Candidate
from sco_quiz.domain.card import Card
from sco_quiz.domain.memory import Change, Limits, Memory, Settings
from sco_quiz.domain.queue import DoneToday, QueueItem
from sco_quiz.domain.review import Act, ActKind, Review

SelectionT_contra = TypeVar("SelectionT_contra", contravariant=True)


class StudyClock(Protocol):
    """The learner's time: UTC ms, and logical days since 1970-01-01."""

    def now(self) -> int:
        """This instant."""

    def day(self, at: int | None = None) -> int:
        """The logical day of an instant; of now without one."""

    def day_start(self, day: int) -> int:
        """The instant at which a logical day begins."""


class StudyProgress(Protocol):
    """The review log, as ``storage.progress.Progress`` keeps it; each call is durable when it returns."""

    def settings_number(self, settings: Settings) -> int:
        """The number under which scheduler settings are stored."""

    def record(
        self, review: Review, prompt: str = "", answer: str = "", thought: Change | None = None
    ) -> tuple[Review, Memory | None]:
        """Keep an answer; gives the row as kept (its id and device set, its time clamped) and the memory now.

        ``thought`` is what the memory is thought to have been, and what it has become then.
        """

    def void(self, review: str, at: int, day: int) -> Memory | None:
        """Take an answer back; gives the memory without it."""

    def act(self, kind: ActKind, card: str, at: int, day: int, value: str = "") -> Act:
        """Keep something that was done to a card."""

    def void_act(self, act: str, at: int, day: int) -> None:
        """Take that back."""

    def rest(self) -> None:
        """Do what would otherwise hold an answer up, while the learner reads. Raises StorageError; nothing is lost."""

    def version(self) -> int:
        """Another number than before where another program has changed anything since."""

    def keep_text(self, card: str, prompt: str, answer: str) -> None:
        """Keep the text of the card on show, which its answer would have to. Raises StorageError; nothing is lost."""

    def memory(self, card: str) -> Memory | None:
        """A card's memory; None for a new card."""


class StudyCards(Protocol):
    """The library while a session runs."""

    @property
    def clock(self) -> StudyClock:
        """The learner's clock."""

    @property
    def progress(self) -> StudyProgress:
        """The learner's review log."""

    @property
    def settings(self) -> Settings:
        """The scheduler's settings in force."""

    @property
    def limits(self) -> Limits:
        """The day's limits in force."""

    def card(self, card_id: str) -> Card:
        """A card as it is now; DeckNotFoundError if it is gone."""

    def other_answers(self, card: Card) -> Sequence[str]:
        """The right answers of the other cards in a card's deck: a near miss may not be one of them."""

    def rivals(self, deck: str, seed: int) -> Sequence[Candidate]:
        """Answers in a deck that may be wrong options for its cards; of very many, those that the seed draws."""

    def confused(self, card_id: str) -> Sequence[str]:
        """Wrong answers that the learner gave to a card, the most frequent first."""


class StudyStore(StudyCards, Protocol[SelectionT_contra]):
    """The library as a session begins. ``selection`` is what the learner chose; None is every deck.

    The three lists hold cards of the decks as they are now, without suspended and buried ones. They may be lazy (a
    cursor): the queue reads no more of them than the day's limits allow. Siblings need not be left out: the queue does.
    """

    def learning_cards(self, selection: SelectionT_contra | None, before: int) -> Iterable[QueueItem]:
        """Cards in learning or relearning with ``due_at`` under ``before`` (UTC ms)."""

    def reviews_due(self, selection: SelectionT_contra | None, day: int) -> Iterable[QueueItem]:
        """Cards in review due on ``day`` or earlier: the longest due first, those of one day shuffled by a hash."""

    def new_cards(self, selection: SelectionT_contra | None) -> Iterable[QueueItem]:
        """Cards without a memory, in the order of their decks."""

    def done_today(self, day: int) -> DoneToday:
        """What study has done on ``day``, over all decks."""

    def next_due(self, selection: SelectionT_contra | None, after: int) -> int | None:
        """When (UTC ms) the next card is due that isn't yet at ``after``; None if there is none."""
