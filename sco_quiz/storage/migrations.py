"""Bringing a database up to date: each step in one transaction with its record, after a backup of the whole file."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from contextlib import closing, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Migrations = tuple[str, ...]
    """Scripts; the one at index ``n`` brings version ``n`` to ``n + 1``."""


def statements(script: str) -> Iterator[str]:
    """The single statements of a script, so that they can run inside a transaction that is already open."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"a script ends within a statement: {statement!r}")


def version_of(connection: sqlite3.Connection) -> int:
    """The database's schema version; 0 for an empty one."""
    row: tuple[int] = connection.execute("PRAGMA user_version").fetchone()
    return row[0]


def back_up(connection: sqlite3.Connection, target: str) -> None:
    """Copy the whole database, as it is at one moment, to the file ``target``, which must not exist yet.

    The file has its name only when it is whole: a copy that fails, or whose program is killed, leaves none.
    """
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target)
    draft = os.path.join(os.path.dirname(target), f".backup-{os.getpid()}.partial")
    copy = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        copy.close()
        os.replace(draft, target)
    except BaseException:
        copy.close()
        with suppress(FileNotFoundError):
            os.unlink(draft)
        raise


def migrate(
    connection: sqlite3.Connection, path: str, migrations: Migrations, *, application_id: int, program: str
) -> None:
    """Bring the database up to ``len(migrations)``; one that is in use gets a backup beside it first.

    The backup is ``<path>.before-v<version>``, with a number behind it if that exists. An error leaves the database as
    it was. Two programs that start at once migrate once.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = version_of(connection)
        if 0 < version < len(migrations):
            # SQLite copies nothing over a connection that is changing something.
            with closing(sqlite3.connect(path)) as reader:
                back_up(reader, free_name(f"{path}.before-v{len(migrations)}"))
        for number in range(version, len(migrations)):
            for statement in statements(migrations[number]):
                connection.execute(statement)
            connection.execute(
                "INSERT INTO migrations (version, applied_at, program) VALUES (?, ?, ?)",
                (number + 1, time.time_ns() // 1_000_000, program),
            )
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def free_name(path: str, ending: str = "") -> str:
    """The path with the ending, and a number between the two if there is something already."""
    name = path + ending
    number = 1
    while os.path.lexists(name):
        number += 1
        name = f"{path}-{number}{ending}"
    return name
