"""What today asks for, from progress: due cards in order, how many there are a deck, and what was done today.

``decks`` are the ids of the decks that count, in their order. Suspended cards, cards that are in no deck any more, and
cards buried for the day are never among these. Nothing here reads more rows than are asked for.
"""

from __future__ import annotations

import sqlite3

from sco_quiz.json_text import json_text
from sco_quiz.storage.failures import failures
from sco_quiz.storage.memories import MEMORY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from sco_quiz.storage.progress import Progress

    Due = tuple[Any, ...]
    """(card, note, memory columns), or (deck, note) where only ``IDS`` are asked for."""

_OPEN = "suspended = 0 AND present = 1 AND buried_day IS NOT :day"
_AMONG = "deck IN (SELECT value FROM json_each(:decks))"
IDS = "deck, note"
WITH_MEMORY = f"card, note, {MEMORY}"
"""Which columns of the cards are read."""


def learning_cards(
    progress: Progress, decks: Sequence[str], before: int, day: int, columns: str = WITH_MEMORY
) -> Iterator[Due]:
    """Cards in learning or relearning that are due before an instant (UTC ms), soonest first."""
    return _rows(
        progress,
        f"SELECT {columns} FROM cards WHERE due_at IS NOT NULL AND due_at < :before AND {_OPEN} AND {_AMONG}"
        " ORDER BY due_at, card",
        {"day": day, "decks": _listed(decks), "before": before},
    )


def reviews_due(progress: Progress, decks: Sequence[str], day: int, columns: str = WITH_MEMORY) -> Iterator[Due]:
    """Cards in review that are due on a logical day or earlier: the longest due first, those of one day shuffled."""
    return _rows(
        progress,
        f"SELECT {columns} FROM cards WHERE state = 'review' AND due_day <= :day AND {_OPEN} AND {_AMONG}"
        " ORDER BY due_day, shuffle",
        {"day": day, "decks": _listed(decks)},
    )


def new_cards(progress: Progress, decks: Sequence[str], day: int, columns: str = WITH_MEMORY) -> Iterator[Due]:
    """Cards that were never studied, in the order of the decks and in each deck's own."""
    for deck in decks:
        yield from _rows(
            progress,
            f"SELECT {columns} FROM cards WHERE state = 'new' AND deck = :deck AND {_OPEN} ORDER BY deck, position",
            {"day": day, "deck": deck},
        )


def next_learning(
    progress: Progress, decks: Sequence[str], after: int, day: int, day_end: int
) -> tuple[int | None, int | None, bool]:
    """When the next card in learning is due that isn't yet on the logical day ``day``, which ends at ``day_end``.

    The first instant (UTC ms) after ``after`` that is today's, the first one beyond today, and whether one that would
    be today's is buried. A card that waited for today is due already, whatever its time.
    """
    learning = f"due_at IS NOT NULL AND suspended = 0 AND present = 1 AND {_AMONG}"
    today = f"SELECT 1 FROM cards WHERE due_at < :day_end AND buried_day = :day AND {learning}"
    with failures(progress.path):
        at, later, buried = progress.connection.execute(
            "SELECT (SELECT min(due_at) FROM cards WHERE due_at > :after AND due_at < :day_end AND reviewed_day >= :day"
            f" AND buried_day IS NOT :day AND {learning}),"
            f" (SELECT min(due_at) FROM cards WHERE due_at >= :day_end AND {learning}), EXISTS ({today})",
            {"after": after, "day": day, "day_end": day_end, "decks": _listed(decks)},
        ).fetchone()
    return at, later, bool(buried)


def next_review_day(progress: Progress, decks: Sequence[str], day: int) -> int | None:
    """The first logical day after ``day`` on which a card in review is due; None where there is none."""
    with failures(progress.path):
        first = progress.connection.execute(
            f"SELECT due_day FROM due_counts WHERE due_day > :day AND cards > 0 AND {_AMONG} ORDER BY due_day LIMIT 1",
            {"day": day, "decks": _listed(decks)},
        ).fetchone()
    return first[0] if first else None


def done(progress: Progress, day: int) -> tuple[int, int, frozenset[str]]:
    """What study did on a day: cards introduced, answers to cards in review, and the notes of all cards answered.

    Without those that were put back among the reviews of the day since.
    """
    with failures(progress.path):
        row = progress.connection.execute(
            "SELECT introduced, reviewed FROM days WHERE day = ? AND deck = '' AND mode = 'study'", (day,)
        ).fetchone()
        notes = progress.connection.execute(
            "SELECT note FROM cards WHERE reviewed_day = :day AND NOT (state = 'review' AND due_day <= :day)",
            {"day": day},
        ).fetchall()
    introduced, reviewed = row or (0, 0)
    return introduced, reviewed, frozenset(note for (note,) in notes)


def suspended(progress: Progress) -> frozenset[str]:
    """All cards that their author or the learner suspended."""
    with failures(progress.path):
        rows = progress.connection.execute("SELECT card FROM cards WHERE suspended").fetchall()
    return frozenset(card for (card,) in rows)


def waiting(progress: Progress, decks: Sequence[str], day: int) -> tuple[int, int]:
    """How many cards were never studied, and how many in review are due by ``day``; buried ones among them."""
    among = {"day": day, "decks": _listed(decks)}
    with failures(progress.path):
        row: tuple[int, int] = progress.connection.execute(
            f"SELECT (SELECT coalesce(sum(new), 0) FROM deck_counts WHERE {_AMONG}),"
            f" (SELECT coalesce(sum(cards), 0) FROM due_counts WHERE due_day <= :day AND {_AMONG})",
            among,
        ).fetchone()
    return row


def counts(progress: Progress, day: int) -> dict[str, tuple[int, int, int, int, int]]:
    """For each deck: cards never studied, in learning, in review and due by ``day``; suspended; known.

    The first three without suspended cards, but with buried ones. The last is how well its cards are known, in
    thousandths of a card, summed.
    """
    with failures(progress.path):
        due = dict(
            progress.connection.execute(
                "SELECT deck, sum(cards) FROM due_counts WHERE due_day <= ? GROUP BY deck", (day,)
            )
        )
        rows = progress.connection.execute("SELECT deck, new, learning, suspended, known FROM deck_counts").fetchall()
    return {deck: (new, learning, due.get(deck, 0), suspended, known) for deck, new, learning, suspended, known in rows}


_lists: dict[tuple[str, ...], str] = {}
"""The decks that were asked for last, as JSON: each report asks for the same ones several times."""


def _listed(decks: Sequence[str]) -> str:
    among = tuple(decks)
    text = _lists.get(among)
    if text is None:
        _lists.clear()
        text = _lists[among] = json_text(among)
    return text


def _rows(progress: Progress, query: str, values: Mapping[str, object]) -> Iterator[Due]:
    with failures(progress.path):
        cursor: sqlite3.Cursor = progress.connection.execute(query, values)
        try:
            yield from cursor
        finally:
            cursor.close()
