"""Writing to the deck index: what a file holds now, in the place of what it held. Loaded only when a file changed.

An author saves a deck of a thousand cards after changing one: rows that did not change stay, and so do their words in
the full-text table, which are the costliest of all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from sco_quiz.storage.compiling import CARD_COLUMNS, Compiled
from sco_quiz.storage.index import FILE_COLUMNS, FileState

_WORDS = "cards.number, prompt, answer, tags FROM cards"
_MARKS = ", ?" * (CARD_COLUMNS.count(",") + 1)

Row = tuple[Any, ...]


def write_file(connection: sqlite3.Connection, path: str, state: FileState, digest: str, compiled: Compiled) -> None:
    """Take in what a file holds, within an open transaction; ``state`` is from just before it was read."""
    known = connection.execute("SELECT number, searchable FROM files WHERE path = ?", (path,)).fetchone()
    number, searchable = known or (None, 0)
    number = connection.execute(
        f"INSERT OR REPLACE INTO files ({FILE_COLUMNS}, header, problems, outline, searchable)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, path, state.signature, state.is_settled, digest, *compiled.header, compiled.outline, searchable),
    ).lastrowid
    assert number is not None  # noqa: S101 - a row was inserted
    if known is None:
        insert_cards(connection, number, compiled.cards, searchable=False)
    else:
        _replace(connection, number, compiled.cards, searchable=bool(searchable))


def forget_file(connection: sqlite3.Connection, path: str) -> None:
    """Forget a file, within an open transaction; nothing happens if it isn't known."""
    row = connection.execute("SELECT number FROM files WHERE path = ?", (path,)).fetchone()
    if row is None:
        return
    connection.execute(
        f"INSERT INTO words (words, rowid, prompt, answer, tags) SELECT 'delete', {_WORDS}"
        " WHERE file = ? AND (SELECT searchable FROM files WHERE number = file)",
        row,
    )
    connection.execute("DELETE FROM cards WHERE file = ?", row)
    connection.execute("DELETE FROM files WHERE number = ?", row)


def _replace(connection: sqlite3.Connection, file: int, cards: Sequence[Row], *, searchable: bool) -> None:
    """Write the cards of a file, and their words where those were ``searchable`` before."""
    held: dict[int, Row] = {
        row[1]: row for row in connection.execute(f"SELECT {CARD_COLUMNS} FROM cards WHERE file = ?", (file,))
    }
    come = [row for row in cards if held.get(row[1]) != row]
    present = {row[1] for row in cards}
    gone = [row[1] for row in come if row[1] in held] + [place for place in held if place not in present]
    delete_cards(connection, file, gone, searchable=searchable)
    insert_cards(connection, file, come, searchable=searchable)


def delete_cards(connection: sqlite3.Connection, file: int, positions: Sequence[int], *, searchable: bool) -> None:
    """Delete the cards of a file at some positions, and their words where the file is ``searchable``."""
    places = [(file, position) for position in positions]
    if searchable:
        connection.executemany(
            "INSERT INTO words (words, rowid, prompt, answer, tags)"
            f" SELECT 'delete', {_WORDS} WHERE file = ? AND position = ?",
            places,
        )
    connection.executemany("DELETE FROM cards WHERE file = ? AND position = ?", places)


def insert_cards(connection: sqlite3.Connection, file: int, cards: Sequence[Row], *, searchable: bool) -> None:
    """Insert rows (``CARD_COLUMNS``) of a file, and their words where the file is ``searchable``."""
    connection.executemany(f"INSERT INTO cards (file, {CARD_COLUMNS}) VALUES ({file}{_MARKS})", cards)
    if searchable:
        connection.executemany(
            f"INSERT INTO words (rowid, prompt, answer, tags) SELECT {_WORDS} WHERE file = ? AND position = ?",
            [(file, row[1]) for row in cards],
        )
