"""Effect: what an event of a study session asks to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from sco_quiz.domain.memory import Memory
from sco_quiz.domain.queue import QueueItem
from sco_quiz.domain.rating import Rating, Verdict


@dataclass(frozen=True, slots=True)
class Rated:
    """A card was rated. ``duration_ms`` runs from showing the card to the rating, capped by the settings.

    ``leech``: this lapse is one too many, see ``scheduler.is_leech``.
    """

    item: QueueItem
    rating: Rating
    after: Memory
    verdict: Verdict | None
    answer: str
    duration_ms: int
    leech: bool

    @property
    def before(self) -> Memory | None:
        """The memory that the rating moved."""
        return self.item.memory


@dataclass(frozen=True, slots=True)
class Suspended:
    """A card is not to be asked until the learner says so."""

    item: QueueItem


@dataclass(frozen=True, slots=True)
class Buried:
    """A card is not to be asked again today."""

    item: QueueItem


@dataclass(frozen=True, slots=True)
class Skipped:
    """A card comes after all others; there is nothing to keep of that."""

    item: QueueItem


Step: TypeAlias = Rated | Suspended | Buried | Skipped
"""What can be undone."""


@dataclass(frozen=True, slots=True)
class Undone:
    """The last step was taken back."""

    step: Step


Effect: TypeAlias = Step | Undone
