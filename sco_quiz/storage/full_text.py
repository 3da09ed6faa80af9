"""Searching the texts of cards as one types: every word, or the beginning of one, has to be there.

The words are in a full-text table over the index's cards (SQLite's FTS5). Filling it takes longer than all else that
compiling a file does, and most sittings never search, so it is filled when it is first asked for, and from then on
only with the files that changed; removing a file takes its words out again.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Sequence

from sco_quiz.json_text import json_text

Found = tuple[str, str, str, str]
"""A card that was found: (card, kind, prompt, answer)."""

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 200
"""Characters of a search that are looked at."""


def words_of(text: str) -> list[str]:
    """The words of a search: runs of letters and digits, as FTS5's own tokenizer cuts them."""
    return _WORD.findall(unicodedata.normalize("NFC", text[:_LONGEST]))


def take_words_in(connection: sqlite3.Connection, report: Callable[[int, int], None] | None = None) -> None:
    """Make the cards of all files searchable that are not yet; one transaction a file."""
    pending = connection.execute("SELECT number FROM files WHERE NOT searchable AND cards > 0").fetchall()
    for done, (number,) in enumerate(pending):
        if report is not None:
            report(done, len(pending))
        connection.execute("BEGIN IMMEDIATE")
        try:
            query = "SELECT 1 FROM files WHERE number = ? AND NOT searchable"
            if connection.execute(query, (number,)).fetchone():  # else another program was quicker
                connection.execute(
                    "INSERT INTO words (rowid, prompt, answer, tags)"
                    " SELECT number, prompt, answer, tags FROM cards WHERE file = ?",
                    (number,),
                )
                connection.execute("UPDATE files SET searchable = 1 WHERE number = ?", (number,))
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    if report is not None and pending:
        report(len(pending), len(pending))


def search(connection: sqlite3.Connection, text: str, files: Sequence[int], limit: int) -> list[Found]:
    """The first ``limit`` cards of ``files`` (numbers) with all words of ``text``, in the order of the index."""
    words = words_of(text)
    if not words:
        return []
    return connection.execute(
        "SELECT cards.card, cards.kind, cards.prompt, cards.answer FROM words"
        " JOIN cards ON cards.number = words.rowid WHERE words MATCH ?"
        " AND cards.file IN (SELECT value FROM json_each(?)) ORDER BY words.rowid LIMIT ?",
        (" ".join(f'"{word}"*' for word in words), json_text(list(files)), limit),
    ).fetchall()
