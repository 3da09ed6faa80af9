"""The runs of three characters in the folded texts, so that a rare word is found without a look at every card.

They are in a table of SQLite's FTS5 (its tokenizer ``trigram``, from SQLite 3.34 on), which says which cards may hold a
text, be it in prompt, answer or tags; whether they do is looked up in the card itself. So it need not be complete, and
cards of the past in it do no harm. It takes five times as long to fill as the texts themselves, which is done bit by
bit where nobody waits; where there is no such tokenizer, every search looks at every text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from sco_quiz.storage.folded_texts import SEPARATOR, first_place, forget_past

LENGTH = 3
_STEP = 500
"""Cards that are taken in within one transaction: about 10 ms, so that a search need not wait longer."""
_LONGEST, _MOST_TERMS = 16, 4
"""Characters of a text, and texts, whose trigrams are looked for: more would hardly leave out more cards."""
_MOST_BEGINNINGS = 100
"""Trigrams that may begin with one or two characters that are sought: with more, they are in nearly every card."""
_MOST_PAST = 20_000
"""Cards of the past that are let be, before so many as are of the present."""

_TABLE = """
CREATE VIRTUAL TABLE IF NOT EXISTS trigrams USING fts5(
  text, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1'
)
"""
_LIST = "CREATE VIRTUAL TABLE IF NOT EXISTS all_trigrams USING fts5vocab('trigrams', 'row')"
_END = SEPARATOR * 2
"""Follows each card, so that its last characters begin a trigram, too."""


def take_some_in(connection: sqlite3.Connection) -> bool:
    """Take in some of the cards that are missing; whether there may be more. Does nothing where FTS5 can't do it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _make_table(connection):
            return False
        forget_past(connection)
        _clear_past(connection)
        row = connection.execute(
            "SELECT number, cards, indexed FROM generations WHERE file IS NOT NULL AND indexed < cards LIMIT 1"
        ).fetchone()
        if row is not None:
            number, cards, indexed = row
            until = min(cards, indexed + _STEP)
            first = first_place(number)
            connection.execute(
                "INSERT INTO trigrams (rowid, text) SELECT place, text || ? || tags || ? FROM folded"
                " WHERE place >= ? AND place < ?",
                (SEPARATOR, _END, first + indexed, first + until),
            )
            connection.execute("UPDATE generations SET indexed = ? WHERE number = ?", (until, number))
        connection.execute("COMMIT")
        return row is not None
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def candidates(connection: sqlite3.Connection, texts: Iterable[Sequence[str]], most: int) -> list[int] | None:
    """The places, ascending, of all cards taken in that may hold one text (folded) of each of ``texts``.

    None where there are more than ``most``, or where the texts say too little to tell.
    """
    sought = [*texts]
    terms = [_one_of(map(_all_of, text)) for text in sought if min(map(len, text)) >= LENGTH]
    try:
        if not terms:
            longest = max((text[0] for text in sought if len(text) == 1), key=len, default="")
            beginnings = _beginning_with(connection, longest) if longest else []
            if longest and not beginnings:
                return []
            if not 0 < len(beginnings) <= _MOST_BEGINNINGS:
                return None
            terms = [_one_of(map(_quoted, beginnings))]
        query = "SELECT rowid FROM trigrams WHERE trigrams MATCH ? ORDER BY rowid LIMIT ?"
        rows = connection.execute(query, (" AND ".join(terms[:_MOST_TERMS]), most + 1)).fetchall()
    except sqlite3.OperationalError:
        return None  # another program has filled the tables, and this one's SQLite has no FTS5
    return None if len(rows) > most else [place for (place,) in rows]


def _all_of(text: str) -> str:
    """Trigrams that each character of a text is in, or of its beginning, where it is long."""
    last = min(len(text), _LONGEST) - LENGTH
    return " AND ".join(_quoted(text[place : place + LENGTH]) for place in (*range(0, last, 2), last))


def _one_of(terms: Iterable[str]) -> str:
    return f"({' OR '.join(f'({term})' for term in terms)})"


def _beginning_with(connection: sqlite3.Connection, text: str) -> list[str]:
    """All trigrams of any text that begin so; one more than ``_MOST_BEGINNINGS`` where there are more."""
    found: list[str] = []
    for (trigram,) in connection.execute("SELECT term FROM all_trigrams WHERE term >= ? ORDER BY term", (text,)):
        if not trigram.startswith(text) or len(found) > _MOST_BEGINNINGS:
            break
        found.append(trigram)
    return found


def _quoted(trigram: str) -> str:
    return '"' + trigram.replace('"', '""') + '"'


def _make_table(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute(_TABLE)
        connection.execute(_LIST)
    except sqlite3.OperationalError:
        return False
    return True


def _clear_past(connection: sqlite3.Connection) -> None:
    """Begin anew where more of the table is of the past than of the present: single cards can't be taken out of it."""
    past, present = connection.execute(
        "SELECT coalesce(sum(indexed) FILTER (WHERE file IS NULL), 0), coalesce(sum(cards), 0) FROM generations"
    ).fetchone()
    if past > max(present, _MOST_PAST):
        connection.execute("INSERT INTO trigrams (trigrams) VALUES ('delete-all')")
        connection.execute("DELETE FROM generations WHERE file IS NULL")
        connection.execute("UPDATE generations SET indexed = 0")
