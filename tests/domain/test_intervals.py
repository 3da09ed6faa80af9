from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sco_quiz.domain.intervals import can_previous_matter, drawn_from, most_days, ratings_in_order, span_of
from sco_quiz.domain.memory import Settings
from sco_quiz.domain.rating import Rating

some_settings = st.builds(
    Settings, maximum_interval=st.sampled_from((0, 1, 4, 30, 100, 36_500)), fuzz=st.sampled_from((True, True, False))
)
asked = st.one_of(st.floats(0.01, 12), st.floats(1, 60), st.floats(1, 4_000))
rising = st.lists(asked, min_size=1, max_size=3).map(sorted)
previous = st.one_of(st.integers(0, 12), st.integers(0, 60), st.integers(0, 4_000))


def test_a_recalled_card_has_its_three_ratings_in_order_and_a_learned_one_good_and_easy() -> None:
    again, hard, good, easy = Rating
    assert {ratings_in_order(rating, recalled=True) for rating in (hard, good, easy)} == {(hard, good, easy)}
    assert {ratings_in_order(rating, recalled=False) for rating in (good, easy)} == {(good, easy)}
    assert [ratings_in_order(rating, recalled=False) for rating in (again, hard)] == [(again,), (hard,)]


@given(asked=rising, previous=previous, settings=some_settings, reps=st.integers(0, 50))
@examples(deadline=None, max_examples=300)
def test_no_interval_exceeds_what_it_is_said_to_be_at_most(
    asked: list[float], previous: int, settings: Settings, reps: int
) -> None:
    place = len(asked) - 1
    most = most_days(asked[-1], settings)
    span = span_of(asked, place, previous, settings)
    assert span.middle + span.reach <= most
    assert 1 <= drawn_from(span, "deck/card", reps) <= most


@pytest.mark.parametrize("settings", [Settings(), Settings(fuzz=False), Settings(maximum_interval=9)])
def test_a_previous_interval_that_can_not_matter_changes_nothing(settings: Settings) -> None:
    for asked in combinations_with_replacement(range(1, 14), 3):
        for place in range(3):
            spans = [span_of(asked, place, previous, settings) for previous in range(18)]
            for most in range(1, 18):
                if not can_previous_matter(spans[0], place, most, settings):
                    assert spans[most] == spans[0]


def test_most_previous_intervals_can_not_matter_where_the_engine_lets_an_interval_grow() -> None:
    span = span_of([14.2, 28.4, 51.0], 1, 0, Settings())
    assert not can_previous_matter(span, 1, most_days(10.0, Settings()), Settings())
    assert can_previous_matter(span, 1, 26, Settings())
