"""What PyYAML says of broken YAML, in words for the author of a deck.

libyaml and the parser in Python word the same error differently; both are recognised by parts of their messages.
"""

from __future__ import annotations

import re

import yaml

from sco_quiz.deckfile.codes import Code
from sco_quiz.deckfile.report import Report

_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "A colon followed by a space stands inside text here.",
        "put the whole text in quotes, or check the indentation",
    ),
    (
        "unknown escape",
        "A backslash in double quotes begins an escape that YAML does not know.",
        "write `\\\\` for one, or use single quotes",
    ),
    ("escape", "A backslash in double quotes begins a broken escape.", "write `\\\\` for one, or use single quotes"),
    ("quoted scalar", "A quotation mark opens here and is never closed.", "add the closing quotation mark"),
    (
        "flow sequence",
        "A list in brackets is not closed, or a comma is missing.",
        "check `[`, `,` and `]`; put text that holds them in quotes",
    ),
    (
        "flow mapping",
        "A mapping in braces is not closed, or a comma is missing.",
        "check `{`, `,` and `}`; put text that holds them in quotes (cloze texts too)",
    ),
    (
        "block collection",
        "The items of a list do not line up.",
        "check the indentation: each `- ` of a list begins in the same column, the keys of a card below its first one",
    ),
    (
        "block sequence",
        "A dash begins a list here, where none can be.",
        "put text that begins with `- ` in quotes, or begin the list on the next line",
    ),
    (
        "block mapping",
        "The keys do not line up, or text goes on where a key should be.",
        "begin each key of a card in the same column; put text with quotation marks inside in quotes as a whole",
    ),
    (
        "simple key",
        "A line stands where a key with a colon should be.",
        "write `key: value`, or put longer text in quotes",
    ),
    (
        "expected ':'",
        "A line stands where a key with a colon should be.",
        "write `key: value`, or put longer text in quotes",
    ),
    ("tag", "An exclamation mark begins a tag here.", "put text that begins with `!` in quotes"),
    ("anchor", "An ampersand begins an anchor here.", "put text that begins with `&` in quotes"),
    ("alias", "A star begins an alias here.", "put text that begins with `*` in quotes"),
    (
        "block scalar",
        "Text after `|` or `>` is not indented as it should be.",
        "indent all of it by the same number of spaces",
    ),
    ("document start", "Something stands outside of the deck's mapping.", "check the indentation"),
)
_OPENING = ("quoted scalar", "flow sequence", "flow mapping")
"""Errors that are best shown where the thing was opened."""


def report_yaml_error(error: yaml.YAMLError, text: str, first_line: int, report: Report) -> None:
    """Report a syntax error in ``text``, whose first line is ``first_line`` of the file."""
    if not isinstance(error, yaml.MarkedYAMLError):
        report.add(Code.NOT_YAML, (first_line, 1), "This cannot be read as YAML.", "check quotes and indentation")
        return
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    if mark is None:
        report.add(Code.NOT_YAML, (first_line, 1), "This cannot be read as YAML.", "check quotes and indentation")
        return
    line, column = min(mark.line, len(lines) - 1), mark.column
    tab = _indenting_tab(lines, line)
    if tab is None and lines[line][column : column + 1] == "\t":
        tab = (line, column)
    if tab is not None:
        report.add(
            Code.TAB, (tab[0] + first_line, tab[1] + 1), "A tab stands in the indentation.", "indent with spaces"
        )
        return
    said = f"{error.context or ''} {error.problem or ''}"
    if "cannot start any token" in said:
        character = lines[line][column : column + 1]
        report.add(
            Code.NOT_YAML,
            (line + first_line, column + 1),
            f"Text cannot begin with `{character}` unless it is in quotes.",
            "put the whole text in quotes",
        )
        return
    for words, message, hint in _WORDS:
        if words in said:
            if error.context_mark is not None and words in _OPENING:
                line, column = error.context_mark.line, error.context_mark.column
            report.add(Code.NOT_YAML, (line + first_line, column + 1), message, hint)
            return
    problem = (error.problem or "it breaks off").removeprefix("did not find ")
    report.add(
        Code.NOT_YAML,
        (line + first_line, column + 1),
        f"This is not YAML: {problem}.",
        "check quotes and indentation",
    )


def _indenting_tab(lines: list[str], line: int) -> tuple[int, int] | None:
    """The first tab before any text, on the line of an error or the one before it."""
    for number in (line, line - 1):
        if 0 <= number < len(lines):
            blank = re.match(r"[ \t]*", lines[number])
            if blank is not None and "\t" in blank[0] and blank.end() < len(lines[number]):
                return number, blank[0].index("\t")
    return None
