from __future__ import annotations

from textual.widgets import Input

from sco_quiz.domain.deck import Kind
from sco_quiz.domain.quiz.sitting import Judging
from sco_quiz.services.quiz import QuizPlan
from sco_quiz.tui.app import ScoQuizApp
from sco_quiz.tui.screens.home import HomeScreen
from sco_quiz.tui.screens.quiz import QuizScreen
from sco_quiz.tui.screens.quiz_setup import QuizSetupScreen
from sco_quiz.tui.screens.trouble import TroubleScreen
from sco_quiz.tui.widgets.next_button import NextButton
from sco_quiz.tui.widgets.setting_list import SettingList
from tests.tui.running import (
    BASIC,
    CHOICE,
    TRUE_FALSE,
    TYPED,
    OpenLibrary,
    at_home,
    deck,
    in_quiz,
    setting_up,
    shown,
)

DECKS = {
    "one": deck(BASIC, TYPED, "{id: t, kind: typed, question: Q?, answer: A, tags: [places]}", title="One"),
    "two": deck(CHOICE, TRUE_FALSE, title="Two"),
}
DECKS_LINE, TAGS, KINDS, COUNT, LIMIT, QUESTION_LIMIT, JUDGING, FORM, SEED = range(9)


def plan_of(app: ScoQuizApp) -> QuizPlan:
    screen = app.screen_stack[-1]
    assert isinstance(screen, QuizSetupScreen)
    return screen._plan


async def test_one_key_starts_a_quiz_of_all_decks(open_library: OpenLibrary) -> None:
    app = setting_up(open_library(**DECKS))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "all 2" in shown(app)
        assert "of 5" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        assert "Question 1 of 5" in shown(app)
        assert "You asked for 10 questions" in shown(app)


async def test_home_sets_up_a_quiz_of_the_selected_deck(open_library: OpenLibrary) -> None:
    app = at_home(open_library(**DECKS))
    async with app.run_test() as pilot:
        await pilot.press("down", "z")
        await pilot.pause()
        assert isinstance(app.screen, QuizSetupScreen)
        assert "of 3" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_arrows_take_the_next_value_of_each_setting(open_library: OpenLibrary) -> None:
    app = setting_up(open_library(**DECKS))
    async with app.run_test() as pilot:
        for setting in range(8):
            await pilot.press("right")
            if setting < 7:
                await pilot.press("down")
        await pilot.pause()
        plan = plan_of(app)
        assert plan.selection is not None
        assert plan.selection.decks == ("one",)
        assert plan.filter.tags == ("places",)
        assert plan.filter.kinds == (Kind.BASIC,)
        assert plan.count == 15
        assert plan.rules.limit_ms == 60_000
        assert plan.rules.question_limit_ms == 10_000
        assert plan.rules.judging is Judging.AT_ONCE
        assert "chosen among options" in shown(app)


async def test_arrows_come_round_to_where_they_began(open_library: OpenLibrary) -> None:
    app = setting_up(open_library(**DECKS))
    async with app.run_test() as pilot:
        await pilot.press("left", "left", "left")
        await pilot.pause()
        assert plan_of(app).selection is None


async def test_several_decks_are_ticked_in_a_list(open_library: OpenLibrary) -> None:
    app = setting_up(open_library(**DECKS))
    async with app.run_test() as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert "None ticked: all of them count." in shown(app)
        await pilot.press("space", "down", "x", "enter")
        await pilot.pause()
        plan = plan_of(app)
        assert plan.selection is not None
        assert plan.selection.decks == ("one", "two")
        await pilot.press("space", "a", "enter")
        await pilot.pause()
        assert plan_of(app).selection is None


async def test_a_list_that_is_left_changes_nothing(open_library: OpenLibrary) -> None:
    app = setting_up(open_library(**DECKS))
    async with app.run_test() as pilot:
        await pilot.press("down", "space", "space", "escape")
        await pilot.pause()
        assert plan_of(app).filter.tags == ()


async def test_what_is_left_follows_tags_and_kinds(open_library: OpenLibrary) -> None:
    app = setting_up(open_library(**DECKS))
    async with app.run_test() as pilot:
        await pilot.press("down", "right")
        await pilot.pause()
        assert "of 1" in shown(app)
        await pilot.press("down", "space", "space", "enter")
        await pilot.pause()
        assert "! no card fits" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, TroubleScreen)
        assert "No card fits" in shown(app)


async def test_a_time_limit_is_typed_and_an_impossible_one_is_asked_again(open_library: OpenLibrary) -> None:
    app = setting_up(open_library(**DECKS))
    async with app.run_test() as pilot:
        await pilot.press(*["down"] * LIMIT, "space", *"soon", "enter")
        await pilot.pause()
        assert "'soon' is not a time limit." in shown(app)
        app.screen.query_one(Input).value = "1h30m"
        await pilot.press("enter")
        await pilot.pause()
        assert plan_of(app).rules.limit_ms == 5_400_000
        assert "1 h 30 min" in shown(app)


async def test_count_and_seed_are_typed(open_library: OpenLibrary) -> None:
    app = setting_up(open_library(**DECKS))
    async with app.run_test() as pilot:
        await pilot.press(*["down"] * COUNT, "space", *"0", "enter")
        await pilot.pause()
        assert "'0' is no whole number from 1 to 1,000." in shown(app)
        app.screen.query_one(Input).value = "3"
        await pilot.press("enter", *["down"] * (SEED - COUNT), "space", *"77", "enter")
        await pilot.pause()
        assert (plan_of(app).count, plan_of(app).seed) == (3, 77)
        await pilot.press("left")
        await pilot.pause()
        assert plan_of(app).seed is None


async def test_the_mouse_sets_it_up_too(open_library: OpenLibrary) -> None:
    app = setting_up(open_library(**DECKS))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click(SettingList, offset=(20, JUDGING))
        await pilot.click(SettingList, offset=(20, JUDGING))
        await pilot.pause()
        assert plan_of(app).rules.judging is Judging.AT_ONCE
        line = app.screen.query_one(SettingList).render().plain.splitlines()[JUDGING]
        await pilot.click(SettingList, offset=(line.rindex("▸"), JUDGING))
        await pilot.pause()
        assert plan_of(app).rules.judging is Judging.AT_END
        await pilot.click(NextButton)
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)


async def test_an_interrupted_quiz_is_offered_while_setting_up(open_library: OpenLibrary) -> None:
    library = open_library(**DECKS)
    async with in_quiz(library).run_test() as pilot:
        await pilot.pause()
    app = setting_up(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "A quiz was interrupted with 0 of 5 answered: o goes on" in shown(app)
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)


async def test_hostile_titles_and_tags_are_shown_letter_by_letter(open_library: OpenLibrary) -> None:
    card = '{id: a, kind: typed, question: Q?, answer: A, tags: ["[red]tag[/]"]}'
    app = setting_up(open_library(one=deck(card, title='"[b]One [@click=app.quit]x[/]"'), two=deck(TYPED)))
    async with app.run_test() as pilot:
        await pilot.press("right", "down", "right")
        await pilot.pause()
        assert "[b]One [@click=app.quit]x[/]" in shown(app)
        assert "[red]tag[/]" in shown(app)
        await pilot.press("space")
        await pilot.pause()
        assert "■ [red]tag[/]" in shown(app)
