from __future__ import annotations

import pytest

from sco_quiz.tui.wording import countdown

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


@pytest.mark.parametrize(
    ("duration", "words"), [(0, "0:00"), (-1, "0:00"), (1, "0:01"), (61_000, "1:01"), (HOUR + 5000, "1:00:05")]
)
def test_a_countdown_ends_at_zero(duration: int, words: str) -> None:
    assert countdown(duration) == words
