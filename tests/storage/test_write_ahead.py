from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sco_quiz.storage.progress import Progress
from sco_quiz.storage.write_ahead import ROOM
from tests.storage.answers import answer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


def log_size(path: Path) -> int:
    return path.with_name("progress.db-wal").stat().st_size


def test_after_a_rest_answers_do_not_make_the_log_longer(path: Path) -> None:
    progress = Progress.open(str(path))
    answer(progress, "a/x")
    progress.rest()
    for number in range(40):
        answer(progress, f"a/{number}")
    assert log_size(path) == ROOM
    assert len(list(progress.entries())) == 41
    progress.close()
    assert sorted(file.name for file in path.parent.iterdir()) == ["progress.db"]


def test_what_was_answered_before_and_after_a_rest_is_in_a_copy_of_the_files_as_they_are(path: Path) -> None:
    progress = Progress.open(str(path))
    answer(progress, "a/x")
    progress.rest()
    answer(progress, "a/y")
    copy = path.parent / "copy"
    copy.mkdir()
    for file in ("progress.db", "progress.db-wal"):  # as a program that is killed leaves them
        (copy / file).write_bytes(path.with_name(file).read_bytes())
    progress.close()

    found = Progress.open(str(copy / "progress.db"))
    assert sorted(entry.card for entry in found.entries()) == ["a/x", "a/y"]
    assert found.integrity() == []
    found.close()


def test_rests_move_the_log_into_the_database_so_that_it_begins_again(path: Path) -> None:
    progress = Progress.open(str(path))
    before = path.stat().st_size
    for _ in range(12):
        progress.rest()
        for number in range(40):
            answer(progress, f"a/{number}")
    assert log_size(path) == ROOM
    assert path.stat().st_size > before
    progress.close()


def test_the_log_is_begun_again_by_the_rest_and_not_by_the_next_answer(path: Path) -> None:
    def beginning() -> bytes:
        """What SQLite draws anew whenever it begins a log, for which it waits for the disk once more."""
        return path.with_name("progress.db-wal").read_bytes()[16:24]

    progress = Progress.open(str(path))
    progress.rest()
    begun = beginning()
    begun_by_rests = 0
    for number in range(100):
        answer(progress, f"a/{number}")
        assert beginning() == begun
        progress.rest()
        begun_by_rests += beginning() != begun
        begun = beginning()
    assert begun_by_rests > 1
    progress.close()


def test_a_rest_does_not_wait_for_another_program_that_writes(path: Path) -> None:
    progress = Progress.open(str(path))
    answer(progress, "a/x")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    size = log_size(path)
    progress.rest()
    assert log_size(path) == size
    assert progress.connection.execute("PRAGMA busy_timeout").fetchone() == (5_000,)
    other.execute("COMMIT")
    progress.rest()
    assert log_size(path) == ROOM
    other.close()
    progress.close()
