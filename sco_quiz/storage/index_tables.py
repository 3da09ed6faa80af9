"""The tables of the deck index, set up where there are none. Loaded only then.

A row a file, with the problems found in it, and a row a card. The first card of a note stands for the note, too: with
``hint``, ``explanation``, ``content`` and ``more`` (see ``storage.compiling``) its row says all that the author wrote.
``position`` counts the cards of a file from 0, ``ordinal`` is the position of the note's first card. The cards of a
file lie together, in their order.
"""

from __future__ import annotations

import sqlite3

from sco_quiz.storage import folded_texts
from sco_quiz.storage.database import begin_write_ahead

_SCHEMA = """
CREATE TABLE files (
  number INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  signature TEXT NOT NULL,
  settled INTEGER NOT NULL,
  hash TEXT NOT NULL,
  deck TEXT NOT NULL,
  title TEXT NOT NULL,
  notes INTEGER NOT NULL,
  cards INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  header TEXT NOT NULL,
  problems TEXT NOT NULL,
  outline BLOB NOT NULL
) STRICT;
CREATE TABLE cards (
  card TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES files (number),
  position INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  line INTEGER NOT NULL,
  kind TEXT NOT NULL,
  prompt TEXT NOT NULL,
  answer TEXT NOT NULL,
  tags TEXT NOT NULL,
  source TEXT NOT NULL,
  suspended INTEGER NOT NULL,
  hint TEXT NOT NULL,
  explanation TEXT NOT NULL,
  content TEXT NOT NULL,
  more TEXT NOT NULL,
  PRIMARY KEY (file, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX cards_by_id ON cards (card);
"""


def set_up(connection: sqlite3.Connection, application_id: int, version: int, patience_ms: int) -> None:
    """Set the tables up, in one transaction; ``DatabaseError`` for a file that isn't ours, or is of another format."""
    connection.execute("BEGIN IMMEDIATE")
    # Asked again now that no other program can be setting it up.
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if tables and mark != application_id:
        raise sqlite3.DatabaseError("another program's")
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if tables and found != version:
        raise sqlite3.DatabaseError("another format")
    if not tables:
        for statement in (_SCHEMA + folded_texts.SCHEMA).split(";")[:-1]:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("COMMIT")
    begin_write_ahead(connection, patience_ms)
