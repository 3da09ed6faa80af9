from __future__ import annotations

from textual.widgets import Input

from sco_quiz.services.library import Library
from sco_quiz.tui.app import ScoQuizApp
from sco_quiz.tui.scoreboard import look_up
from sco_quiz.tui.screens.home import HomeScreen
from sco_quiz.tui.screens.quiz_setup import QuizSetupScreen
from sco_quiz.tui.screens.scores import ScoresScreen
from sco_quiz.tui.widgets.column_plot import ColumnPlot
from tests.tui.running import TYPED, MovableClock, OpenLibrary, at_home, deck, in_quiz, shown, studying

DAY = 86_400_000
OTHER = "{id: other, kind: typed, question: Which is the capital?, answer: Beijing, tags: [places]}"


def showing_scores(library: Library, *words: str) -> ScoQuizApp:
    return ScoQuizApp(library, ScoresScreen(look_up(library, words)), {})


async def take_quizzes(library: Library, clock: MovableClock, *answers: str, deck: str = "test") -> None:
    """A quiz a day over two typed cards; each answer is given to both."""
    for given in answers:
        app = in_quiz(library, deck)
        async with app.run_test() as pilot:
            for _ in range(2):
                app.screen.query_one(Input).value = given
                await pilot.press("enter")
                await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
        clock.at += DAY


async def test_the_history_of_a_deck_is_plotted_with_best_latest_and_average(
    open_library: OpenLibrary, clock: MovableClock
) -> None:
    library = open_library(test=deck(TYPED, OTHER))
    await take_quizzes(library, clock, "Qingdao", "nothing", "nothing", "Beijing")
    app = showing_scores(library)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        lines = shown(app)
        assert "Quizzes 4   Best 50%   Latest 50%   Average 25%   Streak 4 days" in lines
        assert "4 quizzes · best 50% · latest 50% · average 25%" in lines
        plot = app.screen.query_one(ColumnPlot).render().plain
        assert "100%" in plot
        assert "2026-12-01" in plot
        assert "2026-12-04" in plot
        assert plot.splitlines()[2].count("█") == 2


async def test_weakest_tags_and_cards_and_confused_answers_are_named(
    open_library: OpenLibrary, clock: MovableClock
) -> None:
    library = open_library(test=deck(TYPED, OTHER))
    await take_quizzes(library, clock, "Qingdao", "Qingdao")
    app = showing_scores(library)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        lines = shown(app)
        assert "places" in lines.split("Weakest tags")[1]
        assert "Which is the capital?" in lines.split("Weakest cards")[1]
        assert "Which city was the host?" not in lines
        assert "Beijing ↔ Qingdao   2 times" in lines


async def test_scores_are_those_of_the_selected_deck(open_library: OpenLibrary, clock: MovableClock) -> None:
    library = open_library(
        test=deck(TYPED, OTHER), empty=deck("{id: z, question: Q?, answer: A}", title="Nothing asked")
    )
    await take_quizzes(library, clock, "Qingdao")
    app = at_home(library)
    async with app.run_test() as pilot:
        await pilot.press("down", "t")
        await pilot.pause()
        assert isinstance(app.screen, ScoresScreen)
        assert "Nothing asked" in shown(app)
        assert "No quiz yet." in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_the_other_page_has_statistics(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(TYPED, OTHER))
    studied = studying(library)
    async with studied.run_test() as pilot:
        await pilot.press(*"Qingdao", "enter", "4")
        await pilot.pause()
    app = showing_scores(library)
    async with app.run_test() as pilot:
        await pilot.press("tab")
        await pilot.pause()
        lines = shown(app)
        assert "Today 1" in lines
        assert "True retention not known yet" in lines
        assert "Answers a day, last 30 days" in lines
        assert "Cards due, next 30 days" in lines
        assert "tab Scores" in lines
        await pilot.press("tab", "z")
        await pilot.pause()
        assert isinstance(app.screen, QuizSetupScreen)


async def test_hostile_text_in_scores_is_shown_letter_by_letter(open_library: OpenLibrary, clock: MovableClock) -> None:
    cards = (
        '{id: a, kind: typed, question: "[b]Q[/b]", answer: "[red]A", tags: ["[@click=app.quit]x[/]"]}',
        '{id: b, kind: typed, question: "[/]", answer: "[blue]B"}',
    )
    library = open_library(test=deck(*cards, title='"[u]T[/u]"'))
    await take_quizzes(library, clock, "[red]A", "[blue]B")
    app = showing_scores(library)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        for text in ("[u]T[/u]", "[b]Q[/b]", "[@click=app.quit]x[/]", "[red]A", "[blue]B"):
            assert text in shown(app)
