from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from sco_quiz.tui import launch
from sco_quiz.tui.app import EXIT_INTERRUPTED, ScoQuizApp
from tests.tui.running import BASIC, OpenLibrary, at_home, deck, studying


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
