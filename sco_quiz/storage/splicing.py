"""Writing to the deck index where only some notes of a file changed: no other row is touched, unless lines moved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from sco_quiz.domain.deck import Deck
from sco_quiz.domain.identity import note_key
from sco_quiz.storage.compiling import ROOM, CardColumns, compile_notes
from sco_quiz.storage.index import FileState
from sco_quiz.storage.rewriting import delete_cards, insert_cards


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

    It can't where the index doesn't know the file as it was before, where a note would be there twice, and where no
    room is left between two positions.
    """
    query = "SELECT number, searchable FROM files WHERE path = ? AND hash = ?"
    known = connection.execute(query, (path, splice.known_digest)).fetchone()
    if known is None:
        return None
    number, searchable = known
    here, end = _bounds(connection, number, splice)
    (before,) = connection.execute(
        "SELECT coalesce(max(position), 0) FROM cards WHERE file = ? AND position < ?", (number, here)
    ).fetchone()
    held = connection.execute(
        "SELECT position, card FROM cards WHERE file = ? AND position >= ? AND position < ? ORDER BY position",
        (number, here, end),
    ).fetchall()
    gone = [position for position, _ in held]
    positions = _positions(len(compile_notes(splice.deck, count())), gone, before, end)
    if positions is None or _is_taken(connection, number, splice.deck, here, end):
        return None
    come = compile_notes(splice.deck, positions)
    delete_cards(connection, number, gone, searchable=bool(searchable))
    insert_cards(connection, number, come, searchable=bool(searchable))
    _move_lines(connection, number, end, splice.next_line)
    connection.execute(
        "UPDATE files SET signature = ?, settled = ?, hash = ?, notes = notes + ?, cards = cards + ?, outline = ?"
        " WHERE number = ?",
        (
            *(state.signature, state.is_settled, digest, len(splice.deck.notes) - splice.gone),
            *(len(come) - len(gone), splice.outline, number),
        ),
    )
    return Spliced(splice.known_digest, digest, tuple(card for _, card in held), tuple(come))


_AFTER_ALL = 1 << 62


def _bounds(connection: sqlite3.Connection, file: int, splice: Splice) -> tuple[int, int]:
    """The positions of the first note that is gone, and of the first note after those."""
    query = "SELECT position FROM cards WHERE file = ? AND position = ordinal ORDER BY position LIMIT 1 OFFSET ?"
    places = (splice.first, splice.first + splice.gone)
    rows = (connection.execute(query, (file, place)).fetchone() for place in places)
    here, end = (row[0] if row else _AFTER_ALL for row in rows)
    return here, end


def _positions(cards: int, gone: Sequence[int], before: int, end: int) -> Iterable[int] | None:
    """Positions for so many cards: those of the cards that are gone, or some between their neighbours'."""
    if cards == len(gone):
        return gone
    step = min(ROOM, (end - before) // (cards + 1))
    return range(before + step, before + step * (cards + 1), step) if step else None


def _is_taken(connection: sqlite3.Connection, file: int, deck: Deck, here: int, end: int) -> bool:
    """Whether one of the deck's notes is in the file already, outside of the place that it comes to."""
    query = (
        # Ids hold nothing below `$` but the `#` that siblings have.
        "SELECT 1 FROM cards WHERE card >= ? AND card < ? || '$' AND file = ? AND (position < ? OR position >= ?)"
    )
    keys = (f"{deck.id}/{note_key(note)}" for note in deck.notes)
    return any(connection.execute(query, (key, key, file, here, end)).fetchone() for key in keys)


def _move_lines(connection: sqlite3.Connection, file: int, position: int, line: int) -> None:
    """Let the note at a position begin at a line, and all after it move along."""
    row = connection.execute("SELECT line FROM cards WHERE file = ? AND position = ?", (file, position)).fetchone()
    if row is not None and row[0] != line:
        connection.execute(
            "UPDATE cards SET line = line + ? WHERE file = ? AND position >= ?", (line - row[0], file, position)
        )
