"""Times and counts in words, for screens and lines alike.

Durations are milliseconds.
"""

from __future__ import annotations

_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_SHORT = {"minute": "min", "hour": "h", "day": "d", "month": "mo", "year": "y"}


def interval_words(duration_ms: int) -> str:
    """How long until a card comes again, as Anki's buttons say it: ``1 min``, ``3 h``, ``8 days``, ``1.2 years``."""
    amount, unit = _rounded(duration_ms)
    if unit != "day":
        return f"{amount} {_SHORT[unit]}"
    if amount < 31:
        return count_words(amount, "day")
    return f"{amount / 30.4375:.1f} months" if amount < 365 else f"{amount / 365.25:.1f} years"


def short_interval(duration_ms: int) -> str:
    """The same for a button: ``<1 min``, ``3 h``, ``8 d``, ``1.2 mo``, ``2.1 y``."""
    if duration_ms < _MINUTE:
        return "<1 min"
    amount, unit = interval_words(duration_ms).split(" ")
    return f"{amount} {_SHORT.get(unit.removesuffix('s'), unit)}"


def until_words(duration_ms: int) -> str:
    """When something comes, in a sentence: ``now``, ``in 5 minutes``, ``in 3 hours``, ``in 2 days``."""
    return "now" if duration_ms <= 0 else f"in {count_words(*_rounded(duration_ms))}"


def _rounded(duration_ms: int) -> tuple[int, str]:
    """The duration in the unit that says it best, of which there is at least one: never 60 minutes or 24 hours."""
    minutes, hours = round(duration_ms / _MINUTE), round(duration_ms / _HOUR)
    if minutes < 60:
        return max(1, minutes), "minute"
    return (hours, "hour") if hours < 24 else (round(duration_ms / _DAY), "day")


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
