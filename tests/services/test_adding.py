from __future__ import annotations

from pathlib import Path

import pytest

from sco_quiz.domain.deck import Basic, Choice, Note
from sco_quiz.errors import DeckNotFoundError, UnusableFileError
from sco_quiz.services.adding import Adding
from tests.services.shelves import open_library, write_deck


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sco_quiz.services.current_decks.bundled_folder", lambda: str(tmp_path / "bundled"))
    return tmp_path / "home"


def note(question: str = "What is the capital of Chile?", answer: str = "Santiago", identifier: str = "") -> Note:
    return Note(identifier, Basic(question, answer))


def test_a_card_is_written_below_the_last_and_every_other_byte_stays(home: Path) -> None:
    path = write_deck(home, "a", "What is the capital of Peru? = Lima")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n# the end")
    before = path.read_bytes()
    with open_library(home) as library:
        adding = Adding.open(library, "a")
        assert adding.keep(note()) == "capital-chile"
        assert adding.keep(note("And of Bolivia?", "Sucre", "capital-chile")) == "bolivia"
        assert adding.added == 2
        assert [row["card"] for row in library.cards()][1:] == ["a/capital-chile", "a/bolivia"]
    after = path.read_bytes()
    assert after.startswith(before + b"\r\n")
    assert b"\n" not in after.replace(b"\r\n", b"")


def test_what_the_rules_find_is_said_before_anything_is_written(home: Path) -> None:
    path = write_deck(home, "a", "What is the capital of Peru? = Lima", "Is it long? = It is")
    before = path.read_bytes()
    with open_library(home) as library:
        adding = Adding.open(library, str(path))
        good = adding.propose(note())
        contradiction = adding.propose(note("What is the capital of Peru?", "Quito"))
        lone = adding.propose(Note("", Choice("Which is it, Chile?", ("A",), ("B",))))
    assert good.problems == ()
    assert good.text.startswith("- id: capital-chile\n  question: What is")
    assert "E301" in {problem.code for problem in contradiction.problems}
    assert any("What is the capital of Peru?" in text for text in contradiction.rendered)
    assert "E303" in {problem.code for problem in lone.problems}
    assert path.read_bytes() == before


def test_a_deck_that_cannot_take_a_card_stays_as_it_is(home: Path) -> None:
    path = write_deck(home, "a", "What? = That")
    path.write_text("cards: [{question: What?, answer: That}]\n", encoding="utf-8")
    before = path.read_bytes()
    with open_library(home) as library:
        adding = Adding.open(library, "a")
        for change in (adding.propose, adding.keep):
            with pytest.raises(UnusableFileError):
                change(note())
    assert path.read_bytes() == before


def test_what_cannot_stand_in_a_deck_is_refused(home: Path) -> None:
    path = write_deck(home, "a", "What? = That")
    before = path.read_bytes()
    with open_library(home) as library:
        for text in ("\x1b[31mred?", "\u202eright to left", " "):
            with pytest.raises(UnusableFileError):
                Adding.open(library, "a").keep(note(text))
    assert path.read_bytes() == before


def test_a_deck_that_changes_or_vanishes_meanwhile_is_never_overwritten(home: Path) -> None:
    path = write_deck(home, "a", "What? = That")
    with open_library(home) as library:
        adding = Adding.open(library, "a")
        write_deck(home, "a", "What? = That", "Who? = She")
        adding.keep(note())
        assert [row["prompt"] for row in library.cards()] == ["What?", "Who?", "What is the capital of Chile?"]
        path.unlink()
        with pytest.raises(UnusableFileError, match="cannot be read"):
            adding.keep(note())
    assert not path.exists()


def test_a_bundled_deck_is_copied_when_the_first_card_is_kept_and_not_before(tmp_path: Path, home: Path) -> None:
    bundled = write_deck(tmp_path, "a", "What? = That").rename(tmp_path / "a.yaml")
    (tmp_path / "bundled").mkdir()
    bundled = bundled.rename(tmp_path / "bundled" / "a.yaml")
    before = bundled.read_bytes()
    with open_library(home) as library:
        adding = Adding.open(library, "a")
        adding.propose(note())
        assert not adding.copied
        assert not (home / "decks").exists()
        adding.keep(note())
        adding.keep(note("And of Bolivia?", "Sucre"))
        assert adding.copied
        assert adding.path == str(home / "decks" / "a.yaml")
        assert next(row["prompt"] for row in library.cards()) == "What?"
        assert len(list(library.cards())) == 3
    assert bundled.read_bytes() == before


def test_a_folder_of_decks_and_no_deck_are_refused(home: Path) -> None:
    write_deck(home, "a", "What? = That")
    write_deck(home, "b", "What now? = That")
    with open_library(home) as library:
        with pytest.raises(UnusableFileError, match="2 decks"):
            Adding.open(library, str(home / "decks"))
        with pytest.raises(DeckNotFoundError):
            Adding.open(library, "c")
