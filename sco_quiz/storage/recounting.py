"""Versions 4 and 5 of ``progress.db``: ``cards`` that are quick to write, counters that are quick to keep and to read.

``deck_counts`` follows when a card that is in its deck changes or goes; cards that come are counted deck by deck where
they are added (``storage.reconciling``). ``due_counts`` follows open cards in review from day to day.
"""

from __future__ import annotations

from sco_quiz.storage.schema import KNOWN

_COLUMNS = (
    "card, deck, note, position, shuffle, present, suspended_by_author, suspended_by_learner, buried_day, flag, state,"
    " step, stability, difficulty, due_at, due_day, reviewed_at, reviewed_day, reps, lapses"
)

# SQLite builds a table of its own for an IN with more than two values, each time that a row is checked.
_CARDS = f"""
CREATE TABLE quick_cards (
  card TEXT NOT NULL UNIQUE,
  deck TEXT NOT NULL,
  note TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  shuffle INTEGER NOT NULL DEFAULT 0,
  present INTEGER NOT NULL DEFAULT 1 CHECK (present IN (0, 1)),
  suspended_by_author INTEGER NOT NULL DEFAULT 0 CHECK (suspended_by_author IN (0, 1)),
  suspended_by_learner INTEGER CHECK (suspended_by_learner IN (0, 1)),
  suspended INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(suspended_by_learner, suspended_by_author)) STORED,
  buried_day INTEGER,
  flag INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'new'
    CHECK (state = 'new' OR state = 'learning' OR state = 'review' OR state = 'relearning'),
  step INTEGER NOT NULL DEFAULT 0,
  stability REAL,
  difficulty REAL,
  due_at INTEGER,
  due_day INTEGER,
  reviewed_at INTEGER,
  reviewed_day INTEGER,
  reps INTEGER NOT NULL DEFAULT 0,
  lapses INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO quick_cards ({_COLUMNS}) SELECT {_COLUMNS} FROM cards;
DROP TABLE cards;
ALTER TABLE quick_cards RENAME TO cards;
CREATE INDEX cards_new ON cards (deck, position) WHERE state = 'new' AND suspended = 0 AND present = 1;
CREATE INDEX cards_learning ON cards (due_at) WHERE due_at IS NOT NULL AND suspended = 0 AND present = 1;
CREATE INDEX cards_review ON cards (due_day, shuffle) WHERE state = 'review' AND suspended = 0 AND present = 1;
CREATE INDEX cards_answered ON cards (reviewed_day) WHERE reviewed_day IS NOT NULL;
CREATE INDEX cards_buried ON cards (buried_day) WHERE buried_day IS NOT NULL;
CREATE INDEX days_of_deck ON days (deck, day);
"""


def _in_state(row: str, *states: str) -> str:
    """SQL: whether a row counts among the open cards in some states of its deck."""
    either = " OR ".join(f"{row}.state = '{state}'" for state in states)
    return f"({row}.present AND NOT {row}.suspended AND ({either}))"


def _change(row: str, sign: str) -> dict[str, str]:
    """SQL for each counter of a deck: what a row of ``cards`` adds (``+``), or takes away."""
    return {
        "new": sign + _in_state(row, "new"),
        "learning": sign + _in_state(row, "learning", "relearning"),
        "review": sign + _in_state(row, "review"),
        "suspended": f"{sign}({row}.present AND {row}.suspended)",
        "known": f"{sign}{row}.present * ({KNOWN.format(row=row + '.')})",
    }


def _recounted(*changes: dict[str, str]) -> str:
    sums = ", ".join(f"{name} = {name}" + "".join(f" {change[name]}" for change in changes) for name in changes[0])
    return f"UPDATE deck_counts SET {sums} WHERE deck = OLD.deck;"


_NOT_DUE = """
  UPDATE due_counts SET cards = cards - 1 WHERE due_day = OLD.due_day AND deck = OLD.deck;
  DELETE FROM due_counts WHERE due_day = OLD.due_day AND deck = OLD.deck AND cards = 0;
"""
_CHANGES = "UPDATE OF present, suspended_by_author, suspended_by_learner, state, stability, due_day"

_TRIGGERS = f"""
CREATE TRIGGER cards_recounted AFTER {_CHANGES} ON cards WHEN OLD.present OR NEW.present BEGIN
  {_recounted(_change("OLD", "- "), _change("NEW", "+ "))}
END;
CREATE TRIGGER cards_gone AFTER DELETE ON cards WHEN OLD.present BEGIN
  {_recounted(_change("OLD", "- "))}
END;
CREATE TRIGGER cards_not_due AFTER {_CHANGES} ON cards WHEN {_in_state("OLD", "review")} BEGIN {_NOT_DUE} END;
CREATE TRIGGER cards_due AFTER {_CHANGES} ON cards WHEN {_in_state("NEW", "review")} BEGIN
  INSERT INTO due_counts (due_day, deck, cards) VALUES (NEW.due_day, NEW.deck, 1)
  ON CONFLICT (due_day, deck) DO UPDATE SET cards = cards + 1;
END;
CREATE TRIGGER cards_gone_when_due AFTER DELETE ON cards WHEN {_in_state("OLD", "review")} BEGIN {_NOT_DUE} END;
"""

RECOUNTING = _CARDS + _TRIGGERS
"""Version 4 of the tables, as a script."""

DUE_FROM_INDEX = """
DROP INDEX cards_review;
CREATE INDEX cards_review ON cards (due_day, shuffle, deck, note, buried_day)
  WHERE state = 'review' AND suspended = 0 AND present = 1;
"""
"""Version 5: the index says all that decides which cards today asks for, so that reports look up none of 200 rows."""
