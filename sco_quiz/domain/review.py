"""The review log's rows, as values. The log is the truth; everything else is folded from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sco_quiz.domain.question import Form
from sco_quiz.domain.rating import Mode, Rating, Verdict


@dataclass(frozen=True, slots=True)
class Review:
    """One rated answer, kept for ever.

    ``id`` is a UUIDv7 in its usual text form; rows sort by (``reviewed_at``, ``id``). ``reviewed_at`` is UTC
    milliseconds, never before the card's last review; ``day`` the learner's logical day then, kept so that a replay
    does not depend on a time zone. ``options`` counts the options of the form (0: free recall). ``verdict`` is None
    where the learner alone judged. ``answer`` is what was given, as text. ``settings`` is the number of the stored
    settings in force.
    """

    id: str
    card: str
    reviewed_at: int
    day: int
    rating: Rating
    mode: Mode
    form: Form
    options: int
    verdict: Verdict | None
    answer: str
    duration_ms: int
    device: str
    settings: int


class ActKind(StrEnum):
    """What a learner does to a card besides answering it."""

    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    BURY = "bury"
    UNBURY = "unbury"
    FORGET = "forget"
    SET_DUE = "set-due"
    FLAG = "flag"
    RENAME = "rename"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done to a card that isn't an answer, kept for ever like a review.

    ``id`` is a UUIDv7; rows sort by (``acted_at``, ``id``), together with reviews. ``acted_at`` is UTC milliseconds,
    ``day`` the logical day then. ``value`` depends on the kind: the due day for ``SET_DUE``, the flag for ``FLAG``, the
    card's former id for ``RENAME``, else empty.
    """

    id: str
    card: str
    acted_at: int
    day: int
    kind: ActKind
    value: str
    device: str


Entry: TypeAlias = Review | Act
"""A row of the log, of either sort."""
