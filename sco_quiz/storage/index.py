"""The deck index: what deck files hold, compiled, so that nothing has to be parsed twice.

A cache: it may be deleted at any time, and one that is damaged, foreign or of another format is replaced without a
word. A row a file, a note and a card; the problems of each file too. Each file is brought in within one transaction.
"""

from __future__ import annotations

import os
import sqlite3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sco_quiz.domain.deck import Deck, Note
    from sco_quiz.domain.problem import Problem
    from sco_quiz.storage.compiling import Compiled
    from sco_quiz.storage.full_text import Found

FORMAT = 2
"""Changes whenever the tables, or what the parser makes of a file, do; an index of another format is made anew."""

APPLICATION_ID = 0x53434F49
"""``SCOI``."""

GRANULARITY_NS = 2_000_000_000
"""The coarsest clock of a file system in use (FAT's). A file that changed less than this before it was read may have
changed again without its times showing it (https://git-scm.com/docs/racy-git)."""

_SCHEMA = """
CREATE TABLE files (
  number INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  ctime_ns INTEGER NOT NULL,
  inode TEXT NOT NULL,
  read_at_ns INTEGER NOT NULL,
  hash TEXT NOT NULL,
  deck TEXT NOT NULL,
  title TEXT NOT NULL,
  notes INTEGER NOT NULL,
  cards INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  header TEXT NOT NULL,
  problems TEXT NOT NULL,
  searchable INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE notes (
  file INTEGER NOT NULL REFERENCES files (number) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  note TEXT NOT NULL,
  line INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (file, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE cards (
  number INTEGER PRIMARY KEY,
  card TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES files (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  prompt TEXT NOT NULL,
  answer TEXT NOT NULL,
  tags TEXT NOT NULL,
  source TEXT NOT NULL,
  suspended INTEGER NOT NULL
) STRICT;
CREATE INDEX cards_by_id ON cards (card);
CREATE UNIQUE INDEX cards_of_file ON cards (file, position);
CREATE VIRTUAL TABLE words USING fts5 (
  prompt, answer, tags,
  content='cards', content_rowid='number', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
);
"""

_FILE = "number, path, size, mtime_ns, ctime_ns, inode, read_at_ns, hash, deck, title, notes, cards, errors, warnings"


class IndexDamagedError(Exception):
    """The index can't be read or written any more; the library makes it anew.

    ``replaceable``: the file itself is damaged, so that deleting it helps. Else its place can't be written to, or
    another program keeps it locked.
    """

    def __init__(self, message: str, *, replaceable: bool) -> None:
        super().__init__(message)
        self.replaceable = replaceable


class FileState:
    """A file as the file system describes it; ``read_at_ns`` is when it was asked. Times are in nanoseconds."""

    __slots__ = ("ctime_ns", "inode", "mtime_ns", "read_at_ns", "size")

    def __init__(self, status: os.stat_result, read_at_ns: int) -> None:
        self.read_at_ns = read_at_ns
        self.size = status.st_size
        self.mtime_ns = status.st_mtime_ns
        self.ctime_ns = status.st_ctime_ns
        self.inode = f"{status.st_dev}:{status.st_ino}"


class IndexedFile:
    """A file as the index knows it: how it was when it was read, its hash, and what its deck is called and counts."""

    __slots__ = (
        *("cards", "ctime_ns", "deck", "errors", "hash", "inode", "mtime_ns", "notes", "number", "path", "read_at_ns"),
        *("size", "title", "warnings"),
    )

    def __init__(self, row: tuple[int, str, int, int, int, str, int, str, str, str, int, int, int, int]) -> None:
        (self.number, self.path, self.size, self.mtime_ns, self.ctime_ns, self.inode, self.read_at_ns) = row[:7]
        (self.hash, self.deck, self.title, self.notes, self.cards, self.errors, self.warnings) = row[7:]

    def is_fresh(self, state: FileState) -> bool:
        """Whether the file is surely as it was when it was read, by its size and times alone."""
        return (
            self.size == state.size
            and self.mtime_ns == state.mtime_ns
            and self.ctime_ns == state.ctime_ns
            and self.inode == state.inode
            and max(self.mtime_ns, self.ctime_ns) + GRANULARITY_NS < self.read_at_ns
        )

    @property
    def stamp(self) -> str:
        """Changes when what the index says of the file may have changed."""
        return f"{FORMAT}:{self.hash}"


class Index:
    """An open index. Methods raise ``IndexDamagedError`` where it can't be used any more."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: str) -> Index:
        """The index at ``path``, made anew where it is none of ours; in memory where nothing can be written there."""
        for attempt in range(2):
            try:
                os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
                connection = sqlite3.connect(path, timeout=10, isolation_level=None)
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
        connection = sqlite3.connect(":memory:", isolation_level=None)
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
            rows = self._connection.execute(f"SELECT {_FILE} FROM files").fetchall()
        return {row[1]: IndexedFile(row) for row in rows}

    def snapshot(self, path: str) -> tuple[IndexedFile, list[CardRow]] | None:
        """A file and its cards as they were at one moment, whatever other programs take in; None if it isn't there."""
        with _damage():
            self._connection.execute("BEGIN")
            try:
                row = self._connection.execute(f"SELECT {_FILE} FROM files WHERE path = ?", (path,)).fetchone()
                return (IndexedFile(row), list(self.card_rows(path))) if row else None
            finally:
                self._connection.execute("ROLLBACK")

    def is_stored(self, path: str, compiled: Compiled) -> bool:
        """Whether the index says of a file without a deck just what ``compiled`` does."""
        with _damage():
            row = self._connection.execute("SELECT deck, problems FROM files WHERE path = ?", (path,)).fetchone()
        return row is not None and row == (compiled.header[0], compiled.header[-1])

    def store(self, path: str, state: FileState, digest: str, compiled: Compiled) -> None:
        """Take in what a file holds, replacing what was known of it; ``state`` is from just before it was read."""
        from sco_quiz.storage.rewriting import write_rows

        facts = (path, state.size, state.mtime_ns, state.ctime_ns, state.inode, state.read_at_ns, digest)
        with self._change():
            execute = self._connection.execute
            query = "SELECT number, searchable FROM files WHERE path = ?"
            number, searchable = execute(query, (path,)).fetchone() or (None, 0)
            number = execute(
                f"INSERT OR REPLACE INTO files ({_FILE}, header, problems, searchable) VALUES ({', '.join('?' * 17)})",
                (number, *facts, *compiled.header, searchable),
            ).lastrowid
            assert number is not None  # noqa: S101 - a row was inserted
            write_rows(self._connection, number, compiled, searchable=bool(searchable))

    def touch(self, path: str, state: FileState) -> None:
        """A file was read again and holds what it held."""
        with self._change():
            self._connection.execute(
                "UPDATE files SET size = ?, mtime_ns = ?, ctime_ns = ?, inode = ?, read_at_ns = ? WHERE path = ?",
                (state.size, state.mtime_ns, state.ctime_ns, state.inode, state.read_at_ns, path),
            )

    def remove(self, paths: Iterable[str]) -> None:
        """Forget files."""
        with self._change():
            for path in paths:
                row = self._connection.execute("SELECT number FROM files WHERE path = ?", (path,)).fetchone()
                if row is not None:
                    self._forget(row[0])

    def problems(self, path: str) -> list[Problem]:
        """The problems of a file, in its order."""
        from sco_quiz.storage.compiling import problems_of

        with _damage():
            row = self._connection.execute("SELECT problems FROM files WHERE path = ?", (path,)).fetchone()
            return problems_of(path, row[0]) if row else []

    def deck(self, path: str) -> Deck | None:
        """The deck of a file with all its notes; None if there is none."""
        from sco_quiz.storage.compiling import deck_of

        with _damage():
            row = self._connection.execute("SELECT number, header FROM files WHERE path = ?", (path,)).fetchone()
            if row is None:
                return None
            contents = self._connection.execute(
                "SELECT content FROM notes WHERE file = ? ORDER BY ordinal", (row[0],)
            ).fetchall()
            return deck_of(path, row[1], [content for (content,) in contents])

    def note(self, path: str, card: str) -> Note | None:
        """The note from which a card of a file is made; None if the file has no such card."""
        from sco_quiz.storage.compiling import note_of

        with _damage():
            row = self._connection.execute(
                # CROSS JOIN keeps this order: SQLite would rather look through all cards of the file.
                "SELECT content FROM cards CROSS JOIN files ON files.number = cards.file"
                " CROSS JOIN notes ON notes.file = cards.file AND notes.ordinal = cards.ordinal"
                " WHERE cards.card = ? AND files.path = ?",
                (card, path),
            ).fetchone()
            return note_of(row[0]) if row else None

    def tags(self, path: str) -> tuple[str, ...]:
        """The tags that a file's deck gives to each of its cards."""
        from sco_quiz.storage.compiling import deck_of

        with _damage():
            row = self._connection.execute("SELECT header FROM files WHERE path = ?", (path,)).fetchone()
            deck = deck_of(path, row[0], []) if row else None
        return deck.tags if deck else ()

    def card_rows(self, path: str) -> Iterator[CardRow]:
        """The cards of a file in its order."""
        with _damage():
            yield from self._connection.execute(
                f"SELECT {CARD} FROM files JOIN cards ON cards.file = files.number WHERE files.path = ?"
                " ORDER BY cards.position",
                (path,),
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

    def search(self, text: str, paths: Iterable[str], limit: int) -> list[Found]:
        """The first ``limit`` cards of the files at ``paths`` in which all words of ``text`` are, or begin a word."""
        from sco_quiz.storage import full_text

        with _damage():
            full_text.take_words_in(self._connection)
            numbers = dict(self._connection.execute("SELECT path, number FROM files"))
            files = [numbers[path] for path in paths if path in numbers]
            return full_text.search(self._connection, text, files, limit)

    def prepare_search(self, report: Callable[[int, int], None] | None = None) -> None:
        """Take in what ``search`` needs and isn't there yet; ``report`` is called with files done, and of how many."""
        from sco_quiz.storage import full_text

        with _damage():
            full_text.take_words_in(self._connection, report)

    def _forget(self, number: int) -> None:
        self._connection.execute(
            "INSERT INTO words (words, rowid, prompt, answer, tags)"
            " SELECT 'delete', cards.number, prompt, answer, tags FROM cards"
            " JOIN files ON files.number = cards.file WHERE cards.file = ? AND searchable",
            (number,),
        )
        for table, column in (("cards", "file"), ("notes", "file"), ("files", "number")):
            self._connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))

    def _change(self) -> _Change:
        return _Change(self._connection)


if TYPE_CHECKING:
    CardRow = tuple[str, int, str, str, str, str, str, int]

CARD = "cards.card, cards.position, cards.kind, cards.prompt, cards.answer, cards.tags, cards.source, cards.suspended"


class _damage:  # noqa: N801 - reads as words where it is used: `with _damage():`
    """SQLite's errors, and those of what it gave, as ``IndexDamagedError``."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.Error | ValueError | KeyError | TypeError):
            raise IndexDamagedError(str(error), replaceable=_is_damage(error)) from error


class _Change(_damage):
    """One transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        with _damage():
            self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
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
        connection.execute("BEGIN IMMEDIATE")
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        if tables and mark != APPLICATION_ID:
            raise sqlite3.DatabaseError("another program's")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if tables and version != FORMAT:
            raise sqlite3.DatabaseError("another format")
        if not tables:
            for statement in _SCHEMA.split(";")[:-1]:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


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
