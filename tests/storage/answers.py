"""Answers for tests of storage, as short as a test wants them."""

from __future__ import annotations

from sco_quiz.domain.memory import Settings
from sco_quiz.domain.question import Form
from sco_quiz.domain.rating import Mode, Rating, Verdict
from sco_quiz.domain.review import Review
from sco_quiz.storage.progress import Progress

DAY_MS = 86_400_000
NOON = 1_796_126_400_000
"""2026-12-01T12:00:00Z."""
TODAY = NOON // DAY_MS


def answer(
    progress: Progress, card: str, rating: Rating = Rating.GOOD, at: int = NOON, mode: Mode = Mode.STUDY
) -> Review:
    """Record an answer to ``card`` at ``at`` (UTC ms), whose logical day is the one in UTC; gives the row as kept."""
    review = Review(
        id="",
        card=card,
        reviewed_at=at,
        day=at // DAY_MS,
        rating=rating,
        mode=mode,
        form=Form.TYPED,
        options=0,
        verdict=Verdict.RIGHT,
        answer="June 2001",
        duration_ms=1500,
        device="",
        settings=progress.settings_number(Settings()),
    )
    kept, _ = progress.record(review, prompt=f"prompt of {card}", answer=f"answer of {card}")
    return kept
