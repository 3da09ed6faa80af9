from __future__ import annotations

from collections import Counter

import pytest
from textual.binding import Binding

from sco_quiz.errors import ConfigError
from sco_quiz.tui.actions import ACTIONS, CHOICE, EVERYWHERE, HOME, READING, STUDY, SUMMARY, TRUE_FALSE, TYPED
from sco_quiz.tui.launch import checked_keys
from tests.tui.running import BASIC, OpenLibrary, at_home, deck, ratings_kept, shown, studying


def test_every_action_has_its_own_id_and_says_what_it_does() -> None:
    assert max(Counter(action.id for action in ACTIONS).values()) == 1
    for action in ACTIONS:
        assert action.says.endswith(".")
        assert action.binding.id == action.id
        assert action.binding.tooltip == action.says


@pytest.mark.parametrize("place", [HOME, STUDY, SUMMARY, READING])
def test_no_key_means_two_things_in_one_place(place: str) -> None:
    keys = Counter(
        binding.key
        for action in ACTIONS
        if action.place in (place, EVERYWHERE)
        for binding in Binding.make_bindings([action.binding])
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_what_a_question_takes_for_itself_is_what_the_screen_can_spare() -> None:
    # In a question, 1-4 and space choose, before there is anything to rate; nothing else of the screen's is covered.
    spared = {"1", "2", "3", "4", "space", "enter"}
    assert keys_of(STUDY) & keys_of(TYPED, CHOICE, TRUE_FALSE) <= spared


def keys_of(*places: str) -> set[str]:
    return {key for action in ACTIONS if action.place in places for key in action.keys.split(",")}


async def test_keys_can_be_remapped(open_library: OpenLibrary) -> None:
    library = open_library('keys = { study-good = "g", home-study = "x" }', test=deck(BASIC))
    app = at_home(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Press x to begin." in shown(app)
        assert "x Study" in shown(app)
        await pilot.press("x", "space", "3")
        await pilot.pause()
        assert ratings_kept(library) == []
        await pilot.press("g")
        await pilot.pause()
        assert ratings_kept(library) == ["good"]


async def test_help_lists_the_keys_as_they_are(open_library: OpenLibrary) -> None:
    app = studying(open_library('keys = { study-undo = "f12" }', test=deck(BASIC)))
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert shown(app).splitlines()[1:3][-1].strip("│ ").startswith("Studying")
        assert "f12  Take back the last rating" in shown(app).lower().replace("take", "Take")
        await pilot.press("escape")
        await pilot.pause()
        assert "When was the SCO founded?" in shown(app)


def test_an_unknown_action_in_the_config_is_an_error_with_a_guess() -> None:
    with pytest.raises(ConfigError, match="study-undoo") as caught:
        checked_keys({"study-undoo": "u"})
    assert caught.value.remedy == "Did you mean `study-undo`?"


async def test_the_command_palette_offers_what_can_be_done_here(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(BASIC)))
    async with app.run_test() as pilot:
        await pilot.pause()
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert {"Leave", "Hint", "Suspend", "Theme", "Help", "Quit", "Screenshot"} <= set(titles)
        assert "Good" not in titles
        await pilot.press("space")
        await pilot.pause()
        assert "Good" in [command.title for command in app.get_system_commands(app.screen)]


async def test_help_names_the_actions_where_there_is_room(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(BASIC)))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "study-undo" in shown(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "study-undo" not in shown(app)


@pytest.mark.parametrize(
    "names",
    ["frobnicate", "Ctrl+Z+Y", "hello world", "f2,,f3", "", "ctrl+", "Escape"],
)
def test_what_is_no_key_is_refused(names: str) -> None:
    with pytest.raises(ConfigError, match="is no key"):
        checked_keys({"study-undo": names})


@pytest.mark.parametrize(
    "names",
    ["u", "u,backspace", "f2, ctrl+z", "question_mark,?", "shift+tab", "plus", "+", "ctrl+shift+left", "é", "space"],
)
def test_keys_are_written_as_textual_writes_them(names: str) -> None:
    assert checked_keys({"study-undo": names}) == {"study-undo": names}


def test_the_keys_that_are_set_from_the_beginning_are_keys() -> None:
    keys = {action.id: action.keys for action in ACTIONS}
    assert checked_keys(keys) == keys
