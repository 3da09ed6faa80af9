"""Checking decks: structure and rules together, repairs, and the report in the form that is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from sco_quiz import __version__
from sco_quiz.deckfile.codes import Code
from sco_quiz.deckfile.editing import insert_note_ids
from sco_quiz.deckfile.explaining import check_prefixes, explain
from sco_quiz.deckfile.files import read_decks
from sco_quiz.deckfile.fixing import fix_text
from sco_quiz.deckfile.lint import lint_decks
from sco_quiz.deckfile.naming import propose_ids
from sco_quiz.deckfile.parsing import ReadDeck, parse_deck
from sco_quiz.deckfile.rendering import as_object, render_all, render_github
from sco_quiz.deckfile.sarif import render_sarif
from sco_quiz.deckfile.saving import replace_file
from sco_quiz.domain.card import cards_of
from sco_quiz.domain.problem import Problem, Severity
from sco_quiz.errors import ScoQuizError, UsageError

__all__ = ["CheckReport", "ReportForm", "check", "explain", "read_lines", "render_report", "report_object"]

ReportForm: TypeAlias = Literal["text", "json", "github", "sarif"]

_UNUSABLE: Final = frozenset({Code.UNREADABLE.value, Code.TOO_LARGE.value})


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: counts of what could be read, problems file by file, and what was repaired.

    ``repaired`` has the number of repairs by path; ``failures`` are files that could not be repaired.
    """

    decks: int
    notes: int
    cards: int
    problems: tuple[Problem, ...]
    strict: bool = False
    repaired: tuple[tuple[str, int], ...] = ()
    failures: tuple[ScoQuizError, ...] = ()

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are warnings."""
        return len(self.problems) - self.errors

    @property
    def exit_code(self) -> int:
        """0 where all is well; 1 on errors, on warnings if strict, and for no card at all; 2 for unusable files."""
        if self.failures or any(problem.code in _UNUSABLE for problem in self.problems):
            return 2
        return 1 if self.errors or not self.cards or (self.strict and self.warnings) else 0

    @property
    def summary(self) -> str:
        """The counts as one line for people."""
        checked = f"{_count(self.decks, 'deck')}, {_count(self.notes, 'note')}, {_count(self.cards, 'card')}"
        if not self.problems:
            return f"{checked}: no problems." if self.cards else f"{checked}: nothing to check."
        return f"{checked}: {_count(self.errors, 'error')}, {_count(self.warnings, 'warning')}."


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def check(
    paths: Sequence[str],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    *,
    fix: bool = False,
    strict: bool = False,
) -> CheckReport:
    """Check the deck files that ``paths`` (files and folders) stand for, together; with ``fix``, repair them first.

    ``select`` and ``ignore`` are prefixes of codes of rules; structural problems are always reported. Raises UsageError
    for no path, or for a prefix that no code begins with.
    """
    if not paths:
        raise UsageError("There is nothing to check.", "Name deck files or folders: `sco-quiz check decks/`.")
    check_prefixes((*select, *ignore))
    read = read_decks(paths)
    repaired: list[tuple[str, int]] = []
    failures: list[ScoQuizError] = []
    if fix:
        for each in read:
            try:
                count = _repair(each, select, ignore)
            except ScoQuizError as error:
                failures.append(error)
            else:
                repaired += [(each.path, count)] if count else []
        read = read_decks(paths)
    decks = tuple(each.deck for each in read if each.deck is not None)
    found = [problem for each in read for problem in each.problems]
    return CheckReport(
        decks=len(decks),
        notes=sum(len(deck.notes) for deck in decks),
        cards=sum(len(cards_of(deck.id, note)) for deck in decks for note in deck.notes),
        problems=_in_order((*found, *lint_decks(decks, select, ignore)), [each.path for each in read]),
        strict=strict,
        repaired=tuple(repaired),
        failures=tuple(failures),
    )


def _in_order(problems: Sequence[Problem], paths: Sequence[str]) -> tuple[Problem, ...]:
    place_of = {path: place for place, path in enumerate(paths)}
    return tuple(sorted(problems, key=lambda each: (place_of[each.path], each.line, each.column, each.code)))


def _repair(read: ReadDeck, select: Sequence[str], ignore: Sequence[str]) -> int:
    """Repair one file on disk and give its notes ids; how many repairs and ids. Raises UnusableFileError."""
    if read.deck is None:
        return 0
    data = Path(read.path).read_bytes()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return 0  # the parser has reported the bytes; mending around them could hide them
    # Ids first: a note that has one keeps its progress whatever else about it changes.
    named, given = _name_notes(data, read.path)
    fixed = fix_text(text if named == data else named.decode(), read.path, select, ignore)
    result = fixed.text.encode()
    if result != data:
        replace_file(read.path, result, expected=data)
    return fixed.repairs + given


def _name_notes(data: bytes, path: str) -> tuple[bytes, int]:
    """The file with an id for each note that has none and has a place for one, and how many were written."""
    deck = parse_deck(data, path).deck
    ids = propose_ids(deck) if deck is not None else {}
    if deck is None or not ids:
        return data, 0
    named = insert_note_ids(data, deck, ids)
    after = parse_deck(named, path).deck
    without = sum(not note.id for note in after.notes) if after is not None else len(ids)
    return named, len(ids) - without


def render_report(report: CheckReport, form: ReportForm) -> str:
    """The report as text with the offending lines, one JSON object, GitHub annotations, or SARIF 2.1.0."""
    match form:
        case "text":
            return render_all(report.problems, read_lines)
        case "github":
            return "\n".join(map(render_github, report.problems))
        case "sarif":
            return json.dumps(render_sarif(report.problems, __version__), ensure_ascii=False, indent=2)
        case "json":
            return json.dumps(report_object(report), ensure_ascii=False)


def report_object(report: CheckReport) -> dict[str, object]:
    """The report as ``check --json`` prints it."""
    return {
        "decks": report.decks,
        "notes": report.notes,
        "cards": report.cards,
        "errors": report.errors,
        "warnings": report.warnings,
        "problems": [as_object(problem) for problem in report.problems],
    }


def read_lines(path: str) -> Sequence[str]:
    """The lines of a file as editors count them; none if it can't be read."""
    try:
        text = Path(path).read_bytes().decode("utf-8", "replace")
    except OSError:
        return ()
    return re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
