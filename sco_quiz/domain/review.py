"""The review log's rows, as values. The log is the truth; everything else is folded from it."""

from __future__ import annotations

from dataclasses import dataclass

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
