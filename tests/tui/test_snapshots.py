"""What each screen looks like, as SVG; `pytest tests/tui/test_snapshots.py --snapshot-update` after a wanted change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from sco_quiz.domain.problem import Problem, Severity
from sco_quiz.domain.rating import Rating
from sco_quiz.errors import StorageError
from sco_quiz.services.library import Library
from sco_quiz.tui.app import ScoQuizApp
from sco_quiz.tui.screens.problems import ProblemsScreen
from sco_quiz.tui.sitting import begin
from tests.tui.running import (
    BASIC,
    CHOICE,
    CLOZE,
    SEVERAL,
    TRUE_FALSE,
    TYPED,
    MovableClock,
    OpenLibrary,
    at_home,
    deck,
    studying,
)

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
DAY = 86_400_000


class Compare(Protocol):
    """The plugin's fixture."""

    def __call__(
        self,
        app: ScoQuizApp,
        press: tuple[str, ...] = (),
        terminal_size: tuple[int, int] = (80, 24),
        run_before: Callable[[Pilot[None]], Awaitable[None] | None] | None = None,
    ) -> bool: ...


@SIZES
def test_home(snap_compare: Compare, open_library: OpenLibrary, clock: MovableClock, size: tuple[int, int]) -> None:
    library = open_library(
        one=deck(BASIC, CLOZE, TYPED, title="The Shanghai Spirit"),
        two=deck(CHOICE, TRUE_FALSE, title="The SCO and its 2018 summit"),
        three="title: A deck with a mistake\ncards:\n  - {question: a?, anser: b}\n  - {question: c?, answer: d}\n",
    )
    study_for_a_while(library, clock)
    assert snap_compare(at_home(library), terminal_size=size)


@SIZES
def test_home_without_decks(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    library = open_library()
    library.places.data = "/home/anna/.local/share/sco-quiz"
    assert snap_compare(at_home(library), terminal_size=size)


@SIZES
def test_problems(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    problems = [
        Problem("decks/a.yaml", 4, 7, "E104", Severity.ERROR, "There is no key `anser`.", "did you mean `answer`?"),
        Problem("decks/a.yaml", 9, 5, "W201", Severity.WARNING, "Two cards ask the same question."),
        Problem("decks/b.yaml", 0, 0, "E001", Severity.ERROR, "The file can't be read.", "give yourself permission"),
    ]
    app = ScoQuizApp(open_library(), ProblemsScreen(problems))
    assert snap_compare(app, terminal_size=size)


@SIZES
def test_a_question(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    assert snap_compare(studying(open_library(test=deck(BASIC, TYPED))), ("h",), size)


@SIZES
def test_an_answer(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    assert snap_compare(studying(open_library(test=deck(BASIC, TYPED))), ("h", "space"), size)


@SIZES
def test_a_field(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    assert snap_compare(studying(open_library(test=deck(TYPED))), ("Q", "i"), size, run_before=without_blinking)


@SIZES
def test_a_near_miss(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    assert snap_compare(studying(open_library(test=deck(TYPED))), (*"Qindgao", "enter"), size)


@SIZES
def test_options(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    assert snap_compare(studying(open_library(test=deck(SEVERAL))), ("1", "2"), size)


@SIZES
def test_options_graded(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    assert snap_compare(studying(open_library(test=deck(CHOICE))), ("1",), size)


@SIZES
def test_a_statement(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    assert snap_compare(studying(open_library(test=deck(TRUE_FALSE))), ("t",), size)


@SIZES
def test_a_gap(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    assert snap_compare(studying(open_library(test=deck(CLOZE))), ("space",), size)


@SIZES
def test_waiting(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    library = open_library("learn_ahead_minutes = 0", test=deck(BASIC))
    assert snap_compare(studying(library), ("space", "1"), size)


@SIZES
def test_a_summary(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    library = open_library(test=deck(BASIC, CLOZE))
    assert snap_compare(studying(library), ("space", "4", "space", "1", "space", "4"), size)


@SIZES
def test_help(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    assert snap_compare(studying(open_library(test=deck(BASIC))), ("question_mark",), size)


@SIZES
def test_trouble(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    app = studying(open_library(test=deck(BASIC)))

    async def report(pilot: Pilot[None]) -> None:
        await pilot.press("space")
        app.report(StorageError("The disk is full, so the answer could not be kept.", "Make room, then rate it again."))
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=report)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
def test_forty_columns(snap_compare: Compare, open_library: OpenLibrary, theme: str) -> None:
    app = studying(open_library(test=deck(CHOICE)))
    app.theme = theme
    assert snap_compare(app, ("2",), (40, 20))


def test_home_in_forty_columns_and_light(snap_compare: Compare, open_library: OpenLibrary) -> None:
    app = at_home(open_library(one=deck(BASIC, title="The Shanghai Spirit"), two=deck(TYPED, title="Second")))
    app.theme = "textual-light"
    assert snap_compare(app, terminal_size=(40, 20))


async def without_blinking(pilot: Pilot[None]) -> None:
    """A cursor that blinks is there or not, as it happens."""
    await pilot.pause()
    pilot.app.screen.query_one(Input).cursor_blink = False


def study_for_a_while(library: Library, clock: MovableClock) -> None:
    """Rate all cards but one Easy, and on the last of thirty days one of them Again."""
    session = begin(library).study
    for rating in (Rating.EASY, Rating.EASY, Rating.EASY, Rating.EASY):
        session.reveal()
        session.rate(rating)
    clock.at += 30 * DAY
    session = begin(library).study
    session.reveal()
    session.rate(Rating.AGAIN)
