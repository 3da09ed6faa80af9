"""Phase: what a study session is at. Times are UTC ms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from sco_quiz.domain.queue import QueueItem
from sco_quiz.domain.rating import Verdict


@dataclass(frozen=True, slots=True)
class Asking:
    """A card's question is on show ``since`` then."""

    item: QueueItem
    since: int


@dataclass(frozen=True, slots=True)
class Revealed:
    """The answer is on show too, and a rating is awaited; ``verdict`` is None where the learner alone judges."""

    item: QueueItem
    since: int
    answer: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing is left but learning cards, and the next may be asked from ``until`` on."""

    until: int


@dataclass(frozen=True, slots=True)
class Finished:
    """Nothing is left today, or the learner ended the session (``early``)."""

    early: bool


Phase: TypeAlias = Asking | Revealed | Waiting | Finished
