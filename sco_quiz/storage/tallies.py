"""Reading the counters that are kept beside the log, for statistics. Imports next to nothing."""

from __future__ import annotations

import json

from sco_quiz.storage.failures import failures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from sco_quiz.storage.progress import Progress

    DayRow = tuple[int, str, int, int, int, int, int, int]
    """(day, mode, reviews, ms, of cards in review, of those recalled, of mature ones, of those recalled)."""

_AMONG = "deck IN (SELECT value FROM json_each(:decks))"


def days(progress: Progress, decks: Sequence[str] | None = None) -> list[DayRow]:
    """What was done on each logical day in each mode, oldest first; of all cards that ever were, or of some decks'."""
    with failures(progress.path):
        return progress.connection.execute(
            "SELECT day, mode, sum(reviews), sum(duration_ms), sum(reviewed), sum(recalled), sum(mature),"
            f" sum(mature_recalled) FROM days WHERE {_AMONG} GROUP BY day, mode ORDER BY day",
            {"decks": json.dumps([""] if decks is None else list(decks))},
        ).fetchall()


def stock(progress: Progress, decks: Sequence[str]) -> tuple[int, int]:
    """How many cards some decks have, and how many of those are in learning and not suspended."""
    with failures(progress.path):
        row: tuple[int, int] = progress.connection.execute(
            "SELECT coalesce(sum(new + learning + review + suspended), 0), coalesce(sum(learning), 0) FROM deck_counts"
            f" WHERE {_AMONG}",
            {"decks": json.dumps(list(decks))},
        ).fetchone()
    return row


def due_by_day(progress: Progress, decks: Sequence[str], before: int) -> list[tuple[int, int]]:
    """For each logical day under ``before``: how many cards in review of some decks are due on it."""
    with failures(progress.path):
        return progress.connection.execute(
            f"SELECT due_day, sum(cards) FROM due_counts WHERE due_day < :before AND {_AMONG} GROUP BY due_day",
            {"decks": json.dumps(list(decks)), "before": before},
        ).fetchall()
