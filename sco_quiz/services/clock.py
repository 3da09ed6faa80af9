"""The learner's time: this instant, logical days in the system's own time zone, and instants as text.

``SCO_QUIZ_NOW=2026-12-01T09:00:00+00:00`` fixes the clock, for demonstrations and tests. Imports next to nothing,
because the quickest commands load it.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta

from sco_quiz.domain.day import DEFAULT_ROLLOVER_HOUR, day_start, logical_day
from sco_quiz.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from sco_quiz.domain.day import Zone

NOW_VARIABLE = "SCO_QUIZ_NOW"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_DAY = timedelta(days=1)
_CALENDAR = (-62_135_596_800_000, 253_402_300_799_999)
"""The instants (UTC ms) between which there are dates: years 1 to 9999."""


class Clock:
    """Tells the time. ``fixed`` (UTC ms) stands still; ``zone`` gives the local offset in ms at an instant."""

    __slots__ = ("_fixed", "_rollover_hour", "_today", "_zone")

    def __init__(
        self, rollover_hour: int = DEFAULT_ROLLOVER_HOUR, fixed: int | None = None, zone: Zone | None = None
    ) -> None:
        self._rollover_hour = rollover_hour
        self._fixed = fixed
        self._zone = zone or system_zone
        self._today = (0, 0, 0)
        """The day that was asked for last, with its beginning and its end: the zone is asked five times for each."""

    @classmethod
    def system(cls, rollover_hour: int = DEFAULT_ROLLOVER_HOUR, environment: Mapping[str, str] = os.environ) -> Clock:
        """The system's clock, unless ``SCO_QUIZ_NOW`` fixes it."""
        text = environment.get(NOW_VARIABLE, "")
        return cls(rollover_hour, instant_of(text) if text else None)

    def now(self) -> int:
        """This instant, in UTC milliseconds."""
        return time.time_ns() // 1_000_000 if self._fixed is None else self._fixed

    def day(self, at: int | None = None) -> int:
        """The logical day (since 1970-01-01) of an instant in UTC milliseconds; of now without one."""
        if at is None:
            at = self.now()
        begin, end, day = self._today
        if not begin <= at < end:
            day = logical_day(at, self._zone, self._rollover_hour)
            begin, end = (day_start(each, self._zone, self._rollover_hour) for each in (day, day + 1))
            self._today = (begin, end, day)
        return day

    def day_start(self, day: int) -> int:
        """The instant (UTC ms) at which a logical day begins."""
        begin, end, today = self._today
        if begin < end and 0 <= day - today <= 1:
            return end if day > today else begin
        return day_start(day, self._zone, self._rollover_hour)

    def local_words(self, at: int) -> str:
        """An instant (UTC ms) as the learner's clock shows it: ``2026-12-01 18:00``."""
        return iso(at + self._zone(at))[:16].replace("T", " ")


def system_zone(at: int) -> int:
    """The offset from UTC, in milliseconds, of the system's time zone at an instant (UTC ms)."""
    try:
        return time.localtime(at / 1000).tm_gmtoff * 1000
    except (OverflowError, OSError, ValueError):
        return 0  # further away than the system's calendar goes


def instant_of(text: str) -> int:
    """An ISO 8601 time as UTC milliseconds; without an offset it is local. Raises UsageError for anything else."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment.astimezone(UTC) - _EPOCH) // _MILLISECOND
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"{text!r} is not a time.", f"Write it like {NOW_VARIABLE}=2026-12-01T09:00:00+00:00."
        ) from error


def iso(at: int) -> str:
    """An instant (UTC ms) as every report writes it: ``2026-12-01T09:00:00.000+00:00``.

    What lies beyond the calendar, as the due time of a card may with a clock that is far off, is its first or last.
    """
    return (_EPOCH + min(max(at, _CALENDAR[0]), _CALENDAR[1]) * _MILLISECOND).isoformat(timespec="milliseconds")


def iso_day(day: int) -> str:
    """A logical day as a date: ``2026-12-01``."""
    return iso(day * (_DAY // _MILLISECOND))[:10]


def local_words(text: str) -> str:
    """An instant that ``iso`` wrote, as a clock in the system's time zone shows it: ``2026-12-01 18:00``."""
    at = instant_of(text)
    return iso(at + system_zone(at))[:16].replace("T", " ")
