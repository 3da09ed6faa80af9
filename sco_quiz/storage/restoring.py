"""Going back to a backup of progress. What was there before is put aside, never overwritten."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from urllib.parse import quote

from sco_quiz.errors import StorageError
from sco_quiz.storage.database import open_progress
from sco_quiz.storage.failures import failures
from sco_quiz.storage.migrations import back_up, free_name

_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, by the ends of the names."""


def restore(backup: str, path: str) -> str:
    """Make the progress at ``path`` what the file ``backup`` holds; gives the file where the former progress is now.

    That is empty where there was none. Raises StorageError, with everything as it was, where the backup is no sound
    progress, or nothing can be kept at ``path``. The backup is only read. Other programs that have the progress open
    go on with what was restored, unless the former one was damaged and its file had to be moved away.
    """
    with failures(path):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    ready = free_name(f"{path}.restoring")
    try:
        _copy_checked(backup, ready)
        return _take_place(ready, path)
    finally:
        for left in _beginning_with(ready):
            os.unlink(left)


def _beginning_with(path: str) -> list[str]:
    """The copy itself, if it is still there, what SQLite keeps beside it, and what a migration put aside."""
    folder, beginning = os.path.split(path)
    return [os.path.join(folder, name) for name in os.listdir(folder) if name.startswith(beginning)]


def _copy_checked(backup: str, ready: str) -> None:
    """A copy of the backup, brought to this version and found whole."""
    with failures(backup), closing(sqlite3.connect(f"file:{quote(backup)}?mode=ro", uri=True)) as origin:
        origin.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # says what is no database, before it is copied
        back_up(origin, ready)
    try:
        with closing(open_progress(ready)) as copy, failures(backup):
            (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    except StorageError as error:
        raise StorageError(str(error).replace(ready, backup), "Restore another backup.") from error
    if found != "ok":
        raise StorageError(f"{backup} is damaged ({found}).", "Restore another backup.")


def _take_place(ready: str, path: str) -> str:
    """Put the copy where progress belongs; gives where the former progress is now."""
    if not os.path.exists(path):
        with failures(path):
            os.replace(ready, path)
        return ""
    aside = free_name(f"{path}.before-restore")
    try:
        current = open_progress(path)
    except StorageError:
        with failures(path):
            for end in ("", *_BESIDE):
                if os.path.exists(path + end):
                    os.replace(path + end, aside + end)
            os.replace(ready, path)
        return aside
    with closing(current), failures(path):
        back_up(current, aside)
        with closing(sqlite3.connect(ready)) as copy:
            copy.backup(current)
    return aside
