"""What is asked of SQLite for a search: which cards of a stretch, or of a handful, a condition holds for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from sco_quiz.storage.conditions import Clause
from sco_quiz.storage.folded_texts import POSITION_BITS, POSITION_MASK, first_place


class Statement:
    """A condition as a statement that joins no more than it has to. ``key`` is what else is read of each card."""

    def __init__(self, condition: Clause, key: str = "", key_values: tuple[Any, ...] = ()) -> None:
        self.reads_texts = "texts." in condition.sql
        self.reads_progress = "held." in condition.sql + key
        reads_cards = self.reads_progress or not self.reads_texts or "cards." in condition.sql + key
        self.is_quick = not reads_cards
        """Whether it looks at texts alone."""
        self._key_values = key_values
        self._values = condition.values
        self._stretch = self._of_stretch(condition.sql, key, reads_cards=reads_cards)
        self._handful = self._of_handful(condition.sql, key, reads_cards=reads_cards)

    def start_of(self, file: int, generation: int | None) -> int:
        """What a position in a file (by its number in the index) is added to, to name a card to ``of_handful``."""
        return first_place(file if generation is None or not self.reads_texts else generation)

    def of_stretch(self, connection: sqlite3.Connection, file: int, start: int, begin: int, end: int) -> sqlite3.Cursor:
        """Ask of the cards of a file, whose ``start`` is given, from one position up to another.

        Gives one row, how many there are and their positions as one text with commas (None for none); with a key, a row
        (key, position) a card.
        """
        first = start if self.reads_texts else 0
        return connection.execute(self._stretch, (*self._key_values, file, first + begin, first + end, *self._values))

    def of_handful(self, connection: sqlite3.Connection, cards: Iterable[int]) -> sqlite3.Cursor:
        """Ask of some cards, each named by its file's start and its position; gives rows (key or 1, which of them)."""
        return connection.execute(self._handful, (*self._key_values, json.dumps([*cards]), *self._values))

    # CROSS JOIN keeps the order of the tables: what costs least comes first, and most cards go no further.

    def _of_stretch(self, condition: str, key: str, *, reads_cards: bool) -> str:
        position = f"texts.place & {POSITION_MASK}" if self.reads_texts else "cards.position"
        what = f"{key}, {position}" if key else f"count(*), group_concat({position})"
        tables = "files"
        where = "files.number = ?"
        if self.reads_texts:
            tables += " CROSS JOIN folded AS texts"
            where += " AND texts.place >= ? AND texts.place < ?"
        if reads_cards:
            tables += " CROSS JOIN cards"
            at = f"= {position}" if self.reads_texts else ">= ? AND cards.position < ?"
            where += f" AND cards.file = files.number AND cards.position {at}"
        return f"SELECT {what} FROM {tables}{self._held} WHERE {where} AND ({condition})"

    def _of_handful(self, condition: str, key: str, *, reads_cards: bool) -> str:
        tables = "json_each(?) AS chosen"
        name = "chosen.value"
        file = f"{name} >> {POSITION_BITS}"
        if self.reads_texts:
            name, file = "texts.place", "generations.file"
            tables += f" CROSS JOIN folded AS texts ON {name} = chosen.value"
            tables += f" CROSS JOIN generations ON generations.number = {name} >> {POSITION_BITS}"
        tables += f" CROSS JOIN files ON files.number = {file}"
        if reads_cards:
            tables += f" CROSS JOIN cards ON cards.file = files.number AND cards.position = {name} & {POSITION_MASK}"
        return f"SELECT {key or 1}, chosen.key FROM {tables}{self._held} WHERE {condition}"

    @property
    def _held(self) -> str:
        return " LEFT JOIN learner.cards AS held ON held.card = cards.card" if self.reads_progress else ""
