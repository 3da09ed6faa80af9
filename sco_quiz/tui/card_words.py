"""A card's state, due time and the like in a word or two, for lists and details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sco_quiz.services.clock import instant_of
from sco_quiz.services.wording import short_interval

if TYPE_CHECKING:
    from sco_quiz.services.clock import Clock
    from sco_quiz.services.finding import Row

DAY_MS = 86_400_000
FLAGS = ("", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷")
"""A flag is told by its number as well as by its colour."""
FLAG_COLOURS = ("", "#e5484d", "#f5a524", "#30a46c", "#3b82f6", "#ec4899", "#2dd4bf", "#a855f7")
"""Red, orange, green, blue, pink, turquoise and purple, as in Anki."""


def state_word(row: Row) -> str:
    """Where a card is; what keeps it out of study goes first."""
    if row.suspended:
        return "suspended"
    if row.buried:
        return "buried"
    return "leech" if row.leech else row.state


def due_words(row: Row, clock: Clock) -> str:
    """When a card is due: ``now``, ``today``, ``in 3 d``, ``2 d ago``; empty for a new card."""
    if row.due is None:
        return ""
    at = instant_of(row.due)
    days = clock.day(at) - clock.day()
    if row.state != "review" and days == 0:
        left = at - clock.now()
        return "now" if left <= 0 else f"in {short_interval(left)}"
    if days == 0:
        return "today"
    return f"in {short_interval(days * DAY_MS)}" if days > 0 else f"{short_interval(-days * DAY_MS)} ago"
