"""FSRS-6, the memory model, behind one module: no other imports ``fsrs_rs_python``.

The engine is the Rust crate that Anki runs on. It computes in 32-bit floats; what it gives is kept as it is, so that a
replay is exact. Stabilities and intervals are in days, fractions included; difficulties go from 1 to 10.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from math import inf, isfinite
from operator import attrgetter
from typing import NamedTuple, TypeAlias

import fsrs_rs_python as fsrs

from sco_quiz.domain.guessing import PRIOR_KNOWN, credit_difficulty, credit_stability, probability_known
from sco_quiz.domain.rating import Rating
from sco_quiz.errors import ConfigError

LOWEST_RETENTION = 0.7
HIGHEST_RETENTION = 0.99
_WEIGHT_COUNTS = (0, 17, 19, 21)
"""None (the engine's own), FSRS-4.5, FSRS-5 and FSRS-6."""
_LEAST_DECAY, _MOST_DECAY = 0.1, 0.8
"""Between these the engine keeps w20, whatever it is told."""
_LONGEST_DAYS = 2**31 - 1


class Strength(NamedTuple):
    """The two numbers of a memory that the model moves."""

    stability: float
    difficulty: float


class Next(NamedTuple):
    """What a rating leads to: the memory's strength and, for the retention asked for, an interval in days."""

    stability: float
    difficulty: float
    interval: float


Held: TypeAlias = Strength | fsrs.MemoryState
"""A memory's strength, as a value or as the engine holds it; both have ``stability`` and ``difficulty``."""

_FORGOTTEN = fsrs.FSRSItem([fsrs.FSRSReview(Rating.AGAIN.value, 0)])
"""A new card that was answered wrong, which is what a guess that hit leaves of it."""

_ANY_RATING = 1
"""The engine asks for a rating, too, where it regards none."""

_READ: Mapping[Rating, Callable[[fsrs.NextStates], fsrs.ItemState]] = {
    Rating.AGAIN: attrgetter("again"),
    Rating.HARD: attrgetter("hard"),
    Rating.GOOD: attrgetter("good"),
    Rating.EASY: attrgetter("easy"),
}


class NextStates:
    """What each rating would lead to; read from the engine only where it is asked for, since a replay asks for one.

    With ``known``, the probability that a right answer was no guess, ratings other than Again lead only so far from
    ``unchanged``; without ``unchanged`` (a new card), from where Again leads (see ``domain.guessing``).
    """

    __slots__ = ("_known", "_states", "_unchanged")

    def __init__(self, states: fsrs.NextStates, unchanged: Held | None = None, known: float = 1.0) -> None:
        self._states = states
        self._unchanged = unchanged
        self._known = known

    def of(self, rating: Rating) -> Next:
        """What ``rating`` leads to."""
        state = _READ[rating](self._states)
        after = state.memory
        if self._known >= 1 or rating is Rating.AGAIN:
            return Next(after.stability, after.difficulty, state.interval)
        stability, difficulty = _credit(self._unchanged or self._states.again.memory, after, self._known)
        return Next(stability, difficulty, state.interval * (stability / after.stability))

    def intervals(self, ratings: Iterable[Rating]) -> list[float]:
        """The intervals alone that these ratings lead to."""
        if self._known < 1:
            return [self.of(rating).interval for rating in ratings]
        states = self._states
        return [_READ[rating](states).interval for rating in ratings]


@lru_cache(maxsize=64)
def _engine(weights: tuple[float, ...]) -> fsrs.FSRS:
    if len(weights) not in _WEIGHT_COUNTS or not all(map(isfinite, weights)):
        raise ConfigError(
            f"FSRS weights must be 17, 19 or 21 numbers, but there are {len(weights)}.",
            "Leave `weights` out to use FSRS's own.",
        )
    try:
        return fsrs.FSRS(list(weights))
    except ValueError as error:
        raise ConfigError("FSRS can't work with these weights.", "Leave `weights` out to use FSRS's own.") from error


@lru_cache(maxsize=64)
def _filled_weights(weights: tuple[float, ...]) -> tuple[float, ...]:
    """All 21 weights, as the engine completes an older or empty set."""
    _engine(weights)
    return tuple(fsrs.check_and_fill_parameters(list(weights)))


@lru_cache(maxsize=64)
def _forgetting(weights: tuple[float, ...]) -> tuple[float, float]:
    """The decay and the factor of the forgetting curve; see ``retrievability``."""
    decay = min(max(_filled_weights(weights)[20], _LEAST_DECAY), _MOST_DECAY)
    return decay, 0.9 ** (-1 / decay) - 1


def check_retention(desired_retention: float) -> None:
    """Raise ConfigError for a desired retention outside 0.7 to 0.99, Anki's bounds."""
    if not LOWEST_RETENTION <= desired_retention <= HIGHEST_RETENTION:
        raise ConfigError(
            f"Desired retention must be between {LOWEST_RETENTION} and {HIGHEST_RETENTION}, not {desired_retention}.",
            "0.9 is a good start: you remember nine cards of ten when they come due.",
        )


def next_states(
    before: Held | None, days: int, desired_retention: float, weights: tuple[float, ...] = (), chance: float = 0.0
) -> NextStates:
    """What each rating would lead to, ``days`` logical days after the last review (0: the same day, short-term).

    ``before`` is None for a card that was never reviewed. ``chance`` (0 to 1) is that of a right answer by guessing,
    for which the memory is credited with less (``domain.guessing``). Raises ConfigError for settings that the engine
    can't use and ValueError for a strength or a number of days that can't be.
    """
    check_retention(desired_retention)
    _check_days(days)
    memory = None if before is None else _held(before)
    states = _engine(weights).next_states(memory, desired_retention, days)
    if chance == 0:
        return NextStates(states)
    return NextStates(states, before, _known(before, days, weights, chance))


def interval_of(strength: Held, desired_retention: float, weights: tuple[float, ...] = ()) -> float:
    """Days until retrievability falls to the retention, as ``next_states`` has them for a strength that it leads to."""
    return _engine(weights).next_interval(strength.stability, desired_retention, _ANY_RATING)


class Told:
    """A review as ``retrace`` takes it; one may be told of many cards.

    ``days`` are the logical days since the review before (0 for the first), ``weights`` and ``chance`` as for
    ``next_states``. Raises ValueError for a number of days that can't be.
    """

    __slots__ = ("alone", "days", "model", "review")

    def __init__(self, rating: Rating, days: int, weights: tuple[float, ...] = (), chance: float = 0.0) -> None:
        _check_days(days)
        self.days = days
        self.model = (weights, 0.0 if rating is Rating.AGAIN else chance)  # a wrong answer is no guess that hit
        self.review = fsrs.FSRSReview(rating.value, days)
        self.alone = fsrs.FSRSItem([self.review])


def retrace(reviews: Iterable[Told]) -> list[Held]:
    """The strength after each of a card's reviews, from the first: bit for bit what ``next_states`` gives one by one.

    The engine is asked once for all in a row that are no guesses. Raises ConfigError for weights that it can't use.
    """
    strengths: list[Held] = []
    before: Held | None = None
    for (weights, chance), row in groupby(reviews, attrgetter("model")):
        model = _engine(weights)
        if chance == 0:
            start = None if before is None else _held(before)
            history = model.historical_memory_states(fsrs.FSRSItem([told.review for told in row]), start)
            strengths += history if start is None else history[1:]
            before = strengths[-1]
            continue
        for told in row:
            after = model.memory_state(told.alone, None if before is None else _held(before))
            known = _known(before, told.days, weights, chance)
            before = Strength(*_credit(before or model.memory_state(_FORGOTTEN), after, known))
            strengths.append(before)
    return strengths


def _known(before: Held | None, days: int, weights: tuple[float, ...], chance: float) -> float:
    recalled = PRIOR_KNOWN if before is None else retrievability(before.stability, days, weights)
    return probability_known(recalled, chance)


def _credit(unchanged: Held, after: Held, known: float) -> tuple[float, float]:
    return (
        credit_stability(unchanged.stability, after.stability, known),
        credit_difficulty(unchanged.difficulty, after.difficulty, known),
    )


def _held(strength: Held) -> fsrs.MemoryState:
    if isinstance(strength, fsrs.MemoryState):
        return strength
    stability, difficulty = strength.stability, strength.difficulty
    if not (isfinite(stability) and isfinite(difficulty) and stability > 0):
        raise ValueError(f"a memory can't have stability {stability} and difficulty {difficulty}")
    return fsrs.MemoryState(stability, difficulty)


def _check_days(days: int) -> None:
    if not 0 <= days <= _LONGEST_DAYS:
        raise ValueError(f"days since the last review can't be {days}")


def has_short_term(weights: tuple[float, ...] = ()) -> bool:
    """Whether the weights model several reviews on one day (w17 and w18 above zero), as Anki asks before using that."""
    filled = _filled_weights(weights)
    return filled[17] > 0 and filled[18] > 0


def retrievability(stability: float, days: float, weights: tuple[float, ...] = ()) -> float:
    """The chance of recall ``days`` after a review that left ``stability``: 1 at once, 0.9 when days = stability.

    FSRS-6's power curve: R = (1 + factor * t / S) ** -w20 with factor = 0.9 ** (-1 / w20) - 1
    (https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm). Raises ValueError where days are
    negative or stability isn't above zero.
    """
    if not (days >= 0 and stability > 0 and isfinite(days) and isfinite(stability)):
        raise ValueError(f"no retrievability after {days} days with stability {stability}")
    decay, factor = _forgetting(weights)
    return float((1 + factor * days / stability) ** -decay)


def days_until(chance: float, stability: float, weights: tuple[float, ...] = ()) -> float:
    """Days after a review until the chance of recall has fallen to ``chance``: ``retrievability`` turned round.

    0 for a chance of 1 and above, infinite for 0 and below.
    """
    if chance >= 1:
        return 0.0
    if chance <= 0:
        return inf
    decay, factor = _forgetting(weights)
    try:
        return float(stability * (chance ** (-1 / decay) - 1) / factor)
    except OverflowError:
        return inf
