"""Collecting the problems of one file."""

from __future__ import annotations

from difflib import get_close_matches

from sco_quiz.deckfile.codes import Code
from sco_quiz.domain.problem import Problem, Severity

MOST_PROBLEMS = 10_000
"""Problems that are collected of one file; with as many, it is no deck that somebody will mend line by line."""


class Report:
    """The problems found so far in the file at ``path``: all of them, up to ``MOST_PROBLEMS``."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._problems: list[Problem] = []

    def add(self, code: Code, place: tuple[int, int], message: str, hint: str = "") -> None:
        """Note an error at ``place`` (line and column from 1; (0, 0) is the file as a whole)."""
        if self.is_full:
            return
        if len(self._problems) == MOST_PROBLEMS:
            code, hint = Code.TOO_MANY_PROBLEMS, "is this file meant to be a deck?"
            message = f"There are more than {MOST_PROBLEMS:,} problems; what follows is not read."
        line, column = place
        self._problems.append(Problem(self.path, line, column, code.value, Severity.ERROR, message, hint))

    @property
    def is_full(self) -> bool:
        """Whether more problems were found than are collected, so that reading on is no use."""
        return len(self._problems) > MOST_PROBLEMS

    def extend(self, other: Report) -> None:
        """Take over the problems of another report on the same file."""
        self._problems += other.problems

    @property
    def count(self) -> int:
        """How many problems there are so far."""
        return len(self._problems)

    def lines(self) -> set[int]:
        """The lines that have a problem."""
        return {problem.line for problem in self._problems}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in the order of their places."""
        return tuple(sorted(self._problems, key=lambda problem: (problem.line, problem.column, problem.code)))


def closest(word: str, words: frozenset[str]) -> str:
    """The one of ``words`` that ``word`` was probably meant to be, or nothing."""
    found = get_close_matches(word.lower(), sorted(words), n=1, cutoff=0.6)
    return found[0] if found else ""


def shortened(text: str) -> str:
    """``text`` on one line and short enough to be quoted in a message."""
    line = " ".join(text[:200].split())
    return line if len(line) <= 40 else line[:39] + "…"
