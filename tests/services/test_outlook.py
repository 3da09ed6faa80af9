from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.day import DAY_MS
from sco_quiz.domain.memory import Settings
from sco_quiz.domain.queue import QueueItem
from sco_quiz.domain.rating import Rating
from sco_quiz.domain.scheduler import schedule
from sco_quiz.services.outlook import foresee, memory_after

SETTINGS = Settings()
DAY = 18_000
NOON = DAY * DAY_MS + DAY_MS // 2
CARD = QueueItem("deck/card", "deck/card", None)


@given(
    first=st.none() | st.sampled_from(Rating),
    rating=st.sampled_from(Rating),
    later=st.integers(0, 3),
    chance=st.sampled_from((0.0, 0.25)),
    is_same_card=st.booleans(),
)
@settings(deadline=None, max_examples=100)
def test_what_is_kept_is_what_is_scheduled_whatever_was_foreseen(
    first: Rating | None, rating: Rating, later: int, chance: float, is_same_card: bool
) -> None:
    memory = None if first is None else schedule(None, first, NOON - 9 * DAY_MS, DAY - 9, SETTINGS, CARD.card)
    item = replace(CARD, memory=memory)
    outlook = foresee(item if is_same_card else CARD, NOON, DAY, SETTINGS, 0.25)
    now, day = NOON + later * DAY_MS + 5_000, DAY + later
    kept = memory_after(outlook, item, rating, now, day, SETTINGS, chance)
    assert kept == schedule(memory, rating, now, day, SETTINGS, CARD.card, chance)
