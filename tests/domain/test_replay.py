"""What is replayed at once is what the scheduler makes of the same reviews step by step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fsrs_rs_python import DEFAULT_PARAMETERS
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sco_quiz.domain import engine
from sco_quiz.domain.day import DAY_MS
from sco_quiz.domain.guessing import guess_chance
from sco_quiz.domain.memory import Memory, Settings, State
from sco_quiz.domain.question import Form
from sco_quiz.domain.rating import Rating
from sco_quiz.domain.replay import StudyRow, gather, replay
from sco_quiz.domain.scheduler import schedule
from sco_quiz.errors import ConfigError

AGAIN, HARD, GOOD, EASY = Rating
CARD = "deck/card"
NOW = 1_600_000_000_000
DAY = NOW // DAY_MS

weights = st.one_of(
    st.just(()),
    st.sampled_from((17, 19)).map(lambda count: tuple(DEFAULT_PARAMETERS[:count])),
    st.lists(st.floats(0.7, 1.5), min_size=21, max_size=21).map(
        lambda factors: tuple(factor * weight for factor, weight in zip(factors, DEFAULT_PARAMETERS, strict=True))
    ),
)
some_settings = st.builds(
    Settings,
    desired_retention=st.one_of(st.just(0.9), st.floats(0.7, 0.99)),
    learning_steps=st.sampled_from(((60, 600), (60, 600), (), (600,), (60, 600, 86_400))),
    relearning_steps=st.sampled_from(((600,), (600,), (), (60, 3_600))),
    maximum_interval=st.sampled_from((1, 5, 30, 365, 36_500, 36_500)),
    fuzz=st.sampled_from((True, True, False)),
    weights=weights,
)
recall = [(Form.FLIP, 0), (Form.TYPED, 0), (Form.LIST, 5)]
guessed = [(Form.CHOICE, 4), (Form.TRUE_FALSE, 2), (Form.ORDER, 3), (Form.CHOICE, 1)]
reviews = st.tuples(
    st.sampled_from((*Rating, GOOD, GOOD, GOOD)),
    # Days after the card was due (then that comes first), or after the last review.
    st.one_of(st.tuples(st.booleans(), st.integers(-2, 4)), st.tuples(st.just(False), st.integers(0, 1_000))),
    st.integers(0, 2),
    st.one_of(st.sampled_from(recall), st.sampled_from(recall + guessed)),
)


def replayed(rows: list[StudyRow], stored: list[Settings]) -> Memory:
    (history,) = gather(rows, stored.__getitem__).values()
    assert history.is_in_order
    return replay(CARD, history)


@given(history=st.lists(reviews, min_size=1, max_size=25), stored=st.lists(some_settings, min_size=3, max_size=3))
@examples(deadline=None, max_examples=250)
def test_a_replay_is_the_memory_kept_step_by_step(
    history: list[tuple[Rating, tuple[bool, int], int, tuple[Form, int]]], stored: list[Settings]
) -> None:
    memory: Memory | None = None
    at, day = NOW, DAY
    rows: list[StudyRow] = []
    for rating, (when_due, days), number, (form, options) in history:
        last = day
        day = (memory.due_day if memory is not None and when_due else day) + days
        at += max(0, day - last) * DAY_MS + 1_000
        rows.append((CARD, at, day, rating.value, number, form.value, options))
        memory = schedule(memory, rating, at, day, stored[number], CARD, guess_chance(form, options))
    assert replayed(rows, stored) == memory


@given(
    ratings=st.lists(st.sampled_from((HARD, GOOD, EASY)), min_size=1, max_size=40),
    maximum=st.sampled_from((10, 200, 36_500)),
)
@examples(deadline=None, max_examples=200)
def test_a_row_of_same_day_reviews_is_followed_back_as_far_as_it_matters(ratings: list[Rating], maximum: int) -> None:
    """Then each interval is about as long as the one before, which is when that one matters."""
    settings = Settings(maximum_interval=maximum)
    memory: Memory | None = None
    rows: list[StudyRow] = []
    for number, rating in enumerate((EASY, *ratings)):
        rows.append((CARD, NOW + number, DAY, rating.value, 0, "flip", 0))
        memory = schedule(memory, rating, NOW + number, DAY, settings, CARD)
    assert replayed(rows, [settings]) == memory


@pytest.mark.parametrize(("first", "days"), [((30.0, 10.0), 3), ((60.0, 12.0), 5)])
def test_a_first_interval_in_no_order_of_the_weights_is_regarded(first: tuple[float, float], days: int) -> None:
    """Weights may give Easy a shorter first interval than Good, over which it is put all the same."""
    settings = Settings(weights=(*DEFAULT_PARAMETERS[:2], *first, *DEFAULT_PARAMETERS[4:]))
    for number in range(40):
        card = f"deck/{number}"
        for rating in (HARD, GOOD, EASY):
            memory = schedule(schedule(None, EASY, NOW, DAY, settings, card), rating, NOW, DAY + days, settings, card)
            rows = [(card, NOW, DAY, EASY.value, 0, "flip", 0), (card, NOW, DAY + days, rating.value, 0, "flip", 0)]
            assert replay(card, gather(rows, [settings].__getitem__)[card]) == memory


def test_a_long_history_is_replayed_too() -> None:
    settings = Settings()
    memory: Memory | None = None
    rows: list[StudyRow] = []
    for number in range(5_000):
        rows.append((CARD, NOW + number, DAY, HARD.value, 0, "flip", 0))
        memory = schedule(memory, HARD if number else EASY, NOW + number, DAY, settings, CARD)
    rows[0] = (*rows[0][:3], EASY.value, *rows[0][4:])
    assert memory is not None
    assert memory.state is State.REVIEW
    assert replayed(rows, [settings]) == memory


def test_cards_are_told_apart_in_a_log_of_many() -> None:
    rows: list[StudyRow] = [
        ("deck/a", NOW, DAY, GOOD.value, 0, "flip", 0),
        ("deck/b", NOW + 1, DAY, AGAIN.value, 0, "flip", 0),
        ("deck/a", NOW + 600_000, DAY, GOOD.value, 0, "flip", 0),
    ]
    memories = {card: replay(card, history) for card, history in gather(rows, [Settings()].__getitem__).items()}
    assert {card: (memory.state, memory.reps) for card, memory in memories.items()} == {
        "deck/a": (State.REVIEW, 2),
        "deck/b": (State.LEARNING, 1),
    }


def test_rows_that_are_out_of_order_are_noticed() -> None:
    rows: list[StudyRow] = [(CARD, NOW + at, DAY, GOOD.value, 0, "flip", 0) for at in (5, 9, 8, 10)]
    assert not gather(rows, [Settings()].__getitem__)[CARD].is_in_order
    assert gather(rows[:2] + rows[3:], [Settings()].__getitem__)[CARD].is_in_order


def test_settings_that_the_engine_can_not_use_are_refused_as_the_scheduler_refuses_them() -> None:
    rows: list[StudyRow] = [(CARD, NOW, DAY, GOOD.value, number, "flip", 0) for number in (0, 1)]
    for wrong in (replace(Settings(), desired_retention=1.0), replace(Settings(), weights=(1.0,))):
        with pytest.raises(ConfigError):
            replayed(rows, [wrong, Settings()])


def test_the_intervals_before_the_last_are_hardly_ever_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    next_states = engine.next_states

    def count(*arguments: object) -> engine.NextStates:
        nonlocal asked
        asked += 1
        return next_states(*arguments)  # type: ignore[arg-type]  # handed on as they are

    memory: Memory | None = None
    rows: list[StudyRow] = []
    at, day = NOW, DAY
    for _ in range(12):
        rows.append((CARD, at, day, GOOD.value, 0, "flip", 0))
        memory = schedule(memory, GOOD, at, day, Settings(), CARD)
        at, day = at + DAY_MS, memory.due_day
    monkeypatch.setattr(engine, "next_states", count)
    assert replayed(rows, [Settings()]) == memory
    assert asked == 1
