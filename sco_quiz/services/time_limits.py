"""Time limits of a quiz, as people write them."""

from __future__ import annotations

import re

from sco_quiz.errors import UsageError

_LONGEST_MS = 24 * 60 * 60 * 1000
_UNITS_MS = {"h": 3_600_000, "m": 60_000, "s": 1_000}
_PART = re.compile(r"(\d{1,6})\s*(h|m|s)")


def parse_time_limit(text: str) -> int:
    """The milliseconds that ``10m``, ``90s`` or ``1h 30m`` stand for; UsageError for what can't be a limit."""
    words = text.strip().lower()
    parts = [(int(number) * _UNITS_MS[unit]) for number, unit in _PART.findall(words)]
    if not parts or _PART.sub("", words).strip():
        raise UsageError(f"{text!r} is not a time limit.", "Write it like 10m, 90s or 1h30m.")
    limit = sum(parts)
    if limit <= 0:
        raise UsageError(f"Nothing can be answered within {text!r}.", "Give at least 1s, or leave the limit out.")
    if limit > _LONGEST_MS:
        raise UsageError(f"{text!r} is longer than a day.", "Give at most 24h, or leave the limit out.")
    return limit
