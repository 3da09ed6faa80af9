from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from sco_quiz.services import reading_ahead
from sco_quiz.services.file_reading import FileReading, read_file
from sco_quiz.services.library import Library
from sco_quiz.services.outlines import Known
from sco_quiz.tui.screens.home import HomeScreen
from sco_quiz.tui.screens.problems import ProblemsScreen
from sco_quiz.tui.screens.study import StudyScreen
from sco_quiz.tui.screens.trouble import TroubleScreen
from sco_quiz.tui.widgets.deck_table import DeckTable
from tests.tui.running import (
    BASIC,
    CLOZE,
    TYPED,
    MovableClock,
    OpenLibrary,
    at_home,
    comes,
    deck,
    settle,
    shown,
    studying,
)


async def test_each_deck_has_its_counts_and_the_day_its_total(open_library: OpenLibrary) -> None:
    app = at_home(open_library(one=deck(BASIC, CLOZE, title="First"), two=deck(TYPED, title="Second")))
    async with app.run_test() as pilot:
        await pilot.pause()
        lines = shown(app).splitlines()
        assert "3 cards to study today" in shown(app)
        assert "Press enter to begin." in shown(app)
        assert row_of("First", lines) == ["First", "2", "0", "0", "0%"]
        assert row_of("Second", lines) == ["Second", "1", "0", "0", "0%"]
        assert row_of("All decks", lines)[-4:] == ["3", "0", "0", "0%"]


async def test_one_key_leads_to_a_card(open_library: OpenLibrary) -> None:
    app = at_home(open_library(one=deck(BASIC)))
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        assert "When was the SCO founded?" in shown(app)


async def test_the_selected_deck_is_studied(open_library: OpenLibrary) -> None:
    app = at_home(open_library(one=deck(BASIC, title="First"), two=deck(TYPED, title="Second")))
    async with app.run_test() as pilot:
        await pilot.press("end", "s")
        await pilot.pause()
        assert "Which city was the host?" in shown(app)
        assert shown(app).splitlines()[0].strip().startswith("Second")


async def test_the_selection_stops_at_both_ends(open_library: OpenLibrary) -> None:
    app = at_home(open_library(one=deck(BASIC, title="First"), two=deck(TYPED, title="Second")))
    async with app.run_test() as pilot:
        table = app.screen.query_one(DeckTable)
        await pilot.press("up")
        assert table.selected is not None
        assert table.selected.title == "All decks"
        await pilot.press("down", "j", "down", "down")
        assert table.selected is not None
        assert table.selected.title == "Second"


async def test_a_click_selects_and_a_second_one_studies(open_library: OpenLibrary) -> None:
    app = at_home(open_library(one=deck(BASIC, title="First"), two=deck(TYPED, title="Second")))
    async with app.run_test() as pilot:
        await pilot.pause()
        line = next(number for number, text in enumerate(shown(app).splitlines()) if "Second" in text)
        await pilot.click(offset=(10, line))
        await pilot.pause()
        selected = app.screen.query_one(DeckTable).selected
        assert selected is not None
        assert selected.title == "Second"
        await pilot.click(offset=(10, line))
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)


async def test_problems_are_announced_and_shown_with_their_line(open_library: OpenLibrary) -> None:
    broken = "title: Broken\ncards:\n  - {question: a?, anser: b}\n  - {question: c?, answer: d}\n"
    app = at_home(open_library(broken=broken))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "! 1 problem in 1 deck: press p to see." in shown(app)
        assert "! Broken" in shown(app)
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, ProblemsScreen)
        assert "line 3" in shown(app)
        assert "answer" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_studying_a_file_without_a_usable_deck_says_what_is_wrong_with_it(open_library: OpenLibrary) -> None:
    app = at_home(open_library(good=deck(BASIC), empty="title: Nothing\n"))
    async with app.run_test() as pilot:
        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(app.screen, TroubleScreen)
        assert "E108" in shown(app)


async def test_without_problems_their_key_does_nothing(open_library: OpenLibrary) -> None:
    app = at_home(open_library(one=deck(BASIC)))
    async with app.run_test() as pilot:
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "Problems" not in shown(app)


async def test_no_deck_says_where_decks_go_and_reloading_finds_one(open_library: OpenLibrary) -> None:
    library = open_library()
    app = at_home(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "There is no deck yet." in shown(app)
        assert "sco-quiz new" in shown(app)
        open_library(one=deck(BASIC, title="First"))
        await pilot.press("r")
        await pilot.pause()
        assert "First" in shown(app)
        assert "1 card to study today" in shown(app)


async def test_nothing_due_says_when_the_next_card_is(open_library: OpenLibrary, clock: MovableClock) -> None:
    library = open_library(one=deck(BASIC))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press("space", "4", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "✓ Done for today" in shown(app)
        assert "The next card is due in" in shown(app)
        clock.at += 30 * 86_400_000
        await pilot.press("r")
        await pilot.pause()
        assert "1 card to study today" in shown(app)
        assert "Press enter to go on." in shown(app)


async def test_a_deck_that_is_gone_is_said_and_not_thrown(
    open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sco_quiz.tui.app._FIRST_LOOK", 3_600)  # gone since the decks were last looked at
    library = open_library(one=deck(BASIC, title="First"))
    app = at_home(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        remove_deck(library, "one")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, TroubleScreen)
        assert "There is no deck" in shown(app)


def remove_deck(library: Library, name: str) -> None:
    Path(library.places.decks, f"{name}.yaml").unlink()


def row_of(title: str, lines: list[str]) -> list[str]:
    """The words of a deck's row, without the bar and the frame."""
    line = next(line for line in lines if title in line)
    return line.replace("│", " ").replace("─", " ").replace("▸", " ").split()


async def test_many_new_decks_are_read_under_a_bar_while_the_app_goes_on(
    open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read = Event()

    def read_when_it_may(path: str, known: Known) -> FileReading:
        assert may_read.wait(60)
        return read_file(path, known)

    library = open_library(one=deck(BASIC, title="First"), two=deck(CLOZE, title="Second"))
    app = at_home(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        first_line = shown(app).splitlines()[0]
        monkeypatch.setattr(reading_ahead, "read_file", read_when_it_may)
        many = [f"{{question: City {number:0500}?, answer: Qingdao}}" for number in range(1_200)]
        open_library(three=deck(*many, title="Third"), four=deck(BASIC, title="Fourth"))
        assert await comes(pilot, "Reading decks")
        assert (
            shown(app).splitlines()[0].rstrip().endswith(" 0 of 4")
        )  # the two that were just written are looked at again

        await pilot.press("down")
        selected = app.screen.query_one(DeckTable).selected
        assert selected is not None
        assert selected.title == "First"
        may_read.set()
        assert await comes(pilot, "Fourth")
        await settle(pilot)
        assert "Third" in shown(app)
        assert shown(app).splitlines()[0] == first_line
