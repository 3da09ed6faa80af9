"""Queries as conditions in SQL, over the rows that searches look at: ``files``, ``texts``, ``cards`` and ``held``.

``texts`` are the folded texts of a card, ``held`` is what the learner's progress holds of it. A condition names only
the tables that it needs, so that the others need not be joined.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sco_quiz.domain.day import DAY_MS
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
    Pattern,
    Quantity,
    Query,
    Rated,
    Today,
)
from sco_quiz.storage.failures import failures
from sco_quiz.storage.folded_texts import SEPARATOR, fold
from sco_quiz.storage.log import names_now
from sco_quiz.storage.progress import Progress

STATE = "coalesce(held.state, 'new')"
SUSPENDED = "coalesce(held.suspended, cards.suspended)"
ELAPSED = "max(? - held.reviewed_day, 0)"
NOTE = "substr(cards.card, 1, instr(cards.card || '#', '#') - 1)"

_CONDITIONS = {
    Condition.NEW: f"{STATE} = 'new'",
    Condition.LEARN: f"{STATE} IN ('learning', 'relearning')",
    Condition.REVIEW: f"{STATE} IN ('review', 'relearning')",
    Condition.SUSPENDED: SUSPENDED,
}
_QUANTITIES = {
    Quantity.INTERVAL: "CASE WHEN held.state = 'review' THEN held.due_day - held.reviewed_day END",
    Quantity.STABILITY: "round(held.stability, 2)",
    Quantity.DIFFICULTY: "round(held.difficulty, 2)",
    Quantity.REPS: "coalesce(held.reps, 0)",
    Quantity.LAPSES: "coalesce(held.lapses, 0)",
}
_DUE_CARDS = """
  SELECT card FROM learner.cards WHERE state = 'review' AND due_day <= ? AND suspended = 0 AND present = 1
  UNION ALL SELECT card FROM learner.cards WHERE due_at < ? AND due_at IS NOT NULL AND suspended = 0 AND present = 1
"""
_SEPARATOR_AT = f"instr(texts.text, char({ord(SEPARATOR)}))"
_PROMPT = f"substr(texts.text, 1, {_SEPARATOR_AT} - 1)"
_ANSWER = f"substr(texts.text, {_SEPARATOR_AT} + 1)"
_NO_TAG = ("none",)
"""What ``tag:none`` asks for."""
_DAYS_APART = 3
"""Logical days that a review's own day may be away from the day of its time in UTC: zones, rollover, and to spare."""


class Clause(NamedTuple):
    """A condition in SQL, and the values that its question marks stand for."""

    sql: str
    values: tuple[Any, ...] = ()


EVERY_CARD = Clause("1")
NO_CARD = Clause("0")


class Conditions:
    """Makes conditions that hold today for a learner. ``sets`` are what ``among(number, text)`` looks in."""

    def __init__(self, today: Today, progress: Progress) -> None:
        self._today = today
        self._progress = progress
        self.sets: list[frozenset[str]] = []
        self._answered: dict[Query, int] = {}

    def clause(self, query: Query) -> Clause:  # noqa: C901 - a case for each sort of query
        """The condition that a query stands for; StorageError where progress can't be read."""
        match query:
            case And(parts):
                return _together(" AND ", EVERY_CARD, [self.clause(part) for part in parts])
            case Or(parts):
                return _together(" OR ", NO_CARD, [self.clause(part) for part in parts])
            case Not(part):
                condition, values = self.clause(part)
                return Clause(f"({condition}) IS NOT TRUE", values)
            case Contains(pattern):
                return _in_text(pattern, (_PROMPT, _ANSWER))
            case Has(field, pattern):
                return _has(field, pattern)
            case OfKind(kind):
                return Clause("cards.kind = ?", (kind.value,))
            case Is(condition):
                return _is(condition, self._today)
            case Measures():
                return _measures(query, self._today)
            case Flagged(flag):
                return Clause("coalesce(held.flag, 0) = ?", (flag,))
            case Rated() | Introduced():
                if query not in self._answered:
                    self._answered[query] = len(self.sets)
                    self.sets.append(self._answered_cards(query))
                return Clause(f"among({self._answered[query]}, cards.card)")

    def among(self, number: int, text: str) -> bool:
        """What ``among`` stands for in SQL."""
        return text in self.sets[number]

    def _answered_cards(self, query: Rated | Introduced) -> frozenset[str]:
        """The cards, by their ids of now, that were answered so; undone answers don't count."""
        after = self._today.day - query.days
        match query:
            case Rated(rating=rating):
                which = "" if rating is None else f" AND rating = {rating.value}"
            case Introduced():
                which = " AND phase = 'new' AND mode = 'study'"
        with failures(self._progress.path):
            name_now = names_now(self._progress.connection)
            rows = self._progress.connection.execute(
                # By time first, for which there is an index.
                "SELECT card, reviewed_at, id FROM reviews WHERE reviewed_at > ? AND day > ? AND voids IS NULL"
                f" AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.voids = reviews.id){which}",
                ((after - _DAYS_APART) * DAY_MS, after),
            )
            return frozenset(name_now(*row) for row in rows)

    def cards_by_progress(self, query: Query) -> Clause | None:
        """A statement for the ids of all cards that a query may find, which looks at nothing but progress; if any can.

        Every card of the decks has its row in progress since they were last looked at.
        """
        match query:
            case And(parts):
                return next((found for part in parts if (found := self.cards_by_progress(part)) is not None), None)
            case Is(Condition.DUE):
                return Clause(_DUE_CARDS, (self._today.day, self._today.day_end))
            case Is() | Measures() | Flagged():
                condition, values = self.clause(query)
                return Clause(
                    f"SELECT card FROM learner.cards AS held WHERE {condition.replace(SUSPENDED, 'held.suspended')}",
                    values,
                )
            case Rated() | Introduced():
                self.clause(query)
                cards = self.sets[self._answered[query]]
                return Clause("SELECT value FROM json_each(?)", (json.dumps(sorted(cards)),))
            case _:
                return None


def texts_in(query: Query) -> tuple[tuple[str, ...], ...]:
    """Folded texts of which every card that a query finds holds one of each tuple, in text or tags (as JSON)."""
    match query:
        case And(parts):
            return tuple(text for part in parts for text in texts_in(part))
        case Contains(pattern) | Has(Field.PROMPT | Field.ANSWER, pattern):
            return tuple((fold(piece),) for piece in pattern.pieces)
        case Has(Field.TAG, pattern) if pattern.pieces != _NO_TAG:
            whole, below = _tags_in_json(pattern)
            return tuple((fold(text), fold(other)) for text, other in zip(whole.pieces, below.pieces, strict=True))
        case _:
            return ()


def _tags_in_json(pattern: Pattern) -> tuple[Pattern, Pattern]:
    """What stands in the JSON of a card's tags where the pattern is one of them, or where it is above one."""
    first, *others = (json.dumps(piece, ensure_ascii=False)[1:-1] for piece in pattern.pieces)
    *pieces, last = ('"' + first, *others)
    return Pattern((*pieces, last + '"')), Pattern((*pieces, last + "::"))


def _together(joint: str, without: Clause, clauses: Sequence[Clause]) -> Clause:
    if not clauses:
        return without
    conditions = joint.join(f"({condition})" for condition, _ in clauses)
    return Clause(conditions, tuple(value for _, values in clauses for value in values))


def _in_text(pattern: Pattern, parts: Sequence[str]) -> Clause:
    """The pattern in one of some parts of the text; first looked for in all of it, which is the quickest."""
    if any(SEPARATOR in piece for piece in pattern.pieces):
        return NO_CARD
    anywhere = _contains("texts.text", pattern)
    if len(pattern.pieces) == 1 and len(parts) > 1:
        return anywhere
    return _together(
        " AND ", EVERY_CARD, [anywhere, _together(" OR ", NO_CARD, [_contains(part, pattern) for part in parts])]
    )


def _has(field: Field, pattern: Pattern) -> Clause:
    match field:
        case Field.DECK:
            names = ("folded(files.deck)", "folded(files.title)")
            return _together(" OR ", NO_CARD, [_whole(name, pattern) for name in names])
        case Field.TAG:
            return _tagged(pattern)
        case Field.PROMPT:
            return _in_text(pattern, (_PROMPT,))
        case Field.ANSWER:
            return _in_text(pattern, (_ANSWER,))
        case Field.SOURCE:
            return _contains("texts.source", pattern)
        case Field.NOTE:
            return _whole(f"folded({NOTE})", pattern)
        case Field.CARD:
            return _whole("folded(cards.card)", pattern)


def _tagged(pattern: Pattern) -> Clause:
    if pattern.pieces == _NO_TAG:
        return Clause("texts.tags = '[]'")
    below = Pattern((*pattern.pieces[:-1], pattern.pieces[-1] + "::", ""))
    either, values = _together(" OR ", NO_CARD, [_whole("tag.value", pattern), _whole("tag.value", below)])
    exactly = Clause(f"EXISTS (SELECT 1 FROM json_each(texts.tags) AS tag WHERE {either})", values)
    # Tags are JSON, each in quotation marks: a look at that as a text leaves most cards out.
    roughly = [_contains("texts.tags", written) for written in _tags_in_json(pattern)]
    return _together(" AND ", EVERY_CARD, [_together(" OR ", NO_CARD, roughly), exactly])


def _is(condition: Condition, today: Today) -> Clause:
    match condition:
        case Condition.DUE:
            due = "(held.state = 'review' AND held.due_day <= ?) OR held.due_at < ?"
            open_now = f"NOT {SUSPENDED} AND held.buried_day IS NOT ?"
            return Clause(f"{open_now} AND ({due})", (today.day, today.day, today.day_end))
        case Condition.BURIED:
            return Clause("held.buried_day = ?", (today.day,))
        case Condition.LEECH:
            return Clause("? > 0 AND held.lapses >= ?", (today.leech_lapses, today.leech_lapses))
        case _:
            return Clause(_CONDITIONS[condition])


def _measures(asked: Measures, today: Today) -> Clause:
    quantity, comparison, value = asked.quantity, asked.comparison, asked.value
    match quantity:
        case Quantity.DUE:
            return Clause(f"held.state = 'review' AND held.due_day - ? {comparison} ?", (today.day, value))
        case Quantity.RETRIEVABILITY:
            return _retrievable(asked, today)
        case _:
            return Clause(f"{_QUANTITIES[quantity]} {comparison} ?", (value,))


def _retrievable(asked: Measures, today: Today) -> Clause:
    """Retrievability falls as time goes on, so it compares with a value as the time does with a time, turned round."""
    elapsed = f"{ELAPSED} / held.stability"

    def time(chance: float) -> float:
        if chance > 1:
            return -1.0  # before any time that has gone by
        return min(days_until(chance, 1.0, today.weights), 1e300)  # SQLite has no infinity to bind

    if asked.comparison in {"=", "!="}:
        within = f"{elapsed} BETWEEN ? AND ?"
        values = (today.day, time(asked.value + 0.005), time(asked.value - 0.005))
        return Clause(within if asked.comparison == "=" else f"NOT ({within})", values)
    turned = asked.comparison.replace("<", "x").replace(">", "<").replace("x", ">")
    return Clause(f"{elapsed} {turned} ?", (today.day, time(asked.value)))


def _whole(column: str, pattern: Pattern) -> Clause:
    return _like(column, "%".join(map(_escaped, pattern.pieces)))


def _contains(column: str, pattern: Pattern) -> Clause:
    return _like(column, f"%{'%'.join(map(_escaped, pattern.pieces))}%")


def _like(column: str, pattern: str) -> Clause:
    return Clause(f"{column} LIKE ? ESCAPE '\\'", (fold(pattern),))


def _escaped(piece: str) -> str:
    return piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
