"""``sco-quiz scores``: what quizzes came to."""

from __future__ import annotations

from sco_quiz.cli.library import add_decks, add_json, open_library, selected

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import Any

    from sco_quiz.services.library import Library, Selection

    Row = dict[str, Any]

EXAMPLE = """\
sco-quiz scores                   every quiz, and what comes out worst
sco-quiz scores --csv             for a spreadsheet
sco-quiz scores --all-profiles    compare the learners on this machine"""
_LATEST = 20
_PROMPT_CELLS = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_decks(parser)
    form = parser.add_mutually_exclusive_group()
    add_json(form)
    form.add_argument("--csv", action="store_true", help="print a table for a spreadsheet")
    parser.add_argument("--all-profiles", action="store_true", help="a row a learner on this machine")


def execute(arguments: argparse.Namespace) -> int:
    """Report scores, oldest first."""
    from sco_quiz.services import scores

    with open_library(arguments) as library:
        if arguments.all_profiles:
            rows = scores.compare_profiles(library)
            columns: tuple[str, ...] = ("profile", *scores.SUMMARY_KEYS)
        else:
            selection = selected(library, arguments)
            rows = list(scores.score_rows(library, selection))
            columns = scores.CSV_COLUMNS
        if arguments.json:
            from sco_quiz.cli.output import write_json_rows

            write_json_rows(rows)
        elif arguments.csv:
            _write_csv(columns, rows)
        elif arguments.all_profiles:
            print(*_profile_lines(rows), sep="\n")
        else:
            print(*_lines(library, selection, rows), sep="\n")
    return 0


def _write_csv(columns: tuple[str, ...], rows: list[Row]) -> None:
    import csv
    import sys

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = (row[column] for column in columns)
        writer.writerow(" ".join(cell) if isinstance(cell, list) else cell for cell in cells)


def _lines(library: Library, selection: Selection | None, rows: list[Row]) -> Iterator[str]:
    from sco_quiz.cli.output import columns, shorten
    from sco_quiz.services import scores
    from sco_quiz.services.clock import local_words
    from sco_quiz.services.confusions import confused_pairs
    from sco_quiz.services.wording import count_words, time_words

    if not rows:
        yield "No quiz has been handed in yet; `sco-quiz quiz` starts one."
        return
    table = [["finished", "score", "%", "time", "decks"]]
    table += [
        [
            local_words(row["finished_at"]),
            f"{_number(row['correct'])}/{row['questions']}",
            _number(row["percent"]),
            time_words(row["duration_ms"]),
            shorten(", ".join(row["decks"]), _PROMPT_CELLS),
        ]
        for row in rows[-_LATEST:]
    ]
    yield from columns(table, right=frozenset({1, 2, 3}))
    found = scores.summary(library, selection)
    yield ""
    yield (
        f"{count_words(found['quizzes'], 'quiz', 'quizzes')} · best {_number(found['best'])}%"
        f" · latest {_number(found['latest'])}% · average {_number(found['average'])}%"
        f" · {count_words(found['streak'], 'day')} in a row"
    )
    weakest = [
        *((row["tag"], row) for row in scores.weakest_tags(library, selection)),
        *((row["prompt"], row) for row in scores.weakest_cards(library, selection)),
    ]
    if weakest:
        yield ""
        yield "Weakest tags and cards:"
        for name, row in weakest:
            yield (
                f"  {shorten(name, _PROMPT_CELLS)}: {_number(row['percent'])}%"
                f" of {count_words(row['questions'], 'question')}"
            )
    pairs = confused_pairs(library, selection, count=5)
    if pairs:
        yield ""
        yield "Answers you take for one another:"
        for pair in pairs:
            yield f"  {shorten(pair.right, 30)} and {shorten(pair.given, 30)}: {count_words(pair.count, 'time')}"


def _profile_lines(rows: list[Row]) -> Iterator[str]:
    from sco_quiz.cli.output import columns

    table = [["profile", "quizzes", "best", "latest", "average", "days in a row"]]
    table += [
        [
            row["profile"] or "(main)",
            f"{row['quizzes']:,}",
            *(("-" if row[key] is None else f"{_number(row[key])}%") for key in ("best", "latest", "average")),
            str(row["streak"]),
        ]
        for row in rows
    ]
    yield from columns(table, right=frozenset({1, 2, 3, 4, 5}))


def _number(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
