"""Programs that begin at once: whatever one does between the steps of the other, both open the same database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from sco_quiz.errors import StorageError
from sco_quiz.storage.progress import Progress

STEPS = 12
"""More statements than it takes to look at a database before it is opened or made."""


class Interrupted(sqlite3.Connection):
    """Before a certain statement, something else happens once."""

    left = 0
    happens: Callable[[], None] | None = None

    def execute(self, *words: Any) -> sqlite3.Cursor:
        Interrupted.left -= 1
        happens = Interrupted.happens
        if Interrupted.left == 0 and happens is not None:
            Interrupted.happens = None
            happens()
        return super().execute(*words)


@pytest.mark.parametrize("step", range(1, STEPS))
def test_another_program_makes_the_database_while_this_one_looks_at_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    path = str(tmp_path / "progress.db")
    connect = sqlite3.connect

    def make() -> None:
        monkeypatch.setattr(sqlite3, "connect", connect)
        with suppress(StorageError):  # once this one has begun to make it, the other waits in vain
            Progress.open(path, busy_timeout_ms=0).close()

    Interrupted.left, Interrupted.happens = step, make
    monkeypatch.setattr(sqlite3, "connect", partial(connect, factory=Interrupted))
    progress = Progress.open(path)
    assert progress.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert progress.integrity() == []
    progress.close()


def test_the_log_is_switched_on_when_another_program_has_stopped_writing(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    Progress.open(str(path)).close()
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN IMMEDIATE")
    ends = Timer(0.2, other.close)
    ends.start()
    progress = Progress.open(str(path))
    assert progress.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    progress.close()
    ends.join()


def test_a_program_that_never_stops_writing_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    Progress.open(str(path)).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="in use by another program"):
        Progress.open(str(path), busy_timeout_ms=50)
    other.close()
