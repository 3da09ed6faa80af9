from __future__ import annotations

from pathlib import Path

import pytest

from sco_quiz.errors import DeckNotFoundError, UsageError
from sco_quiz.services import acting, doctor
from sco_quiz.services.library import Library
from tests.services.shelves import HandClock, answer, open_library, write_deck


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sco_quiz.services.current_decks.bundled_folder", lambda: str(tmp_path / "bundled"))
    return tmp_path


@pytest.fixture
def library(home: Path) -> Library:
    """A deck with one studied card that is gone."""
    write_deck(home, "a", "old: What is it? = That one", "kept: Who? = She")
    opened = open_library(home, HandClock())
    for card in ("a/old", "a/old", "a/kept"):
        answer(opened, card, text=("What is it?", "That one") if card == "a/old" else ("Who?", "She"))
    write_deck(home, "a", "kept: Who? = She", "new: Something else entirely? = Yes indeed")
    return opened


def reps(library: Library) -> dict[str, int]:
    return {str(row["card"]): int(str(row["reps"])) for row in library.cards()}


def test_a_sound_library_has_nothing_to_tell(home: Path) -> None:
    write_deck(home, "a", "What? = That")
    with open_library(home) as library:
        diagnosis = doctor.examine(library)
    assert (diagnosis.findings, diagnosis.orphans) == ((), ())
    assert diagnosis.database == str(home / "progress.db")


def test_an_orphan_is_listed_with_its_text_and_memory(library: Library) -> None:
    (orphan,) = doctor.examine(library).orphans
    assert (orphan.card, orphan.prompt, orphan.answer) == ("a/old", "What is it?", "That one")
    assert orphan.memory is not None
    assert orphan.memory.reps == 2
    assert orphan.likely == ()


def test_a_card_that_moved_to_another_deck_is_recognised_by_its_text(home: Path, library: Library) -> None:
    write_deck(home, "b", "moved: What is it? = That one")
    (orphan,) = doctor.examine(library).orphans
    assert orphan.likely == ("b/moved",)
    done = doctor.reattach(library, "a/old", "b/moved")
    assert reps(library)["b/moved"] == 2
    assert doctor.examine(library) == doctor.Diagnosis(library.progress.path, (), ())
    doctor.take_back(library, done.acts)
    assert reps(library)["b/moved"] == 0
    assert [each.card for each in doctor.examine(library).orphans] == ["a/old"]


def test_progress_is_never_given_over_progress_nor_to_what_is_not_there(library: Library) -> None:
    with pytest.raises(UsageError, match="progress of its own"):
        doctor.reattach(library, "a/old", "a/kept")
    for former, present in (("a/old", "a/nwe"), ("a/odl", "a/new"), ("a/old", "c/new")):
        with pytest.raises(DeckNotFoundError):
            doctor.reattach(library, former, present)
    assert reps(library) == {"a/kept": 1, "a/new": 0}
    with pytest.raises(DeckNotFoundError) as raised:
        doctor.reattach(library, "a/odl", "a/new")
    assert "a/old" in raised.value.remedy


def test_siblings_are_reattached_and_forgotten_together(home: Path) -> None:
    path = home / "decks" / "a.yaml"
    path.parent.mkdir()
    path.write_text('cards:\n  - {id: old, cloze: "{{One}} and {{two}}, as I said."}\n', encoding="utf-8")
    with open_library(home, HandClock()) as library:
        for card in ("a/old#c1", "a/old#c2", "a/old#c2"):
            answer(library, card)
        path.write_text('cards:\n  - {id: new, cloze: "Quite {{another}} {{thing}} here."}\n', encoding="utf-8")
        assert len(doctor.examine(library).orphans) == 2
        done = doctor.reattach(library, "a/old", "a/new")
        assert reps(library) == {"a/new#c1": 1, "a/new#c2": 2}
        assert done.cards == ("a/new#c1", "a/new#c2")
        doctor.forget(library, "a/new")
        assert reps(library) == {"a/new#c1": 0, "a/new#c2": 0}
        assert doctor.examine(library).findings == ()


def test_a_forgotten_orphan_is_an_orphan_no_more_and_comes_back_by_undo(library: Library) -> None:
    acting.suspend(library, ["a/old"])
    acting.flag(library, ["a/old"], 3)
    acting.bury(library, ["a/old"])
    done = doctor.forget(library, "a/old")
    assert doctor.examine(library).orphans == ()
    assert len(list(library.log())) == 3
    doctor.take_back(library, done.acts)
    (orphan,) = doctor.examine(library).orphans
    assert orphan.memory is not None
    with pytest.raises(DeckNotFoundError):
        doctor.take_back(library, done.acts)
    with pytest.raises(DeckNotFoundError):
        doctor.forget(library, "a/nothing")


def test_caches_that_went_wrong_are_found_and_derived_anew(library: Library) -> None:
    library.progress.connection.execute("UPDATE cards SET stability = 99.0, reps = 7 WHERE card = 'a/kept'")
    assert any("review log" in finding for finding in doctor.examine(library).findings)
    assert doctor.rebuild(library) > 0
    assert doctor.examine(library).findings == ()
    assert reps(library)["a/kept"] == 1
