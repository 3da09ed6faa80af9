"""The tables of ``progress.db``.

Truth, only ever added to: ``reviews`` and ``acts`` (triggers forbid UPDATE and DELETE), ``settings`` and ``texts``.
Caches, which the log rebuilds: the memory columns of ``cards``, ``days``; and ``deck_counts`` and ``due_counts``,
which are kept equal to what ``cards`` says (``storage.recounting``), so that no report has to scan 100,000 cards. What
``cards`` says about places in decks (``present``, ``position``) comes from the decks and is written when they change,
and so are ``decks`` (what progress was last brought in line with) and ``notices`` (new notes that may be edited forms
of others).

Times are UTC milliseconds, days are logical days since 1970-01-01, stability is in days.
"""

from __future__ import annotations

KNOWN_AT_STABILITY = 21
"""Days of stability from which a card counts as fully known; Anki calls such a card mature."""

KNOWN = f"""CASE WHEN {{row}}state = 'review'
      THEN CAST(1000 * min(1.0, {{row}}stability / {KNOWN_AT_STABILITY}.0) AS INTEGER) ELSE 0 END"""
"""SQL: how well a card is known, in thousandths; only cards in review count, in proportion to stability."""


def _counted(row: str, sign: str) -> str:
    """SQL that adds (``+``) what a row of ``cards`` counts for to the counters of its deck, or takes it away."""
    open_row = f"(1 - {row}.suspended)"
    return f"""
      INSERT INTO deck_counts (deck, new, learning, review, suspended, known)
      VALUES ({row}.deck, {sign}({row}.state = 'new') * {open_row},
              {sign}({row}.state IN ('learning', 'relearning')) * {open_row},
              {sign}({row}.state = 'review') * {open_row}, {sign}{row}.suspended, {sign}({KNOWN.format(row=row + ".")}))
      ON CONFLICT (deck) DO UPDATE SET
        new = new + excluded.new, learning = learning + excluded.learning, review = review + excluded.review,
        suspended = suspended + excluded.suspended, known = known + excluded.known;
    """


def _due(row: str, sign: str) -> str:
    """SQL that counts a row of ``cards``, where it is an open review card, on its day, or takes it away."""
    return f"""
      INSERT INTO due_counts (due_day, deck, cards)
      SELECT {row}.due_day, {row}.deck, {sign}1 WHERE {row}.state = 'review' AND NOT {row}.suspended
      ON CONFLICT (due_day, deck) DO UPDATE SET cards = cards + excluded.cards;
      DELETE FROM due_counts WHERE due_day = {row}.due_day AND deck = {row}.deck AND cards = 0;
    """


def _only_added(table: str) -> str:
    return f"""
    CREATE TRIGGER {table}_never_change BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END;
    CREATE TRIGGER {table}_never_go BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END;
    """


_LOG = """
CREATE TABLE migrations (
  version INTEGER PRIMARY KEY,
  applied_at INTEGER NOT NULL,
  program TEXT NOT NULL
) STRICT;

CREATE TABLE facts (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO facts (name, value) VALUES ('device', lower(hex(randomblob(8))));

CREATE TABLE settings (number INTEGER PRIMARY KEY, json TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE reviews (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  card TEXT NOT NULL,
  reviewed_at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  rating INTEGER CHECK (rating BETWEEN 1 AND 4),
  mode TEXT NOT NULL,
  form TEXT NOT NULL,
  options INTEGER NOT NULL,
  verdict TEXT,
  answer TEXT NOT NULL,
  duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0),
  device TEXT NOT NULL,
  settings INTEGER REFERENCES settings (number),
  phase TEXT NOT NULL CHECK (phase IN ('new', 'learning', 'review', 'relearning')),
  mature INTEGER NOT NULL CHECK (mature IN (0, 1)),
  state TEXT,
  stability REAL,
  difficulty REAL,
  due_at INTEGER,
  due_day INTEGER,
  voids TEXT REFERENCES reviews (id),
  CHECK ((voids IS NULL) = (rating IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX reviews_of_card ON reviews (card, reviewed_at);
CREATE INDEX reviews_by_time ON reviews (reviewed_at);
CREATE UNIQUE INDEX reviews_voided ON reviews (voids) WHERE voids IS NOT NULL;

CREATE TABLE acts (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  card TEXT NOT NULL,
  acted_at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (
    kind IN ('suspend', 'unsuspend', 'bury', 'unbury', 'forget', 'set-due', 'flag', 'rename', 'void')),
  value TEXT NOT NULL DEFAULT '',
  device TEXT NOT NULL,
  voids TEXT REFERENCES acts (id),
  CHECK ((voids IS NULL) = (kind <> 'void'))
) STRICT, WITHOUT ROWID;
CREATE INDEX acts_of_card ON acts (card, acted_at);
CREATE INDEX acts_renamed_to ON acts (value, acted_at) WHERE kind = 'rename';
CREATE UNIQUE INDEX acts_voided ON acts (voids) WHERE voids IS NOT NULL;

CREATE TABLE texts (
  card TEXT NOT NULL PRIMARY KEY,
  prompt TEXT NOT NULL,
  answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

_CACHES = """
CREATE TABLE notices (
  note TEXT NOT NULL,
  former TEXT NOT NULL,
  PRIMARY KEY (note, former)
) STRICT, WITHOUT ROWID;

CREATE TABLE cards (
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
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'learning', 'review', 'relearning')),
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
CREATE INDEX cards_new ON cards (deck, position) WHERE state = 'new' AND suspended = 0 AND present = 1;
CREATE INDEX cards_learning ON cards (due_at) WHERE due_at IS NOT NULL AND suspended = 0 AND present = 1;
CREATE INDEX cards_review ON cards (due_day, shuffle) WHERE state = 'review' AND suspended = 0 AND present = 1;
CREATE INDEX cards_answered ON cards (reviewed_day) WHERE reviewed_day IS NOT NULL;
CREATE INDEX cards_buried ON cards (buried_day) WHERE buried_day IS NOT NULL;

CREATE TABLE decks (deck TEXT NOT NULL PRIMARY KEY, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE deck_counts (
  deck TEXT NOT NULL PRIMARY KEY,
  new INTEGER NOT NULL,
  learning INTEGER NOT NULL,
  review INTEGER NOT NULL,
  suspended INTEGER NOT NULL,
  known INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE due_counts (
  due_day INTEGER NOT NULL,
  deck TEXT NOT NULL,
  cards INTEGER NOT NULL,
  PRIMARY KEY (due_day, deck)
) STRICT, WITHOUT ROWID;

CREATE TABLE days (
  day INTEGER NOT NULL,
  deck TEXT NOT NULL,
  mode TEXT NOT NULL,
  reviews INTEGER NOT NULL,
  again INTEGER NOT NULL,
  hard INTEGER NOT NULL,
  good INTEGER NOT NULL,
  easy INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  introduced INTEGER NOT NULL,
  reviewed INTEGER NOT NULL,
  recalled INTEGER NOT NULL,
  mature INTEGER NOT NULL,
  mature_recalled INTEGER NOT NULL,
  PRIMARY KEY (day, deck, mode)
) STRICT, WITHOUT ROWID;
"""

_COUNTED_COLUMNS = "deck, present, suspended_by_author, suspended_by_learner, state, stability, due_day"

_TRIGGERS = (
    _only_added("reviews")
    + _only_added("acts")
    + f"""
    CREATE TRIGGER cards_counted AFTER INSERT ON cards WHEN NEW.present BEGIN
      {_counted("NEW", "+")} {_due("NEW", "+")}
    END;
    CREATE TRIGGER cards_uncounted AFTER DELETE ON cards WHEN OLD.present BEGIN
      {_counted("OLD", "-")} {_due("OLD", "-")}
    END;
    CREATE TRIGGER cards_uncounted_before AFTER UPDATE OF {_COUNTED_COLUMNS} ON cards WHEN OLD.present BEGIN
      {_counted("OLD", "-")} {_due("OLD", "-")}
    END;
    CREATE TRIGGER cards_counted_after AFTER UPDATE OF {_COUNTED_COLUMNS} ON cards WHEN NEW.present BEGIN
      {_counted("NEW", "+")} {_due("NEW", "+")}
    END;
    """
)

SCHEMA = _LOG + _CACHES + _TRIGGERS
"""Version 1 of the tables, as a script."""

DECK_PATHS = "ALTER TABLE decks ADD COLUMN path TEXT NOT NULL DEFAULT '';\n"
"""Version 3: where a deck's file was, to tell a deck that got another id or name from one that is elsewhere."""
