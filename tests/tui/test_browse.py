"""The screen over all cards: searching, marking, acting, undoing, and the story of a card."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from sco_quiz.domain.rating import Rating
from sco_quiz.services.finding import Found, Row, Search, read_rows
from sco_quiz.services.library import Library
from sco_quiz.services.study import Study
from sco_quiz.storage import searching
from sco_quiz.tui import app as app_module
from sco_quiz.tui.app import ScoQuizApp
from sco_quiz.tui.screens.browse import BrowseScreen
from sco_quiz.tui.screens.home import HomeScreen
from sco_quiz.tui.widgets.card_table import CardTable
from tests.tui.running import (
    BASIC,
    CHOICE,
    TYPED,
    MovableClock,
    OpenLibrary,
    at_home,
    comes,
    deck,
    settle,
    shown,
)

DAY = 86_400_000


def browsing(library: Library) -> ScoQuizApp:
    return ScoQuizApp(library, BrowseScreen(), library.config.keys)


async def type_and_wait(pilot: Pilot[None], text: str, words: str) -> None:
    await pilot.press(*text)
    assert await comes(pilot, words), shown(pilot.app)  # type: ignore[arg-type]  # the app under test


def rewrite(library: Library, text: str) -> None:
    Path(library.places.decks, "test.yaml").write_text(text, encoding="utf-8")


def listed(table: CardTable) -> list[str]:
    rows = [table._row_at(index) for index in range(table.count)]
    return ["" if row is None else row.card for row in rows]


def states(library: Library) -> dict[str, tuple[str, bool, bool, int]]:
    cards = [str(row["card"]) for row in library.cards()]
    return {
        row.card.partition("/")[2]: (row.state, row.suspended, row.buried, row.flag)
        for row in read_rows(library, cards)
    }


def study(library: Library, clock: MovableClock, *ratings: Rating) -> None:
    """Study the first card, each answer when it is due."""
    for rating in ratings:
        sitting = Study.start(library)
        sitting.reveal()
        after = sitting.rate(rating).after
        clock.at = after.due_at if after.due_at is not None else library.clock.day_start(after.due_day) + DAY // 2


@pytest.mark.parametrize("key", ["slash", "b"])
async def test_home_leads_to_all_cards_and_back(open_library: OpenLibrary, key: str) -> None:
    app = at_home(open_library(test=deck(BASIC, TYPED), other=deck(CHOICE, title="Other")))
    async with app.run_test() as pilot:
        await pilot.press(key)
        assert await comes(pilot, "3 cards")
        for words in ("When was the SCO founded?", "Where do they meet?", "test", "other", "new"):
            assert words in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_the_list_follows_what_is_typed(open_library: OpenLibrary) -> None:
    app = browsing(open_library(test=deck(BASIC, TYPED, CHOICE)))
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "meet", "1 card")
        assert "Where do they meet?" in shown(app)
        assert "When was the SCO founded?" not in shown(app)
        await type_and_wait(pilot, "zz", "No card is like that.")
        app.screen.query_one(Input).value = "-meet"
        assert await comes(pilot, "2 cards")


async def test_a_mistake_in_a_search_is_shown_at_its_column_and_the_list_stays(open_library: OpenLibrary) -> None:
    app = browsing(open_library(test=deck(BASIC, TYPED)))
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "2 cards")
        app.screen.query_one(Input).value = "is:du"
        assert await comes(pilot, "Did you mean `is:due`?")
        lines = shown(app).splitlines()
        at = next(number for number, line in enumerate(lines) if "is:du" in line and "Search" in line)
        assert lines[at + 1].index("^") == lines[at].index("du")
        assert "column 4" in shown(app)
        assert "2 cards" in shown(app)


async def test_arrows_move_while_the_field_is_typed_into(open_library: OpenLibrary) -> None:
    app = browsing(open_library(test=deck(BASIC, TYPED)))
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "2 cards")
        await pilot.press("down")
        assert await comes(pilot, "✓ Qingdao")
        await pilot.press("s", "space")
        assert app.screen.query_one(Input).value == "s "


async def test_the_card_is_told_with_its_memory_its_curve_and_its_history(
    open_library: OpenLibrary, clock: MovableClock
) -> None:
    library = open_library(test=deck(TYPED))
    study(library, clock, Rating.AGAIN, Rating.EASY, Rating.GOOD)
    app = browsing(library)
    async with app.run_test(size=(160, 50)) as pilot:
        assert await comes(pilot, "History")
        for words in (
            "Which city was the host?",
            "✓ Qingdao",
            "Kind     typed",
            "test.yaml:3",
            "stability",
            "difficulty",
            "recall now",
            "answered 3 times",
            "Chance of recall",
            "again",
            "easy",
            "✗ wrong",
        ):
            assert words in shown(app)
        curve = [sign for sign in shown(app) if 0x2800 < ord(sign) <= 0x28FF]
        assert len(curve) > 20


async def test_a_new_card_has_no_curve(open_library: OpenLibrary) -> None:
    app = browsing(open_library(test=deck(BASIC)))
    async with app.run_test() as pilot:
        await pilot.press("enter", "enter")
        assert await comes(pilot, "Never studied.")
        assert "Chance of recall" not in shown(app)


@pytest.mark.parametrize(
    ("key", "done", "undone"),
    [
        ("s", ("new", True, False, 0), "1 card suspended"),
        ("b", ("new", False, True, 0), "1 card buried until tomorrow"),
        ("3", ("new", False, False, 3), "1 card flagged"),
    ],
)
async def test_a_card_is_changed_and_that_taken_back(
    open_library: OpenLibrary, key: str, done: tuple[str, bool, bool, int], undone: str
) -> None:
    library = open_library(test=deck(BASIC, TYPED))
    app = browsing(library)
    before = states(library)
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "2 cards")
        await pilot.press("enter", key)
        assert await comes(pilot, undone)
        assert states(library) == before | {"founded": done}
        await pilot.press("u")
        assert await comes(pilot, "Taken back for 1 card")
        assert states(library) == before


async def test_suspending_a_suspended_card_brings_it_back(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC))
    app = browsing(library)
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "1 card")
        await pilot.press("enter", "s")
        assert await comes(pilot, "1 card suspended")
        await pilot.press("s")
        assert await comes(pilot, "1 card brought back")
        assert states(library)["founded"] == ("new", False, False, 0)


async def test_a_studied_card_is_made_new_again_or_due_on_a_day(open_library: OpenLibrary, clock: MovableClock) -> None:
    library = open_library(test=deck(BASIC))
    study(library, clock, Rating.EASY)
    app = browsing(library)
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "1 card")
        await pilot.press("enter", "d", "x", "5", "enter")
        assert await comes(pilot, "1 card moved")
        assert await comes(pilot, "in 5 d")
        await pilot.press("n")
        assert await comes(pilot, "1 card new again")
        assert states(library)["founded"][0] == "new"
        await pilot.press("u")
        assert await comes(pilot, "Taken back")
        assert states(library)["founded"][0] == "review"


async def test_a_number_that_is_none_is_refused_in_place(open_library: OpenLibrary, clock: MovableClock) -> None:
    library = open_library(test=deck(BASIC))
    study(library, clock, Rating.EASY)
    app = browsing(library)
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "1 card")
        await pilot.press("enter", "d", *"99999", "enter")
        assert await comes(pilot, "Type a number from 0 to 36,500.")
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, BrowseScreen)


async def test_a_new_card_cannot_be_due(open_library: OpenLibrary) -> None:
    app = browsing(open_library(test=deck(BASIC)))
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "1 card")
        await pilot.press("enter", "d", "5", "enter")
        assert await comes(pilot, "A new card has no day to be due on.")


async def test_marked_cards_are_changed_together_and_undone_together(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC, TYPED, CHOICE))
    app = browsing(library)
    before = states(library)
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "3 cards")
        await pilot.press("enter", "space", "space")
        assert await comes(pilot, "2 marked")
        await pilot.press("s")
        assert await comes(pilot, "2 cards suspended")
        assert [state[1] for state in states(library).values()] == [True, True, False]
        await pilot.press("u")
        assert await comes(pilot, "Taken back for 2 cards")
        assert states(library) == before


async def test_all_that_was_found_is_marked_at_once(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC, TYPED, CHOICE))
    app = browsing(library)
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "host", "1 card")
        await pilot.press("enter", "a", "2")
        assert await comes(pilot, "1 card flagged")
        assert [state[3] for state in states(library).values()] == [0, 2, 0]
        await pilot.press("a")
        await settle(pilot)
        assert "marked" not in shown(app)


async def test_what_was_done_shows_where_it_was_done(open_library: OpenLibrary) -> None:
    app = browsing(open_library(test=deck(BASIC)))
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "1 card")
        await pilot.press("enter", "s")
        assert await comes(pilot, "suspended")
        assert await comes(pilot, "State    suspended · new")


async def test_the_order_changes_and_the_card_stays(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(TYPED, BASIC))
    app = browsing(library)
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "2 cards")
        table = app.screen.query_one(CardTable)
        assert table.selected == "test/host"
        await pilot.press("enter", "o")
        assert await comes(pilot, "by prompt")
        for _ in range(50):
            if listed(table) == ["test/founded", "test/host"]:
                break
            await pilot.pause(0.1)
        assert listed(table) == ["test/founded", "test/host"]
        assert table.selected == "test/host"


async def test_a_deck_that_changes_is_shown_without_losing_the_place(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC, TYPED))
    app = browsing(library)
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "2 cards")
        await pilot.press("down")
        rewrite(library, deck(CHOICE, BASIC, TYPED))
        assert await comes(pilot, "3 cards")
        assert app.screen.query_one(CardTable).selected == "test/host"


async def test_many_cards_cost_no_rows_but_those_on_the_screen(
    open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    page = Found.page

    def counted(found: Found, offset: int, limit: int) -> list[Row | None]:
        read.append(limit)
        return page(found, offset, limit)

    monkeypatch.setattr(Found, "page", counted)
    app = browsing(open_library(test=deck(*(f"{{id: c{n}, question: Number {n}?, answer: a}}" for n in range(2000)))))
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "2,000 cards")
        await pilot.press("enter", "end")
        assert await comes(pilot, "Number 1999?")
        assert sum(read) < 500


@pytest.fixture
def held_back(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """In decks as if they were large, a search stops after its first cards until this is set."""
    released = threading.Event()
    go_on, begun = Search.go_on, set[Search]()

    def wait_then_go_on(search: Search, seconds: float) -> Found:
        if search in begun:
            assert released.wait(20)
            return go_on(search)
        begun.add(search)
        return go_on(search, seconds, enough=64)

    monkeypatch.setattr(Search, "go_on", wait_then_go_on)
    monkeypatch.setattr(searching, "_STRETCH", 100)
    return released


MANY = deck(*(f"{{id: c{n}, question: Number {n}?, answer: a}}" for n in range(300)))


async def test_the_first_cards_are_shown_before_all_are_found(
    open_library: OpenLibrary, held_back: threading.Event
) -> None:
    app = browsing(open_library(test=MANY))
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "100 cards and more")
        assert "Number 0?" in shown(app)
        await pilot.press("enter", "down")
        held_back.set()
        assert await comes(pilot, "300 cards")
        await settle(pilot)
        assert "more" not in shown(app)
        assert app.screen.query_one(CardTable).selected == "test/c1"


async def test_the_last_card_is_the_last_of_all_when_all_are_found(
    open_library: OpenLibrary, held_back: threading.Event
) -> None:
    app = browsing(open_library(test=MANY))
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "100 cards and more")
        await pilot.press("enter", "end")
        assert await comes(pilot, "Number 99?")
        held_back.set()
        assert await comes(pilot, "Number 299?")


async def test_all_cards_are_marked_though_only_some_were_shown(
    open_library: OpenLibrary, held_back: threading.Event
) -> None:
    app = browsing(open_library(test=MANY))
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "100 cards and more")
        await pilot.press("enter", "down", "a")
        held_back.set()
        assert await comes(pilot, "300 cards · 300 marked")
        assert app.screen.query_one(CardTable).selected == "test/c1"


async def test_another_letter_is_looked_for_before_all_of_the_last_is_found(
    open_library: OpenLibrary, held_back: threading.Event
) -> None:
    app = browsing(open_library(test=MANY))
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "num", "100 cards and more")
        await pilot.press(*"zzz")
        held_back.set()
        assert await comes(pilot, "No card is like that.")


async def test_marks_stay_on_the_cards_that_are_found_again(open_library: OpenLibrary) -> None:
    app = browsing(open_library(test=deck(BASIC, TYPED, CHOICE)))
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "3 cards")
        await pilot.press("enter", "space", "down", "space", "slash")
        assert await comes(pilot, "2 marked")
        await type_and_wait(pilot, "founded", "1 card · 1 marked")
        assert app.screen.query_one(CardTable).marked == ["test/founded"]


async def test_cards_that_another_program_took_away_are_looked_for_again(
    open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "_FIRST_LOOK", 1000)  # as long as the deck isn't looked at
    library = open_library(test=MANY)
    app = browsing(library)
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "300 cards")
        rewrite(library, deck(BASIC, TYPED))
        open_library().refresh()
        await pilot.press("enter", "end")
        assert await comes(pilot, "2 cards")
        assert "When was the SCO founded?" in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (40, 20), (120, 36)])
async def test_list_and_way_out_are_on_the_screen_at_any_size(open_library: OpenLibrary, size: tuple[int, int]) -> None:
    app = browsing(open_library(test=deck(BASIC, TYPED)))
    async with app.run_test(size=size) as pilot:
        await type_and_wait(pilot, "", "2 cards")
        lines = shown(app)
        assert "When was the SCO" in lines
        assert "esc Decks" in lines
        assert len(lines.splitlines()) == size[1]
        await pilot.press("enter", "enter")
        assert await comes(pilot, "✓ June 2001")
        assert "esc Back" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        assert "esc Decks" in shown(app)


async def test_hostile_text_is_literal_in_list_and_details(open_library: OpenLibrary) -> None:
    hostile = "[@click=app.quit]press[/] [bold red]x"
    text = "'" + hostile + "'"
    app = browsing(
        open_library(test=deck(f"{{id: a, question: {text}, answer: {text}, source: {text}, tags: [{text}]}}"))
    )
    async with app.run_test(size=(120, 36)) as pilot:
        assert await comes(pilot, "Never studied.")
        assert shown(app).count("[@click=app.quit]press[/]") >= 3
        await type_and_wait(pilot, "[bold", "1 card")


async def test_the_mouse_selects_marks_and_opens(open_library: OpenLibrary) -> None:
    app = browsing(open_library(test=deck(BASIC, TYPED)))
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "2 cards")
        table = app.screen.query_one(CardTable)
        await pilot.click(table, offset=(10, 2))
        assert table.selected == "test/host"
        await pilot.click(table, offset=(10, 1), control=True)
        assert table.marked == ["test/founded"]
        await pilot.click(table, offset=(10, 1))
        await settle(pilot)
        assert app.screen.has_class("-reading")


async def test_each_flag_is_shown_by_its_number(open_library: OpenLibrary) -> None:
    app = browsing(open_library(test=deck(BASIC)))
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "1 card")
        await pilot.press("enter")
        for number, sign in enumerate("¹²³⁴⁵⁶⁷", 1):
            await pilot.press(str(number))
            assert await comes(pilot, f"{sign}When was")
            assert await comes(pilot, f"flag {sign}")
        await pilot.press("0")
        assert await comes(pilot, " When was")


async def test_a_search_that_ends_when_the_screen_is_gone_shows_nowhere(open_library: OpenLibrary) -> None:
    app = browsing(open_library(test=deck(BASIC, TYPED)))
    async with app.run_test() as pilot:
        await type_and_wait(pilot, "", "2 cards")
        screen = app.screen
        await screen.query(CardTable).remove()
        screen.query_one(Input).value = "host"
        await pilot.pause(0.5)
        assert app.screen is screen
