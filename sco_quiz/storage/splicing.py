"""Writing to the deck index where only some notes of a file changed: others are touched only where they moved."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sco_quiz.domain.deck import Deck
from sco_quiz.domain.identity import note_key
from sco_quiz.storage.compiling import CardColumns, compile_notes
from sco_quiz.storage.index import FileState
from sco_quiz.storage.rewriting import insert_cards


@dataclass(frozen=True, slots=True)
class Splice:
    """Notes in the place of others: ``deck``'s in that of ``gone`` notes from the one at ``first`` (from 0) on.

    ``next_line`` is the line (from 1) at which the note after them begins; ``outline`` is the file's own then.
    ``known_digest`` is the digest of what the file held before.
    """

    known_digest: str
    first: int
    gone: int
    deck: Deck
    next_line: int
    outline: bytes


@dataclass(frozen=True, slots=True)
class Spliced:
    """What a splice changed in the index: rows (``CARD_COLUMNS``) that came, and the ids of those that went.

    The digests are those of what the file held before, and of what it holds since.
    """

    known_digest: str
    digest: str
    gone: tuple[str, ...]
    come: tuple[CardColumns, ...]


def splice_file(
    connection: sqlite3.Connection, path: str, state: FileState, digest: str, splice: Splice
) -> Spliced | None:
    """Take in what changed in a file, within an open transaction; None, and nothing done, where that can't be.

    It can't where the index doesn't know the file as it was before, and where a note would be there twice.
    """
    known = connection.execute(
        "SELECT number, cards FROM files WHERE path = ? AND hash = ?", (path, splice.known_digest)
    ).fetchone()
    if known is None:
        return None
    number, cards = known
    here = _position(connection, number, splice.first, cards)
    end = _position(connection, number, splice.first + splice.gone, cards)
    if _is_taken(connection, number, splice.deck, here, end):
        return None
    gone = connection.execute(
        "SELECT card FROM cards WHERE file = ? AND position >= ? AND position < ?", (number, here, end)
    ).fetchall()
    come = compile_notes(splice.deck, here)
    more = len(come) - len(gone)
    connection.execute("DELETE FROM cards WHERE file = ? AND position >= ? AND position < ?", (number, here, end))
    _move_positions(connection, number, end, more)
    insert_cards(connection, number, come)
    _move_lines(connection, number, end + more, splice.next_line)
    connection.execute(
        "UPDATE files SET signature = ?, settled = ?, hash = ?, notes = notes + ?, cards = cards + ?, outline = ?"
        " WHERE number = ?",
        (
            *(state.signature, state.is_settled, digest, len(splice.deck.notes) - splice.gone),
            *(more, splice.outline, number),
        ),
    )
    return Spliced(splice.known_digest, digest, tuple(card for (card,) in gone), tuple(come))


def _position(connection: sqlite3.Connection, file: int, note: int, cards: int) -> int:
    """The position of a note's first card, of a file with so many ``cards``; its notes count from 0."""
    row = connection.execute(
        "SELECT position FROM cards WHERE file = ? AND position = ordinal ORDER BY position LIMIT 1 OFFSET ?",
        (file, note),
    ).fetchone()
    return cards if row is None else int(row[0])


def _is_taken(connection: sqlite3.Connection, file: int, deck: Deck, here: int, end: int) -> bool:
    """Whether one of the deck's notes is in the file already, outside of the place that it comes to."""
    query = (
        # Ids hold nothing below `$` but the `#` that siblings have.
        "SELECT 1 FROM cards WHERE card >= ? AND card < ? || '$' AND file = ? AND (position < ? OR position >= ?)"
    )
    keys = (f"{deck.id}/{note_key(note)}" for note in deck.notes)
    return any(connection.execute(query, (key, key, file, here, end)).fetchone() for key in keys)


def _move_positions(connection: sqlite3.Connection, file: int, position: int, by: int) -> None:
    """Let the cards from a position on move along; by way of negative ones, since no two may ever be the same."""
    if by:
        connection.execute(
            "UPDATE cards SET position = -1 - position - ?, ordinal = ordinal + ? WHERE file = ? AND position >= ?",
            (by, by, file, position),
        )
        connection.execute("UPDATE cards SET position = -1 - position WHERE file = ? AND position < 0", (file,))


def _move_lines(connection: sqlite3.Connection, file: int, position: int, line: int) -> None:
    """Let the note at a position begin at a line, and all after it move along."""
    row = connection.execute("SELECT line FROM cards WHERE file = ? AND position = ?", (file, position)).fetchone()
    if row is not None and row[0] != line:
        connection.execute(
            "UPDATE cards SET line = line + ? WHERE file = ? AND position >= ?", (line - row[0], file, position)
        )
