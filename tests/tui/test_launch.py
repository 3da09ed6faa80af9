from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from sco_quiz.services.cram import Cram, CramPlan
from sco_quiz.services.quiz import Quiz, QuizPlan
from sco_quiz.tui import launch
from sco_quiz.tui.app import EXIT_INTERRUPTED, ScoQuizApp
from tests.tui.running import BASIC, TRUE_FALSE, OpenLibrary, at_home, deck, studying


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The app leaves the garbage to the end of the process, which these tests don't come to."""
    yield
    gc.unfreeze()
    gc.enable()


async def test_ctrl_c_leaves_from_anywhere_and_says_so_in_the_exit_code(open_library: OpenLibrary) -> None:
    library = open_library(one=deck(BASIC))
    for app in (at_home(library), studying(library)):
        async with app.run_test() as pilot:
            await pilot.press("ctrl+c")
        assert app.return_code == EXIT_INTERRUPTED


async def test_leaving_with_a_key_of_the_screen_is_no_interrupt(open_library: OpenLibrary) -> None:
    app = at_home(open_library(one=deck(BASIC)))
    async with app.run_test() as pilot:
        await pilot.press("q")
    assert app.return_code == 0


def test_an_interrupted_app_interrupts_the_command(open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ScoQuizApp, "run", ScoQuizApp.action_interrupt)
    with pytest.raises(KeyboardInterrupt):
        launch.run_app(open_library(one=deck(BASIC)))


def test_a_fault_in_the_app_is_handed_on_and_not_printed(
    open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(app: ScoQuizApp) -> None:
        app.call_later(lambda: 1 / 0)

    def run(app: ScoQuizApp) -> None:
        app_run(app, headless=True)

    app_run = ScoQuizApp.run
    monkeypatch.setattr(ScoQuizApp, "run", run)
    monkeypatch.setattr(ScoQuizApp, "on_ready", fail, raising=False)
    with pytest.raises(ZeroDivisionError):
        launch.run_app(open_library(one=deck(BASIC)))
    assert "Traceback" not in "".join(capfd.readouterr())


def steered(monkeypatch: pytest.MonkeyPatch, *keys: str) -> list[str]:
    """Have the app run without a terminal, press keys, and leave; gives the names of the screens that were on show."""
    screens: list[str] = []
    app_run = ScoQuizApp.run

    def run(app: ScoQuizApp) -> None:
        async def steer(pilot: Pilot[object]) -> None:
            await pilot.pause()
            screens.append(type(app.screen).__name__)
            await pilot.press(*keys)
            await pilot.pause()
            screens.append(type(app.screen).__name__)
            app.exit()

        app_run(app, headless=True, auto_pilot=steer)

    monkeypatch.setattr(ScoQuizApp, "run", run)
    return screens


def test_a_quiz_is_set_up_and_the_one_that_was_handed_in_is_given_back(
    open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    screens = steered(monkeypatch, "enter", "t", "enter")
    quiz = launch.run_quiz(open_library(one=deck(TRUE_FALSE)), QuizPlan(seed=1))
    assert screens == ["QuizSetupScreen", "QuizResultScreen"]
    assert quiz is not None
    assert quiz.result.score.text == "0/1 (0%)"


def test_a_quiz_that_was_begun_is_on_the_screen_at_once(
    open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library(one=deck(TRUE_FALSE))
    screens = steered(monkeypatch, "f1")
    assert launch.run_quiz(library, Quiz.start(library, QuizPlan(seed=1))) is None
    assert screens[0] == "QuizScreen"


def test_cram_is_a_session_of_its_own(open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    library = open_library(one=deck(BASIC))
    screens = steered(monkeypatch, "escape")
    launch.run_cram(library, Cram.sit(library, CramPlan()))
    assert screens == ["StudyScreen", "SummaryScreen"]
