from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.shuffling import draws, permutation, seed_for, shuffled


@given(st.integers(0, 60), st.integers())
@settings(deadline=None, max_examples=150)
def test_a_shuffle_is_a_permutation_that_the_seed_fixes(count: int, seed: int) -> None:
    order = permutation(count, seed)
    assert sorted(order) == list(range(count))
    assert permutation(count, seed) == order


def test_the_order_of_a_seed_never_changes() -> None:
    """Saved quizzes and replays rely on it: these are what the first version gave."""
    assert permutation(8, 1) == (4, 3, 2, 7, 5, 6, 0, 1)
    assert shuffled("abcd", 2) == tuple("abcd"[index] for index in permutation(4, 2))


def test_all_orders_are_equally_likely() -> None:
    draws_made = 12_000
    seen = Counter(permutation(4, seed) for seed in range(draws_made))
    expected = draws_made / 24
    chi_square = sum((count - expected) ** 2 / expected for count in seen.values())
    assert len(seen) == 24
    assert chi_square < 49.7  # 0.1 % point of chi square with 23 degrees of freedom


def test_each_item_stands_equally_often_in_each_place_when_seeds_come_from_card_ids() -> None:
    places = Counter(permutation(4, seed_for(7, f"deck/card-{number}")).index(0) for number in range(8_000))
    chi_square = sum((count - 2_000) ** 2 / 2_000 for count in places.values())
    assert chi_square < 16.3  # 0.1 % point with 3 degrees of freedom


def test_seeds_of_names_do_not_run_together() -> None:
    assert len({seed_for(1, "ab", "c"), seed_for(1, "a", "bc"), seed_for(11, "abc"), seed_for(1, "abc")}) == 4


def test_splitmix64_gives_the_published_numbers() -> None:
    """The first outputs for seed 1234567, as Rosetta Code lists them."""
    draw = draws(1234567)
    assert [draw(2**64) for _ in range(3)] == [6457827717110365317, 3203168211198807973, 9817491932198370423]


@pytest.mark.parametrize("bound", [1, 2, 3, 2**63 + 1])
def test_draws_stay_below_their_bound(bound: int) -> None:
    draw = draws(5)
    assert all(0 <= draw(bound) < bound for _ in range(200))
