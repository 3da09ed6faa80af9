"""Caches from the log: for one card after an undo, for all of them on ``rebuild``, and compared on ``integrity``."""

from __future__ import annotations

import sqlite3

from sco_quiz.storage import days, log, memories
from sco_quiz.storage.schema import KNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from sco_quiz.domain.memory import Memory, Settings
    from sco_quiz.storage.memories import Learner, MemoryRow

    SettingsOf = Callable[[int], Settings]
    Cache = dict[str, tuple[MemoryRow, Learner]]

_LEARNER = "suspended_by_learner, buried_day, flag"


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
    from sco_quiz.domain.scheduler import fold

    entries = log.history(connection, card)
    learner = memories.UNTOUCHED
    for entry in entries:
        learner = memories.learner_after(learner, entry)
    memory = fold(entries, settings)
    memories.write_row(connection, card, memories.row_of(memory))
    memories.write_learner(connection, card, learner)
    _drop_if_nothing_is_left(connection, card)
    return memory


def rebuild(connection: sqlite3.Connection, settings: SettingsOf) -> int:
    """Derive all caches anew, within an open transaction; gives how many rows were different."""
    different = _differing_cards(connection, settings)
    for card, (row, learner) in different.items():
        memories.write_row(connection, card, row)
        memories.write_learner(connection, card, learner)
        _drop_if_nothing_is_left(connection, card)
    changed = len(different) + days.differences(connection)
    days.recount(connection)
    for table, tally in (("deck_counts", _DECK_COUNTS), ("due_counts", _DUE_COUNTS)):
        changed += _tally_differences(connection, table, tally)
        connection.execute(f"DELETE FROM {table}")
        connection.execute(f"INSERT INTO {table} {tally}")
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
    """What the log says of every card in it."""
    from sco_quiz.domain.scheduler import fold

    acted = {
        card
        for (card,) in connection.execute("SELECT card FROM acts UNION SELECT value FROM acts WHERE kind = 'rename'")
    }
    cache = {card: (row, memories.UNTOUCHED) for card, row in _replayed(connection, settings) if card not in acted}
    for card in acted:
        entries = log.history(connection, card)
        learner = memories.UNTOUCHED
        for entry in entries:
            learner = memories.learner_after(learner, entry)
        cache[card] = (memories.row_of(fold(entries, settings)), learner)
    return cache


def _replayed(connection: sqlite3.Connection, settings: SettingsOf) -> Iterator[tuple[str, MemoryRow]]:
    """The memory that each card's reviews lead to, as ``scheduler.fold`` has it for cards without acts.

    Straight from the rows, card by card in the order of their index: a million reviews need not become values first.
    """
    from sco_quiz.domain.guessing import guess_chance
    from sco_quiz.domain.question import Form
    from sco_quiz.domain.rating import Mode, Rating
    from sco_quiz.domain.scheduler import schedule

    ratings = {rating.value: rating for rating in Rating}
    study = Mode.STUDY.value
    chances: dict[tuple[str, int], float] = {}
    voided = {review for (review,) in connection.execute("SELECT voids FROM reviews WHERE voids IS NOT NULL")}
    rows = connection.execute(
        "SELECT id, card, reviewed_at, day, rating, mode, form, options, settings FROM reviews WHERE voids IS NULL"
        " ORDER BY card, reviewed_at, id"
    )
    card = ""
    memory: Memory | None = None
    for review, of, at, day, rating, mode, form, options, number in rows:
        if of != card:
            if card:
                yield card, memories.row_of(memory)
            card, memory = of, None
        if mode != study or review in voided:
            continue
        chance = chances.get((form, options))
        if chance is None:
            chance = chances[form, options] = guess_chance(Form(form), options)
        memory = schedule(memory, ratings[rating], at, day, settings(number), card, chance)
    if card:
        yield card, memories.row_of(memory)


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


def _drop_if_nothing_is_left(connection: sqlite3.Connection, card: str) -> None:
    """A card in no deck that the learner never touched has no business here."""
    connection.execute(
        "DELETE FROM cards WHERE card = ? AND NOT present AND state = 'new' AND suspended_by_learner IS NULL"
        " AND buried_day IS NULL AND flag = 0",
        (card,),
    )


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
