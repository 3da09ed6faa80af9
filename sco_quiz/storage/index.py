"""The deck index: what deck files hold, compiled, so that nothing has to be parsed twice.

A cache: it may be deleted at any time, and one that is damaged, foreign or of another format is replaced without a
word. What a file holds is taken in within one transaction. ``storage.index_tables`` has the tables.
"""

from __future__ import annotations

import os
import sqlite3

from sco_quiz.storage.database import CACHE_KIB

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sco_quiz.domain.deck import Deck, Note
    from sco_quiz.domain.problem import Problem
    from sco_quiz.storage.compiling import Compiled
    from sco_quiz.storage.splicing import Splice, Spliced

    CardRow = tuple[str, int, str, str, str, str, str, int]

FORMAT = 5
"""Changes whenever the tables, or what the parser makes of a file, do; an index of another format is made anew."""

APPLICATION_ID = 0x53434F49
"""``SCOI``."""

PATIENCE_MS = 10_000
"""How long a change waits for another program's; then the index is made anew in memory."""

GRANULARITY_NS = 2_000_000_000
"""The coarsest clock of a file system in use (FAT's). A file that changed less than this before it was read may have
changed again without its times showing it (https://git-scm.com/docs/racy-git)."""

FILE_COLUMNS = "number, path, signature, settled, hash, deck, title, notes, cards, errors, warnings"
STOCK = "card, ?, substr(card, 1, instr(card || '#', '#') - 1), position, suspended"
"""What progress keeps of a card; the question mark stands for its deck."""
CARD = "cards.card, cards.position, cards.kind, cards.prompt, cards.answer, cards.tags, cards.source, cards.suspended"


class IndexDamagedError(Exception):
    """The index can't be read or written any more; the library makes it anew.

    ``replaceable``: the file itself is damaged, so that deleting it helps. Else its place can't be written to, or
    another program keeps it locked.
    """

    def __init__(self, message: str, *, replaceable: bool) -> None:
        super().__init__(message)
        self.replaceable = replaceable


class FileState:
    """A file as the file system described it at ``asked_at_ns`` (UTC).

    ``size`` is in bytes; ``signature`` is size, times and inode. ``is_settled``: it had not changed for so long that it
    holds what could be read from it then, as long as it has this signature.
    """

    __slots__ = ("is_settled", "signature", "size")

    def __init__(self, status: os.stat_result, asked_at_ns: int) -> None:
        self.size = status.st_size
        changed, touched = status.st_mtime_ns, status.st_ctime_ns
        self.signature = f"{self.size}:{changed}:{touched}:{status.st_dev}:{status.st_ino}"
        self.is_settled = max(changed, touched) + GRANULARITY_NS < asked_at_ns


class IndexedFile:
    """A file as the index knows it: how it was when it was read, its hash, and what its deck is called and counts."""

    __slots__ = (
        *("cards", "deck", "errors", "hash", "is_settled", "notes", "number", "path", "signature", "title", "warnings"),
    )

    def __init__(self, row: tuple[int, str, str, int, str, str, str, int, int, int, int]) -> None:
        (self.number, self.path, self.signature, self.is_settled, self.hash, self.deck, self.title) = row[:7]
        (self.notes, self.cards, self.errors, self.warnings) = row[7:]

    def is_fresh(self, state: FileState) -> bool:
        """Whether the file is surely as it was when it was read, by its size and times alone."""
        return self.is_settled != 0 and self.signature == state.signature

    @property
    def stamp(self) -> str:
        """Changes when what the index says of the file may have changed."""
        return stamp_of(self.hash)


def stamp_of(digest: str) -> str:
    """The stamp of a file whose content has this digest."""
    return f"{FORMAT}:{digest}"


class Index:
    """An open index. Methods raise ``IndexDamagedError`` where it can't be used any more."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection = connection
        self.path = path
        self._last_splices: dict[str, Spliced] = {}
        self.attached = ""
        """The path of the progress database that searches have beside the index; empty for none."""

    @classmethod
    def open(cls, path: str) -> Index:
        """The index at ``path``, made anew where it is none of ours; in memory where nothing can be written there."""
        for attempt in range(2):
            try:
                os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
                connection = sqlite3.connect(path, timeout=PATIENCE_MS / 1000, isolation_level=None, uri=True)
            except (OSError, sqlite3.Error):
                break
            try:
                _prepare(connection)
                return cls(connection, path)
            except sqlite3.Error as error:
                connection.close()
                if attempt or not (_is_damage(error) and _delete(path)):
                    break
        return cls.in_memory()

    @classmethod
    def in_memory(cls) -> Index:
        """An index that lasts as long as the program."""
        connection = sqlite3.connect(":memory:", isolation_level=None, uri=True)
        _prepare(connection)
        return cls(connection, "")

    def replaced(self) -> Index:
        """An empty index in the place of this one, which is closed; in memory if the file can't be replaced."""
        self.close()
        if self.path and _delete(self.path):
            return Index.open(self.path)
        return Index.in_memory()

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._connection.close()

    def files(self) -> dict[str, IndexedFile]:
        """All files in the index, by path."""
        with _damage():
            rows = self._connection.execute(f"SELECT {FILE_COLUMNS} FROM files").fetchall()
        return {row[1]: IndexedFile(row) for row in rows}

    def changing(self) -> _Change:
        """``with index.changing():`` is one transaction, kept as a whole or not at all; within another, part of it."""
        return _Change(self._connection)

    def store(self, path: str, state: FileState, digest: str, compiled: Compiled) -> None:
        """Take in what a file holds, replacing what was known of it; ``state`` is from just before it was read."""
        from sco_quiz.storage.rewriting import write_file

        with self.changing():
            write_file(self._connection, path, state, digest, compiled)

    def splice(self, path: str, state: FileState, digest: str, splice: Splice) -> bool:
        """Take in what changed in a file; False, and nothing done, where it has to be taken in as a whole."""
        from sco_quiz.storage.splicing import splice_file

        with self.changing():
            spliced = splice_file(self._connection, path, state, digest, splice)
        if spliced is None:
            return False
        self._last_splices[path] = spliced
        return True

    def last_splice(self, file: IndexedFile) -> Spliced | None:
        """What the last splice of a file changed, if that made it what it is now, and it was made here."""
        spliced = self._last_splices.get(file.path)
        return spliced if spliced is not None and spliced.digest == file.hash else None

    def outline(self, path: str) -> bytes:
        """The outline of a file as it was taken in; empty where it has none, or isn't known."""
        with _damage():
            row = self._connection.execute("SELECT outline FROM files WHERE path = ?", (path,)).fetchone()
        return row[0] if row else b""

    def touch(self, path: str, state: FileState, digest: str) -> bool:
        """A file was read again and holds what has this digest; False, and nothing done, where that isn't known of it.

        Another program may have taken in something else since.
        """
        with self.changing():
            touched = self._connection.execute(
                "UPDATE files SET signature = ?, settled = ? WHERE path = ? AND hash = ?",
                (state.signature, state.is_settled, path, digest),
            )
        return touched.rowcount > 0

    def remove(self, paths: Iterable[str]) -> None:
        """Forget files."""
        from sco_quiz.storage.rewriting import forget_file

        with self.changing():
            for path in paths:
                forget_file(self._connection, path)

    def is_stored(self, path: str, compiled: Compiled) -> bool:
        """Whether the index says of a file without a deck just what ``compiled`` does."""
        with _damage():
            row = self._connection.execute("SELECT deck, problems FROM files WHERE path = ?", (path,)).fetchone()
        return row is not None and row == (compiled.header[0], compiled.header[-1])

    def at_one_moment(self) -> _Moment:
        """``with index.at_one_moment():`` is a block that sees one state, whatever other programs take in meanwhile."""
        return _Moment(self._connection)

    def file(self, path: str) -> IndexedFile | None:
        """A file; None if it isn't in the index."""
        with _damage():
            row = self._connection.execute(f"SELECT {FILE_COLUMNS} FROM files WHERE path = ?", (path,)).fetchone()
        return IndexedFile(row) if row else None

    def problems(self, path: str) -> list[Problem]:
        """The problems of a file, in its order."""
        from sco_quiz.storage.compiling import problems_of

        with _damage():
            row = self._connection.execute("SELECT problems FROM files WHERE path = ?", (path,)).fetchone()
            return problems_of(path, row[0]) if row else []

    def deck(self, path: str) -> Deck | None:
        """The deck of a file with all its notes; None if there is none."""
        from sco_quiz.storage.compiling import NOTE_COLUMNS, deck_of

        with _damage():
            row = self._connection.execute("SELECT number, header FROM files WHERE path = ?", (path,)).fetchone()
            if row is None:
                return None
            notes = self._connection.execute(
                f"SELECT {NOTE_COLUMNS} FROM cards WHERE file = ? AND position = ordinal ORDER BY position", row[:1]
            )
            return deck_of(path, row[1], notes)

    def note(self, path: str, card: str) -> Note | None:
        """The note that a card of a file is made from, the deck's tags among its own; None if there is no such card."""
        from sco_quiz.storage.compiling import NOTE_COLUMNS, note_of

        columns = ", ".join(f"first.{column}" for column in NOTE_COLUMNS.split(", "))
        with _damage():
            row = self._connection.execute(
                # CROSS JOIN keeps this order: SQLite would rather look through all cards of the file.
                f"SELECT {columns} FROM cards CROSS JOIN files ON files.number = cards.file"
                " CROSS JOIN cards AS first ON first.file = cards.file AND first.position = cards.ordinal"
                " WHERE cards.card = ? AND files.path = ?",
                (card, path),
            ).fetchone()
            return note_of(row) if row else None

    def card_rows(self, path: str) -> Iterator[CardRow]:
        """The cards of a file in its order."""
        with _damage():
            yield from self._connection.execute(
                f"SELECT {CARD} FROM files JOIN cards ON cards.file = files.number WHERE files.path = ?"
                " ORDER BY cards.position",
                (path,),
            )

    def stock(self, file: IndexedFile) -> Iterator[tuple[str, str, str, int, int]]:
        """What progress keeps of the cards of a file: id, deck, note, position, suspended by the author."""
        with _damage():
            yield from self._connection.execute(
                f"SELECT {STOCK} FROM cards WHERE file = ? ORDER BY position", (file.deck, file.number)
            )

    def askable(self, path: str) -> list[tuple[str, str, str]]:
        """The cards of a file in its order, each with its kind and, as JSON, its tags."""
        with _damage():
            return self._connection.execute(
                "SELECT card, kind, cards.tags FROM files JOIN cards ON cards.file = files.number"
                " WHERE files.path = ? ORDER BY cards.position",
                (path,),
            ).fetchall()

    def answers(self, path: str, step: int = 1, first: int = 0) -> list[tuple[str, str, str, str, str]]:
        """What the cards of a file ask and what is right: card, kind, prompt, answer and, as JSON, tags.

        With a ``step`` it is every so manieth card only, from the one at the place ``first``.
        """
        with _damage():
            return self._connection.execute(
                "SELECT card, kind, prompt, answer, cards.tags FROM files JOIN cards ON cards.file = files.number"
                " WHERE files.path = :path AND cards.position % :step = :first % :step ORDER BY cards.position",
                {"path": path, "step": step, "first": first},
            ).fetchall()

    def other_answers(self, path: str, card: str) -> list[str]:
        """The answers of the other notes of a file than the card's own."""
        with _damage():
            # Apart, because SQLite would look the note up again for each answer.
            own = self._connection.execute(
                "SELECT ordinal FROM cards CROSS JOIN files ON files.number = cards.file WHERE card = ? AND path = ?",
                (card, path),
            ).fetchone()
            rows = self._connection.execute(
                "SELECT DISTINCT answer FROM files JOIN cards ON cards.file = files.number"
                " WHERE files.path = ? AND cards.ordinal IS NOT ?",
                (path, own and own[0]),
            ).fetchall()
        return [answer for (answer,) in rows]

    @property
    def connection(self) -> sqlite3.Connection:
        """For searches, which are put together elsewhere; use it within ``reading``."""
        return self._connection

    @staticmethod
    def reading() -> _damage:
        """A block whose errors of SQLite come out as ``IndexDamagedError``."""
        return _damage()


class _damage:  # noqa: N801 - reads as words where it is used: `with _damage():`
    """SQLite's errors, and those of what it gave, as ``IndexDamagedError``."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        # Text that UTF-8 can't hold is asked for by someone; no index gives it.
        if isinstance(error, UnicodeEncodeError):
            return
        if isinstance(error, sqlite3.Error | ValueError | KeyError | TypeError):
            raise IndexDamagedError(str(error), replaceable=_is_damage(error)) from error


class _Moment(_damage):
    """A transaction that only reads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        with _damage():
            self._connection.execute("BEGIN")

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        with _damage():
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        super().__exit__(kind, error, trace)


class _Change(_damage):
    """One transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._is_outermost = False

    def __enter__(self) -> None:
        self._is_outermost = not self._connection.in_transaction
        if self._is_outermost:
            with _damage():
                self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if self._is_outermost:
            with _damage():
                try:
                    if error is None:
                        self._connection.execute("COMMIT")
                finally:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
        super().__exit__(kind, error, trace)


def _prepare(connection: sqlite3.Connection) -> None:
    """Set the connection up, and the tables where there are none; ``DatabaseError`` for a file that is none of ours."""
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if (mark, version) != (APPLICATION_ID, FORMAT):
        from sco_quiz.storage.index_tables import set_up

        set_up(connection, APPLICATION_ID, FORMAT, PATIENCE_MS)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def _is_damage(error: Exception) -> bool:
    """Whether the file itself is at fault; SQLITE_ERROR stands for tables that are not as they should be."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is None or code & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)


def _delete(path: str) -> bool:
    """Delete an index; whether it is gone."""
    for name in (path, f"{path}-wal", f"{path}-shm", f"{path}-journal"):
        try:
            os.unlink(name)
        except FileNotFoundError:
            continue
        except OSError:
            return False
    return True
