"""Writing reports: JSON alone for programs, aligned columns for people."""

from __future__ import annotations

import sys

from sco_quiz.cli.streams import readable
from sco_quiz.domain.cells import cell_width
from sco_quiz.json_text import json_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sco_quiz.errors import ScoQuizError


def write_json(value: object) -> None:
    """Write one JSON value and a newline to standard output, nothing else."""
    sys.stdout.write(json_text(value) + "\n")


def write_json_rows(rows: Iterable[object]) -> None:
    """Write a JSON list, a row a line, as the rows come: no list of a million is held in memory."""
    import json

    encode = json.JSONEncoder(ensure_ascii=False).encode
    between = "[\n"
    for row in rows:
        sys.stdout.write(between + encode(row))
        between = ",\n"
    sys.stdout.write("[]\n" if between == "[\n" else "\n]\n")


def columns(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> Iterator[str]:
    """Lines with aligned columns, two spaces between; the columns numbered in ``right`` are flush right.

    Wide characters take two cells, combining ones none; what commands a terminal is taken out.
    """
    if not rows:
        return
    rows = [[readable(cell) for cell in row] for row in rows]
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for number, (text, width) in enumerate(zip(row, widths, strict=True)):
            padding = " " * (width - cell_width(text))
            cells.append(padding + text if number in right else text + padding)
        yield "  ".join(cells).rstrip()


def in_sentences(error: ScoQuizError) -> str:
    """What went wrong and what to do, on one line, with nothing that commands a terminal."""
    return readable(error.sentences)


def shorten(text: str, width: int) -> str:
    """The text on one line, cut to ``width`` cells with an ellipsis, with nothing that commands a terminal."""
    line = readable(" ".join(text.split()))
    if cell_width(line) <= width:
        return line
    while cell_width(line) >= width:
        line = line[:-1]
    return line + "…"
