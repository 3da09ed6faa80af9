from __future__ import annotations

import pytest
from textual.events import MouseMove
from textual.pilot import Pilot
from textual.widgets import Input

from sco_quiz.tui.app import ScoQuizApp
from sco_quiz.tui.widgets.next_button import NextButton
from sco_quiz.tui.widgets.questions.choice import OptionRow
from sco_quiz.tui.widgets.questions.match import PairRow, Pool
from tests.tui.running import (
    LIST,
    MATCH,
    ORDER,
    SEVERAL,
    TYPED,
    OpenLibrary,
    deck,
    ratings_kept,
    shown,
    studying,
)

FOUR = "{id: four, question: Put in order., order: [alpha, beta, gamma, delta]}"


async def type_item(pilot: Pilot[None], text: str) -> None:
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await pilot.pause()


def place_of(text: str, app: ScoQuizApp) -> int:
    """In which place, from 0, an item stands among those on the screen."""
    rows = [row for row in app.screen.query(OptionRow) if row.display]
    return next(place for place, row in enumerate(rows) if text in str(row.query_one(".text").render()))


async def bring_into_order(pilot: Pilot[None], app: ScoQuizApp, items: list[str], key: str) -> None:
    """Carry each item but the last to its place with the key that moves it up."""
    cursor = 0
    for place, item in enumerate(items[:-1]):
        now = place_of(item, app)
        way = now - cursor
        await pilot.press(*["down"] * way, *["up"] * -way, *[key] * (now - place))
        cursor = place
        await pilot.pause()


async def test_items_of_a_list_are_ticked_off_in_any_order_and_the_last_one_ends_it(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(LIST))
    app = studying(library)
    async with app.run_test() as pilot:
        await type_item(pilot, "mutual benefit")
        assert "1 of 2 found" in shown(app)
        assert "✓ mutual benefit" in shown(app)
        assert "mutual trust" not in shown(app)
        await type_item(pilot, "mutual trust")
        assert "✓ Right" in shown(app)
        await pilot.press("space")
        await pilot.pause()
    assert ratings_kept(library) == ["good"]


async def test_what_is_not_on_the_list_is_said_and_does_not_count(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(LIST)))
    async with app.run_test() as pilot:
        await type_item(pilot, "peace")
        assert "That is not on the list." in shown(app)
        assert "0 of 2 found" in shown(app)
        assert app.screen.query_one(Input).value == ""


async def test_a_near_miss_of_an_item_is_asked_again_and_can_be_put_right(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(LIST)))
    async with app.run_test() as pilot:
        await type_item(pilot, "mutual trsut")
        assert "~ Almost" in shown(app)
        assert "0 of 2 found" in shown(app)
        assert app.screen.query_one(Input).value == "mutual trsut"
        await type_item(pilot, "mutual trust")
        assert "1 of 2 found" in shown(app)
        assert "✓ mutual trust" in shown(app)


async def test_a_near_miss_of_an_item_can_be_taken_as_it_is(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(LIST)))
    async with app.run_test() as pilot:
        await type_item(pilot, "mutual trsut")
        await pilot.press("enter")
        await pilot.pause()
        assert "1 of 2 found" in shown(app)
        assert "~ mutual trsut" in shown(app)
        await type_item(pilot, "mutual benefit")
        assert "~ Near miss" in shown(app)
        assert "you: mutual trsut" in shown(app)
        assert "Retype" not in shown(app)


async def test_an_item_that_was_found_counts_once(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(LIST)))
    async with app.run_test() as pilot:
        await type_item(pilot, "mutual trust")
        await type_item(pilot, "mutual trust")
        assert "You have found that one already." in shown(app)
        assert "1 of 2 found" in shown(app)


async def test_an_empty_field_ends_a_list_only_when_asked_twice_and_shows_what_was_missed(
    open_library: OpenLibrary,
) -> None:
    library = open_library(test=deck(LIST))
    app = studying(library)
    async with app.run_test() as pilot:
        await type_item(pilot, "mutual trust")
        await pilot.press("enter")
        await pilot.pause()
        assert "1 item is still missing" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "~ Partly right" in shown(app)
        assert "✗ mutual benefit  missed" in shown(app)
        assert "▸ 1 Again" in shown(app)


async def test_items_move_with_shift_and_arrows(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(FOUR)))
    async with app.run_test() as pilot:
        await pilot.pause()
        await bring_into_order(pilot, app, ["alpha", "beta", "gamma", "delta"], "shift+up")
        await pilot.press("enter")
        await pilot.pause()
        assert "✓ Right" in shown(app)


async def test_an_item_is_picked_up_carried_and_put_down(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(FOUR)))
    async with app.run_test() as pilot:
        await pilot.pause()
        first = next(item for item in ("alpha", "beta", "gamma", "delta") if place_of(item, app) == 0)
        await pilot.press("space", "j", "down")
        await pilot.pause()
        assert "↕" in shown(app)
        assert place_of(first, app) == 2
        await pilot.press("space", "k")
        await pilot.pause()
        assert "↕" not in shown(app)
        assert place_of(first, app) == 2


async def test_an_item_is_sent_to_a_place_by_its_number(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(FOUR)))
    async with app.run_test() as pilot:
        await pilot.pause()
        place = place_of("gamma", app)
        await pilot.press(*["down"] * place, "1")
        await pilot.pause()
        assert place_of("gamma", app) == 0


async def test_a_wrong_order_shows_the_right_one_and_where_each_item_stood(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(FOUR)))
    async with app.run_test() as pilot:
        await pilot.pause()
        await bring_into_order(pilot, app, ["beta", "alpha", "gamma", "delta"], "shift+up")
        await pilot.press("enter")
        await pilot.pause()
        assert "~ Partly right" in shown(app)
        lines = shown(app).splitlines()
        assert any("✗" in line and "1. alpha" in line and "you: 2." in line for line in lines)
        assert any("✓" in line and "3. gamma" in line and "you" not in line for line in lines)


async def test_an_item_is_dragged_with_the_mouse(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(FOUR)))
    async with app.run_test() as pilot:
        await pilot.pause()
        rows = list(app.screen.query(OptionRow))
        first = next(item for item in ("alpha", "beta", "gamma", "delta") if place_of(item, app) == 0)
        await pilot.mouse_down(rows[0], offset=(8, 0))
        await pilot._post_mouse_events([MouseMove], rows[3], (8, 0), 1)
        await pilot.mouse_up(rows[3], offset=(8, 0))
        await pilot.pause()
        assert place_of(first, app) == 3
        assert "↕" not in shown(app)


async def test_an_item_is_moved_by_two_clicks(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(FOUR)))
    async with app.run_test() as pilot:
        await pilot.pause()
        rows = list(app.screen.query(OptionRow))
        first = next(item for item in ("alpha", "beta", "gamma", "delta") if place_of(item, app) == 0)
        await pilot.click(rows[0])
        await pilot.pause()
        assert "↕" in shown(app)
        await pilot.click(rows[3])
        await pilot.pause()
        assert place_of(first, app) == 3
        assert "↕" not in shown(app)


def letter_of(option: str, app: ScoQuizApp) -> str:
    """The letter that stands before an option."""
    words = str(app.screen.query_one(Pool).render()).split()
    return words[words.index(option) - 1]


async def test_pairs_are_made_by_letters(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(MATCH))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        first = str(next(iter(app.screen.query(PairRow))).query_one(".left").render()).strip()
        order = ["8", "4"] if first == "members" else ["4", "8"]
        await pilot.press(letter_of(order[0], app), letter_of(order[1], app), "enter")
        await pilot.pause()
        assert "✓ Right" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
    assert ratings_kept(library) == ["good"]


async def test_pairs_are_made_by_arrows_and_cleared(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(MATCH)))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert shown(app).count("…") == 2
        await pilot.press("right", "down", "right")
        await pilot.pause()
        assert "…" not in shown(app)
        assert shown(app).count("(used)") == 2
        await pilot.press("backspace")
        await pilot.pause()
        assert shown(app).count("…") == 1


async def test_an_option_that_is_given_again_leaves_the_row_that_had_it(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(MATCH)))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("a", "a")
        await pilot.pause()
        assert shown(app).count("…") == 1


async def test_wrong_pairs_show_what_was_given_beside_what_is_right(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(MATCH)))
    async with app.run_test() as pilot:
        await pilot.pause()
        first = str(next(iter(app.screen.query(PairRow))).query_one(".left").render()).strip()
        order = ["4", "8"] if first == "members" else ["8", "4"]
        await pilot.press(letter_of(order[0], app), letter_of(order[1], app), "enter")
        await pilot.pause()
        assert "✗ Wrong" in shown(app)
        assert "you: 4" in shown(app)
        assert "you: 8" in shown(app)


async def test_pairs_are_made_with_the_mouse(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(MATCH)))
    async with app.run_test() as pilot:
        await pilot.pause()
        rows = list(app.screen.query(PairRow))
        await pilot.click(rows[1])
        await pilot.click(Pool, offset=(5, 0))
        await pilot.pause()
        assert "…" in str(rows[0].query_one(".partner").render())
        assert "…" not in str(rows[1].query_one(".partner").render())
        await pilot.click(NextButton)
        await pilot.pause()
        assert "Partly right" in shown(app) or "✗ Wrong" in shown(app)


async def test_several_right_options_are_announced(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(SEVERAL)))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Choose all that are right" in shown(app)


@pytest.mark.parametrize("card", [LIST, ORDER, MATCH, SEVERAL, TYPED])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 20)])
async def test_every_kind_has_its_prompt_and_its_next_step_on_the_screen(
    open_library: OpenLibrary, card: str, size: tuple[int, int]
) -> None:
    app = studying(open_library(test=deck(card)))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert card.split("question: ")[1].split(",", maxsplit=1)[0].split("}", maxsplit=1)[0][:20] in shown(app)
        assert "enter" in shown(app)


@pytest.mark.parametrize(
    "card",
    [
        '{id: a, question: Q, answers: ["[b]one[/b]", "[@click=app.quit]two[/]", "{nr}", "three"]}',
        '{id: a, question: Q, order: ["[b]one[/b]", "[@click=app.quit]two[/]", "{nr}", "three"]}',
        '{id: a, question: Q, pairs: {"[b]one": "[/b]", "[@click=app.quit]two[/]": "[@click=app.quit]"}}',
    ],
)
async def test_hostile_items_are_shown_letter_by_letter(open_library: OpenLibrary, card: str) -> None:
    app = studying(open_library(test=deck(card)))
    async with app.run_test() as pilot:
        await pilot.pause()
        if "answers" in card:
            await type_item(pilot, "[b]x")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "[b]one" in shown(app)
        assert "[@click=app.quit]two[/]" in shown(app)
        assert "\x1b" not in shown(app)
        assert app.is_running
