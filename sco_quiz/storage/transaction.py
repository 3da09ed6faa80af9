"""One transaction as a ``with`` block."""

from __future__ import annotations

import sqlite3

from sco_quiz.storage.failures import failures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType


class Transaction:
    """Kept as a whole when the block ends, undone when it raises; within another transaction it is part of that.

    Takes the writing lock at once (BEGIN IMMEDIATE), so that what is read in it stays true until it ends. Errors of
    SQLite come out as ``StorageError``.
    """

    __slots__ = ("_connection", "_failures", "_outermost")

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection = connection
        self._failures = failures(path)
        self._outermost = False

    def __enter__(self) -> None:
        self._outermost = not self._connection.in_transaction
        if self._outermost:
            with self._failures:
                self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._failures:
            if self._outermost:
                self._end(keep=error is None)
            if isinstance(error, sqlite3.Error):
                raise error

    def _end(self, *, keep: bool) -> None:
        connection = self._connection
        try:
            if keep:
                connection.execute("COMMIT")
        finally:
            # SQLite itself undoes a transaction on some errors (a full disk), and not on others.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
