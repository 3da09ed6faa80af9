"""Fuzz: intervals are spread over neighbouring days, so that cards learned together do not come due together for ever.

The ranges are Anki's (rslib, ``scheduler/states/fuzz.rs``): none under 2.5 days; from there one day, plus 15 % of the
days between 2.5 and 7, 10 % of those between 7 and 20, and 5 % of those beyond. The draw differs from Anki's so that it
has no bias: each range is symmetric about the interval that the engine asked for, also where a limit cuts it, and each
of its days is as likely as any other. It is a hash of the card and its number of reviews, so a replay is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from math import floor

_DRAW_BITS = 64


def round_days(interval: float) -> int:
    """The nearest whole day, halves up, so that 2.5 days is three as in Anki."""
    return floor(interval + 0.5)


def fuzz_reach(interval: float) -> int:
    """How many days fuzz may move an interval of ``interval`` days, to either side."""
    if interval < 2.5:
        return 0
    if interval <= 7.0:
        return round_days(1 + 0.15 * (interval - 2.5))
    if interval <= 20.0:
        return round_days(1 + 0.15 * 4.5 + 0.1 * (interval - 7.0))
    return round_days(1 + 0.15 * 4.5 + 0.1 * 13.0 + 0.05 * (interval - 20.0))


def draw(card_id: str, reps: int) -> int:
    """A 64-bit number that is fixed by a card and its number of reviews, and otherwise as good as random."""
    seed = f"{card_id}\n{reps}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(seed, digest_size=_DRAW_BITS // 8).digest(), "big")


def draw_day(day: int, reach: int, card_id: str, reps: int) -> int:
    """A day of those up to ``reach`` from ``day``, each as likely as any other."""
    return day - reach + (draw(card_id, reps) * (2 * reach + 1) >> _DRAW_BITS)


def reach_in_order(place: int, days: Sequence[int], floors: Sequence[int], maximum: int) -> int:
    """How far fuzz may move ``days[place]``, among the intervals of one card's ratings, given in rising order.

    Each moves by up to its reach, never under its floor nor over ``maximum``; what was strictly rising stays so. All
    move by the same draw, so each may reach no further past the one below or above it than the gap between them
    allows: that keeps every one of them uniform on a symmetric range *and* the order strict.
    """
    reach = _reach_alone(days[place], floors[place], maximum)
    for others in (range(place - 1, -1, -1), range(place + 1, len(days))):
        last, slack = days[place], 0
        for other in others:
            slack += max(0, abs(days[other] - last) - 1)
            if slack >= reach:
                break
            reach = min(reach, slack + _reach_alone(days[other], floors[other], maximum))
            last = days[other]
    return reach


def _reach_alone(day: int, floor_: int, maximum: int) -> int:
    return max(0, min(fuzz_reach(day), day - floor_, maximum - day))
