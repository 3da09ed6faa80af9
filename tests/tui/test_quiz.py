from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from sco_quiz.domain.quiz.sitting import Judging
from sco_quiz.errors import StorageError
from sco_quiz.services.interrupted import interrupted_quiz
from sco_quiz.services.library import Library
from sco_quiz.services.quiz import Quiz, QuizPlan
from sco_quiz.services.scores import score_rows
from sco_quiz.tui.app import ScoQuizApp
from sco_quiz.tui.screens.confirm import ConfirmScreen
from sco_quiz.tui.screens.help import HelpScreen
from sco_quiz.tui.screens.home import HomeScreen
from sco_quiz.tui.screens.quiz import QuizScreen
from sco_quiz.tui.screens.quiz_result import QuizResultScreen
from sco_quiz.tui.screens.scores import ScoresScreen
from sco_quiz.tui.screens.trouble import TroubleScreen
from sco_quiz.tui.widgets.next_button import NextButton
from sco_quiz.tui.widgets.question_strip import QuestionStrip
from tests.tui.running import (
    CHOICE,
    LIST,
    MATCH,
    ORDER,
    TRUE_FALSE,
    MovableClock,
    OpenLibrary,
    at_home,
    deck,
    in_quiz,
    shown,
)

CAPITALS = {"China": "Beijing", "Russia": "Moscow", "India": "New Delhi", "Iran": "Tehran"}
CITIES = deck(
    *(f"{{id: {land}, kind: typed, question: Capital of {land}?, answer: {CAPITALS[land]}}}" for land in CAPITALS)
)


def asked(app: ScoQuizApp) -> str:
    """The country whose capital is asked for."""
    lines = shown(app)
    return next(land for land in CAPITALS if f"Capital of {land}?" in lines)


async def answer(pilot: Pilot[None], app: ScoQuizApp, text: str = "") -> None:
    """Type an answer into the field (none: the right one) and give it."""
    app.screen.query_one(Input).value = text or CAPITALS[asked(app)]
    await pilot.press("enter")
    await pilot.pause()


def percents(library: Library) -> list[float]:
    return [row["percent"] for row in score_rows(library)]


async def pass_time(pilot: Pilot[None], app: ScoQuizApp, clock: MovableClock, seconds: float) -> None:
    """Move the clock, and let the screen's own timer come round."""
    clock.at += int(seconds * 1000)
    quiz = next(screen for screen in app.screen_stack if isinstance(screen, QuizScreen))
    await quiz._tick()
    await pilot.pause()


async def test_a_quiz_goes_from_question_to_question_and_is_handed_in_at_the_end(open_library: OpenLibrary) -> None:
    library = open_library(test=CITIES)
    app = in_quiz(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        for number in range(1, 5):
            assert f"Question {number} of 4" in shown(app)
            await answer(pilot, app)
        assert isinstance(app.screen, ConfirmScreen)
        assert "Every question has an answer" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, QuizResultScreen)
        assert "4/4 (100%)" in shown(app)
    assert percents(library) == [100]


async def test_answers_are_not_judged_before_the_end_and_can_be_changed(open_library: OpenLibrary) -> None:
    library = open_library(test=CITIES)
    app = in_quiz(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        land = asked(app)
        await answer(pilot, app, "nonsense")
        assert "Wrong" not in shown(app)
        assert "✗" not in shown(app)
        await pilot.press("f5")
        await pilot.pause()
        assert asked(app) == land
        assert app.screen.query_one(Input).value == "nonsense"
        for _ in range(4):
            await answer(pilot, app)
        await pilot.press("enter")
        await pilot.pause()
    assert percents(library) == [100]


async def test_answers_are_judged_at_once_where_the_learner_wants_it(open_library: OpenLibrary) -> None:
    library = open_library(test=CITIES)
    app = in_quiz(library, judging=Judging.AT_ONCE)
    async with app.run_test() as pilot:
        await pilot.pause()
        await answer(pilot, app, "nonsense")
        assert "✗ Wrong" in shown(app)
        assert "Question 1 of 4" in shown(app)
        assert "Next question" in shown(app)
        await pilot.press("space")
        await pilot.pause()
        for _ in range(3):
            await answer(pilot, app)
            assert "✓ Right" in shown(app)
            await pilot.press("enter")
            await pilot.pause()
        assert isinstance(app.screen, QuizResultScreen)
    assert percents(library) == [75]


async def test_what_was_begun_counts_when_another_question_comes(open_library: OpenLibrary) -> None:
    library = open_library(test=CITIES)
    app = in_quiz(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.screen.query_one(Input).value = CAPITALS[asked(app)]
        await pilot.press("f6")
        await pilot.pause()
        assert "Question 2 of 4" in shown(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "3 questions have no answer: 2, 3, 4." in " ".join(shown(app).replace("│", " ").split())
        await pilot.press("enter")
        await pilot.pause()
    assert percents(library) == [25]


async def test_a_draft_waits_where_answers_are_judged_at_once(open_library: OpenLibrary) -> None:
    app = in_quiz(open_library(test=CITIES), judging=Judging.AT_ONCE)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("M", "o", "f6", "f5")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "Mo"
        assert "Question 1 of 4" in shown(app)


async def test_handing_in_is_asked_about_when_something_is_unanswered(open_library: OpenLibrary) -> None:
    library = open_library(test=CITIES)
    app = in_quiz(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        await answer(pilot, app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        assert percents(library) == []
        await pilot.press("f9", "y")
        await pilot.pause()
        assert isinstance(app.screen, QuizResultScreen)
        assert "1/4 (25%)" in shown(app)


async def test_an_empty_answer_is_none_and_is_asked_about_at_the_end(open_library: OpenLibrary) -> None:
    app = in_quiz(open_library(test=CITIES))
    async with app.run_test() as pilot:
        await pilot.pause()
        for _ in range(3):
            await answer(pilot, app)
        await pilot.press("enter")
        await pilot.pause()
        assert "1 question has no answer: 4." in " ".join(shown(app).replace("│", " ").split())


async def test_questions_are_flagged(open_library: OpenLibrary) -> None:
    app = in_quiz(open_library(test=CITIES))
    async with app.run_test() as pilot:
        await pilot.press("f7")
        await pilot.pause()
        assert "⚑ flagged" in shown(app)
        assert "[⚑]" in shown(app)
        await pilot.press("f6")
        await pilot.pause()
        assert "⚑ flagged" not in shown(app)
        assert "⚑" in shown(app)
        await pilot.press("f5", "f7")
        await pilot.pause()
        assert "⚑" not in shown(app)


async def test_a_question_is_reached_with_the_mouse(open_library: OpenLibrary) -> None:
    app = in_quiz(open_library(test=CITIES))
    async with app.run_test() as pilot:
        await pilot.pause()
        strip = app.screen.query_one(QuestionStrip)
        place = strip.render().plain.rindex("·")
        await pilot.click(QuestionStrip, offset=(2 + place, 0))
        await pilot.pause()
        assert "Question 4 of 4" in shown(app)
        app.screen.query_one(Input).value = "x"
        await pilot.click(NextButton)
        await pilot.pause()
        assert "Question 1 of 4" in shown(app)


async def test_the_clock_hands_in_what_is_there(open_library: OpenLibrary, clock: MovableClock) -> None:
    library = open_library(test=CITIES)
    app = in_quiz(library, limit_ms=120_000)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "time left 2:00" in shown(app)
        await answer(pilot, app)
        await pass_time(pilot, app, clock, 65)
        assert "! 0:55" in shown(app)
        app.screen.query_one(Input).value = CAPITALS[asked(app)]
        await pass_time(pilot, app, clock, 60)
        assert isinstance(app.screen, QuizResultScreen)
        assert "Time is up" in shown(app)
        assert "2/4 (50%)" in shown(app)
    assert percents(library) == [50]


@pytest.mark.parametrize(("key", "above"), [("ctrl+s", ConfirmScreen), ("f1", HelpScreen)])
async def test_the_clock_hands_in_under_a_question_or_help(
    open_library: OpenLibrary, clock: MovableClock, key: str, above: type[object]
) -> None:
    app = in_quiz(open_library(test=CITIES), limit_ms=60_000)
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, above)
        await pass_time(pilot, app, clock, 61)
        assert isinstance(app.screen, QuizResultScreen)


async def test_the_time_for_a_question_closes_it_and_the_next_one_comes(
    open_library: OpenLibrary, clock: MovableClock
) -> None:
    library = open_library(test=CITIES)
    app = in_quiz(library, question_limit_ms=20_000)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "this question 0:20" in shown(app)
        await pass_time(pilot, app, clock, 21)
        assert "Question 2 of 4" in shown(app)
        assert "The time for question 1 was up." in shown(app)
        await pilot.press("f5")
        await pilot.pause()
        assert "it can't be answered any more" in shown(app)
        assert app.screen.query_one(Input).disabled or app.focused is None
        await pilot.press("space")
        await pilot.pause()
        assert "Question 2 of 4" in shown(app)


async def test_without_a_limit_the_clock_counts_up(open_library: OpenLibrary, clock: MovableClock) -> None:
    app = in_quiz(open_library(test=CITIES))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pass_time(pilot, app, clock, 75)
        assert "1:15" in shown(app)


async def test_a_quiz_that_is_left_is_offered_at_home_and_goes_on_where_it_was(
    open_library: OpenLibrary, clock: MovableClock
) -> None:
    library = open_library(test=CITIES)
    app = in_quiz(library, limit_ms=120_000)
    async with app.run_test() as pilot:
        await pilot.pause()
        await answer(pilot, app)
        land = asked(app)
        await pass_time(pilot, app, clock, 30)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "A quiz was interrupted with 1 of 4 answered: o goes on" in shown(app)
        clock.at += 3_600_000
        await pilot.press("o")
        await pilot.pause()
        assert asked(app) == land
        assert "Question 2 of 4" in shown(app)
        assert "time left 1:30" in shown(app)


async def test_a_quiz_that_was_cut_off_is_offered_at_the_next_start(open_library: OpenLibrary) -> None:
    library = open_library(test=CITIES)
    app = in_quiz(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        await answer(pilot, app)
    assert interrupted_quiz(library) is not None
    again = at_home(library)
    async with again.run_test() as pilot:
        await pilot.pause()
        assert "A quiz was interrupted" in shown(again)


async def test_an_interrupted_quiz_is_given_up_when_that_is_said_twice(open_library: OpenLibrary) -> None:
    library = open_library(test=CITIES)
    Quiz.start(library, QuizPlan(seed=1)).pause()
    app = at_home(library)
    async with app.run_test() as pilot:
        await pilot.press("x", "escape")
        await pilot.pause()
        assert "A quiz was interrupted" in shown(app)
        await pilot.press("x", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "A quiz was interrupted" not in shown(app)
    assert interrupted_quiz(library) is None


async def test_home_offers_nothing_to_go_on_with_where_nothing_was_interrupted(open_library: OpenLibrary) -> None:
    app = at_home(open_library(test=CITIES))
    async with app.run_test() as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "interrupted" not in shown(app)


async def test_what_became_of_a_resumed_quiz_is_said(open_library: OpenLibrary) -> None:
    library = open_library(test=CITIES)
    app = in_quiz(library)
    async with app.run_test() as pilot:
        await pilot.pause()
    shorter = open_library(test="\n".join(CITIES.splitlines()[:-1]) + "\n")
    again = ScoQuizApp(shorter, QuizScreen(Quiz.resume(shorter)), {})
    async with again.run_test() as pilot:
        await pilot.pause()
        assert "1 question left the quiz" in shown(again)
        assert "of 3" in shown(again)


KEYS_FOR = {
    "alliance": ("f",),
    "Where do they meet?": ("1",),
    "Put in order": ("shift+down", "enter"),
    "How many?": ("a", "b", "enter"),
    "It is": (*"Qing", "enter"),
    "Name the values": (*"trust", "enter", *"gain", "enter"),
}
"""For a part of each prompt, the keys that answer it."""

SHORT_LIST = "{id: values, question: Name the values., answers: [trust, gain]}"


@pytest.mark.parametrize("judging", Judging)
async def test_every_kind_can_be_answered_in_a_quiz(open_library: OpenLibrary, judging: Judging) -> None:
    library = open_library(test=deck(CHOICE, TRUE_FALSE, SHORT_LIST, ORDER, MATCH, "{id: g, cloze: 'It is {{Qing}}.'}"))
    app = in_quiz(library, judging=judging)
    # A list whose items are not ticked off ends with an empty line; what is judged at once is read first.
    ends = {Judging.AT_END: {"Name the values": ("enter",)}, Judging.AT_ONCE: dict.fromkeys(KEYS_FOR, ("space",))}
    async with app.run_test() as pilot:
        await pilot.pause()
        for _ in KEYS_FOR:
            prompt = next(prompt for prompt in KEYS_FOR if prompt in shown(app))
            await pilot.press(*KEYS_FOR[prompt])
            await pilot.press(*ends[judging].get(prompt, ()))
            await pilot.pause()
        if judging is Judging.AT_END:
            await pilot.press("enter")
            await pilot.pause()
        assert isinstance(app.screen, QuizResultScreen)
    assert percents(library)[0] >= 50


async def test_a_deck_that_goes_in_the_middle_of_a_quiz_takes_no_question_away(open_library: OpenLibrary) -> None:
    library = open_library(test=CITIES)
    app = in_quiz(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        await asyncio.to_thread(Path(library.path_of("test")).unlink)
        await app.take_in()
        for _ in range(4):
            await answer(pilot, app)
        await pilot.press("enter", "t")
        await pilot.pause()
        assert isinstance(app.screen, ScoresScreen)
        assert "latest 100%" in shown(app)
    assert percents(library) == [100]


async def test_a_list_gives_nothing_away_where_answers_are_judged_at_the_end(open_library: OpenLibrary) -> None:
    app = in_quiz(open_library(test=deck(LIST)))
    async with app.run_test() as pilot:
        await pilot.pause()
        field = app.screen.query_one(Input)
        for item in ("mutual trust", "peace"):
            field.value = item
            await pilot.press("enter")
        await pilot.pause()
        assert "• mutual trust" in shown(app)
        assert "• peace" in shown(app)
        assert "✓" not in shown(app)
        await pilot.press("up")
        await pilot.pause()
        assert field.value == "peace"
        assert "• peace" not in shown(app)


async def test_an_answer_that_cannot_be_kept_is_said_and_can_be_given_again(
    open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library(test=CITIES)
    app = in_quiz(library)

    def refuse(*_: object, **__: object) -> None:
        raise StorageError("The disk is full.", "Make room, then try again.")

    async with app.run_test() as pilot:
        await pilot.pause()
        land = asked(app)
        with monkeypatch.context() as broken:
            broken.setattr("sco_quiz.storage.quizzes.keep", refuse)
            await answer(pilot, app)
            assert isinstance(app.screen, TroubleScreen)
            await pilot.press("escape")
            await pilot.pause()
        assert asked(app) == land
        assert app.screen.query_one(Input).value == CAPITALS[land]
        await pilot.press("enter")
        await pilot.pause()
        assert "Question 2 of 4" in shown(app)


async def test_a_hint_is_shown_on_demand(open_library: OpenLibrary) -> None:
    app = in_quiz(open_library(test=deck("{id: a, kind: typed, question: Q?, answer: A, hint: A helpful hint}")))
    async with app.run_test() as pilot:
        await pilot.press("f2")
        await pilot.pause()
        assert "A helpful hint" in shown(app)
