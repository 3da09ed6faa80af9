"""SQLite's failures as sentences: what happened, where, and what to do next.

Every statement of ``storage`` on progress runs under ``failures(path)``. Nothing is imported but sqlite3, because the
quickest commands load this.
"""

from __future__ import annotations

import sqlite3

from sco_quiz.errors import StorageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType


class failures:  # noqa: N801 - reads as a verb where it is used: `with failures(path):`
    """Turns sqlite3's and the system's errors about ``path`` into ``StorageError``s with a remedy."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.Error):
            raise explained(error, self.path) from error
        if isinstance(error, OSError):
            raise StorageError(
                f"Progress cannot be kept in {self.path}: {error.strerror or error}.",
                "Check that its folder exists and may be written to, or set SCO_QUIZ_HOME to another folder.",
            ) from error


def explained(error: sqlite3.Error, path: str) -> StorageError:
    """The sentence and the remedy for an error of SQLite about the database at ``path``."""
    code = getattr(error, "sqlite_errorcode", None)
    match code & 0xFF if code is not None else None:
        case sqlite3.SQLITE_FULL:
            return StorageError(
                f"The disk is full: the last change to {path} was not kept; everything before it is safe.",
                "Free some space and try again.",
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StorageError(
                f"{path} is in use by another program and stayed locked.",
                "Wait until the other program (a backup, another window) is done, then try again.",
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return StorageError(
                f"{path} may not be written to, so progress cannot be kept.",
                "Give yourself permission to write to the file and to its folder, or set SCO_QUIZ_HOME.",
            )
        case sqlite3.SQLITE_CANTOPEN:
            return StorageError(
                f"{path} cannot be opened or created.",
                "Check that its folder exists and may be written to, or set SCO_QUIZ_HOME to another folder.",
            )
        case sqlite3.SQLITE_NOTADB:
            return not_a_database(path)
        case sqlite3.SQLITE_CORRUPT:
            return StorageError(
                f"{path} is damaged.",
                "Restore a backup with `sco-quiz restore`, or move the file away to begin anew.",
            )
        case sqlite3.SQLITE_IOERR:
            return StorageError(
                f"The disk could not read or write {path} ({error}).",
                "The disk may be full or failing: free some space, check the disk, and try again.",
            )
        case _:
            return StorageError(f"{path} could not be used: {error}.", "`sco-quiz doctor` looks for what is wrong.")


def not_a_database(path: str) -> StorageError:
    """The file is something else."""
    return StorageError(
        f"{path} is not a progress database; it was left as it is.",
        "Move it away to begin anew, or restore a backup with `sco-quiz restore`.",
    )
