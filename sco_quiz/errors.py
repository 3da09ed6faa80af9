"""What a user can get wrong: each error is a sentence, what to do next, and an exit code.

Faces print ``str(error)`` and, on its own line, ``error.remedy``; they never print a traceback. This module
imports nothing, because the quickest commands load it.
"""

from __future__ import annotations


class ScoQuizError(Exception):
    """Something that the person at the keyboard can put right.

    ``remedy`` says what to do next (may be empty); ``exit_code`` is what the process ends with.
    """

    exit_code = 2

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy

    @property
    def sentences(self) -> str:
        """What went wrong and what to do next, on one line, where a remedy of the parser's is a sentence, too."""
        end = "." if self.remedy and self.remedy[-1] not in ".?!`" else ""
        return f"{self} {self.remedy[:1].upper()}{self.remedy[1:]}{end}".rstrip()


class UsageError(ScoQuizError):
    """The words of a command do not make sense together."""


class SearchError(UsageError):
    """A search that can't be understood; ``column`` (from 1) is where."""

    def __init__(self, message: str, column: int, remedy: str = "") -> None:
        super().__init__(f"{message} (column {column} of the search).", remedy)
        self.column = column


class DeckNotFoundError(ScoQuizError):
    """No deck, card or file answers to what was asked for."""


class UnusableFileError(ScoQuizError):
    """A file or folder cannot be read, written or understood at all."""


class StorageError(ScoQuizError):
    """Progress cannot be read or kept: a read-only folder, a full disk, a foreign or newer database."""


class ConfigError(ScoQuizError):
    """``config.toml`` holds a key or a value that means nothing."""


class IllegalEventError(ScoQuizError):
    """An event that the session's state does not allow; the state has not changed."""
