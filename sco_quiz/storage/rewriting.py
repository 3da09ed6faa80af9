"""Writing to the deck index: what a file holds now, in the place of what it held. Loaded only when a file changed.

Rows that did not change stay.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sco_quiz.storage.compiling import CARD_COLUMNS, Compiled
from sco_quiz.storage.database import CACHE_KIB
from sco_quiz.storage.index import FILE_COLUMNS, FileState, Index

_MARKS = ", ?" * (CARD_COLUMNS.count(",") + 1)

_BULK_CACHE_KIB = 32_000
_CHECKPOINT_PAGES = 1_000
"""SQLite's own default."""

Row = tuple[Any, ...]


@contextmanager
def in_bulk(index: Index) -> Iterator[None]:
    """While many files are taken in: pages stay in memory, and the log is left to whoever closes or changes it next.

    To move it into the database at once, what was written would be written a second time before anything is shown.
    """
    execute = index.connection.execute
    with index.reading():
        execute(f"PRAGMA cache_size = -{_BULK_CACHE_KIB}")
        execute("PRAGMA wal_autocheckpoint = 0")
    try:
        yield
    finally:
        with index.reading():
            execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
            execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            execute("PRAGMA shrink_memory")


def write_file(connection: sqlite3.Connection, path: str, state: FileState, digest: str, compiled: Compiled) -> None:
    """Take in what a file holds, within an open transaction; ``state`` is from just before it was read."""
    known = connection.execute("SELECT number FROM files WHERE path = ?", (path,)).fetchone()
    number = connection.execute(
        f"INSERT OR REPLACE INTO files ({FILE_COLUMNS}, header, problems, outline)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (known and known[0], path, state.signature, state.is_settled, digest, *compiled.header, compiled.outline),
    ).lastrowid
    assert number is not None  # noqa: S101 - a row was inserted
    if known is None:
        insert_cards(connection, number, compiled.cards)
    else:
        _replace(connection, number, compiled.cards)


def forget_file(connection: sqlite3.Connection, path: str) -> None:
    """Forget a file, within an open transaction; nothing happens if it isn't known."""
    row = connection.execute("SELECT number FROM files WHERE path = ?", (path,)).fetchone()
    if row is None:
        return
    connection.execute("DELETE FROM cards WHERE file = ?", row)
    connection.execute("DELETE FROM files WHERE number = ?", row)


def _replace(connection: sqlite3.Connection, file: int, cards: Sequence[Row]) -> None:
    """Write the cards of a file that is known."""
    held: dict[int, Row] = {
        row[1]: row for row in connection.execute(f"SELECT {CARD_COLUMNS} FROM cards WHERE file = ?", (file,))
    }
    come = [row for row in cards if held.get(row[1]) != row]
    present = {row[1] for row in cards}
    gone = [row[1] for row in come if row[1] in held] + [place for place in held if place not in present]
    connection.executemany("DELETE FROM cards WHERE file = ? AND position = ?", [(file, place) for place in gone])
    insert_cards(connection, file, come)


def insert_cards(connection: sqlite3.Connection, file: int, cards: Sequence[Row]) -> None:
    """Insert rows (``CARD_COLUMNS``) of a file."""
    connection.executemany(f"INSERT INTO cards (file, {CARD_COLUMNS}) VALUES ({file}{_MARKS})", cards)
