from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sco_quiz.errors import StorageError, UsageError
from sco_quiz.services import acting
from sco_quiz.services.acting import Done
from sco_quiz.services.finding import Row, read_rows, search
from sco_quiz.services.library import Library
from tests.services.shelves import HandClock, answer, open_library, write_deck


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr("sco_quiz.services.current_decks.bundled_folder", lambda: str(tmp_path / "bundled"))
    path = write_deck(tmp_path, "a", "x: What? = That", "y: Who? = She", "z: Where? = There")
    path.write_text(path.read_text(encoding="utf-8") + "    suspended: true\n", encoding="utf-8")
    opened = open_library(tmp_path, HandClock())
    answer(opened, "a/x")
    answer(opened, "a/x")
    return opened


ALL = ("a/x", "a/y", "a/z")


@pytest.mark.parametrize(
    ("act", "changed", "shows"),
    [
        (acting.suspend, ("a/x", "a/y"), lambda row: row.suspended),
        (acting.unsuspend, ("a/z",), lambda row: not row.suspended),
        (acting.bury, ALL, lambda row: row.buried),
        (acting.unbury, (), lambda row: not row.buried),
        (acting.forget, ("a/x",), lambda row: row.state == "new"),
        (lambda library, cards: acting.flag(library, cards, 2), ALL, lambda row: row.flag == 2),
        (
            lambda library, cards: acting.set_due(library, cards, 3),
            ("a/x",),
            lambda row: row.card != "a/x" or row.due.startswith("2026-12-04"),
        ),
    ],
)
def test_an_act_changes_those_cards_that_it_can_and_undo_all_of_them_back(
    library: Library,
    act: Callable[[Library, tuple[str, ...]], Done],
    changed: tuple[str, ...],
    shows: Callable[[Row], bool],
) -> None:
    before = read_rows(library, ALL)
    done = act(library, (*ALL, "a/x"))
    assert done.cards == changed
    assert sorted((*done.cards, *done.unchanged)) == list(ALL)
    assert len(done.acts) == len(changed)
    assert all(map(shows, read_rows(library, ALL)))
    assert library.progress.integrity() == []
    assert act(library, done.cards).acts == ()
    acting.undo(library, done)
    assert read_rows(library, ALL) == before
    acting.undo(library, done)
    assert read_rows(library, ALL) == before


def test_forgetting_brings_a_suspended_card_back_as_a_new_one(library: Library) -> None:
    acting.suspend(library, ["a/x"])
    acting.forget(library, ["a/x"])
    (row,) = read_rows(library, ["a/x"])
    assert (row.state, row.suspended, row.reps) == ("new", False, 0)
    assert len(list(library.log())) == 2


def test_numbers_that_can_be_no_flag_or_day_are_refused(library: Library) -> None:
    for number in (-1, 8):
        with pytest.raises(UsageError):
            acting.flag(library, ALL, number)
    for days in (-1, 10**9):
        with pytest.raises(UsageError):
            acting.set_due(library, ALL, days)


def test_several_cards_change_together_or_not_at_all(library: Library) -> None:
    library.progress.connection.execute(
        "CREATE TEMP TRIGGER full BEFORE INSERT ON main.acts WHEN NEW.card = 'a/y' BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(StorageError):
        acting.suspend(library, ALL)
    assert not any(row.suspended for row in search(library, "card:a/x").rows())
