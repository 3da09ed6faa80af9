"""``e`` during a review, and decks that change on the disk while the app is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from sco_quiz.errors import ScoQuizError
from sco_quiz.services import current_decks
from sco_quiz.services.library import Library
from sco_quiz.tui import editing
from sco_quiz.tui.app import ScoQuizApp
from sco_quiz.tui.screens.confirm import ConfirmScreen
from sco_quiz.tui.screens.study import StudyScreen
from sco_quiz.tui.screens.trouble import TroubleScreen
from tests.tui.running import (
    BASIC,
    CHOICE,
    CLOZE,
    TYPED,
    OpenLibrary,
    at_home,
    comes,
    deck,
    ratings_kept,
    settle,
    shown,
    studying,
)

Edit = Callable[[str, int], None]


@pytest.fixture
def edit_with(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Edit], None]]:
    """A function that puts another one in the place of the editor; it gets path and line."""
    terminal = ["the app's"]

    @contextmanager
    def suspended(_app: ScoQuizApp) -> Iterator[None]:
        terminal.pop()
        yield
        terminal.append("the app's")  # as Textual does it: not where an error comes out of the block

    def put(edit: Edit) -> None:
        monkeypatch.setattr(editing, "open_in_editor", edit)

    monkeypatch.setattr(ScoQuizApp, "suspend", suspended)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    yield put
    assert terminal == ["the app's"]


def replacing(old: str, new: str) -> Edit:
    """An editor that replaces a text in the file, once."""

    def edit(path: str, _line: int) -> None:
        text = Path(path).read_text(encoding="utf-8")
        assert old in text
        Path(path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def deck_path(library: Library, name: str = "test") -> Path:
    return Path(library.places.decks, f"{name}.yaml")


async def test_e_comes_back_to_the_same_card_with_the_new_text(
    open_library: OpenLibrary, edit_with: Callable[[Edit], None]
) -> None:
    library = open_library(test=deck(CLOZE, BASIC))
    places: list[tuple[str, int]] = []

    def edit(path: str, line: int) -> None:
        places.append((path, line))
        replacing("When was the SCO founded?", "In which year was the SCO founded?")(path, line)

    edit_with(edit)
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press("space", "4", "e")
        await settle(pilot)
        assert "In which year was the SCO founded?" in shown(app)
        assert "June 2001" not in shown(app)
        assert "1 new · 0 learning" in shown(app)
        await pilot.press("u")
        await settle(pilot)
        assert "The SCO was founded in [...]" in shown(app)
    assert places == [(str(deck_path(library)), 4)]
    assert ratings_kept(library) == []


async def test_e_after_the_reveal_shows_the_new_answer_and_keeps_the_ratings(
    open_library: OpenLibrary, edit_with: Callable[[Edit], None]
) -> None:
    library = open_library(test=deck(BASIC))
    edit_with(replacing("June 2001", "15 June 2001"))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press("space", "e")
        await settle(pilot)
        assert "15 June 2001" in shown(app)
        assert "3 Good" in shown(app)
        await pilot.press("3")
        await settle(pilot)
    assert ratings_kept(library) == ["good"]


async def test_in_a_field_a_function_key_edits_and_what_was_typed_stays(
    open_library: OpenLibrary, edit_with: Callable[[Edit], None]
) -> None:
    library = open_library(test=deck(TYPED))
    edit_with(replacing("Which city", "What city"))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press(*"Qinge", "f3")
        await settle(pilot)
        assert "What city was the host?" in shown(app)
        assert app.screen.query_one(Input).value == "Qinge"


async def test_a_verdict_follows_an_answer_that_is_accepted_now(
    open_library: OpenLibrary, edit_with: Callable[[Edit], None]
) -> None:
    library = open_library(test=deck(TYPED))
    edit_with(replacing("answer: Qingdao", "answer: Qingdao, accept: [Tsingtao]"))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press(*"Tsingtao", "enter")
        await settle(pilot)
        assert "✗ Wrong" in shown(app)
        await pilot.press("e")
        await settle(pilot)
        assert "✓ Right" in shown(app)


async def test_a_deck_that_is_broken_after_editing_leaves_the_card_and_shows_the_line(
    open_library: OpenLibrary, edit_with: Callable[[Edit], None]
) -> None:
    library = open_library(test=deck(BASIC, CHOICE))
    edit_with(replacing("{id: founded", "{id: [founded"))
    app = studying(library)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("e")
        await settle(pilot)
        assert "When was the SCO founded?" in shown(app)
        assert "! test.yaml:3:" in shown(app)
        assert "The deck stays as it was." in shown(app)
        edit_with(replacing("{id: [founded", "{id: founded"))
        await pilot.press("e")
        await settle(pilot)
        assert "test.yaml" not in shown(app)
        await pilot.press("space", "3")
        await settle(pilot)
    assert ratings_kept(library) == ["good"]


async def test_what_the_editor_says_went_wrong_is_shown_and_what_it_saved_is_taken_in(
    open_library: OpenLibrary, edit_with: Callable[[Edit], None]
) -> None:
    library = open_library(test=deck(BASIC))

    def edit(path: str, line: int) -> None:
        replacing("When was", "When exactly was")(path, line)
        raise ScoQuizError("The editor ended with status 1.")

    edit_with(edit)
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, TroubleScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert "When exactly was" in shown(app)


async def test_without_an_editor_nothing_happens_but_a_message(
    open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    app = studying(open_library(test=deck(BASIC)))
    async with app.run_test() as pilot:
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, TroubleScreen)
        assert "no-such-editor" in shown(app)


async def test_where_the_terminal_cannot_be_lent_it_is_said_what_to_do(
    open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "true")
    app = studying(open_library(test=deck(BASIC)))
    async with app.run_test() as pilot:
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, TroubleScreen)
        assert "sco-quiz edit test/founded" in shown(app)


@pytest.mark.parametrize("wanted", [True, False])
async def test_a_bundled_deck_is_copied_first_if_that_is_wanted(
    open_library: OpenLibrary,
    edit_with: Callable[[Edit], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    wanted: bool,
) -> None:
    bundled = tmp_path / "none" / "bundle.yaml"
    bundled.parent.mkdir()
    bundled.write_text(deck(BASIC), encoding="utf-8")
    monkeypatch.setattr(current_decks, "bundled_folder", lambda: str(bundled.parent))
    library = open_library()
    edit_with(replacing("When was", "When exactly was"))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("enter" if wanted else "escape")
        await settle(pilot)
        assert isinstance(app.screen, StudyScreen)
        assert ("When exactly was" in shown(app)) is wanted
    assert deck_path(library, "bundle").exists() is wanted
    assert bundled.read_text(encoding="utf-8") == deck(BASIC)


async def test_a_deck_that_changes_on_the_disk_shows_within_a_second(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC, CLOZE))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        replacing("When was", "When exactly was")(str(deck_path(library)), 0)
        assert await comes(pilot, "When exactly was")
        assert "2 new · 0 learning" in shown(app)


async def test_home_counts_what_changed_on_the_disk(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC))
    app = at_home(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        deck_path(library).write_text(deck(BASIC, CLOZE), encoding="utf-8")
        deck_path(library, "more").write_text(deck(CHOICE, title="A deck that came"), encoding="utf-8")
        assert await comes(pilot, "3 cards to study today")
        assert "A deck that came" in shown(app)


async def test_home_keeps_a_deck_that_breaks_and_marks_it(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC, CLOZE))
    app = at_home(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        deck_path(library).write_text("cards: [", encoding="utf-8")
        assert await comes(pilot, "! Test deck")
        assert "2 cards to study today" in shown(app)
        assert await comes(pilot, "1 problem in 1 deck")


async def test_a_card_whose_deck_is_gone_stays_until_it_is_answered(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC), other=deck(CHOICE, title="Other"))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        before = shown(app)
        deck_path(library, "other" if "Where do they meet" in before else "test").unlink()
        await pilot.pause(0.9)
        assert shown(app) == before
