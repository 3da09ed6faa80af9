"""Days in a row. Imports next to nothing, because quick reports load it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def current_streak(days: Iterable[int], today: int) -> int:
    """How many logical days in a row, up to today, are in ``days``; today may still be to come."""
    done = set(days)
    day = today if today in done else today - 1
    length = 0
    while day - length in done:
        length += 1
    return length


def longest_streak(days: Iterable[int]) -> int:
    """The most logical days in a row that are in ``days``."""
    done = set(days)
    longest = 0
    for day in done:
        if day - 1 not in done:
            length = 1
            while day + length in done:
                length += 1
            longest = max(longest, length)
    return longest
