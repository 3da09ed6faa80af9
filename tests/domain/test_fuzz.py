from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.fuzz import draw_day, fuzz_reach, reach_in_order, round_days


def spread(days: list[int], floors: list[int], maximum: int, card: str, reps: int) -> list[int]:
    """Where fuzz moves each of the intervals."""
    reaches = [reach_in_order(place, days, floors, maximum) for place in range(len(days))]
    return [draw_day(day, reach, card, reps) for day, reach in zip(days, reaches, strict=True)]


@pytest.mark.parametrize(("interval", "reach"), [(1, 0), (2.49, 0), (2.5, 1), (7, 2), (17, 3), (37, 4), (100, 7)])
def test_reaches_are_ankis(interval: float, reach: int) -> None:
    assert fuzz_reach(interval) == reach


@pytest.mark.parametrize("day", [3, 7, 20, 90, 400])
def test_fuzz_is_uniform_on_its_range_and_has_no_bias(day: int) -> None:
    seeds = 20_000
    counts = Counter(spread([day], [1], 36_500, f"deck/card-{seed}", 3)[0] for seed in range(seeds))
    reach = fuzz_reach(day)
    assert set(counts) == set(range(day - reach, day + reach + 1))
    mean = sum(drawn * times for drawn, times in counts.items()) / seeds
    deviation = (((2 * reach + 1) ** 2 - 1) / 12) ** 0.5
    assert abs(mean - day) < 4 * deviation / seeds**0.5
    expected = seeds / (2 * reach + 1)
    assert all(abs(times - expected) < 5 * expected**0.5 for times in counts.values())


def test_fuzz_changes_with_each_review_of_a_card() -> None:
    assert len({spread([300], [1], 36_500, "deck/card", reps)[0] for reps in range(50)}) > 10


rising = st.lists(st.integers(1, 2_000), min_size=1, max_size=3, unique=True).map(sorted)


@given(days=rising, room=st.integers(0, 30), number=st.integers(0, 500))
@settings(deadline=None, max_examples=400)
def test_fuzz_keeps_order_and_bounds(days: list[int], room: int, number: int) -> None:
    maximum = days[-1] + room
    floors = [max(1, day - room) for day in days]
    fuzzed = spread(days, floors, maximum, f"deck/{number}", number)
    assert all(below < above for below, above in pairwise(fuzzed))
    for day, floor, drawn in zip(days, floors, fuzzed, strict=True):
        assert floor <= drawn <= maximum
        assert abs(drawn - day) <= fuzz_reach(day)


@given(days=rising)
@settings(deadline=None, max_examples=20)
def test_ordered_intervals_have_no_bias_either(days: list[int]) -> None:
    seeds = 1_000
    drawn = [spread(days, [1] * len(days), 36_500, f"deck/{seed}", 1) for seed in range(seeds)]
    for index, day in enumerate(days):
        values = [row[index] for row in drawn]
        low, high = min(values), max(values)
        assert low + high == 2 * day
        assert abs(sum(values) / seeds - day) < 5 * max(high - low, 1) / seeds**0.5


def test_halves_round_up() -> None:
    assert [round_days(x) for x in (0.49, 0.5, 1.5, 2.5)] == [0, 1, 2, 3]
