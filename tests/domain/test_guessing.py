from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sco_quiz.domain.day import DAY_MS
from sco_quiz.domain.engine import retrievability
from sco_quiz.domain.guessing import (
    PRIOR_KNOWN,
    credit_difficulty,
    credit_stability,
    guess_chance,
    probability_known,
)
from sco_quiz.domain.memory import Memory, Settings, State
from sco_quiz.domain.question import Form
from sco_quiz.domain.rating import Rating
from sco_quiz.domain.scheduler import preview, schedule
from sco_quiz.domain.shuffling import draws

NOW = 1_600_000_000_000
DAY = NOW // DAY_MS
CALM = Settings(fuzz=False)

probabilities = st.floats(0, 1)


def after(memory: Memory | None, rating: Rating, chance: float, days: int = 0) -> Memory:
    at = (NOW if memory is None else memory.reviewed_at) + days * DAY_MS
    return schedule(memory, rating, at, at // DAY_MS, CALM, "deck/card", chance)


def known(stability: float) -> Memory:
    memory = after(None, Rating.EASY, 0)
    return replace(memory, state=State.REVIEW, stability=stability, difficulty=5.0, due_day=DAY + round(stability))


@pytest.mark.parametrize(
    ("form", "options", "chance"),
    [
        (Form.FLIP, 0, 0.0),
        (Form.TYPED, 0, 0.0),
        (Form.LIST, 0, 0.0),
        (Form.CHOICE, 4, 0.25),
        (Form.TRUE_FALSE, 2, 0.5),
        (Form.ORDER, 3, 1 / 6),
        (Form.MATCH, 4, 1 / 24),
        (Form.CHOICE, 0, 0.0),
    ],
)
def test_the_chance_of_a_guess_follows_from_form_and_options(form: Form, options: int, chance: float) -> None:
    assert guess_chance(form, options) == pytest.approx(chance)


def test_a_right_choice_is_credited_by_bayes() -> None:
    assert probability_known(0.9, 1 / 4) == pytest.approx(0.9 / (0.9 + 0.1 / 4))
    assert probability_known(0.9, 0) == 1.0
    assert probability_known(0.4, 1) == pytest.approx(0.4)
    assert probability_known(0.0, 1 / 4) == 0.0


def test_the_credit_is_the_share_of_knowers_among_simulated_right_answers() -> None:
    draw = draws(20_260_101)
    knew = right = 0
    for _ in range(40_000):
        knows = draw(1000) < 600
        if knows or draw(4) == 0:
            right += 1
            knew += knows
    assert knew / right == pytest.approx(probability_known(0.6, 1 / 4), abs=0.01)


@pytest.mark.parametrize(("recalled", "chance"), [(-0.1, 0.5), (1.1, 0.5), (0.5, -1.0), (0.5, 1.5), (math.nan, 0.5)])
def test_what_is_no_probability_is_refused(recalled: float, chance: float) -> None:
    with pytest.raises(ValueError, match="no probabilities"):
        probability_known(recalled, chance)


@given(probabilities, probabilities, probabilities)
@examples(deadline=None, max_examples=150)
def test_the_better_a_card_is_known_and_the_harder_to_guess_the_more_a_right_answer_says(
    low: float, high: float, chance: float
) -> None:
    low, high = sorted((low, high))
    assert probability_known(low, chance) <= probability_known(high, chance) + 1e-12
    assert probability_known(high, chance) >= high - 1e-12


@given(
    st.floats(0.01, 36_500),
    st.one_of(st.just(1.0), st.floats(0.1, 20)),
    st.floats(1, 10),
    st.floats(1, 10),
    probabilities,
)
@example(36_500.0, 1.0, 5.0, 5.0, 0.9831)
@examples(deadline=None, max_examples=300)
def test_credit_lies_between_what_a_guess_leaves_and_what_fsrs_gives_to_the_last_digit(
    unchanged: float, growth: float, hard: float, easy: float, probability: float
) -> None:
    grown = unchanged * growth
    assert min(unchanged, grown) <= credit_stability(unchanged, grown, probability) <= max(unchanged, grown)
    assert credit_stability(unchanged, grown, 1.0) == grown
    assert min(hard, easy) <= credit_difficulty(hard, easy, probability) <= max(hard, easy)


def test_free_recall_is_what_it_was() -> None:
    memory = known(10)
    assert after(memory, Rating.GOOD, 0.0, 10) == schedule(
        memory, Rating.GOOD, memory.reviewed_at + 10 * DAY_MS, memory.reviewed_day + 10, CALM, "deck/card"
    )


def test_a_choice_grows_stability_less_than_recall_and_the_interval_with_it() -> None:
    memory = known(10)
    recalled, chosen = after(memory, Rating.GOOD, 0.0, 20), after(memory, Rating.GOOD, 0.25, 20)
    assert memory.stability < chosen.stability < recalled.stability
    assert chosen.due_day < recalled.due_day
    probability = probability_known(retrievability(10.0, 20), 0.25)
    expected = 10 ** (1 - probability) * recalled.stability**probability
    assert chosen.stability == pytest.approx(expected)
    assert chosen.due_day - chosen.reviewed_day == round(chosen.stability)


def test_a_wrong_choice_costs_what_any_wrong_answer_costs() -> None:
    memory = known(10)
    assert after(memory, Rating.AGAIN, 0.25, 10) == after(memory, Rating.AGAIN, 0.0, 10)


def test_a_new_card_chosen_right_lies_between_again_and_good() -> None:
    again, good = after(None, Rating.AGAIN, 0.0), after(None, Rating.GOOD, 0.0)
    chosen = after(None, Rating.GOOD, 0.25)
    assert again.stability < chosen.stability < good.stability
    probability = probability_known(PRIOR_KNOWN, 0.25)
    assert chosen.stability == pytest.approx(again.stability ** (1 - probability) * good.stability**probability)
    assert (chosen.state, chosen.step, chosen.due_at) == (good.state, good.step, good.due_at)


@given(st.floats(0.5, 500), st.integers(0, 600), st.sampled_from([0.5, 0.25, 1 / 6]))
@examples(deadline=None, max_examples=100)
def test_the_ratings_keep_their_order_after_a_choice(stability: float, days: int, chance: float) -> None:
    memory = known(stability)
    at = memory.reviewed_at + days * DAY_MS
    shown = preview(memory, at, at // DAY_MS, CALM, "deck/card", chance)
    hard, good, easy = (shown[rating] for rating in (Rating.HARD, Rating.GOOD, Rating.EASY))
    assert hard.stability <= good.stability <= easy.stability
    assert hard.due_day <= good.due_day <= easy.due_day
