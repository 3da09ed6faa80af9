"""Replay: memories of many cards at once, bit for bit those of ``scheduler.fold``, at a fraction of its cost.

A fold goes from memory to memory, review by review. Little of that is needed where only the last memory is wanted:

- Strength comes from the engine for all of a card's reviews in one call.
- State, steps and lapses follow from the ratings alone, but in settings without steps.
- The interval before the last hardly ever matters to the last. Where ``intervals.can_previous_matter`` rules it out,
  none of the earlier ones are worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import inf
from typing import TypeAlias

from sco_quiz.domain import engine
from sco_quiz.domain.guessing import guess_chance
from sco_quiz.domain.intervals import can_previous_matter, drawn_from, most_days, ratings_in_order, span_of
from sco_quiz.domain.memory import Memory, Settings, State
from sco_quiz.domain.question import Form
from sco_quiz.domain.rating import Rating
from sco_quiz.domain.steps import START, Move, Place, move

StudyRow: TypeAlias = tuple[str, int, int, int, int, str, int]
"""A review in study, as the log has it: card, reviewed_at (UTC ms), day, rating, settings' number, form, options."""

_ROUNDING = 1.00001
"""How much longer an interval may be than that of the memory it led to, since credits for guesses are rounded apart."""


class History(list["_Answer"]):
    """The reviews in study of a card to which nothing else was done, and when the last of them was."""

    __slots__ = ("is_in_order", "reviewed_at", "reviewed_day")

    def __init__(self, reviewed_at: int, reviewed_day: int) -> None:
        super().__init__()
        self.is_in_order = True
        """Whether the rows came in the log's order; if not, they can't be replayed."""
        self.reviewed_at = reviewed_at
        self.reviewed_day = reviewed_day


def gather(rows: Iterable[StudyRow], settings_of: Callable[[int], Settings]) -> dict[str, History]:
    """The history of each card in the log, by card id; rows may be of all cards, those of a card in the log's order.

    A million rows take little memory: most are like others in all that matters to a memory, and are kept once.
    """
    histories: dict[str, History] = {}
    answers = _Answers(settings_of)
    for card, at, day, rating, settings, form, options in rows:
        history = histories.get(card)
        days = 0
        if history is None:
            history = histories[card] = History(at, day)
        else:
            if day > history.reviewed_day:
                days = day - history.reviewed_day
                history.reviewed_day = day
            if at < history.reviewed_at:
                history.is_in_order = False
            history.reviewed_at = at
        history.append(answers[days, rating, settings, form, options])
    return histories


def replay(card: str, history: History) -> Memory:
    """The memory that a card's history leads to. Raises what ``scheduler.schedule`` raises."""
    strengths = engine.retrace([answer.told for answer in history])
    places: list[Place] = []
    place, delay, lapses = START, None, 0
    for number, answer in enumerate(history):
        places.append(place)
        place, delay, lapsed = answer.moves[place] or answer.move_by_interval(place, _before(strengths, number))
        lapses += lapsed
    due_at, due_day = None, history.reviewed_day
    if delay is None:
        due_day += _last_interval(card, history, strengths, places)
    else:
        due_at = history.reviewed_at + delay * 1000
    return Memory(
        state=place.state,
        step=place.step,
        stability=strengths[-1].stability,
        difficulty=strengths[-1].difficulty,
        due_at=due_at,
        due_day=due_day,
        reviewed_at=history.reviewed_at,
        reviewed_day=history.reviewed_day,
        reps=len(history),
        lapses=lapses,
    )


class _Moves(dict[Place, Move | None]):
    """Where a rating takes a card from each place; None where that depends on the engine's interval."""

    def __init__(self, rating: Rating, settings: Settings) -> None:
        super().__init__()
        self._rating = rating
        self._settings = settings

    def __missing__(self, place: Place) -> Move | None:
        least = move(place, self._rating, 0.0, self._settings)
        most = move(place, self._rating, inf, self._settings)
        found = self[place] = least if least == most else None
        return found


class _Answer:
    """A review as far as it matters to a memory; one for all reviews that are the same in this."""

    __slots__ = ("_chance", "_days", "moves", "rating", "settings", "told")

    def __init__(self, rating: Rating, days: int, settings: Settings, chance: float, moves: _Moves) -> None:
        engine.check_retention(settings.desired_retention)
        self._chance = chance
        self._days = days
        self.moves = moves
        self.rating = rating
        self.settings = settings
        self.told = engine.Told(rating, days, settings.weights, chance)

    def next_states(self, before: engine.Held | None) -> engine.NextStates:
        settings = self.settings
        return engine.next_states(before, self._days, settings.desired_retention, settings.weights, self._chance)

    def move_by_interval(self, place: Place, before: engine.Held | None) -> Move:
        return move(place, self.rating, self.next_states(before).of(self.rating).interval, self.settings)

    def most_days(self, after: engine.Held) -> int:
        """Days that the interval does not exceed with which the answer, not a card's first, led to ``after``."""
        settings = self.settings
        asked = engine.interval_of(after, settings.desired_retention, settings.weights) * _ROUNDING
        return most_days(asked, settings)


class _Answers(dict[tuple[int, int, int, str, int], _Answer]):
    """Answers by days since the last, rating, settings' number, form and options."""

    def __init__(self, settings_of: Callable[[int], Settings]) -> None:
        super().__init__()
        self._settings_of = settings_of
        self._moves: dict[tuple[int, int], _Moves] = {}

    def __missing__(self, key: tuple[int, int, int, str, int]) -> _Answer:
        days, number, settings_number, form, options = key
        rating, settings = Rating(number), self._settings_of(settings_number)
        moves = self._moves.setdefault((number, settings_number), _Moves(rating, settings))
        found = self[key] = _Answer(rating, days, settings, guess_chance(Form(form), options), moves)
        return found


def _before(strengths: Sequence[engine.Held], number: int) -> engine.Held | None:
    return strengths[number - 1] if number else None


def _last_interval(
    card: str, answers: Sequence[_Answer], strengths: Sequence[engine.Held], places: Sequence[Place]
) -> int:
    """The days until a card in review is due: goes back to an interval to which the one before it can't matter."""
    number = len(answers) - 1
    later: list[tuple[list[float], int]] = []
    while True:
        answer = answers[number]
        recalled = places[number].state is State.REVIEW and answer.rating is not Rating.AGAIN
        ratings = ratings_in_order(answer.rating, recalled=recalled)
        rank = ratings.index(answer.rating)
        asked = answer.next_states(_before(strengths, number)).intervals(ratings)
        span = span_of(asked, rank, 0, answer.settings)
        if not recalled:
            break
        if number > 1:  # a first answer's intervals come from the weights, which may be in any order
            most = answers[number - 1].most_days(strengths[number - 1])
            if not can_previous_matter(span, rank, most, answer.settings):
                break
        later.append((asked, rank))
        number -= 1
    days = drawn_from(span, card, number)
    for asked, rank in reversed(later):
        number += 1
        days = drawn_from(span_of(asked, rank, days, answers[number].settings), card, number)
    return days
