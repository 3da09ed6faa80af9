from dataclasses import replace
from datetime import UTC, datetime, timedelta

import fsrs as oracle
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sco_quiz.domain.day import DAY_MS
from sco_quiz.domain.guessing import guess_chance
from sco_quiz.domain.memory import Memory, Settings, State
from sco_quiz.domain.question import Form
from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.domain.review import Act, ActKind, Entry, Review
from sco_quiz.domain.scheduler import at_instant, fold, is_leech, preview, schedule

AGAIN, HARD, GOOD, EASY = Rating
CALM = Settings(fuzz=False)
CARD = "deck/card"
NOW = 1_600_000_000_000
DAY = NOW // DAY_MS


def rate(memory: Memory | None, rating: Rating, settings: Settings = CALM, minutes: int = 0, days: int = 0) -> Memory:
    at = (NOW if memory is None else memory.reviewed_at) + minutes * 60_000 + days * DAY_MS
    day = (DAY if memory is None else memory.reviewed_day) + days
    return schedule(memory, rating, at, day, settings, CARD)


def reviewed(interval: int, stability: float | None = None, settings: Settings = CALM) -> Memory:
    """A card in review, due today, that was last seen ``interval`` days ago."""
    memory = rate(None, EASY, settings)
    return replace(memory, stability=float(stability or interval), difficulty=5.0, due_day=DAY + interval)


def wait(memory: Memory) -> float:
    """Minutes until a card in learning is due."""
    assert memory.due_at is not None
    return (memory.due_at - memory.reviewed_at) / 60_000


def interval(memory: Memory) -> int:
    assert memory.state is State.REVIEW
    assert memory.due_at is None
    return memory.due_day - memory.reviewed_day


class TestLearning:
    def test_a_new_card_waits_its_first_steps(self) -> None:
        assert wait(rate(None, AGAIN)) == 1
        assert wait(rate(None, HARD)) == 5.5
        assert wait(rate(None, GOOD)) == 10
        assert [rate(None, rating).step for rating in (AGAIN, HARD, GOOD)] == [0, 0, 1]
        assert rate(None, EASY).state is State.REVIEW

    def test_on_a_later_step_hard_repeats_it_again_starts_over_and_good_graduates(self) -> None:
        second = rate(None, GOOD)
        assert (wait(rate(second, HARD)), rate(second, HARD).step) == (10, 1)
        assert (wait(rate(second, AGAIN)), rate(second, AGAIN).step) == (1, 0)
        graduated = rate(second, GOOD, minutes=10)
        assert graduated.state is State.REVIEW
        assert interval(graduated) == max(1, round(graduated.stability))

    def test_with_a_single_step_hard_waits_half_as_long_again_but_at_most_a_day_more(self) -> None:
        assert wait(rate(None, HARD, replace(CALM, learning_steps=(600,)))) == 15
        assert wait(rate(None, HARD, replace(CALM, learning_steps=(3 * 86_400,)))) == 4 * 1440

    def test_steps_between_days_are_rounded_to_days(self) -> None:
        assert wait(rate(None, HARD, replace(CALM, learning_steps=(600, 3 * 86_400)))) == 2 * 1440

    def test_easy_waits_longer_than_good_would(self) -> None:
        second = rate(None, GOOD)
        assert interval(rate(second, EASY)) > interval(rate(second, GOOD))

    def test_a_graduated_card_waits_at_least_a_day(self) -> None:
        settings = replace(CALM, learning_steps=(60,))
        assert interval(rate(rate(rate(None, AGAIN, settings), AGAIN, settings), GOOD, settings)) == 1

    def test_fewer_steps_than_before_count_as_the_last(self) -> None:
        third = replace(rate(None, GOOD), step=7)
        assert rate(third, GOOD).state is State.REVIEW
        assert wait(rate(third, HARD)) == 10

    def test_without_steps_short_intervals_are_the_engines_own(self) -> None:
        settings = replace(CALM, learning_steps=())
        again = rate(None, AGAIN, settings)
        assert again.state is State.LEARNING
        assert wait(again) == pytest.approx(0.212 * 1440, abs=1)
        assert interval(rate(None, GOOD, settings)) == 2

    def test_learning_moves_stability_by_the_short_term_model(self) -> None:
        first = rate(None, AGAIN)
        second = rate(first, GOOD, minutes=1)
        assert second.stability > first.stability
        assert second.reviewed_day == first.reviewed_day

    def test_lapses_are_not_counted_in_learning(self) -> None:
        assert rate(rate(None, AGAIN), AGAIN).lapses == 0


class TestReview:
    def test_intervals_rise_with_the_rating(self) -> None:
        memory = reviewed(1, 0.5)
        hard, good, easy = (interval(rate(memory, rating, days=1)) for rating in (HARD, GOOD, EASY))
        assert 1 <= hard < good < easy

    def test_an_interval_that_the_engine_lets_grow_grows_despite_fuzz(self) -> None:
        settings = Settings()
        memory = reviewed(10, 10.0)
        for seed in range(200):
            at = NOW + 10 * DAY_MS
            assert interval(schedule(memory, GOOD, at, DAY + 10, settings, f"deck/{seed}")) > 10

    def test_an_interval_is_not_shortened_within_the_reach_of_fuzz(self) -> None:
        memory = reviewed(4, 2.7)
        hard = rate(replace(memory, difficulty=9.9), HARD, days=0)
        assert interval(hard) == 4

    def test_a_much_shorter_interval_of_the_engine_stands(self) -> None:
        memory = reviewed(200, 2.7)
        assert interval(rate(memory, HARD, days=1)) < 20

    def test_no_interval_is_over_the_maximum(self) -> None:
        settings = replace(CALM, maximum_interval=20)
        memory = reviewed(20, 500.0)
        for fuzz in (False, True):
            after = preview(memory, NOW + 20 * DAY_MS, DAY + 20, replace(settings, fuzz=fuzz), CARD)
            assert [interval(after[rating]) for rating in (HARD, GOOD, EASY)] == [20, 20, 20]

    def test_again_is_a_lapse_and_starts_relearning(self) -> None:
        lapsed = rate(reviewed(10), AGAIN, days=10)
        assert (lapsed.state, lapsed.step, lapsed.lapses) == (State.RELEARNING, 0, 1)
        assert wait(lapsed) == 10
        assert lapsed.due_day == lapsed.reviewed_day

    def test_again_in_relearning_is_no_second_lapse(self) -> None:
        lapsed = rate(reviewed(10), AGAIN, days=10)
        assert rate(lapsed, AGAIN).lapses == 1
        assert wait(rate(lapsed, HARD)) == 15
        assert rate(lapsed, GOOD).state is State.REVIEW

    def test_a_lapse_without_relearning_steps_goes_on_in_days(self) -> None:
        lapsed = rate(reviewed(100), AGAIN, replace(CALM, relearning_steps=()), days=100)
        assert lapsed.lapses == 1
        assert interval(lapsed) >= 1

    def test_a_second_answer_on_one_day_counts_no_days(self) -> None:
        memory = reviewed(10)
        same_day = rate(memory, GOOD, minutes=600)
        next_day = schedule(memory, GOOD, memory.reviewed_at + 1, DAY + 1, CALM, CARD)
        assert same_day.stability < next_day.stability


class TestClock:
    def test_a_clock_that_goes_back_counts_as_standing_still(self) -> None:
        memory = reviewed(10)
        back = schedule(memory, GOOD, NOW - DAY_MS * 3, DAY - 3, CALM, CARD)
        assert back == schedule(memory, GOOD, memory.reviewed_at, memory.reviewed_day, CALM, CARD)
        assert (back.reviewed_at, back.reviewed_day) == (memory.reviewed_at, memory.reviewed_day)


class TestLeech:
    @pytest.mark.parametrize(
        ("lapses", "leech"), [(7, False), (8, True), (9, False), (11, False), (12, True), (16, True)]
    )
    def test_at_eight_lapses_and_every_fourth_after(self, lapses: int, leech: bool) -> None:
        assert is_leech(replace(reviewed(1), lapses=lapses), CALM) is leech

    def test_an_odd_threshold_rounds_its_half_up(self) -> None:
        settings = replace(CALM, leech_lapses=3)
        assert [n for n in range(9) if is_leech(replace(reviewed(1), lapses=n), settings)] == [3, 5, 7]

    def test_nought_switches_leeches_off(self) -> None:
        assert not is_leech(replace(reviewed(1), lapses=8), replace(CALM, leech_lapses=0))


ratings = st.sampled_from(Rating)
some_settings = st.builds(
    Settings,
    desired_retention=st.sampled_from((0.7, 0.85, 0.9, 0.99)),
    learning_steps=st.sampled_from(((60, 600), (), (600,), (60, 600, 86_400))),
    relearning_steps=st.sampled_from(((600,), (), (60, 3_600))),
    maximum_interval=st.sampled_from((1, 30, 36_500)),
    fuzz=st.booleans(),
)


@given(
    memory=st.builds(
        Memory,
        state=st.just(State.REVIEW),
        step=st.just(0),
        stability=st.floats(0.01, 3_000),
        difficulty=st.floats(1, 10),
        due_at=st.none(),
        due_day=st.integers(DAY + 1, DAY + 3_000),
        reviewed_at=st.just(NOW),
        reviewed_day=st.just(DAY),
        reps=st.integers(1, 50),
        lapses=st.integers(0, 9),
    ),
    days=st.integers(0, 4_000),
    settings=some_settings,
    card=st.text(min_size=1, max_size=8),
)
@examples(deadline=None, max_examples=300)
def test_review_intervals_are_ordered_and_within_bounds(
    memory: Memory, days: int, settings: Settings, card: str
) -> None:
    after = preview(memory, NOW + days * DAY_MS, DAY + days, settings, card)
    hard, good, easy = (interval(after[rating]) for rating in (HARD, GOOD, EASY))
    assert 1 <= hard <= good <= easy <= settings.maximum_interval
    assert hard < good or good == settings.maximum_interval
    assert good < easy or easy == settings.maximum_interval


@given(
    before=st.none()
    | st.builds(schedule, st.none(), ratings, st.just(NOW), st.just(DAY), some_settings, st.just(CARD)),
    rating=ratings,
    days=st.integers(0, 400),
    instants=st.tuples(st.integers(-DAY_MS, DAY_MS), st.integers(-DAY_MS, DAY_MS)),
    settings=some_settings,
)
@examples(deadline=None, max_examples=200)
def test_what_was_foreseen_at_another_instant_of_the_day_is_what_is_scheduled_now(
    before: Memory | None, rating: Rating, days: int, instants: tuple[int, int], settings: Settings
) -> None:
    day = DAY + days
    earlier, now = (NOW + days * DAY_MS + each for each in instants)
    foreseen = schedule(before, rating, earlier, day, settings, CARD, 0.25)
    assert at_instant(foreseen, before, now) == schedule(before, rating, now, day, settings, CARD, 0.25)


@given(
    histories=st.lists(
        st.tuples(
            st.sampled_from(["deck/a", "deck/b", "deck/ü#c2"]),
            st.sampled_from(["rate", "rate", "rate", "undo", "forget", "set-due", "suspend", "quiz"]),
            ratings,
            st.integers(-2 * DAY_MS, 40 * DAY_MS),
            st.integers(0, 3),
            st.sampled_from([(Form.FLIP, 0), (Form.CHOICE, 4), (Form.TRUE_FALSE, 2), (Form.ORDER, 3)]),
        ),
        max_size=40,
    ),
    stored=st.lists(some_settings, min_size=4, max_size=4),
)
@examples(deadline=None, max_examples=150)
def test_the_fold_of_the_log_is_the_memories_kept_step_by_step(
    histories: list[tuple[str, str, Rating, int, int, tuple[Form, int]]], stored: list[Settings]
) -> None:
    now = NOW
    kept: dict[str, Memory | None] = {}
    done: list[tuple[Entry, Memory | None]] = []
    for number, (card, event, rating, elapsed, settings, asked) in enumerate(histories):
        now += elapsed
        before = kept.get(card)
        if event == "undo":
            if done:
                entry, memory = done.pop()
                kept[entry.card] = memory
            continue
        if event in ("rate", "quiz"):
            at, day = now, now // DAY_MS
            mode = Mode.STUDY if event == "rate" else Mode.QUIZ
            if event == "rate":
                after = schedule(before, rating, now, now // DAY_MS, stored[settings], card, guess_chance(*asked))
                kept[card] = after
                at, day = after.reviewed_at, after.reviewed_day
            entry = Review(f"{number:08}", card, at, day, rating, mode, *asked, None, "", 1_000, "here", settings)
        else:
            entry = Act(f"{number:08}", card, now, now // DAY_MS, ActKind(event), str(now // DAY_MS + 9), "here")
            if event == "forget":
                kept[card] = None
            if event == "set-due" and before is not None:
                kept[card] = replace(before, state=State.REVIEW, step=0, due_at=None, due_day=now // DAY_MS + 9)
        done.append((entry, before))
    log = [entry for entry, _ in done]
    for card, memory in kept.items():
        assert fold([entry for entry in log if entry.card == card], stored.__getitem__) == memory


@given(history=st.lists(st.tuples(ratings, st.integers(0, 400)), min_size=1, max_size=30))
@examples(deadline=None, max_examples=150)
def test_py_fsrs_comes_to_the_same_stability_and_difficulty(history: list[tuple[Rating, int]]) -> None:
    """py-fsrs counts ``timedelta.days``, so it is given times that lie whole days apart, in UTC as it insists."""
    settings = Settings(learning_steps=(), relearning_steps=(), fuzz=False)
    scheduler = oracle.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = oracle.Card(card_id=1)
    start = datetime(2018, 6, 10, 12, tzinfo=UTC)
    memory, day = None, 0
    for rating, days in history:
        day += days
        memory = schedule(memory, rating, NOW + day * DAY_MS, DAY + day, settings, CARD)
        card, _ = scheduler.review_card(card, oracle.Rating(rating), start + timedelta(days=day))
        assert memory.stability == pytest.approx(card.stability, rel=1e-4)
        assert memory.difficulty == pytest.approx(card.difficulty, rel=1e-4)


def test_a_preview_shows_what_each_rating_leads_to() -> None:
    memory = reviewed(10)
    shown = preview(memory, NOW + 10 * DAY_MS, DAY + 10, Settings(), CARD)
    for rating in Rating:
        assert shown[rating] == schedule(memory, rating, NOW + 10 * DAY_MS, DAY + 10, Settings(), CARD)
