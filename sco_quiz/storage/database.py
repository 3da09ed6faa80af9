"""Opening ``progress.db``: checked before SQLite touches it, then durable (WAL, ``synchronous=FULL``)."""

from __future__ import annotations

import os
import sqlite3
import time

from sco_quiz import __version__
from sco_quiz.errors import StorageError
from sco_quiz.storage.failures import failures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sco_quiz.storage.migrations import Migrations

BUSY_TIMEOUT_MS = 5_000
"""How long a change waits for another program's."""

_BETWEEN_TRIES_S = 0.005

APPLICATION_ID = 0x53434F51
"""``SCOQ``: tells this program's database from any other's (SQLite's ``application_id``)."""

CHECKPOINT_PAGES = 8_000
"""How long the write-ahead log grows (in pages of 4 KiB, about fifteen an answer) before it goes into the database.

With SQLite's 1,000 every seventieth answer would wait for that; so hardly a sitting has one that does, and a log of
30 MB is still read in a moment when a program was killed. The last program that closes the database empties it."""

CACHE_KIB = 500
"""Memory for pages of a database. The system keeps them, too, so that one read again costs microseconds."""

VERSION = 5
"""The version of the tables; how they came to it is in ``versions``, which is loaded only where it is needed."""


def open_progress(
    path: str, *, migrations: Migrations | None = None, busy_timeout_ms: int = BUSY_TIMEOUT_MS
) -> sqlite3.Connection:
    """Open the database at ``path``, created or migrated where needed; in autocommit mode.

    Raises ``StorageError``, the file untouched, where it is no database, another program's or a newer version's, or
    where nothing can be kept there.
    """
    with failures(path):
        version = VERSION if migrations is None else len(migrations)
        _check_file(path, version)
        folder = os.path.dirname(path)
        if folder:
            os.makedirs(folder, mode=0o700, exist_ok=True)
        connection = sqlite3.connect(path, timeout=busy_timeout_ms / 1000, isolation_level=None, uri=True)
        try:
            if _check_database(connection, path, version) < version:
                _migrate(connection, path, migrations)
            make_durable(connection, path, busy_timeout_ms)
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
        return connection


def make_durable(connection: sqlite3.Connection, path: str, patience_ms: int = BUSY_TIMEOUT_MS) -> None:
    """A commit is on the disk when it returns, and readers don't wait for writers."""
    mode = begin_write_ahead(connection, patience_ms)
    if mode != "wal":
        raise StorageError(
            f"The disk of {path} can't hold a write-ahead log ({mode}), so answers would not be safe there.",
            "Network folders often can't: set SCO_QUIZ_HOME to a folder on this machine's own disk.",
        )
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")


def begin_write_ahead(connection: sqlite3.Connection, patience_ms: int) -> str:
    """Have the database keep a write-ahead log; gives its journal mode then, which is another where there can't be one.

    SQLite does not wait for another program's change here, as it does elsewhere, so it is asked again meanwhile.
    """
    give_up_at = time.monotonic() + patience_ms / 1000
    while True:
        try:
            mode: str = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up_at:
                raise
            time.sleep(_BETWEEN_TRIES_S)
        else:
            return mode


def _check_file(path: str, version: int) -> None:
    """Refuse by the file's header, before SQLite opens the file as one that may change.

    The header, too, is read by SQLite: were it read and closed as a file, all locks would be gone that another
    connection of this process has on it (https://www.sqlite.org/howtocorrupt.html, 2.2), and the next program to close
    the database would take itself for the last one, and delete the log that this one goes on writing to.
    """
    if os.path.isdir(path):
        raise StorageError(f"{path} is a folder, where a progress database belongs.", "Move the folder away.")
    if not os.path.exists(path) or os.path.exists(f"{path}-journal"):
        return  # nothing there yet, or a program was stopped while it made the file: SQLite puts that right
    header = sqlite3.connect(f"{uri_of(path)}?mode=ro&immutable=1", uri=True)
    try:
        (application,) = header.execute("PRAGMA application_id").fetchone()
        (found,) = header.execute("PRAGMA user_version").fetchone()
    finally:
        header.close()
    if application or found:
        _check_owner(path, application, found, version)


def uri_of(path: str) -> str:
    """The path as an URI (https://www.sqlite.org/uri.html); ``urllib`` would take longer to load than all else here."""
    place = os.path.abspath(path).replace(os.sep, "/")
    for sign, code in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        place = place.replace(sign, code)
    return f"file://{'' if place.startswith('/') else '/'}{place}"


def _check_database(connection: sqlite3.Connection, path: str, version: int) -> int:
    """The same as ``_check_file``, with what may stand in the write-ahead log only; gives the database's version."""
    # In this order: another program may be making it at this moment, and its tables come with its marks.
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if tables:
        _check_owner(path, application, found, version)
    return int(found)


def _migrate(connection: sqlite3.Connection, path: str, migrations: Migrations | None) -> None:
    from sco_quiz.storage.migrations import migrate
    from sco_quiz.storage.versions import MIGRATIONS

    steps = MIGRATIONS if migrations is None else migrations
    migrate(connection, path, steps, application_id=APPLICATION_ID, program=__version__)


def _check_owner(path: str, application: int, found: int, version: int) -> None:
    if application != APPLICATION_ID:
        raise StorageError(
            f"{path} is another program's database; it was left as it is.",
            "Move it away to begin anew, or set SCO_QUIZ_HOME to another folder.",
        )
    if found > version:
        raise StorageError(
            f"{path} was written by a newer sco-quiz (format {found}; this one knows {version}); it was left as it is.",
            "Upgrade with `pip install --upgrade sco-quiz`.",
        )
