"""Sizes: 80x24 shows everything, 40 columns are usable, a resize keeps what is being done."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from sco_quiz.tui.widgets.rating_bar import RatingBar
from tests.tui.running import BASIC, CHOICE, TYPED, OpenLibrary, at_home, deck, shown, studying

LONG = "{id: long, question: Long?, answer: '" + "many words " * 300 + "END'}"


@pytest.mark.parametrize("size", [(80, 24), (40, 20), (120, 36)])
async def test_ratings_and_the_way_out_are_on_the_screen(open_library: OpenLibrary, size: tuple[int, int]) -> None:
    app = studying(open_library(test=deck(BASIC)))
    async with app.run_test(size=size) as pilot:
        await pilot.press("space")
        await pilot.pause()
        lines = shown(app)
        for words in ("1 Again", "2 Hard", "3 Good", "4 Easy", "esc Leave", "space Good"):
            assert words in lines
        assert len(lines.splitlines()) == size[1]


async def test_a_long_card_scrolls_and_the_ratings_stay(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(LONG)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert "END" not in shown(app)
        assert "3 Good" in shown(app)
        await pilot.press(*["pagedown"] * 5)
        await pilot.pause()
        assert "END" in shown(app)
        assert "3 Good" in shown(app)


async def test_the_next_card_starts_at_its_top(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(LONG, BASIC)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", *["pagedown"] * 5, "3")
        await pilot.pause()
        assert "When was the SCO founded?" in shown(app)


async def test_resizing_keeps_what_was_typed(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(TYPED)))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(*"Qing")
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        assert app.screen.query_one(Input).value == "Qing"
        await pilot.press(*"dao", "enter")
        await pilot.pause()
        assert "✓ Right" in shown(app)
        assert app.screen.query_one(RatingBar).region.right <= 40


async def test_resizing_keeps_the_option_under_the_cursor(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(CHOICE)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down")
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        assert "▸ 3" in shown(app)


async def test_home_fits_into_forty_columns(open_library: OpenLibrary) -> None:
    app = at_home(open_library(one=deck(BASIC, title="First"), two=deck(TYPED, title="Second")))
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        lines = shown(app)
        assert "First" in lines
        assert "Press enter to begin." in lines
        assert "enter Study  q Quit" in lines


async def test_many_decks_scroll_with_the_selection(open_library: OpenLibrary) -> None:
    decks = {f"deck{number:02}": deck(BASIC, title=f"Deck number {number:02}") for number in range(30)}
    app = at_home(open_library(**decks))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "▸ Deck number 29" in shown(app)
        assert "learning" in shown(app)
        await pilot.press("home")
        await pilot.pause()
        assert "▸ All decks" in shown(app)
