"""The time limits of quizzes as the screens show them; ``services.wording`` has what is said in lines, too.

Durations are milliseconds.
"""

from __future__ import annotations

_SECOND = 1000


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
