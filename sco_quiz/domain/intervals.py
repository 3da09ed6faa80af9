"""Intervals: how many days a card in review is left alone; what the engine asks for, in whole days, ordered and fuzzed.

The days of a better rating exceed those of a worse one, and fuzz never shortens an interval that the engine let grow
(after Anki, rslib's ``scheduler/states/review.rs``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sco_quiz.domain.fuzz import draw_day, fuzz_reach, reach_in_order, round_days
from sco_quiz.domain.memory import Settings
from sco_quiz.domain.rating import Rating

_ALONE = {rating: (rating,) for rating in Rating}
_LEARNED = (Rating.GOOD, Rating.EASY)
_RECALLED = (Rating.HARD, Rating.GOOD, Rating.EASY)


class Span(NamedTuple):
    """The days from which an interval is drawn: up to ``reach`` to either side of ``middle``."""

    middle: int
    reach: int


def ratings_in_order(rating: Rating, *, recalled: bool) -> tuple[Rating, ...]:
    """The ratings whose days are put in order with those of ``rating``, worst first.

    ``recalled`` says that the card was in review, and didn't lapse; else it comes to review by this rating.
    """
    if recalled:
        return _RECALLED
    return _LEARNED if rating in _LEARNED else _ALONE[rating]


def span_of(asked: Sequence[float], place: int, previous: int, settings: Settings) -> Span:
    """The span for the rating at ``place`` among those that are put in order.

    ``asked`` is what the engine asks for, in days, for each of them; ``previous`` the interval, in days, after which a
    card in review was recalled, and 0 for any other card.
    """
    maximum = max(1, settings.maximum_interval)
    days: list[int] = []
    floors: list[int] = []
    above = 1
    for interval in asked:
        floor = _least_days(interval, previous) if previous else 1
        day = min(maximum, max(round_days(interval), floor, above))
        days.append(day)
        floors.append(floor)
        above = day + 1
    reach = reach_in_order(place, days, floors, maximum) if settings.fuzz else 0
    return Span(days[place], reach)


def drawn_from(span: Span, card_id: str, reps: int) -> int:
    """The days that are drawn from a span, by the card and its number of reviews before this one."""
    return draw_day(span.middle, span.reach, card_id, reps) if span.reach else span.middle


def most_days(asked: float, settings: Settings) -> int:
    """Days that a rating never exceeds for which the engine asks for ``asked``, and no more for the worse ratings.

    That is whatever the previous interval was. What is asked for may be raised by a floor, no further than fuzz
    reaches and then without fuzz, or be fuzzed; and for each worse rating there may be a day more.
    """
    rounded = round_days(asked)
    most = max(1, rounded + fuzz_reach(max(asked, rounded))) + len(_RECALLED) - 1
    return min(most, max(1, settings.maximum_interval))


def can_previous_matter(span: Span, place: int, most: int, settings: Settings) -> bool:
    """Whether a previous interval of 1 to ``most`` days might change a ``span`` that was found without one.

    It sets floors of up to ``most + 1`` days, from which the days of the ratings rise one by one at least. All that is
    under the span changes nothing, and nothing changes the longest interval, which has no room for fuzz.
    """
    return span.middle < settings.maximum_interval and span.middle - span.reach <= most + place


def _least_days(interval: float, previous: int) -> int:
    """The shortest interval that fuzz may lead to, so that it never shortens one that the engine let grow.

    Where the engine's own is a little shorter than the ``previous`` (within the reach of fuzz), the previous stands.
    """
    rounded = round_days(interval)
    if rounded > previous:
        return previous + 1
    return previous if previous <= rounded + fuzz_reach(interval) else 1
