"""Caches from the log: for one card after an undo, for all of them on ``rebuild``, and compared on ``integrity``."""

from __future__ import annotations

import sqlite3

from sco_quiz.storage import days, log, memories
from sco_quiz.storage.schema import KNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sco_quiz.domain.memory import Memory, Settings
    from sco_quiz.storage.memories import Learner, MemoryRow

    SettingsOf = Callable[[int], Settings]
    Cache = dict[str, tuple[MemoryRow, Learner]]

_LEARNER = "suspended_by_learner, buried_day, flag"
_NEVER_MOVES_MEMORY = frozenset({"suspend", "unsuspend", "bury", "unbury", "flag"})

# In the order of the table, which is read in one go: an index would have a million rows looked up one by one. A card's
# rows come in the log's order all the same, because ids go up with the time.
_STUDIED = """
  SELECT card, reviewed_at, day, rating, settings, form, options FROM reviews NOT INDEXED
  WHERE mode = 'study' AND voids IS NULL AND id NOT IN (SELECT voids FROM reviews WHERE voids IS NOT NULL)
  ORDER BY id
"""


def settings_of(text: str) -> Settings:
    """Scheduler settings from their stored JSON; a setting that is younger than the row has its default."""
    import json

    from sco_quiz.domain.memory import Settings

    stored: dict[str, Any] = json.loads(text)
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
    }
    return Settings(**values)


def refold(connection: sqlite3.Connection, card: str, settings: SettingsOf) -> Memory | None:
    """Derive the cached columns of one card from its part of the log; gives its memory."""
    memory, learner = _folded_alone(connection, card, settings)
    _write(connection, card, memories.row_of(memory), learner)
    return memory


def rebuild(connection: sqlite3.Connection, settings: SettingsOf) -> int:
    """Derive all caches anew, within an open transaction; gives how many rows were different."""
    different = _differing_cards(connection, settings)
    for card, (row, learner) in different.items():
        _write(connection, card, row, learner)
    changed = len(different)
    counted = days.differences(connection)
    if counted:
        days.recount(connection)
        changed += counted
    for table, tally in (("deck_counts", _DECK_COUNTS), ("due_counts", _DUE_COUNTS)):
        counted = _tally_differences(connection, table, tally)
        if counted:
            connection.execute(f"DELETE FROM {table}")
            connection.execute(f"INSERT INTO {table} {tally}")
            changed += counted
    return changed


def check(connection: sqlite3.Connection, settings: SettingsOf) -> list[str]:
    """What is wrong with the file and with its caches, a sentence each."""
    wrong = [f"SQLite finds: {row[0]}." for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    wrong += [
        f"A row of {row[0]} refers to one of {row[2]} that is missing."
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    counts = (
        (len(_differing_cards(connection, settings)), "cards"),
        (days.differences(connection), "days"),
        (_tally_differences(connection, "deck_counts", _DECK_COUNTS), "deck counters"),
        (_tally_differences(connection, "due_counts", _DUE_COUNTS), "due counters"),
    )
    wrong += [f"{count} {what} are not what the review log says." for count, what in counts if count]
    return wrong


def folded(connection: sqlite3.Connection, settings: SettingsOf) -> Cache:
    """What the log says of every card that was studied, or that the learner did something to."""
    from sco_quiz.domain.replay import gather, replay

    learners: dict[str, Learner] = {}
    apart: set[str] = set()
    for act in log.standing_acts(connection):
        if act.kind.value in _NEVER_MOVES_MEMORY:
            learners[act.card] = memories.learner_after(learners.get(act.card, memories.UNTOUCHED), act)
        else:
            apart.update((act.card, act.value) if act.kind.value == "rename" else (act.card,))
    cache: Cache = {card: (memories.NEW, learner) for card, learner in learners.items()}
    for card, history in gather(connection.execute(_STUDIED), settings).items():
        if not history.is_in_order:
            apart.add(card)
        elif card not in apart:
            cache[card] = (memories.row_of(replay(card, history)), learners.get(card, memories.UNTOUCHED))
    for card in apart:
        memory, learner = _folded_alone(connection, card, settings)
        cache[card] = (memories.row_of(memory), learner)
    return cache


def _folded_alone(connection: sqlite3.Connection, card: str, settings: SettingsOf) -> tuple[Memory | None, Learner]:
    """What the log says of one card, under all names it had."""
    from sco_quiz.domain.scheduler import fold

    entries = log.history(connection, card)
    learner = memories.UNTOUCHED
    for entry in entries:
        learner = memories.learner_after(learner, entry)
    return fold(entries, settings), learner


def _differing_cards(connection: sqlite3.Connection, settings: SettingsOf) -> Cache:
    expected = folded(connection, settings)
    different: Cache = {}
    for card, *columns in connection.execute(f"SELECT card, {memories.MEMORY}, {_LEARNER} FROM cards"):
        row, learner = expected.pop(card, (memories.NEW, memories.UNTOUCHED))
        if tuple(columns) != (*row, *learner):
            different[card] = (row, learner)
    nothing = (memories.NEW, memories.UNTOUCHED)
    different.update((card, both) for card, both in expected.items() if both != nothing)
    return different


def _write(connection: sqlite3.Connection, card: str, row: MemoryRow, learner: Learner) -> None:
    """Keep what was folded; a card in no deck that the learner never touched has no business here."""
    memories.write_row(connection, card, row)
    memories.write_learner(connection, card, learner)
    if row == memories.NEW and learner == memories.UNTOUCHED:
        connection.execute("DELETE FROM cards WHERE card = ? AND NOT present", (card,))


_DECK_COUNTS = f"""
  SELECT deck, sum(state = 'new' AND NOT suspended), sum(state IN ('learning', 'relearning') AND NOT suspended),
    sum(state = 'review' AND NOT suspended), sum(suspended),
    sum({KNOWN.format(row="")})
  FROM cards WHERE present GROUP BY deck
"""
_DUE_COUNTS = """
  SELECT due_day, deck, count(*) FROM cards WHERE present AND state = 'review' AND NOT suspended GROUP BY due_day, deck
"""


def _tally_differences(connection: sqlite3.Connection, table: str, tally: str) -> int:
    """How many rows of a counter table are not what ``cards`` says; a row of zeros is as good as none."""
    zeros = " WHERE new OR learning OR review OR suspended OR known" if table == "deck_counts" else ""
    filtered = f"SELECT * FROM {table}{zeros}"
    columns = "deck, new, learning, review, suspended, known" if table == "deck_counts" else "due_day, deck, cards"
    tallied = f"SELECT * FROM (WITH tally ({columns}) AS ({tally}) SELECT * FROM tally{zeros})"
    found: int = connection.execute(
        f"SELECT (SELECT count(*) FROM ({filtered} EXCEPT {tallied}))"
        f" + (SELECT count(*) FROM ({tallied} EXCEPT {filtered}))"
    ).fetchone()[0]
    return found
