"""The texts of cards that were answered, kept so that a card can be listed when its deck is gone."""

from __future__ import annotations

import sqlite3

from sco_quiz.storage.log import storable
from sco_quiz.storage.write_ahead import writing_now

_KEEP = (
    "INSERT INTO texts (card, prompt, answer) VALUES (?, ?, ?) ON CONFLICT (card) DO UPDATE"
    " SET prompt = excluded.prompt, answer = excluded.answer"
    " WHERE prompt <> excluded.prompt OR answer <> excluded.answer"
)


def keep_text(connection: sqlite3.Connection, card: str, prompt: str, answer: str) -> None:
    """Keep what a card asks and answers, within a transaction that is open; writes nothing where that is kept."""
    connection.execute(_KEEP, (card, storable(prompt), storable(answer)))


def keep_text_now(connection: sqlite3.Connection, card: str, prompt: str, answer: str) -> None:
    """Keep it in a transaction of its own; not while another program writes, which isn't waited for."""
    kept = connection.execute("SELECT prompt, answer FROM texts WHERE card = ?", (card,)).fetchone()
    if kept != (storable(prompt), storable(answer)):
        with writing_now(connection) as may_write:
            if may_write:
                keep_text(connection, card, prompt, answer)
