from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings

from sco_quiz.domain.card import answer_text, cards_of, prompt_text
from sco_quiz.domain.deck import Basic, Deck, Note
from sco_quiz.domain.problem import Problem, Severity
from sco_quiz.storage.compiling import compile_file
from sco_quiz.storage.index import GRANULARITY_NS, FileState, Index, IndexDamagedError, IndexedFile
from tests import strategies

PROBLEM = Problem("d.yaml", 3, 5, "E104", Severity.ERROR, "There is no key `anser`.", "did you mean `answer`?")
WARNING = Problem("d.yaml", 0, 0, "W301", Severity.WARNING, "Something could be better.")
SECOND = 1_000_000_000


def state(size: int = 100, mtime_ns: int = 6400 * SECOND, ctime_ns: int = 6400 * SECOND, inode: int = 7) -> FileState:
    """A file that was last changed an hour before it was looked at."""
    times = {"st_mtime_ns": mtime_ns, "st_ctime_ns": ctime_ns}
    return FileState(os.stat_result((0o100644, inode, 1, 1, 0, 0, size, 0, 0, 0), times), 10_000 * SECOND)


@given(strategies.decks())
@settings(max_examples=60, deadline=None)
def test_a_deck_comes_back_as_it_was_taken_in(deck: Deck) -> None:
    index = Index.in_memory()
    index.store("d.yaml", state(), "hash", compile_file(deck, [PROBLEM, WARNING]))
    assert index.deck("d.yaml") == deck
    assert index.problems("d.yaml") == [PROBLEM, WARNING]
    cards = [card for note in deck.notes for card in cards_of(deck.id, note, deck.tags)]
    rows = list(index.card_rows("d.yaml"))
    assert [(row[0], *row[2:5]) for row in rows] == [
        (card.id, card.kind.value, prompt_text(card.content), answer_text(card.content)) for card in cards
    ]
    assert sorted({row[1] for row in rows}) == [row[1] for row in rows]
    assert [row[7] for row in rows] == [int(card.suspended) for card in cards]
    for card in cards:
        note = index.note("d.yaml", card.id)
        assert note is not None
        assert card in cards_of(deck.id, note)
    file = index.files()["d.yaml"]
    assert (file.deck, file.title, file.notes, file.cards) == (deck.id, deck.title, len(deck.notes), len(cards))
    assert (file.errors, file.warnings) == (1, 1)
    index.close()


def test_a_file_taken_in_again_replaces_what_was_known_of_it() -> None:
    index = Index.in_memory()
    index.store("d.yaml", state(), "one", compile_file(None, [PROBLEM]))
    index.store("d.yaml", state(), "two", compile_file(None, []))
    assert (index.files()["d.yaml"].hash, index.problems("d.yaml")) == ("two", [])
    index.remove(["d.yaml", "never-known.yaml"])
    assert index.files() == {}
    assert index.deck("d.yaml") is None
    index.close()


def known_file(known: FileState) -> IndexedFile:
    index = Index.in_memory()
    index.store("d.yaml", known, "hash", compile_file(None, []))
    file = index.files()["d.yaml"]
    index.close()
    return file


def test_a_file_is_fresh_only_with_the_same_size_times_and_inode() -> None:
    file = known_file(state())
    assert file.is_fresh(state())
    for other in (state(size=101), state(mtime_ns=6400 * SECOND + 1), state(ctime_ns=1), state(inode=8)):
        assert not file.is_fresh(other)


@pytest.mark.parametrize("changed", ["mtime_ns", "ctime_ns"])
def test_a_file_that_changed_just_before_it_was_read_is_not_trusted(changed: str) -> None:
    for before, fresh in ((0, False), (GRANULARITY_NS, False), (GRANULARITY_NS + 1, True), (-SECOND, False)):
        known = state(**{changed: 10_000 * SECOND - before})
        assert known_file(known).is_fresh(known) is fresh


def used(path: Path) -> Index:
    """An index at ``path`` with one file in it."""
    index = Index.open(str(path))
    index.store("d.yaml", state(), "hash", compile_file(None, [PROBLEM]))
    return index


def test_an_index_is_kept_from_one_program_to_the_next(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "index.db"
    used(path).close()
    index = Index.open(str(path))
    assert list(index.files()) == ["d.yaml"]
    index.close()


@pytest.mark.parametrize("content", [b"not a database at all" * 500, b"", b"SQLite format 3\x00" + b"\xff" * 8000])
def test_a_file_that_is_no_index_is_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "index.db"
    path.write_bytes(content)
    used(path).close()
    index = Index.open(str(path))
    assert (index.path, list(index.files())) == (str(path), ["d.yaml"])
    index.close()


@pytest.mark.parametrize("statement", ["PRAGMA user_version = 99", "PRAGMA application_id = 7"])
def test_an_index_of_another_format_or_program_is_replaced(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "index.db"
    used(path).close()
    other = sqlite3.connect(path)
    other.execute(statement)
    other.commit()
    other.close()
    index = Index.open(str(path))
    assert (index.path, index.files()) == (str(path), {})
    index.close()


@pytest.mark.parametrize(
    "damage", ["UPDATE files SET problems = 'not JSON'", "UPDATE files SET problems = '[[1]]'", "DROP TABLE files"]
)
def test_an_index_with_nonsense_in_it_says_so_and_can_be_replaced(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "index.db"
    index = used(path)
    other = sqlite3.connect(path)
    other.execute(damage)
    other.commit()
    other.close()
    with pytest.raises(IndexDamagedError) as caught:
        index.problems("d.yaml")
    assert caught.value.replaceable
    index = index.replaced()
    assert (index.path, index.files()) == (str(path), {})
    index.close()


def test_where_nothing_can_be_written_the_index_is_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "index.db").mkdir()
    for path in (tmp_path / "file" / "index.db", tmp_path / "index.db"):
        index = used(path)
        assert (index.path, list(index.files())) == ("", ["d.yaml"])
        index.close()


def test_looking_one_note_up_takes_no_more_steps_in_a_large_deck() -> None:
    def steps(cards: int) -> int:
        index = Index.in_memory()
        notes = tuple(Note(f"n{number}", Basic(f"Question {number}?", "Answer")) for number in range(cards))
        index.store("d.yaml", state(), "hash", compile_file(Deck("d", "D", notes), []))
        count = 0

        def step() -> int:
            nonlocal count
            count += 1
            return 0

        index.connection.set_progress_handler(step, 1)
        assert index.note("d.yaml", "d/n7") == notes[7]
        index.close()
        return count

    assert steps(2_000) <= steps(20) + 20
