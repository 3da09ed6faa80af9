"""The queue of a study session: what is asked today, and in which order.

As Anki has it: learning cards come when they are due; reviews and new cards are mixed evenly, up to the day's limits;
of a note's cards only one is asked a day. All of it is decided by what is passed in, so the same day gives the same
queue.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sco_quiz.domain.memory import Limits, Memory, State


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A card as the queue knows it: its id, its note's, and its memory (None: new). Texts are fetched when shown."""

    card: str
    note: str
    memory: Memory | None

    @property
    def learning(self) -> bool:
        """Whether the card is in learning or relearning."""
        return self.memory is not None and self.memory.state is not State.REVIEW


@dataclass(frozen=True, slots=True)
class DoneToday:
    """What study has done on this logical day, over all decks: the daily limits count it, siblings follow from it.

    ``new`` counts cards that were answered for the first time, ``reviews`` answers to cards that were in review (those
    in learning count for neither), ``notes`` the notes of all cards that were answered. Voided answers don't count.
    """

    new: int = 0
    reviews: int = 0
    notes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Queue:
    """``main`` is asked in its order; a card of ``learning`` (soonest first) comes when its ``due_at`` does."""

    main: tuple[QueueItem, ...]
    learning: tuple[QueueItem, ...]


def build_queue(  # noqa: PLR0913 - what a day's queue depends on; three of them are the learner's cards
    *,
    learning: Iterable[QueueItem],
    reviews: Iterable[QueueItem],
    new: Iterable[QueueItem],
    done: DoneToday,
    limits: Limits,
    day: int,
    day_end: int,
) -> Queue:
    """The queue of the logical day ``day``, which ends at ``day_end`` (UTC ms).

    ``learning`` are cards in learning or relearning, ``reviews`` cards in review that are due, in the order in which
    they should be asked, ``new`` cards without a memory, likewise; all without suspended and buried ones. They are
    read no further than the limits go, so they may be open cursors over many cards. A learning card whose step
    reaches past the end of the day waits for the next one and is then due at any hour, as a card in review would be.
    """
    waiting = sorted((item for item in learning if _due_at(item) < day_end), key=_by_due_time)
    left_over = [item for item in waiting if item.memory is not None and item.memory.reviewed_day < day]
    today = tuple(item for item in waiting if item.memory is not None and item.memory.reviewed_day >= day)
    notes = {*done.notes, *(item.note for item in waiting)}
    chosen = _first_of_notes(reviews, notes, limits.reviews_per_day - done.reviews)
    introduced = _first_of_notes(new, notes, limits.new_per_day - done.new)
    return Queue((*left_over, *intersperse(chosen, introduced)), today)


def intersperse(one: Sequence[QueueItem], two: Sequence[QueueItem]) -> list[QueueItem]:
    """Both in their own order, the shorter spread evenly over the longer, neither first nor last where that can be.

    In units of ``1 / ((len(one) + 1) * (len(two) + 1))`` of the way, the i-th of one and the j-th of two stand at
    ``i * (len(two) + 1)`` and ``j * (len(one) + 1)``; ties go to ``one``.
    """
    placed = [((index + 1) * (len(two) + 1), 0, item) for index, item in enumerate(one)]
    placed += [((index + 1) * (len(one) + 1), 1, item) for index, item in enumerate(two)]
    placed.sort(key=lambda place: place[:2])
    return [item for _, _, item in placed]


def by_due_time(items: Iterable[QueueItem]) -> tuple[QueueItem, ...]:
    """Cards in learning, soonest first."""
    return tuple(sorted(items, key=_by_due_time))


def _first_of_notes(items: Iterable[QueueItem], notes: set[str], limit: int) -> list[QueueItem]:
    """The first ``limit`` of ``items``, one a note, leaving out ``notes``, which grows by theirs."""
    chosen: list[QueueItem] = []
    if limit <= 0:
        return chosen
    for item in items:
        if item.note not in notes:
            notes.add(item.note)
            chosen.append(item)
            if len(chosen) == limit:
                break
    return chosen


def _due_at(item: QueueItem) -> int:
    if item.memory is None or item.memory.due_at is None:
        raise ValueError(f"{item.card} is not in learning")
    return item.memory.due_at


def _by_due_time(item: QueueItem) -> tuple[int, str]:
    return _due_at(item), item.card
