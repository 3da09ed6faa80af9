"""The rows of a file in the index, brought in line with what it holds now: only those that changed are written.

An author saves a deck of a thousand cards after changing one. Its other rows stay, and so do their words in the
full-text table, which are the costliest of all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from sco_quiz.storage.compiling import Compiled

_NOTES = "ordinal, note, line, content"
_CARDS = "position, card, ordinal, kind, prompt, answer, tags, source, suspended"
_WORDS = "cards.number, prompt, answer, tags FROM cards"

Row = tuple[Any, ...]
"""A row's columns; the first is its place in the file."""


def write_rows(connection: sqlite3.Connection, file: int, compiled: Compiled, *, searchable: bool) -> None:
    """Write a file's notes and cards, and the words of its cards where they were ``searchable`` before."""
    gone, come = _differences(connection, f"SELECT {_NOTES} FROM notes WHERE file = ?", file, compiled.notes)
    connection.executemany("DELETE FROM notes WHERE file = ? AND ordinal = ?", [(file, place) for place in gone])
    _insert(connection, "notes", _NOTES, file, come)

    cards = [(row[1], row[0], *row[2:]) for row in compiled.cards]
    gone, come = _differences(connection, f"SELECT {_CARDS} FROM cards WHERE file = ?", file, cards)
    places = [(file, place) for place in gone]
    if searchable:
        connection.executemany(
            "INSERT INTO words (words, rowid, prompt, answer, tags)"
            f" SELECT 'delete', {_WORDS} WHERE file = ? AND position = ?",
            places,
        )
    connection.executemany("DELETE FROM cards WHERE file = ? AND position = ?", places)
    _insert(connection, "cards", _CARDS, file, come)
    if searchable:
        connection.executemany(
            f"INSERT INTO words (rowid, prompt, answer, tags) SELECT {_WORDS} WHERE file = ? AND position = ?",
            [(file, row[0]) for row in come],
        )


def _differences(
    connection: sqlite3.Connection, query: str, file: int, rows: Sequence[Row]
) -> tuple[list[int], list[Row]]:
    """The places of rows to be deleted, and the rows to be written; one that changed is among both."""
    held: dict[int, Row] = {row[0]: row for row in connection.execute(query, (file,))}
    if not held:
        return [], list(rows)
    come = [row for row in rows if held.get(row[0]) != row]
    present = {row[0] for row in rows}
    changed = [row[0] for row in come if row[0] in held]
    return changed + [place for place in held if place not in present], come


def _insert(connection: sqlite3.Connection, table: str, columns: str, file: int, rows: Sequence[Row]) -> None:
    marks = ", ?" * (columns.count(",") + 1)
    connection.executemany(f"INSERT INTO {table} (file, {columns}) VALUES ({file}{marks})", rows)
