"""Logical days of a learner: a day begins at a local hour (04:00 by default), not at midnight.

Days are counted from 1970-01-01. A *zone* gives the local offset from UTC, in milliseconds, at an instant in UTC
milliseconds; it is the only thing here that knows of places and of summer time. This module imports next
to nothing, because the quickest commands load it.
"""

from __future__ import annotations

from collections.abc import Callable

Zone = Callable[[int], int]

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
DEFAULT_ROLLOVER_HOUR = 4
"""Anki's: whoever studies past midnight is still in yesterday."""


def utc(_at: int) -> int:
    """The zone without an offset."""
    return 0


def logical_day(at: int, zone: Zone, rollover_hour: int = DEFAULT_ROLLOVER_HOUR) -> int:
    """The logical day of an instant (UTC ms), in days since 1970-01-01.

    Never decreases as time goes on: a day that has begun stays begun when the clocks are put back over the rollover.
    """
    day = (at + zone(at) - rollover_hour * HOUR_MS) // DAY_MS
    while day_start(day + 1, zone, rollover_hour) <= at:
        day += 1
    return day


def day_start(day: int, zone: Zone, rollover_hour: int = DEFAULT_ROLLOVER_HOUR) -> int:
    """The first instant (UTC ms) at which local clocks show the rollover hour of ``day``, or are past it.

    Where clocks are put forward over the rollover, that is the moment they jump; where they are put back over it, the
    first of the two. Relies on an offset being under 24 hours and on a zone changing at most once within 48 hours,
    which holds for every zone of the IANA database since 1970.
    """
    wall = day * DAY_MS + rollover_hour * HOUR_MS
    before, after = wall - DAY_MS, wall + DAY_MS
    old, new = zone(before), zone(after)
    if old == new:
        return wall - old
    while after - before > 1:
        middle = (before + after) // 2
        if zone(middle) == old:
            before = middle
        else:
            after = middle
    change = after
    return wall - old if wall - old < change else max(change, wall - new)
