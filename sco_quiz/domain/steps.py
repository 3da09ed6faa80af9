"""Steps: where a rating takes a card in learning or relearning, and how long it waits there.

Steps, graduation and lapses follow Anki (https://docs.ankiweb.net/deck-options.html and rslib's ``scheduler/states``).
"""

from __future__ import annotations

from typing import NamedTuple

from sco_quiz.domain import engine, fuzz
from sco_quiz.domain.memory import Settings, State
from sco_quiz.domain.rating import Rating

_DAY_SECONDS = 86_400
_SHORT_TERM_DAYS = 0.5
"""Without steps of its own, a card whose next interval is under half a day stays in learning, as in Anki."""


class Place(NamedTuple):
    """How far a card has come: its state and, in learning or relearning, the step from 0."""

    state: State
    step: int


START = Place(State.LEARNING, 0)
"""Where a new card is when it is first rated."""

_REVIEW = Place(State.REVIEW, 0)


class Move(NamedTuple):
    """Where a rating takes a card: ``delay`` is in seconds, and None for a card that goes to, or stays in, review."""

    place: Place
    delay: int | None
    lapsed: bool


def move(place: Place, rating: Rating, interval: float, settings: Settings) -> Move:
    """Where ``rating`` takes a card for which the engine asks for an ``interval`` in days; Again in review is a lapse.

    The interval decides nothing but whether, and how long, a card stays that has no steps to go.
    """
    state, step = place
    lapsed = state is State.REVIEW and rating is Rating.AGAIN
    if lapsed:
        state, step = State.RELEARNING, 0
    stay = None if state is State.REVIEW else _next_step(state, step, rating, interval, settings)
    if stay is None:
        return Move(_REVIEW, None, lapsed)
    step, delay = stay
    return Move(Place(state, step), delay, lapsed)


def _next_step(state: State, step: int, rating: Rating, interval: float, settings: Settings) -> tuple[int, int] | None:
    """The step that a card in (re)learning goes to and the delay until then in seconds; None: on to review.

    Again starts over, Hard stays, Good goes on, Easy is done. Where there are no steps, a card whose ``interval`` (the
    engine's, in days) is short stays for just that long, if the weights know of short terms.
    """
    steps = settings.relearning_steps if state is State.RELEARNING else settings.learning_steps
    if rating is Rating.EASY:
        return None
    if not steps:
        short = interval < _SHORT_TERM_DAYS and engine.has_short_term(settings.weights)
        return (0, int(interval * _DAY_SECONDS)) if short else None
    if rating is Rating.AGAIN:
        return 0, steps[0]
    current = min(step, len(steps) - 1)  # the settings may have had more steps when the card was last seen
    if rating is Rating.HARD:
        return current, _hard_delay(steps, current)
    following = current + 1
    return (following, steps[following]) if following < len(steps) else None


def _hard_delay(steps: tuple[int, ...], current: int) -> int:
    """Seconds that Hard waits: the step's own, but on the first between what Again and Good would wait.

    A single step waits half as long again, though at most a day more; what is over a day is rounded to days.
    """
    if current > 0:
        return steps[current]
    again = steps[0]
    delay = (again + steps[1]) // 2 if len(steps) > 1 else min(again * 3 // 2, again + _DAY_SECONDS)
    return fuzz.round_days(delay / _DAY_SECONDS) * _DAY_SECONDS if delay > _DAY_SECONDS else delay
