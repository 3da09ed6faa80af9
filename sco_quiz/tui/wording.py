"""Times in the words of the screens, beside those of ``services.wording``. Durations are milliseconds."""

from __future__ import annotations

from sco_quiz.services.wording import count_words

_SECOND = 1000
_MINUTE = 60 * _SECOND
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


def short_interval(duration_ms: int) -> str:
    """How long until a card comes again, for a button: ``<1 min``, ``3 h``, ``8 d``, ``1.2 mo``, ``2.1 y``."""
    if duration_ms <= _MINUTE:
        return "<1 min" if duration_ms < _MINUTE else "1 min"
    if duration_ms < _HOUR:
        return f"{round(duration_ms / _MINUTE)} min"
    if duration_ms < _DAY:
        return f"{round(duration_ms / _HOUR)} h"
    days = round(duration_ms / _DAY)
    if days < 31:
        return f"{days} d"
    if days < 365:
        return f"{days / 30.4375:.1f} mo"
    return f"{days / 365.25:.1f} y"


def until(duration_ms: int) -> str:
    """When something comes, in a sentence: ``in 5 minutes``, ``in 3 hours``, ``tomorrow`` is the caller's to say."""
    if duration_ms <= 0:
        return "now"
    if duration_ms < _HOUR:
        return f"in {count_words(max(1, round(duration_ms / _MINUTE)), 'minute')}"
    if duration_ms < _DAY:
        return f"in {count_words(round(duration_ms / _HOUR), 'hour')}"
    return f"in {count_words(round(duration_ms / _DAY), 'day')}"


def countdown(duration_ms: int) -> str:
    """Minutes and seconds left: ``4:05``; hours before them where there are any."""
    minutes, seconds = divmod(max(0, -(-duration_ms // _SECOND)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def limit_words(limit_ms: int | None) -> str:
    """A time limit in words: ``no limit``, ``90 s``, ``5 min``, ``1 h 30 min``."""
    if limit_ms is None:
        return "no limit"
    seconds = limit_ms // _SECOND
    if seconds < 60 or (seconds % 60 and seconds < 120):
        return f"{seconds} s"
    parts = ((seconds // 3600, "h"), (seconds % 3600 // 60, "min"), (seconds % 60, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)
