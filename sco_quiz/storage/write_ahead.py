"""The write-ahead log of ``progress.db``, kept so that an answer waits for the disk as briefly as it can.

What is done here is done while the learner reads: first the log is given room, then, every so many answers, what is in
it goes into the database, and the log begins at its front again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress

ROOM = 8 << 20
"""Bytes of the log that are there from the beginning: a hundred answers and more."""

_BLOCK = bytes(1 << 16)


def make_room(connection: sqlite3.Connection, path: str) -> bool:
    """Lengthen the log of the database at ``path`` to ``ROOM``; False, and nothing done, while another program writes.

    A commit has the disk keep what it wrote; where that made the file longer, the disk has to keep its new length, too,
    which takes twice as long. So zeros stand in the log before it is written. To SQLite they are what is left behind
    the last frame of a log that was begun anew (https://www.sqlite.org/fileformat2.html#walformat). Without room it
    works just as well.
    """
    # So that no other program adds frames, or shortens the log, meanwhile.
    with writing_now(connection) as may_write:
        if may_write:
            with suppress(OSError), open(f"{path}-wal", "r+b") as log:
                size = log.seek(0, os.SEEK_END)
                while size < ROOM:
                    size += log.write(_BLOCK[: ROOM - size])
                log.flush()
                os.fsync(log.fileno())
            _write_what_is_there(connection)
    return may_write


def move_into_database(connection: sqlite3.Connection) -> None:
    """Move the log's pages into the database; no other program is waited for, and what it still reads stays.

    What is written next begins the log anew, for which the disk is waited for a second time. So that this is no answer,
    something is written at once.
    """
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    with writing_now(connection) as may_write:
        if may_write:
            _write_what_is_there(connection)


@contextmanager
def writing_now(connection: sqlite3.Connection) -> Iterator[bool]:
    """A transaction; False, and none, while another program writes: it isn't waited for."""
    if not _take_writing_lock(connection):
        yield False
        return
    try:
        yield True
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _write_what_is_there(connection: sqlite3.Connection) -> None:
    """Have the transaction written to the log though it changes nothing."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute(f"PRAGMA user_version = {version}")


def _take_writing_lock(connection: sqlite3.Connection) -> bool:
    """Begin a change without waiting for another program's: the learner would wait, too."""
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")
    return True
