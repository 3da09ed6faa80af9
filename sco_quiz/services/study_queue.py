"""What a sitting asks for of the decks that the learner chose, at its beginning and as time goes on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sco_quiz.domain.queue import Queue, build_queue

if TYPE_CHECKING:
    from sco_quiz.services.study_store import StudyStore

SelectionT = TypeVar("SelectionT")


class Chosen(NamedTuple):
    """What the decks that the learner chose ask for at an instant (UTC ms), and when the next card is due after it."""

    next_due: Callable[[int], int | None]
    queue: Callable[[int], Queue]


def chosen_from(store: StudyStore[SelectionT], selection: SelectionT | None) -> Chosen:
    """What a selection (None: all decks) asks for, as the store says it."""
    return Chosen(partial(store.next_due, selection), partial(_queue, store, selection))


def _queue(store: StudyStore[SelectionT], selection: SelectionT | None, now: int) -> Queue:
    """What is to be asked at ``now`` (UTC ms) of the selection."""
    day = store.clock.day(now)
    day_end = store.clock.day_start(day + 1)
    return build_queue(
        learning=store.learning_cards(selection, day_end),
        reviews=store.reviews_due(selection, day),
        new=store.new_cards(selection),
        done=store.done_today(day),
        limits=store.limits,
        day=day,
        day_end=day_end,
    )
