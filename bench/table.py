"""The table of results, on the terminal and in ``bench/RESULTS.md``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.machine import describe_machine
from bench.measuring import Result
from bench.scale import Scale

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"


def rows_of(results: Sequence[Result]) -> Iterator[tuple[str, str, str, str, str]]:
    """What, ratio, bar, holds, measured; as text."""
    for result in results:
        ratio = "" if result.ratio is None else f"{result.ratio:.3f}"
        bar = "" if result.bar is None else f"{result.bar:g}"
        yield result.what, ratio, bar, result.holds, result.measured


def plain_line(result: Result) -> str:
    """One result on a line of a terminal."""
    what, ratio, bar, holds, measured = next(rows_of([result]))
    return f"{what}\n    {ratio or '-':>8}  bar {bar or '-':<5} {holds:<12} {measured}"


def write_results(results: Sequence[Result], scale: Scale, load: str) -> None:
    """Write the table to ``bench/RESULTS.md``, with the machine."""
    lines = [
        "# What sco-quiz costs",
        "",
        f"Written by `python -m bench` on {datetime.now(UTC):%Y-%m-%d}, at {scale.name} size. Ratios of medians,",
        "variants interleaved in one run; `docs/speed.md` says how, and what each line means.",
        "",
        f"Machine: {describe_machine()}. {load}",
        "",
        "| what | ratio | bar | holds | measured |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows_of(results)]
    RESULTS.write_text("\n".join([*lines, ""]), encoding="utf-8")
