"""``Progress``: the review log of one learner, and what is derived from it, in one SQLite file.

The log is the truth. Each answer is one durable transaction: the row, the card's memory, the day's counters and the
card's text; when ``record`` returns, the answer is on the disk. Caches always equal a fold of the log.
"""

from __future__ import annotations

import sqlite3

from sco_quiz.storage.database import BUSY_TIMEOUT_MS, open_progress
from sco_quiz.storage.failures import failures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sco_quiz.domain.memory import Change, Memory, Settings
    from sco_quiz.domain.review import Act, ActKind, Entry, Review
    from sco_quiz.storage.transaction import Transaction

_ANSWERS_BETWEEN_CHECKPOINTS = 32
"""Many, because each waits for the disk twice; few enough that the log's room (``write_ahead.ROOM``) is not used up."""


class Progress:
    """An open ``progress.db``. Made by ``open``; ``close`` it at the end. Not for use by several threads at once.

    All methods raise ``StorageError`` where the file can't be used; then nothing of that call was kept.
    """

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.connection = connection
        self.path = path
        self.device: str = connection.execute("SELECT value FROM facts WHERE name = 'device'").fetchone()[0]
        self._written: dict[Settings, str] = {}
        self._read: dict[str, Settings] = {}
        self._answers_in_log: int | None = None

    @classmethod
    def open(cls, path: str, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Progress:
        """Open the progress at ``path``, created where there is none; waits that long for other programs' changes."""
        connection = open_progress(path, busy_timeout_ms=busy_timeout_ms)
        with failures(path):
            return cls(connection, path)

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self.connection.close()

    def changing(self) -> Transaction:
        """``with progress.changing():`` is one transaction, kept as a whole or not at all."""
        from sco_quiz.storage.transaction import Transaction

        return Transaction(self.connection, self.path)

    def settings_number(self, settings: Settings) -> int:
        """The number under which these scheduler settings are stored, for as long as no backup is restored."""
        text = self._written.get(settings)
        if text is None:
            import json
            from dataclasses import asdict

            text = self._written[settings] = json.dumps(asdict(settings), sort_keys=True, separators=(",", ":"))
        query = "SELECT number FROM settings WHERE json = ?"
        with failures(self.path):
            row: tuple[int] | None = self.connection.execute(query, (text,)).fetchone()
            if row is None:
                with self.changing():
                    self.connection.execute("INSERT INTO settings (json) VALUES (?) ON CONFLICT DO NOTHING", (text,))
                    row = self.connection.execute(query, (text,)).fetchone()
        assert row is not None  # noqa: S101 - it was stored a line above
        return row[0]

    def settings(self, number: int) -> Settings:
        """The scheduler settings with a number; KeyError where there are none."""
        with failures(self.path):
            row = self.connection.execute("SELECT json FROM settings WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        # By the text, and not by the number: that may stand for others since, where a backup was restored.
        found = self._read.get(row[0])
        if found is None:
            from sco_quiz.storage import folding

            found = self._read[row[0]] = folding.settings_of(row[0])
        return found

    def record(
        self, review: Review, prompt: str = "", answer: str = "", thought: Change | None = None
    ) -> tuple[Review, Memory | None]:
        """Keep a rated answer durably; gives the row as it was kept and the card's memory now.

        The memory is scheduled here, within the transaction, from what is stored: two programs that answer one card
        never overwrite each other. The row's ``id`` and ``device`` are set here, and its time and day are moved up to
        the card's last entry where the clock went back. Only study moves the schedule. ``prompt`` and ``answer`` are
        the card's text, kept so that the card can be listed when its deck is gone. ``thought`` is what the memory is
        thought to have been, and what ``schedule`` makes of that: where that is so, it isn't scheduled again.
        """
        from sco_quiz.storage.recording import record_review

        with self.changing():
            kept = record_review(self, review, (prompt, answer), thought)
            if self._answers_in_log is not None:
                self._answers_in_log += 1
        return kept

    def rest(self) -> None:
        """The learner reads or thinks: do what would otherwise hold an answer up. Raises StorageError; nothing is lost.

        The first time the write-ahead log gets room; later, after some answers, it is moved into the database.
        """
        from sco_quiz.storage import write_ahead

        with failures(self.path):
            if self._answers_in_log is None:
                if write_ahead.make_room(self.connection, self.path):
                    self._answers_in_log = 0
            elif self._answers_in_log >= _ANSWERS_BETWEEN_CHECKPOINTS:
                write_ahead.move_into_database(self.connection)
                self._answers_in_log = 0

    def keep_text(self, card: str, prompt: str, answer: str) -> None:
        """The card is on show: keep its text now, so that its answer, which does it else, has less to write.

        Nothing happens while another program writes. Raises StorageError; nothing is lost.
        """
        from sco_quiz.storage.card_texts import keep_text_now

        with failures(self.path):
            keep_text_now(self.connection, card, prompt, answer)

    def void(self, review: str, at: int, day: int) -> Memory | None:
        """Take a review back (``undo``): adds a row that voids it; gives the card's memory without it.

        ``at`` is now (UTC ms) and ``day`` its logical day. KeyError for an id that is no standing review.
        """
        from sco_quiz.storage import days, folding, log

        connection = self.connection
        with self.changing():
            row = connection.execute(
                "SELECT card, reviewed_at, day, mode, rating, duration_ms, phase, mature FROM reviews"
                " WHERE id = :id AND voids IS NULL"
                " AND NOT EXISTS (SELECT 1 FROM reviews WHERE voids = :id)",
                {"id": review},
            ).fetchone()
            if row is None:
                raise KeyError(review)
            days.discount(connection, (row[2], row[0], *row[3:]))
            connection.execute(
                "INSERT INTO reviews (id, card, reviewed_at, day, mode, form, options, answer, duration_ms, device,"
                " phase, mature, voids)"
                " SELECT ?, card, ?, ?, mode, form, options, '', 0, ?, phase, mature, id FROM reviews WHERE id = ?",
                (log.new_identifier(connection, at), max(at, row[1]), day, self.device, review),
            )
            card = log.present_name(connection, row[0], row[1], review)
            return folding.refold(connection, card, self.settings)

    def act(self, kind: ActKind, card: str, at: int, day: int, value: str = "") -> Act:
        """Keep something that was done to a card other than answering it; see ``domain.review.Act``.

        ``at`` is now (UTC ms) and ``day`` its logical day. ValueError for a value that the kind can't have.
        """
        from sco_quiz.domain.review import Act, ActKind
        from sco_quiz.storage import log

        if kind in (ActKind.SET_DUE, ActKind.FLAG):
            int(value)
        elif (kind is ActKind.RENAME) != bool(value) or value == card:
            raise ValueError(f"{kind} of {card} can't have the value {value!r}")
        with self.changing():
            at, day, identifier = log.next_moment(
                self.connection, at, day, *([card, value] if kind is ActKind.RENAME else [card])
            )
            act = Act(identifier, card, at, day, kind, value, self.device)
            self.connection.execute(
                "INSERT INTO acts (id, card, acted_at, day, kind, value, device) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (act.id, card, at, day, kind.value, value, self.device),
            )
            self._refold_after(card, value if kind is ActKind.RENAME else "")
        return act

    def void_act(self, act: str, at: int, day: int) -> None:
        """Take an act back: adds a row that voids it. KeyError for an id that is no standing act."""
        from sco_quiz.storage import folding, log

        with self.changing():
            row = self.connection.execute(
                "SELECT card, acted_at, kind, value FROM acts WHERE id = :id AND voids IS NULL"
                " AND NOT EXISTS (SELECT 1 FROM acts WHERE voids = :id)",
                {"id": act},
            ).fetchone()
            if row is None:
                raise KeyError(act)
            card, acted_at, kind, value = row
            cards = {card, log.present_name(self.connection, card, acted_at, act)}
            if kind == "rename":
                # What goes back to the former name has gone on with it, if that was given up again later.
                cards |= {value, log.present_name(self.connection, value, acted_at, act)}
            self.connection.execute(
                "INSERT INTO acts (id, card, acted_at, day, kind, device, voids) VALUES (?, ?, ?, ?, 'void', ?, ?)",
                (log.new_identifier(self.connection, at), card, max(at, acted_at), day, self.device, act),
            )
            for each in cards:
                folding.refold(self.connection, each, self.settings)

    def memory(self, card: str) -> Memory | None:
        """A card's memory; None for a new card."""
        from sco_quiz.storage import memories

        with failures(self.path):
            return memories.memory_of(memories.read_row(self.connection, card))

    def version(self) -> int:
        """Another number than before where another program has changed anything since."""
        with failures(self.path):
            number: int = self.connection.execute("PRAGMA data_version").fetchone()[0]
        return number

    def memories(self, cards: Iterable[str]) -> dict[str, Memory]:
        """The memories of those of ``cards`` that are not new."""
        from sco_quiz.storage import memories

        with failures(self.path):
            return dict(memories.read_many(self.connection, cards))

    def entries(self, card: str | None = None) -> Iterator[Entry]:
        """The standing reviews and acts, oldest first: of one card under all names it had, or of all cards."""
        from sco_quiz.storage import log

        with failures(self.path):
            if card is not None:
                yield from log.history(self.connection, card)
            else:
                yield from log.standing_entries(self.connection)

    def back_up(self, target: str) -> None:
        """Copy everything, as it is at this moment, to the new file ``target``; StorageError if there is one."""
        from sco_quiz.storage.migrations import back_up

        with failures(target):
            back_up(self.connection, target)

    def rebuild(self) -> int:
        """Derive all caches from the log anew; gives how many cards and days were different."""
        from sco_quiz.storage import folding

        with self.changing():
            return folding.rebuild(self.connection, self.settings)

    def integrity(self) -> list[str]:
        """What is wrong with the file, one sentence each; empty when all is well. Changes nothing."""
        from sco_quiz.storage import folding

        with failures(self.path):
            return folding.check(self.connection, self.settings)

    def _refold_after(self, card: str, former: str) -> None:
        from sco_quiz.storage import folding

        folding.refold(self.connection, card, self.settings)
        if former:
            folding.refold(self.connection, former, self.settings)
