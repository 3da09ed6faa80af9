"""Going back to a backup of progress. What was there before is put aside, never overwritten."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing

from sco_quiz.errors import StorageError
from sco_quiz.storage.database import APPLICATION_ID, open_progress, uri_of
from sco_quiz.storage.failures import failures
from sco_quiz.storage.migrations import back_up, free_name

_REMEDY = "`sco-quiz restore` lists the backups that there are."
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
        # In a folder of its own, together with what SQLite and a migration keep beside it.
        folder = tempfile.mkdtemp(prefix="restoring-", dir=os.path.dirname(path))
    try:
        ready = os.path.join(folder, os.path.basename(path))
        _copy_checked(backup, ready)
        return _take_place(ready, path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy_checked(backup: str, ready: str) -> None:
    """A copy of the backup, brought to this version and found whole."""
    try:
        with failures(backup), closing(sqlite3.connect(f"{uri_of(backup)}?mode=ro", uri=True)) as origin:
            _check_owner(origin, backup)
            back_up(origin, ready)
        with closing(open_progress(ready)) as copy, failures(backup):
            (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    except StorageError as error:
        raise StorageError(str(error).replace(ready, backup), _REMEDY) from error
    if found != "ok":
        raise StorageError(f"{backup} is damaged ({found}).", _REMEDY)


def _check_owner(backup: sqlite3.Connection, path: str) -> None:
    """What is no database is no backup, nor is an empty file, which SQLite takes for one."""
    try:
        (application,) = backup.execute("PRAGMA application_id").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            raise
        application = None
    if application != APPLICATION_ID:
        raise StorageError(f"{path} is no backup of progress.")


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
