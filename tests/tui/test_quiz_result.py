from __future__ import annotations

from textual.widgets import Input

from sco_quiz.tui.screens.home import HomeScreen
from sco_quiz.tui.screens.quiz import QuizScreen
from sco_quiz.tui.screens.quiz_result import QuizResultScreen
from sco_quiz.tui.screens.quiz_setup import QuizSetupScreen
from sco_quiz.tui.screens.scores import ScoresScreen
from tests.tui.running import TYPED, MovableClock, OpenLibrary, deck, in_quiz, shown, studying

TAGGED = deck(
    "{id: a, kind: typed, question: First?, answer: one, tags: [easy], explanation: Because., source: paragraph 4}",
    "{id: b, kind: typed, question: Second?, answer: two, tags: [hard]}",
)


async def test_the_result_shows_each_mistake_with_what_is_right_and_why(open_library: OpenLibrary) -> None:
    app = in_quiz(open_library(test=TAGGED))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        for _ in range(2):
            app.screen.query_one(Input).value = "two"
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        lines = shown(app)
        assert "1/2 (50%)" in lines
        assert "✗ wrong" in lines
        assert "First?" in lines
        assert "You     two" in lines
        assert "Right   one" in lines
        assert "Why     Because." in lines
        assert "Source  paragraph 4" in lines
        assert "Second?" not in lines


async def test_the_result_is_split_by_tag_and_by_kind_the_weakest_first(open_library: OpenLibrary) -> None:
    app = in_quiz(open_library(test=TAGGED))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        for _ in range(2):
            app.screen.query_one(Input).value = "two"
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        lines = shown(app)
        assert lines.index("easy") < lines.index("hard")
        assert "typed" in lines


async def test_one_key_makes_a_new_quiz_of_the_mistakes(open_library: OpenLibrary) -> None:
    app = in_quiz(open_library(test=TAGGED))
    async with app.run_test() as pilot:
        await pilot.pause()
        app.screen.query_one(Input).value = "two"
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one(Input).value = "two"
        await pilot.press("enter", "enter", "m")
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        assert "Question 1 of 1" in shown(app)
        assert "First?" in shown(app)
        app.screen.query_one(Input).value = "one"
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "1/1 (100%)" in shown(app)
        assert "Nothing was wrong." in shown(app)
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, QuizResultScreen)


async def test_what_was_missed_is_added_to_todays_reviews_once(open_library: OpenLibrary, clock: MovableClock) -> None:
    library = open_library(test=deck(TYPED))
    studied = studying(library)
    async with studied.run_test() as pilot:
        await pilot.press(*"Qingdao", "enter", "4")
        await pilot.pause()
    clock.at += 86_400_000
    assert library.due()["total"] == 0
    app = in_quiz(library)
    async with app.run_test() as pilot:
        await pilot.press(*"Beijing", "enter", "enter", "a")
        await pilot.pause()
        assert "1 missed card added to today's reviews." in shown(app)
        assert "Review today" not in shown(app)
    assert library.due()["total"] == 1


async def test_one_goes_on_from_the_result(open_library: OpenLibrary) -> None:
    library = open_library(test=TAGGED)
    for key, screen in (("enter", HomeScreen), ("n", QuizSetupScreen), ("t", ScoresScreen)):
        app = in_quiz(library)
        async with app.run_test() as pilot:
            await pilot.press("ctrl+s", "enter", key)
            await pilot.pause()
            assert isinstance(app.screen, screen)


async def test_hostile_text_in_a_result_is_shown_letter_by_letter(open_library: OpenLibrary) -> None:
    notes = 'explanation: "[@click=app.quit]x[/]", source: "[/]"'
    card = f'{{id: a, kind: typed, question: "[b]Q[/b]", answer: "[red]A", {notes}}}'
    app = in_quiz(open_library(test=deck(card)))
    async with app.run_test() as pilot:
        await pilot.press(*"[/b]", "enter", "enter")
        await pilot.pause()
        for text in ("[b]Q[/b]", "[/b]", "[red]A", "[@click=app.quit]x[/]", "Source  [/]"):
            assert text in shown(app)
