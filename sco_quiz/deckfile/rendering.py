"""Problems as people and tools read them: text with the offending line, GitHub annotations, SARIF, plain objects.

Deck text is data: what a terminal could take for a command is replaced before it is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from sco_quiz.domain.cells import cell_width
from sco_quiz.domain.problem import Problem

_TAB: Final = 4
_WIDEST: Final = 100
"""Terminal cells of a deck's line that are shown; of a longer line, the part around the problem."""
_JOINERS: Final = "\u200c\u200d"


def shown_text(text: str) -> str:
    """The text on one line, with every character that commands a terminal or reorders text as U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if character in "\t\n" else "\ufffd" if _is_command(character) else character for character in text
    )


def _shown_lines(text: str) -> str:
    """The same for a text whose line ends are escaped later on."""
    return "".join(part if part in {"\r", "\n"} else shown_text(part) for part in re.split(r"([\r\n])", text))


def _is_command(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character not in _JOINERS


def render_text(problem: Problem, lines: Sequence[str] = ()) -> str:
    """A problem in the manner of compilers: place and sentence, the line of the file with a caret, the remedy.

    ``lines`` are those of the problem's file; without them, or for a problem of the whole file, no line is shown.
    """
    place = ":".join((shown_text(problem.path), *map(str, problem.place)))
    result = [f"{place}: {problem.severity}[{problem.code}] {shown_text(problem.message)}"]
    gutter = " " * len(str(problem.line))
    if 0 < problem.line <= len(lines):
        line, offset = _excerpt(lines[problem.line - 1], problem.column)
        result += [f"{gutter} |", f"{problem.line} | {line}".rstrip(), f"{gutter} | {' ' * offset}^"]
    if problem.hint:
        result.append(f"{gutter} = {shown_text(problem.remedy)}")
    return "\n".join(result)


def _excerpt(line: str, column: int) -> tuple[str, int]:
    """The part of a line to show, and the cells before its character in ``column`` (from 1)."""
    pieces: list[str] = []
    width = 0
    for character in line.rstrip("\r\n"):
        pieces.append(" " * (_TAB - width % _TAB) if character == "\t" else shown_text(character))
        width += cell_width(pieces[-1])
    place = min(column - 1, len(pieces))
    if width <= _WIDEST:
        return "".join(pieces), cell_width("".join(pieces[:place]))
    start, before = place, 0
    while start and before + cell_width(pieces[start - 1]) <= _WIDEST // 2:
        start -= 1
        before += cell_width(pieces[start])
    end, taken = place, before
    while end < len(pieces) and taken + cell_width(pieces[end]) <= _WIDEST:
        taken += cell_width(pieces[end])
        end += 1
    head, tail = "…" if start else "", "…" if end < len(pieces) else ""
    return head + "".join(pieces[start:end]) + tail, len(head) + before


def render_all(problems: Iterable[Problem], lines_of: Callable[[str], Sequence[str]]) -> str:
    """All problems as text, a blank line between them; ``lines_of`` gives the lines of the file at a path."""
    lines: dict[str, Sequence[str]] = {}
    blocks = []
    for problem in problems:
        if problem.line and problem.path not in lines:
            lines[problem.path] = lines_of(problem.path)
        blocks.append(render_text(problem, lines.get(problem.path, ())))
    return "\n\n".join(blocks)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def render_github(problem: Problem) -> str:
    """A problem as a GitHub Actions workflow command, which annotates the file in a pull request.

    Escaped as the runner's own toolkit does: ``%``, carriage return and line feed everywhere, ``:`` and ``,`` in
    properties (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
    """
    properties = {"file": _shown_lines(problem.path.replace("\\", "/")), "title": problem.code}
    if problem.line:
        properties |= {"line": str(problem.line), "col": str(problem.column)}
    listed = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    message = _shown_lines(f"{problem.message} {problem.remedy}".strip())
    return f"::{problem.severity} {listed}::{_escape_data(message)}"


def as_object(problem: Problem) -> dict[str, object]:
    """A problem as ``check --json`` lists it."""
    line, column = problem.place
    return {
        "path": problem.path,
        "line": line,
        "column": column,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
    }
