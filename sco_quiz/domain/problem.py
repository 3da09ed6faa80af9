"""A problem in a deck, as a value with its place in the source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error misleads or breaks, a warning is a card that could be better."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in one file.

    ``line`` and ``column`` count from 1; 0 means the file as a whole. ``code`` is stable (``E101``), ``message``
    one sentence, ``hint`` what to do about it (may be empty).
    """

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """Line and column to show; the beginning, for the file as a whole, so that every tool can go there."""
        return (self.line, self.column) if self.line else (1, 1)

    @property
    def remedy(self) -> str:
        """The hint as a sentence of its own; empty without one."""
        hint = self.hint
        return f"{hint[:1].upper()}{hint[1:]}{'' if hint.endswith(('.', '?', '!')) else '.'}" if hint else ""

    def __str__(self) -> str:
        """Compiler style: ``path:line:column: severity[code] message (hint)``."""
        place = ":".join((self.path, *map(str, self.place)))
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.severity}[{self.code}] {self.message}{hint}"
