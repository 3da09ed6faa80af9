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

_LAST_ROWS = (
    "SELECT reviewed_at, day FROM reviews WHERE card = ? ORDER BY reviewed_at DESC LIMIT 1",
    "SELECT acted_at, day FROM acts WHERE card = ? ORDER BY acted_at DESC LIMIT 1",
    "SELECT acted_at, day FROM acts WHERE kind = 'rename' AND value = ? ORDER BY acted_at DESC LIMIT 1",
)


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
        self._settings: dict[int, Settings] = {}
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
        """The number under which these scheduler settings are stored, now and for ever."""
        import json
        from dataclasses import asdict

        text = json.dumps(asdict(settings), sort_keys=True, separators=(",", ":"))
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
        from sco_quiz.storage import folding

        found = self._settings.get(number)
        if found is None:
            with failures(self.path):
                row = self.connection.execute("SELECT json FROM settings WHERE number = ?", (number,)).fetchone()
            if row is None:
                raise KeyError(number)
            found = self._settings[number] = folding.settings_of(row[0])
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
        from dataclasses import replace

        from sco_quiz.domain.guessing import guess_chance
        from sco_quiz.domain.rating import Mode
        from sco_quiz.domain.scheduler import schedule
        from sco_quiz.storage import days, memories

        connection = self.connection
        with self.changing():
            card = review.card
            row = memories.read_row(connection, card) or memories.NEW
            at, day, identifier = self._moment(review.reviewed_at, review.day, card)
            kept = replace(
                review,
                id=identifier,
                reviewed_at=at,
                day=day,
                answer=_storable(review.answer),
                duration_ms=max(0, review.duration_ms),
                device=self.device,
            )
            if thought is not None and row != memories.row_of(thought[0]):
                thought = None
            memory = before = memories.memory_of(row) if thought is None else thought[0]
            result = row
            if kept.mode is Mode.STUDY:
                if thought is not None and (at, day) == (review.reviewed_at, review.day):
                    memory = thought[1]
                else:
                    chance = guess_chance(kept.form, kept.options)
                    memory = schedule(before, kept.rating, at, day, self.settings(kept.settings), card, chance)
                result = memories.row_of(memory)
                memories.write_row(connection, card, result)
            mature = days.is_mature(before)
            connection.execute(
                "INSERT INTO reviews (id, card, reviewed_at, day, rating, mode, form, options, verdict, answer,"
                " duration_ms, device, settings, phase, mature, state, stability, difficulty, due_at, due_day)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(kept.id, card, at, day, kept.rating.value, kept.mode.value, kept.form.value, kept.options),
                    *(kept.verdict.value if kept.verdict else None, kept.answer, kept.duration_ms, kept.device),
                    *(kept.settings, row[0], mature, result[0], *result[2:6]),
                ),
            )
            duration = kept.duration_ms
            days.count(connection, (day, card, kept.mode.value, kept.rating.value, duration, row[0], mature))
            if prompt or answer:
                connection.execute(
                    "INSERT INTO texts (card, prompt, answer) VALUES (?, ?, ?) ON CONFLICT (card) DO UPDATE"
                    " SET prompt = excluded.prompt, answer = excluded.answer"
                    " WHERE prompt <> excluded.prompt OR answer <> excluded.answer",
                    (card, _storable(prompt), _storable(answer)),
                )
            if self._answers_in_log is not None:
                self._answers_in_log += 1
        return kept, memory

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
                (self._new_identifier(at), max(at, row[1]), day, self.device, review),
            )
            card = log.present_name(connection, row[0], row[1], review)
            return folding.refold(connection, card, self.settings)

    def act(self, kind: ActKind, card: str, at: int, day: int, value: str = "") -> Act:
        """Keep something that was done to a card other than answering it; see ``domain.review.Act``.

        ``at`` is now (UTC ms) and ``day`` its logical day. ValueError for a value that the kind can't have.
        """
        from sco_quiz.domain.review import Act, ActKind

        if kind in (ActKind.SET_DUE, ActKind.FLAG):
            int(value)
        elif (kind is ActKind.RENAME) != bool(value) or value == card:
            raise ValueError(f"{kind} of {card} can't have the value {value!r}")
        with self.changing():
            at, day, identifier = self._moment(at, day, card, *([value] if kind is ActKind.RENAME else []))
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
            present = log.present_name(self.connection, card, acted_at, act)
            self.connection.execute(
                "INSERT INTO acts (id, card, acted_at, day, kind, device, voids) VALUES (?, ?, ?, ?, 'void', ?, ?)",
                (self._new_identifier(at), card, max(at, acted_at), day, self.device, act),
            )
            self._refold_after(present, value if kind == "rename" else "")
            if present != card:
                folding.refold(self.connection, card, self.settings)

    def memory(self, card: str) -> Memory | None:
        """A card's memory; None for a new card."""
        from sco_quiz.storage import memories

        with failures(self.path):
            return memories.memory_of(memories.read_row(self.connection, card))

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

    def _moment(self, at: int, day: int, *cards: str) -> tuple[int, int, str]:
        """``at`` and ``day``, but never before the last row of the log that names one of the cards; and an id for it.

        An id is never made for an earlier instant than its row's, so as long as the clock goes on past the last id,
        no row is later, and none has to be looked up.
        """
        from sco_quiz.storage.identifiers import is_later, next_identifier

        last = self._last_identifier()
        identifier = next_identifier(at, last)
        if not is_later(at, last):
            for query in _LAST_ROWS:
                for card in cards:
                    row = self.connection.execute(query, (card,)).fetchone()
                    if row is not None and row[0] > at:
                        at, day = row[0], max(day, row[1])
        return at, day, identifier

    def _new_identifier(self, at: int) -> str:
        from sco_quiz.storage.identifiers import next_identifier

        return next_identifier(at, self._last_identifier())

    def _last_identifier(self) -> str:
        row: tuple[str] = self.connection.execute(
            "SELECT max(coalesce((SELECT max(id) FROM reviews), ''), coalesce((SELECT max(id) FROM acts), ''))"
        ).fetchone()
        return row[0]

    def _refold_after(self, card: str, former: str) -> None:
        from sco_quiz.storage import folding

        folding.refold(self.connection, card, self.settings)
        if former:
            folding.refold(self.connection, former, self.settings)


def _storable(text: str) -> str:
    """Text as UTF-8 can hold it: bytes that a terminal could not decode become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
