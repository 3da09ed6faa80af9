"""What each screen looks like, as SVG; `pytest tests/tui/test_snapshots.py --snapshot-update` after a wanted change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from sco_quiz.domain.problem import Problem, Severity
from sco_quiz.domain.question import (
    Answer,
    AskChoice,
    AskTrueFalse,
    AskTyped,
    Chosen,
    Judged,
    Question,
    TypedText,
)
from sco_quiz.domain.quiz.sitting import Judging
from sco_quiz.domain.rating import Rating
from sco_quiz.errors import StorageError
from sco_quiz.services import acting
from sco_quiz.services.library import Library
from sco_quiz.services.quiz import Quiz, QuizPlan
from sco_quiz.tui.app import ScoQuizApp
from sco_quiz.tui.scoreboard import look_up as scoreboard
from sco_quiz.tui.screens.browse import BrowseScreen
from sco_quiz.tui.screens.confirm import ConfirmScreen
from sco_quiz.tui.screens.problems import ProblemsScreen
from sco_quiz.tui.screens.scores import ScoresScreen
from sco_quiz.tui.sitting import begin
from tests.tui.running import (
    BASIC,
    CHOICE,
    CLOZE,
    LIST,
    MATCH,
    ORDER,
    SEVERAL,
    TRUE_FALSE,
    TYPED,
    MovableClock,
    OpenLibrary,
    at_home,
    comes,
    deck,
    in_quiz,
    setting_up,
    studying,
)

SIZES = pytest.mark.parametrize(
    "size", [pytest.param((80, 24), id="80x24"), pytest.param((120, 36), id="120x36", marks=pytest.mark.long)]
)
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


@SIZES
def test_a_list(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    keys = (*"mutual", "space", *"trust", "enter", *"peace", "enter", *"mutaul", "space", *"benefit", "enter")
    assert snap_compare(studying(open_library(test=deck(LIST))), keys, size, run_before=without_blinking)


@SIZES
def test_a_list_with_something_missed(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    keys = (*"mutual", "space", *"trsut", "enter", "enter", *"peace", "enter", "enter", "enter")
    assert snap_compare(studying(open_library(test=deck(LIST))), keys, size)


@SIZES
def test_an_order(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    assert snap_compare(studying(open_library(test=deck(ORDER))), ("space", "down"), size)


@SIZES
def test_a_wrong_order(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    assert snap_compare(studying(open_library(test=deck(ORDER))), ("enter",), size)


@SIZES
def test_pairs(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    assert snap_compare(studying(open_library(test=deck(MATCH))), ("a",), size)


@SIZES
def test_wrong_pairs(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    assert snap_compare(studying(open_library(test=deck(MATCH))), ("a", "b", "enter"), size)


@SIZES
def test_setting_up_a_quiz(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    app = setting_up(open_library(one=deck(BASIC, TYPED, title="The Shanghai Spirit"), two=deck(CHOICE)))
    assert snap_compare(app, ("right", "down", "down", "down"), size)


@SIZES
def test_ticking_decks(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    app = setting_up(open_library(one=deck(BASIC, TYPED, title="The Shanghai Spirit"), two=deck(CHOICE)))
    assert snap_compare(app, ("space", "space"), size)


@SIZES
def test_a_quiz(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    library = open_library(test=deck(CHOICE, TRUE_FALSE, SEVERAL, MATCH, title="The Shanghai Spirit"))
    app = in_quiz(library, limit_ms=300_000, question_limit_ms=45_000)
    assert snap_compare(app, ("enter", "g", "n"), size)


@SIZES
def test_a_quiz_judged_at_once(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    app = in_quiz(open_library(test=deck(CHOICE, title="The Shanghai Spirit")), judging=Judging.AT_ONCE)
    assert snap_compare(app, ("1",), size)


@SIZES
def test_handing_in(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    app = in_quiz(open_library(test=deck(CHOICE, TRUE_FALSE, title="The Shanghai Spirit")))
    assert snap_compare(app, ("ctrl+s",), size)


@SIZES
def test_a_quiz_result(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    app = in_quiz(open_library(test=deck(CHOICE, TRUE_FALSE, SEVERAL, title="The Shanghai Spirit")))
    assert snap_compare(app, ("enter", "enter", "ctrl+s", "enter", "a"), size)


@SIZES
@pytest.mark.parametrize("page", ["scores", "statistics"])
def test_scores(
    snap_compare: Compare, open_library: OpenLibrary, clock: MovableClock, size: tuple[int, int], page: str
) -> None:
    library = open_library(one=deck(BASIC, TYPED, CHOICE, TRUE_FALSE, title="The Shanghai Spirit"))
    study_for_a_while(library, clock)
    for seed, wrong in enumerate((3, 2, 3, 1, 0, 1)):
        quiz = Quiz.start(library, QuizPlan(seed=seed, count=4))
        for place, item in enumerate(quiz.sitting.items):
            quiz.go_to(place)
            clock.at += 9_000
            if place >= wrong:
                quiz.give(right_answer(item.question))
        quiz.hand_in()
        clock.at += DAY
    app = ScoQuizApp(library, ScoresScreen(scoreboard(library)))
    assert snap_compare(app, ("tab",) if page == "statistics" else (), size)


@SIZES
def test_home_with_an_interrupted_quiz(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    library = open_library(one=deck(BASIC, TYPED, title="The Shanghai Spirit"))
    Quiz.start(library, QuizPlan(seed=1)).pause()
    assert snap_compare(at_home(library), terminal_size=size)


def right_answer(question: Question) -> Answer:
    """What answers one of the questions above rightly."""
    match question:
        case AskTyped(answer=text):
            return TypedText(text)
        case AskChoice(right=right):
            return Chosen(right)
        case AskTrueFalse(truth=truth):
            return Judged(truth)
        case _:
            raise AssertionError(question)


@SIZES
@pytest.mark.parametrize(
    ("search", "press"),
    [("", ("enter", "space", "down")), ("", ("enter", "enter")), ("is:du", ())],
    ids=["list", "card", "mistake"],
)
def test_cards(
    snap_compare: Compare,
    open_library: OpenLibrary,
    clock: MovableClock,
    search: str,
    press: tuple[str, ...],
    size: tuple[int, int],
) -> None:
    library = open_library(test=deck(TYPED, BASIC, CLOZE, CHOICE), other=deck(TRUE_FALSE, title="Another"))
    study_for_a_while(library, clock)
    acting.suspend(library, ["test/gap"])
    acting.flag(library, ["test/city"], 4)

    async def wait(pilot: Pilot[None]) -> None:
        await comes(pilot, "5 cards")
        field = pilot.app.screen.query_one(Input)
        field.cursor_blink = False
        field.value = search
        await pilot.press(*press)
        await comes(pilot, "Did you mean" if search else "State ")
        await pilot.pause(0.3)

    app = ScoQuizApp(library, BrowseScreen(), library.config.keys)
    assert snap_compare(app, terminal_size=size, run_before=wait)


@SIZES
def test_a_question_before_copying(snap_compare: Compare, open_library: OpenLibrary, size: tuple[int, int]) -> None:
    question = ConfirmScreen("Edit your own copy?", "This deck came with sco-quiz. To be edited, it is copied.", "Copy")

    async def ask(pilot: Pilot[None]) -> None:
        pilot.app.push_screen(question)
        await pilot.pause()

    assert snap_compare(at_home(open_library(test=deck(BASIC))), terminal_size=size, run_before=ask)
