import math
from itertools import pairwise

import pytest
from fsrs_rs_python import DEFAULT_PARAMETERS
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain import engine
from sco_quiz.domain.engine import Strength, next_states, retrievability
from sco_quiz.domain.rating import Rating
from sco_quiz.errors import ConfigError


def test_a_new_card_starts_with_the_stabilities_of_the_weights() -> None:
    states = next_states(None, 0, 0.9)
    assert [round(states.of(rating).stability, 4) for rating in Rating] == [0.212, 1.2931, 2.3065, 8.2956]


def test_for_nine_of_ten_the_interval_is_the_stability() -> None:
    good = next_states(Strength(30.0, 5.0), 30, 0.9).of(Rating.GOOD)
    assert good.interval == pytest.approx(good.stability, rel=1e-5)


@pytest.mark.parametrize("retention", [0.69, 0.991, 1.0, 0.0, -1.0, math.nan, math.inf])
def test_a_retention_out_of_bounds_is_refused_in_a_sentence(retention: float) -> None:
    with pytest.raises(ConfigError, match=r"between 0\.7 and 0\.99") as caught:
        next_states(None, 0, retention)
    assert caught.value.remedy


@pytest.mark.parametrize("weights", [(1.0, 2.0), (math.nan,) * 21, (math.inf,) * 19, (1.0,) * 22])
def test_weights_that_cannot_be_are_refused(weights: tuple[float, ...]) -> None:
    with pytest.raises(ConfigError):
        next_states(None, 0, 0.9, weights)


@pytest.mark.parametrize("strength", [(0.0, 5.0), (-1.0, 5.0), (math.nan, 5.0), (1.0, math.inf)])
def test_a_strength_that_cannot_be_is_refused(strength: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="can't have stability"):
        next_states(Strength(*strength), 1, 0.9)


@pytest.mark.parametrize("days", [-1, 2**31])
def test_days_that_cannot_be_are_refused(days: int) -> None:
    with pytest.raises(ValueError, match="days since"):
        next_states(Strength(1.0, 5.0), days, 0.9)
    with pytest.raises(ValueError, match="days since"):
        engine.Told(Rating.GOOD, days)


wild_weights = st.one_of(
    st.just(()),
    st.sampled_from((17, 19)).map(lambda count: tuple(DEFAULT_PARAMETERS[:count])),
    st.tuples(*[st.floats(0, 3)] * 20, st.floats(0.7, 3)).map(
        lambda factors: tuple(factor * weight for factor, weight in zip(factors, DEFAULT_PARAMETERS, strict=True))
    ),
)
strengths = st.builds(Strength, st.floats(0.001, 36_500), st.floats(1, 10))


@given(
    before=strengths,
    days=st.one_of(st.just(0), st.integers(0, 40_000)),
    retention=st.floats(0.7, 0.99),
    weights=wild_weights,
    chance=st.sampled_from((0.0, 0.25, 0.5, 1.0)),
)
@settings(deadline=None, max_examples=400)
def test_better_ratings_never_lead_to_weaker_or_harder_memories(
    before: Strength, days: int, retention: float, weights: tuple[float, ...], chance: float
) -> None:
    states = next_states(before, days, retention, weights, chance)
    nexts = [states.of(rating) for rating in Rating]
    assert states.intervals(Rating) == [each.interval for each in nexts]
    rounding = 1.00001 if chance else 1
    for worse, better in pairwise(nexts if not (weights or chance) else nexts[1:]):
        assert worse.stability <= better.stability * rounding
        assert worse.interval <= better.interval * rounding
        assert worse.difficulty >= better.difficulty
    for each in nexts:
        assert 0 < each.stability <= 36_500
        assert 1 <= each.difficulty <= 10
        assert engine.interval_of(Strength(*each[:2]), retention, weights) == pytest.approx(each.interval, rel=1e-6)


@given(
    history=st.lists(
        st.tuples(
            st.sampled_from(Rating), st.integers(0, 3_000), st.booleans(), st.sampled_from((0.0, 0.0, 0.25, 0.5, 1.0))
        ),
        max_size=20,
    ),
    weights=wild_weights,
)
@settings(deadline=None, max_examples=300)
def test_retracing_reviews_gives_exactly_what_rating_one_by_one_does(
    history: list[tuple[Rating, int, bool, float]], weights: tuple[float, ...]
) -> None:
    strength: Strength | None = None
    expected: list[Strength] = []
    told: list[engine.Told] = []
    for rating, days, is_default, chance in history:
        used = () if is_default else weights
        told.append(engine.Told(rating, days if strength else 0, used, chance))
        following = next_states(strength, days if strength else 0, 0.9, used, chance).of(rating)
        strength = Strength(following.stability, following.difficulty)
        expected.append(strength)
    assert [Strength(held.stability, held.difficulty) for held in engine.retrace(told)] == expected


def test_retrievability_is_one_at_once_and_nine_tenths_after_the_stability() -> None:
    assert retrievability(12.5, 0) == 1.0
    assert retrievability(12.5, 12.5) == pytest.approx(0.9)
    assert retrievability(12.5, 12.5, tuple(DEFAULT_PARAMETERS[:19])) == pytest.approx(0.9)


@pytest.mark.parametrize("decay", [-1.0, 0.0, 0.05, 0.1, 0.3, 0.8, 2.0])
def test_retrievability_keeps_the_decay_where_the_engine_keeps_it(decay: float) -> None:
    weights = (*DEFAULT_PARAMETERS[:20], decay)
    after = engine.next_states(None, 0, 0.8, weights).of(Rating.GOOD)
    assert engine.retrievability(after.stability, after.interval, weights) == pytest.approx(0.8, abs=1e-4)


def test_retrievability_agrees_with_the_interval_that_the_engine_asks_for() -> None:
    good = next_states(Strength(3.0, 5.0), 3, 0.8).of(Rating.GOOD)
    assert retrievability(good.stability, good.interval) == pytest.approx(0.8, abs=1e-5)


@pytest.mark.parametrize(
    ("stability", "days"), [(0.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (math.nan, 1.0), (1.0, math.inf)]
)
def test_retrievability_of_what_cannot_be_is_refused(stability: float, days: float) -> None:
    with pytest.raises(ValueError, match="no retrievability"):
        retrievability(stability, days)


def test_older_weights_know_of_no_short_term() -> None:
    assert engine.has_short_term()
    assert not engine.has_short_term(tuple(DEFAULT_PARAMETERS[:17]))


@pytest.mark.parametrize("stability", [0.1, 1.0, 30.0, 4000.0])
@pytest.mark.parametrize("chance", [0.99, 0.9, 0.5, 0.1])
def test_days_until_is_retrievability_turned_round(stability: float, chance: float) -> None:
    days = engine.days_until(chance, stability)
    assert engine.retrievability(stability, days) == pytest.approx(chance)
    assert engine.days_until(0.9, stability) == pytest.approx(stability)
    assert engine.days_until(1.0, stability) == 0
    assert engine.days_until(0.0, stability) == engine.days_until(1e-300, stability) == float("inf")
