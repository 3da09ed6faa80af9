"""``sco-quiz stats``: what was practised, and what is to come."""

from __future__ import annotations

from sco_quiz.cli.library import add_decks, add_json, open_library, selected
from sco_quiz.cli.output import columns, write_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import Any

EXAMPLE = "sco-quiz stats --json"
_BAR_CELLS = 40
_SHOWN_DAYS = 7


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_decks(parser)
    add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Report statistics of all practice."""
    from sco_quiz.services.statistics import statistics

    with open_library(arguments, refreshed=False) as library:
        report = statistics(library, selected(library, arguments))
    if arguments.json:
        write_json(report)
    else:
        print(*_lines(report), sep="\n")
    return 0


def _lines(report: dict[str, Any]) -> Iterator[str]:
    retention = report["true_retention"]
    rows = [
        ["reviews", f"{report['reviews']:,}"],
        ["today", f"{report['today']:,}"],
        ["days in a row", f"{report['streak']:,}"],
        ["cards", f"{report['cards']:,}"],
        ["true retention", "-" if retention is None else f"{retention:.1%}"],
    ]
    yield from columns(rows, right=frozenset({1}))
    days = report["days"][-_SHOWN_DAYS:]
    if days:
        yield ""
        yield "Practised:"
        yield from _bars([(day["date"], day["reviews"]) for day in days])
    forecast = report["forecast"][:_SHOWN_DAYS]
    if any(day["due"] for day in forecast):
        yield ""
        yield "To come:"
        yield from _bars([(day["date"], day["due"]) for day in forecast])


def _bars(rows: list[tuple[str, int]]) -> Iterator[str]:
    most = max(count for _, count in rows)
    width = len(f"{most:,}")
    for date, count in rows:
        bar = "#" * (-(-count * _BAR_CELLS // most) if most else 0)
        yield f"  {date}  {count:>{width},}  {bar}".rstrip()
