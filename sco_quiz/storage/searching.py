"""Searches as SQL over the deck index and the learner's progress together.

Each search reads the ids of the cards that it finds, in order; rows are read for those that are shown. The progress
database is attached for that time only: a transaction on the index would lock it, too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeAlias

from sco_quiz.domain.engine import days_until
from sco_quiz.domain.search import (
    And,
    Condition,
    Contains,
    Field,
    Flagged,
    Has,
    Introduced,
    Is,
    Measures,
    Not,
    OfKind,
    Or,
    Order,
    Pattern,
    Quantity,
    Query,
    Rated,
    Today,
)
from sco_quiz.storage.failures import failures
from sco_quiz.storage.index import Index
from sco_quiz.storage.log import names_now
from sco_quiz.storage.progress import Progress

Clause: TypeAlias = tuple[str, tuple[Any, ...]]
"""A condition in SQL, and the values that its question marks stand for."""

_TABLES = """
  FROM files JOIN cards ON cards.file = files.number LEFT JOIN learner.cards AS held ON held.card = cards.card
"""
_STATE = "coalesce(held.state, 'new')"
_SUSPENDED = "coalesce(held.suspended, cards.suspended)"
_ELAPSED = "max(? - held.reviewed_day, 0)"
_KEYS = {
    Order.PROMPT: "cards.prompt COLLATE NOCASE",
    Order.DUE: "coalesce(held.due_at, held.due_day * 86400000)",
    Order.STABILITY: "held.stability",
    Order.DIFFICULTY: "held.difficulty",
    Order.RETRIEVABILITY: f"-({_ELAPSED} / held.stability)",
    Order.REPS: "coalesce(held.reps, 0)",
    Order.LAPSES: "coalesce(held.lapses, 0)",
}
_CONDITIONS = {
    Condition.NEW: f"{_STATE} = 'new'",
    Condition.LEARN: f"{_STATE} IN ('learning', 'relearning')",
    Condition.REVIEW: f"{_STATE} IN ('review', 'relearning')",
    Condition.SUSPENDED: _SUSPENDED,
}
_QUANTITIES = {
    Quantity.INTERVAL: "CASE WHEN held.state = 'review' THEN held.due_day - held.reviewed_day END",
    Quantity.STABILITY: "round(held.stability, 2)",
    Quantity.DIFFICULTY: "round(held.difficulty, 2)",
    Quantity.REPS: "coalesce(held.reps, 0)",
    Quantity.LAPSES: "coalesce(held.lapses, 0)",
}

FOUND = (
    *("card", "deck", "note", "kind", "prompt", "answer", "tags", "source", "line"),
    *("state", "stability", "difficulty", "due_at", "due_day", "reviewed_day", "reps", "lapses"),
    *("suspended", "buried_day", "flag"),
)
"""The columns of a row that ``rows`` reads."""

_NOTE = "substr(cards.card, 1, instr(cards.card || '#', '#') - 1)"
_FOUND = f"""
  SELECT cards.card, files.deck, {_NOTE}, cards.kind, cards.prompt, cards.answer, cards.tags, cards.source,
    cards.line, {_STATE}, held.stability, held.difficulty, held.due_at, held.due_day, held.reviewed_day,
    coalesce(held.reps, 0), coalesce(held.lapses, 0), {_SUSPENDED}, held.buried_day, coalesce(held.flag, 0)
  FROM json_each(?) AS wanted JOIN cards ON cards.card = wanted.value JOIN files ON files.number = cards.file
    LEFT JOIN learner.cards AS held ON held.card = cards.card
  WHERE files.number IN (SELECT value FROM json_each(?)) ORDER BY wanted.key
"""


def find_cards(  # noqa: PLR0913, PLR0917 - where to look, what for, and in which order
    index: Index,
    progress: Progress,
    files: Sequence[int],
    query: Query,
    today: Today,
    order: Order = Order.DECK,
    *,
    descending: bool = False,
) -> list[str]:
    """The ids of the cards in the files with these numbers that a search finds, in order.

    Raises IndexDamagedError and StorageError.
    """
    condition, values = _clause(query, today, progress)
    with _joined(index, progress) as connection:
        if order is Order.DECK:
            # Deck by deck, so that the index gives the order and nothing is sorted.
            statement = f"SELECT cards.card {_TABLES} WHERE files.number = ? AND ({condition}) ORDER BY cards.position"
            numbers = reversed(files) if descending else files
            found = [
                [card for (card,) in connection.execute(statement + " DESC" * descending, (number, *values))]
                for number in numbers
            ]
            return [card for cards in found for card in cards]
        key, direction = _KEYS[order], "DESC" if descending else "ASC"
        rows = connection.execute(
            f"SELECT cards.card, {key} AS key {_TABLES}"
            f" WHERE files.number IN (SELECT value FROM json_each(?)) AND ({condition})"
            f" ORDER BY key IS NULL, key {direction}, files.number, cards.position",
            (*([today.day] if "?" in key else []), json.dumps(files), *values),
        )
        return [card for card, _ in rows]


def read_rows(index: Index, progress: Progress, files: Sequence[int], cards: Sequence[str]) -> list[tuple[Any, ...]]:
    """The ``FOUND`` columns of cards, in the order of their ids; those that are gone meanwhile are left out."""
    with _joined(index, progress) as connection:
        return connection.execute(_FOUND, (json.dumps(cards), json.dumps(files))).fetchall()


@contextmanager
def _joined(index: Index, progress: Progress) -> Iterator[sqlite3.Connection]:
    connection = index.connection
    with failures(progress.path):
        connection.execute("ATTACH ? AS learner", (progress.path,))
    try:
        with index.reading():
            connection.create_function("folded", 1, str.casefold, deterministic=True)
            yield connection
    finally:
        with suppress(sqlite3.Error):  # of a damaged index, which is closed and made anew
            connection.execute("DETACH learner")


def _clause(query: Query, today: Today, progress: Progress) -> Clause:  # noqa: C901 - a case for each sort of query
    match query:
        case And(parts):
            return _together(" AND ", "1", [_clause(part, today, progress) for part in parts])
        case Or(parts):
            return _together(" OR ", "0", [_clause(part, today, progress) for part in parts])
        case Not(part):
            condition, values = _clause(part, today, progress)
            return f"({condition}) IS NOT TRUE", values
        case Contains(pattern):
            return _together(" OR ", "0", [_contains("cards.prompt", pattern), _contains("cards.answer", pattern)])
        case Has(field, pattern):
            return _has(field, pattern)
        case OfKind(kind):
            return "cards.kind = ?", (kind.value,)
        case Is(condition):
            return _is(condition, today)
        case Measures():
            return _measures(query, today)
        case Flagged(flag):
            return "coalesce(held.flag, 0) = ?", (flag,)
        case Rated(days, rating):
            which = "" if rating is None else f" AND rating = {rating.value}"
            return _among(_answered(progress, today.day - days, which))
        case Introduced(days):
            return _among(_answered(progress, today.day - days, " AND phase = 'new' AND mode = 'study'"))


def _together(joint: str, without: str, clauses: Sequence[Clause]) -> Clause:
    conditions = joint.join(f"({condition})" for condition, _ in clauses) or without
    return conditions, tuple(value for _, values in clauses for value in values)


def _has(field: Field, pattern: Pattern) -> Clause:
    match field:
        case Field.DECK:
            return _together(" OR ", "0", [_whole("files.deck", pattern), _whole("files.title", pattern)])
        case Field.TAG:
            if pattern.pieces == ("none",):
                return "cards.tags = '[]'", ()
            below = Pattern((*pattern.pieces[:-1], pattern.pieces[-1] + "::", ""))
            either, values = _together(" OR ", "0", [_whole("tag.value", pattern), _whole("tag.value", below)])
            return f"EXISTS (SELECT 1 FROM json_each(cards.tags) AS tag WHERE {either})", values
        case Field.PROMPT:
            return _contains("cards.prompt", pattern)
        case Field.ANSWER:
            return _contains("cards.answer", pattern)
        case Field.SOURCE:
            return _contains("cards.source", pattern)
        case Field.NOTE:
            return _whole(_NOTE, pattern)
        case Field.CARD:
            return _whole("cards.card", pattern)


def _is(condition: Condition, today: Today) -> Clause:
    match condition:
        case Condition.DUE:
            due = "(held.state = 'review' AND held.due_day <= ?) OR held.due_at < ?"
            open_now = f"NOT {_SUSPENDED} AND held.buried_day IS NOT ?"
            return f"{open_now} AND ({due})", (today.day, today.day, today.day_end)
        case Condition.BURIED:
            return "held.buried_day = ?", (today.day,)
        case Condition.LEECH:
            return "? > 0 AND held.lapses >= ?", (today.leech_lapses, today.leech_lapses)
        case _:
            return _CONDITIONS[condition], ()


def _measures(asked: Measures, today: Today) -> Clause:
    quantity, comparison, value = asked.quantity, asked.comparison, asked.value
    match quantity:
        case Quantity.DUE:
            return f"held.state = 'review' AND held.due_day - ? {comparison} ?", (today.day, value)
        case Quantity.RETRIEVABILITY:
            return _retrievable(asked, today)
        case _:
            return f"{_QUANTITIES[quantity]} {comparison} ?", (value,)


def _retrievable(asked: Measures, today: Today) -> Clause:
    """Retrievability falls as time goes on, so it compares with a value as the time does with a time, turned round."""
    elapsed = f"{_ELAPSED} / held.stability"

    def time(chance: float) -> float:
        if chance > 1:
            return -1.0  # before any time that has gone by
        return min(days_until(chance, 1.0, today.weights), 1e300)  # SQLite has no infinity to bind

    if asked.comparison in {"=", "!="}:
        within = f"{elapsed} BETWEEN ? AND ?"
        values = (today.day, time(asked.value + 0.005), time(asked.value - 0.005))
        return (within if asked.comparison == "=" else f"NOT ({within})"), values
    turned = asked.comparison.replace("<", "x").replace(">", "<").replace("x", ">")
    return f"{elapsed} {turned} ?", (today.day, time(asked.value))


def _whole(column: str, pattern: Pattern) -> Clause:
    return _like(column, "%".join(map(_escaped, pattern.pieces)))


def _contains(column: str, pattern: Pattern) -> Clause:
    return _like(column, f"%{'%'.join(map(_escaped, pattern.pieces))}%")


def _like(column: str, pattern: str) -> Clause:
    """SQLite's LIKE takes capitals and small letters for the same in ASCII only; the rest is folded here."""
    if pattern.isascii():
        return f"{column} LIKE ? ESCAPE '\\'", (pattern,)
    return f"folded({column}) LIKE ? ESCAPE '\\'", (pattern.casefold(),)


def _escaped(piece: str) -> str:
    return piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _among(cards: Iterable[str]) -> Clause:
    return "cards.card IN (SELECT value FROM json_each(?))", (json.dumps(sorted(cards)),)


def _answered(progress: Progress, after_day: int, which: str) -> set[str]:
    """The cards, by their ids of now, that were answered on days after ``after_day``; undone answers don't count."""
    with failures(progress.path):
        name_now = names_now(progress.connection)
        rows = progress.connection.execute(
            "SELECT card, reviewed_at, id FROM reviews WHERE day > ? AND voids IS NULL"
            f" AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.voids = reviews.id){which}",
            (after_day,),
        )
        return {name_now(*row) for row in rows}
