from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.streak import current_streak, longest_streak

DAYS = st.frozensets(st.integers(90, 110))


def test_today_may_still_be_to_come() -> None:
    assert current_streak({98, 99}, 100) == 2
    assert current_streak({98, 99, 100}, 100) == 3
    assert current_streak({97, 98}, 100) == 0
    assert current_streak((), 100) == 0


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(90, 110))
def test_a_streak_is_a_run_of_days_and_never_longer_than_the_longest(days: frozenset[int], today: int) -> None:
    now, longest = current_streak(days, today), longest_streak(days)
    last = today if today in days else today - 1
    assert {last - each for each in range(now)} <= days
    assert last - now not in days
    assert now <= longest or max(days, default=0) > today
    assert any({start + each for each in range(longest)} <= days for start in range(90, 111))
    assert not any({start + each for each in range(longest + 1)} <= days for start in range(90, 111))
