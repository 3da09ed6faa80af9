from __future__ import annotations

import pytest

from sco_quiz.services.wording import count_words, interval_words, short_interval, time_words, until_words

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


@pytest.mark.parametrize(
    ("duration", "words"),
    [(1000, "<1 min"), (MINUTE, "1 min"), (10 * MINUTE, "10 min"), (3 * HOUR, "3 h"), (DAY, "1 d"), (30 * DAY, "30 d"),
     (HOUR - 1, "1 h"), (DAY - 1, "1 d"), (45 * DAY, "1.5 mo"), (730 * DAY, "2.0 y")],
)  # fmt: skip
def test_intervals_fit_on_a_button(duration: int, words: str) -> None:
    assert short_interval(duration) == words
    assert len(words) <= 7


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (-5, "now"),
        (30_000, "in 1 minute"),
        (5 * MINUTE, "in 5 minutes"),
        (HOUR, "in 1 hour"),
        (2 * DAY, "in 2 days"),
        (HOUR - 1, "in 1 hour"),
        (DAY - 1, "in 1 day"),
    ],
)
def test_when_something_comes_is_said_in_words(duration: int, words: str) -> None:
    assert until_words(duration) == words


@pytest.mark.parametrize(
    ("duration", "words"),
    [(0, "1 min"), (90 * MINUTE, "2 h"), (HOUR - 1, "1 h"), (DAY - 1, "1 day"), (8 * DAY, "8 days"),
     (45 * DAY, "1.5 months"), (438 * DAY, "1.2 years")],
)  # fmt: skip
def test_intervals_are_said_in_lines(duration: int, words: str) -> None:
    assert interval_words(duration) == words


@pytest.mark.parametrize(
    ("duration", "words"), [(0, "0 s"), (45_000, "45 s"), (200_000, "3 min 20 s"), (HOUR + 5 * MINUTE, "1 h 5 min")]
)
def test_time_spent_is_said_in_its_largest_units(duration: int, words: str) -> None:
    assert time_words(duration) == words


def test_one_of_a_thing_is_singular() -> None:
    assert [count_words(number, "card") for number in (0, 1, 2000)] == ["0 cards", "1 card", "2,000 cards"]
    assert count_words(2, "quiz", "quizzes") == "2 quizzes"
