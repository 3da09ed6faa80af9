"""Times and counts in words, for screens and lines alike.

Durations are milliseconds.
"""

from __future__ import annotations

_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


def interval_words(duration_ms: int) -> str:
    """How long until a card comes again, as Anki's buttons say it: ``1 min``, ``3 h``, ``8 days``, ``1.2 years``."""
    if duration_ms < _HOUR:
        return f"{max(1, round(duration_ms / _MINUTE))} min"
    if duration_ms < _DAY:
        return f"{round(duration_ms / _HOUR)} h"
    days = round(duration_ms / _DAY)
    if days < 31:
        return count_words(days, "day")
    if days < 365:
        return f"{days / 30.4375:.1f} months"
    return f"{days / 365.25:.1f} years"


def time_words(duration_ms: int) -> str:
    """Time spent: ``45 s``, ``3 min 20 s``, ``1 h 5 min``."""
    seconds = round(duration_ms / 1000)
    if seconds < 60:
        return f"{seconds} s"
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes} min {seconds} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min"


def count_words(count: int, thing: str, things: str = "") -> str:
    """``1 card``, ``2 cards``."""
    return f"{count:,} {thing if count == 1 else things or thing + 's'}"
