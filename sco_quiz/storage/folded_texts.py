"""The texts of cards as searches compare them, folded once and kept beside the index's cards.

Folding every text for every letter that is typed would cost more than all else, and the rows of the cards themselves
are wide; these are as narrow as can be. They are made file by file when a search first needs them, in no time that
compiling takes. The rows of a file are a *generation*: they stand for what the file held when it had that hash, and
count only while it has it. So nothing has to be kept in line when a file changes, goes, or is written by another
program: a generation of other times is found by nobody, and taken out by the next that looks.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

SCHEMA = """
CREATE TABLE generations (
  number INTEGER PRIMARY KEY,
  file INTEGER UNIQUE,
  hash TEXT NOT NULL,
  cards INTEGER NOT NULL,
  indexed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE folded (
  place INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  tags TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;
"""
"""``file`` is NULL for a generation whose cards are in the trigrams still and nowhere else; ``indexed`` is how many of
its cards are in them. A ``place`` is made of a generation and a position in its file; ``text`` is prompt and answer,
``tags`` is JSON."""

SEPARATOR = "\x1f"
"""Stands between prompt and answer: no text of a deck may hold it."""

POSITION_BITS = 24
POSITION_MASK = (1 << POSITION_BITS) - 1


class Generation(NamedTuple):
    """The rows of a file as it is now; ``is_indexed`` where all of them are in the trigrams."""

    number: int
    is_indexed: bool


def first_place(generation: int) -> int:
    """The place of a generation's first card."""
    return generation << POSITION_BITS


def generations(connection: sqlite3.Connection) -> dict[int, tuple[str, Generation | None]]:
    """For each file of the index (by its number) its hash now, and its generation; None where it has none yet."""
    rows = connection.execute(
        "SELECT files.number, files.hash, generations.number, generations.indexed = generations.cards FROM files"
        " LEFT JOIN generations ON generations.file = files.number AND generations.hash = files.hash"
    )
    return {
        file: (digest, None if number is None else Generation(number, bool(indexed)))
        for file, digest, number, indexed in rows
    }


def take_in(connection: sqlite3.Connection, file: int) -> None:
    """Fold the texts of a file's cards, as they are now, unless another program did so meanwhile."""
    add_functions(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        forget_past(connection)
        generation = connection.execute(
            "INSERT INTO generations (file, hash, cards)"
            " SELECT number, hash, cards FROM files WHERE number = ? ON CONFLICT DO NOTHING RETURNING number",
            (file,),
        ).fetchone()
        if generation is not None:
            connection.execute(
                "INSERT INTO folded (place, text, tags, source)"
                " SELECT ? + position, folded(prompt || ? || answer), folded(tags), folded(source)"
                " FROM cards WHERE file = ? ORDER BY position",
                (first_place(generation[0]), SEPARATOR, file),
            )
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def forget_past(connection: sqlite3.Connection) -> None:
    """Within a transaction: take out the generations of files that have changed or are gone."""
    connection.execute(
        "UPDATE generations SET file = NULL WHERE file IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM files WHERE files.number = generations.file AND files.hash = generations.hash)"
    )
    past = connection.execute("SELECT number FROM generations WHERE file IS NULL AND cards > 0").fetchall()
    for (number,) in past:
        connection.execute(
            "DELETE FROM folded WHERE place >= ? AND place < ?", (first_place(number), first_place(number + 1))
        )
    connection.execute("DELETE FROM generations WHERE file IS NULL AND indexed = 0")
    connection.execute("UPDATE generations SET cards = 0 WHERE file IS NULL")


def fold(text: str) -> str:
    """A text as it is compared: without regard to case, in any script."""
    return text.casefold()


def add_functions(connection: sqlite3.Connection) -> None:
    """Let SQL of this connection call ``folded``."""
    connection.create_function("folded", 1, fold, deterministic=True)
