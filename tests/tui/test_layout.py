"""Sizes: 80x24 shows everything, 40 columns are usable, a resize keeps what is being done."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.events import Paste
from textual.widgets import Input

from sco_quiz.tui.widgets.rating_bar import RatingBar
from tests.tui.running import BASIC, CHOICE, TYPED, OpenLibrary, at_home, deck, in_quiz, settle, shown, studying

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


WORDS = " ".join(f"word{number}" for number in range(170))
LONG_QUESTIONS = {
    "typed": f"{{id: a, kind: typed, question: {WORDS}, answer: Qingdao}}",
    "choice": f"{{id: a, question: {WORDS}, answer: Qingdao, choices: [Beijing, Shanghai]}}",
    "list": f"{{id: a, question: {WORDS}, answers: [one, two]}}",
    "order": f"{{id: a, question: {WORDS}, order: [one, two, three]}}",
    "match": f"{{id: a, question: {WORDS}, pairs: {{one: 1, two: 2}}}}",
}


@pytest.mark.parametrize("kind", LONG_QUESTIONS)
async def test_a_long_question_begins_at_its_beginning(open_library: OpenLibrary, kind: str) -> None:
    library = open_library(test=deck(LONG_QUESTIONS[kind]))
    for app in (studying(library), in_quiz(library)):
        async with app.run_test(size=(60, 14)) as pilot:
            await settle(pilot)
            assert "word0 word1" in shown(app)


@pytest.mark.parametrize("keys", ["Qing", ["backspace"], ["left"]])
async def test_a_field_comes_into_view_when_one_types(open_library: OpenLibrary, keys: Iterable[str]) -> None:
    app = studying(open_library(test=deck(LONG_QUESTIONS["typed"])))
    async with app.run_test(size=(60, 14)) as pilot:
        app.screen.query_one(Input).value = "Qingdao"
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        assert "Qing" in shown(app)


async def test_a_field_comes_into_view_when_one_pastes(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(LONG_QUESTIONS["typed"])))
    async with app.run_test(size=(60, 14)) as pilot:
        await settle(pilot)
        app.screen.query_one(Input).post_message(Paste("Qingdao"))
        await settle(pilot)
        assert "Qingdao" in shown(app)


async def test_the_whole_answer_is_in_view_and_what_was_made_of_it(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(LONG_QUESTIONS["typed"])))
    async with app.run_test(size=(60, 14)) as pilot:
        await pilot.press("pageup", "x", "enter")
        await settle(pilot)
        for words in ("You     x", "Answer  Qingdao", "Wrong"):
            assert words in shown(app)


async def test_an_answer_that_needs_another_line_beside_the_scrollbar_is_in_view(open_library: OpenLibrary) -> None:
    answer = "THE FIRST ANSWER which is a long sentence of more than six words so it flips at the END."
    app = studying(open_library(test=deck(f"{{id: a, question: First question?, answer: {answer}}}")))
    for width in range(36, 48):
        async with app.run_test(size=(width, 13)) as pilot:
            await pilot.press("space")
            await settle(pilot)
            assert "END." in shown(app), width
        app = studying(app.library)
