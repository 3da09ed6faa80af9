"""All cases by name, in the order of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from bench.cases.answering import measure_answer, measure_commit
from bench.cases.app import measure_first_card, measure_leave, measure_memory, measure_next_card
from bench.cases.compiling import measure_change, measure_compile
from bench.cases.growth import measure_growth
from bench.cases.history import measure_fold, measure_statistics
from bench.cases.parsing import measure_parse
from bench.cases.reporting import measure_due
from bench.cases.searching import measure_search
from bench.measuring import Result
from bench.scale import Scale

Case = Callable[[Scale, Path], Iterator[Result]]

CASES: dict[str, Case] = {
    "due": measure_due,
    "first-card": measure_first_card,
    "next-card": measure_next_card,
    "leave": measure_leave,
    "parse": measure_parse,
    "compile": measure_compile,
    "change": measure_change,
    "answer": measure_answer,
    "commit": measure_commit,
    "statistics": measure_statistics,
    "fold": measure_fold,
    "search": measure_search,
    "memory": measure_memory,
    "growth": measure_growth,
}
