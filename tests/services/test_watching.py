from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sco_quiz.domain.rating import Rating
from sco_quiz.services import library as library_module
from sco_quiz.services.library import Library
from sco_quiz.services.watching import DeckWatch
from tests.services.shelves import answer, open_library, write_deck

BROKEN = "cards:\n  - {question: never closed"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setattr(library_module, "bundled_folder", lambda: str(tmp_path / "none"))
    write_deck(tmp_path, "rivers", "nile: Longest? = Nile", "Widest? = Amazon", "Oldest known? = Finke")
    with open_library(tmp_path) as opened:
        opened.refresh()
        yield opened


def prompts(library: Library) -> list[object]:
    return [row["prompt"] for row in library.cards()]


def test_a_look_tells_once_that_a_deck_has_changed(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    assert not watch.look()
    write_deck(tmp_path, "rivers", "nile: Longest of all? = Nile")
    assert watch.look()
    assert not watch.look()
    write_deck(tmp_path, "lakes", "Deepest? = Baikal")
    assert watch.look()
    (tmp_path / "decks" / "lakes.yaml").unlink()
    assert watch.look()


def test_what_was_taken_in_is_no_news(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    write_deck(tmp_path, "rivers", "nile: Longest of all? = Nile")
    assert watch.take_in().decks == ("rivers",)
    assert not watch.look()
    assert prompts(library) == ["Longest of all?"]


def test_a_deck_that_breaks_stays_as_it_was_with_its_problem(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    before = prompts(library)
    path = tmp_path / "decks" / "rivers.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    (problem, *_) = watch.take_in().problems
    assert (problem.path, problem.line) == (str(path), 2)
    assert prompts(library) == before
    assert library.problems()[0] == problem
    assert library.decks()[0]["problems"]
    write_deck(tmp_path, "rivers", "nile: Longest of all? = Nile")
    assert watch.take_in().problems == ()
    assert prompts(library) == ["Longest of all?"]
    assert not library.decks()[0]["problems"]


def test_a_broken_deck_that_is_deleted_goes(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    path = tmp_path / "decks" / "rivers.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    assert watch.take_in().problems
    path.unlink()
    assert watch.take_in().problems == ()
    assert prompts(library) == []


def test_a_deck_that_was_broken_before_gets_better_in_steps(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "decks" / "lakes.yaml"
    path.write_text("cards:\n  - {question: a}\n  - {question: b}\n  - {question: Deepest?, answer: Baikal}\n")
    library.refresh()
    watch = DeckWatch(library)
    path.write_text("cards:\n  - {question: a}\n  - {question: Deepest of all?, answer: Baikal}\n")
    assert watch.take_in().problems == ()
    assert "Deepest of all?" in prompts(library)


def test_without_a_watch_a_broken_deck_is_reported_as_it_is(library: Library, tmp_path: Path) -> None:
    (tmp_path / "decks" / "rivers.yaml").write_text(BROKEN, encoding="utf-8")
    assert prompts(library) == []


@pytest.mark.parametrize("studied", [True, False])
def test_an_edited_card_without_an_id_is_followed(library: Library, tmp_path: Path, *, studied: bool) -> None:
    watch = DeckWatch(library)
    former = [str(row["card"]) for row in library.cards()][1]
    if studied:
        answer(library, former, Rating.GOOD, text=("Widest?", "Amazon"))
    write_deck(tmp_path, "rivers", "nile: Longest? = Nile", "Widest of all? = Amazon", "Oldest known? = Finke")
    present = watch.take_in().names[former]
    assert library.card(present).id == present
    assert [str(row["card"]) for row in library.cards()][1] == present


def test_the_only_note_that_went_is_the_only_one_that_came(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    former = [str(row["card"]) for row in library.cards()][1]
    write_deck(
        tmp_path, "rivers", "nile: Longest? = Nile", "Cataracts with the most water? = Inga", "Oldest known? = Finke"
    )
    present = [str(row["card"]) for row in library.cards()][1]
    assert watch.take_in().names == {}  # the library has read it already
    write_deck(tmp_path, "rivers", "nile: Longest? = Nile", "Widest? = Amazon", "Oldest known? = Finke")
    assert watch.take_in().names == {present: former}


def test_a_note_that_was_deleted_is_followed_nowhere(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    write_deck(tmp_path, "rivers", "nile: Longest? = Nile", "Oldest known? = Finke")
    assert watch.take_in().names == {}


def test_what_changed_before_the_watch_began_is_seen(library: Library, tmp_path: Path) -> None:
    write_deck(tmp_path, "rivers", "nile: Longest of all? = Nile")
    assert DeckWatch(library).look()
