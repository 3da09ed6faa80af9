"""Several programs, and several connections of one, open the same database."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from sco_quiz.errors import StorageError
from sco_quiz.storage.progress import Progress
from tests.storage.answers import answer

ROOT = Path(__file__).parents[2]
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


ANSWER = """
import sys
from sco_quiz.storage.progress import Progress
from tests.storage.answers import answer
progress = Progress.open(sys.argv[1])
answer(progress, sys.argv[2])
progress.close()
"""


def answer_in_another_program(path: Path, card: str) -> None:
    subprocess.run([sys.executable, "-c", ANSWER, str(path), card], cwd=ROOT, check=True)


def test_a_second_connection_of_a_program_takes_nothing_from_the_first(tmp_path: Path) -> None:
    path = tmp_path / "odd%20name?#" / "progress.db"
    progress = Progress.open(str(path))
    answer(progress, "deck/one")
    Progress.open(str(path)).close()
    answer_in_another_program(path, "deck/two")  # the last to close a database deletes its log
    answer(progress, "deck/three")
    answer_in_another_program(path, "deck/four")
    copy = tmp_path / "killed"
    shutil.copytree(path.parent, copy)  # as it is found when this program is killed now
    progress.close()
    for found in (path, copy / path.name):
        opened = Progress.open(str(found))
        assert sorted(entry.card for entry in opened.entries()) == ["deck/four", "deck/one", "deck/three", "deck/two"]
        opened.close()
