"""What of a card is in view: the beginning of its question, the field where one types, all of its answer."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.events import Paste
from textual.widgets import Input

from sco_quiz.tui.widgets.stage import Stage
from tests.tui.running import OpenLibrary, deck, in_quiz, settle, shown, studying

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


LONG_FLIP = f"{{id: a, question: {WORDS}, answer: a sentence of more than six words that is turned over}}"


@pytest.mark.parametrize("card", [LONG_QUESTIONS["typed"], LONG_QUESTIONS["order"], LONG_FLIP])
async def test_pages_have_two_lines_in_common_whatever_has_the_focus(open_library: OpenLibrary, card: str) -> None:
    app = studying(open_library(test=deck(card)))
    async with app.run_test(size=(60, 14)) as pilot:
        await settle(pilot)
        stage = app.screen.query_one(Stage)
        await pilot.press("pagedown")
        await settle(pilot)
        assert stage.scroll_offset.y == stage.size.height - 2
        await pilot.press("pageup")
        await settle(pilot)
        assert stage.scroll_offset.y == 0
