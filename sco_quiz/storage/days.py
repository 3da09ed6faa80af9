"""A row of counters per logical day, deck and mode, so that statistics need no scan of the log.

They are kept in the answer's own transaction. The deck ``''`` stands for all decks together.
"""

from __future__ import annotations

import sqlite3

from sco_quiz.storage.schema import KNOWN_AT_STABILITY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sco_quiz.domain.memory import Memory

    Counted = tuple[int, str, str, int, int, str, bool]
    """Of a row of ``reviews``: day, card, mode, rating, duration in ms, phase and whether the card was mature."""

_COUNTERS = (
    "reviews",
    "again",
    "hard",
    "good",
    "easy",
    "duration_ms",
    "introduced",
    "reviewed",
    "recalled",
    "mature",
    "mature_recalled",
)
_COLUMNS = f"day, deck, mode, {', '.join(_COUNTERS)}"

# What one row of `reviews` counts for, with the deck from its card's id; `_add` says the same for a single row.
_CONTRIBUTION = """
  SELECT day, {deck} AS deck, mode, 1 AS reviews, rating = 1 AS again, rating = 2 AS hard, rating = 3 AS good,
    rating = 4 AS easy, duration_ms, phase = 'new' AS introduced, phase = 'review' AS reviewed,
    phase = 'review' AND rating > 1 AS recalled, mature, mature AND rating > 1 AS mature_recalled
  FROM reviews
"""
_ALL = _CONTRIBUTION.format(deck="''")
_DECK = _CONTRIBUTION.format(deck="substr(card, 1, instr(card || '/', '/') - 1)")

_ROW = f"({', '.join('?' * (3 + len(_COUNTERS)))})"
_ADD = f"""
  INSERT INTO days ({_COLUMNS}) VALUES {_ROW}, {_ROW}
  ON CONFLICT (day, deck, mode) DO UPDATE SET
    {", ".join(f"{counter} = {counter} + excluded.{counter}" for counter in _COUNTERS)}
"""

_SUMS = ", ".join(f"sum({counter})" for counter in _COUNTERS)

TALLY = f"""
  WITH counted ({_COLUMNS}) AS MATERIALIZED (
    SELECT day, deck, mode, {_SUMS} FROM (
      {_DECK} NOT INDEXED WHERE voids IS NULL AND id NOT IN (SELECT voids FROM reviews WHERE voids IS NOT NULL)
    ) GROUP BY day, deck, mode
  )
  SELECT day, deck, mode, {_SUMS} FROM (
    SELECT * FROM counted UNION ALL SELECT day, '', mode, {", ".join(_COUNTERS)} FROM counted
  ) GROUP BY day, deck, mode
"""
"""All of ``days`` counted from the log, by a full scan."""


def is_mature(memory: Memory | None) -> bool:
    """Whether a card in review was scheduled for 21 days or more: what Anki's statistics call mature."""
    if memory is None or memory.state.value != "review":
        return False
    return memory.due_day - memory.reviewed_day >= KNOWN_AT_STABILITY


def count(connection: sqlite3.Connection, row: Counted) -> None:
    """Count a row of the log on its day, as ``TALLY`` does for all of them."""
    _add(connection, row, 1)


def discount(connection: sqlite3.Connection, row: Counted) -> None:
    """Take a row of the log away from its day again."""
    _add(connection, row, -1)
    connection.execute("DELETE FROM days WHERE reviews = 0 AND day = ?", row[:1])


def _add(connection: sqlite3.Connection, row: Counted, sign: int) -> None:
    day, card, mode, rating, duration_ms, phase, mature = row
    recalled = rating > 1
    in_review = phase == "review"
    counts = (
        *(sign, sign * (rating == 1), sign * (rating == 2), sign * (rating == 3), sign * (rating == 4)),
        *(sign * duration_ms, sign * (phase == "new"), sign * in_review, sign * (in_review and recalled)),
        *(sign * mature, sign * (mature and recalled)),
    )
    connection.execute(_ADD, (day, "", mode, *counts, day, card.partition("/")[0], mode, *counts))


def recount(connection: sqlite3.Connection) -> None:
    """Count all of ``days`` anew."""
    connection.execute("DELETE FROM days")
    connection.execute(f"INSERT INTO days {TALLY}")


def differences(connection: sqlite3.Connection) -> int:
    """How many rows of ``days`` are not what the log says, missing ones included."""
    found: int = connection.execute(
        f"WITH tally ({_COLUMNS}) AS MATERIALIZED ({TALLY})"
        " SELECT (SELECT count(*) FROM days) + (SELECT count(*) FROM tally)"
        " - 2 * (SELECT count(*) FROM tally NATURAL JOIN days)"
    ).fetchone()[0]
    return found
