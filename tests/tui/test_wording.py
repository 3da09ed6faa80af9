from __future__ import annotations

import pytest

from sco_quiz.tui.wording import countdown, short_interval, until

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


@pytest.mark.parametrize(
    ("duration", "words"),
    [(1000, "<1 min"), (MINUTE, "1 min"), (10 * MINUTE, "10 min"), (3 * HOUR, "3 h"), (DAY, "1 d"), (30 * DAY, "30 d"),
     (45 * DAY, "1.5 mo"), (730 * DAY, "2.0 y")],
)  # fmt: skip
def test_intervals_fit_on_a_button(duration: int, words: str) -> None:
    assert short_interval(duration) == words
    assert len(words) <= 7


@pytest.mark.parametrize(
    ("duration", "words"),
    [(-5, "now"), (30_000, "in 1 minute"), (5 * MINUTE, "in 5 minutes"), (HOUR, "in 1 hour"), (2 * DAY, "in 2 days")],
)
def test_when_something_comes_is_said_in_words(duration: int, words: str) -> None:
    assert until(duration) == words


@pytest.mark.parametrize(
    ("duration", "words"), [(0, "0:00"), (-1, "0:00"), (1, "0:01"), (61_000, "1:01"), (HOUR + 5000, "1:00:05")]
)
def test_a_countdown_ends_at_zero(duration: int, words: str) -> None:
    assert countdown(duration) == words
