"""What each rating of the card on show would lead to: shown on the buttons, and kept when one is pressed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from sco_quiz.domain.scheduler import at_instant, preview, schedule

if TYPE_CHECKING:
    from sco_quiz.domain.memory import Memory, Settings
    from sco_quiz.domain.queue import QueueItem
    from sco_quiz.domain.rating import Rating


class Outlook(NamedTuple):
    """What was foreseen of a card on a logical day, for a chance (0 to 1) of having guessed its answer."""

    item: QueueItem
    day: int
    chance: float
    after: Mapping[Rating, Memory]


def foresee(item: QueueItem, now: int, day: int, settings: Settings, chance: float) -> Outlook:
    """The outlook of a card at ``now`` (UTC ms)."""
    return Outlook(item, day, chance, preview(item.memory, now, day, settings, item.card, chance))


def memory_after(  # noqa: PLR0913, PLR0917 - all that a rating depends on; a bundle would have no better name
    outlook: Outlook | None, item: QueueItem, rating: Rating, now: int, day: int, settings: Settings, chance: float
) -> Memory:
    """What a rating makes of a card's memory at ``now`` (UTC ms); not scheduled again where it was foreseen."""
    if outlook is not None and outlook.item is item and (outlook.day, outlook.chance) == (day, chance):
        return at_instant(outlook.after[rating], item.memory, now)
    return schedule(item.memory, rating, now, day, settings, item.card, chance)
