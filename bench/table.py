"""The table of results, on the terminal and in ``bench/RESULTS.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.machine import describe_machine
from bench.measuring import Result

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


def write_results(
    measured: Mapping[str, Sequence[Result]], order: Sequence[str], load: str, path: Path = RESULTS
) -> None:
    """Write what was measured, by case, to the table at ``path``, the cases in ``order``.

    Rows of other cases stay if they come from the same machine; those from another one say nothing beside these.
    """
    machine = f"Machine: {describe_machine()}."
    rows = _rows_in(path, machine)
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    for case, results in measured.items():
        rows[case] = [_row(f"`{case}`", *row, today) for row in rows_of(results)]
    lines = [
        "# What sco-quiz costs",
        "",
        "Written by `python -m bench`, at full size; `python -m bench CASE` measures some of it anew. Ratios of",
        "medians, variants interleaved in one run; `docs/speed.md` says how, and what each line means.",
        "",
        machine,
        load,
        "",
        _row("case", "what", "ratio", "bar", "holds", "measured", "on"),
        "|---" * 7 + "|",
        *(row for case in order for row in rows.get(case, ())),
    ]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _rows_in(path: Path, machine: str) -> dict[str, list[str]]:
    """The rows of a table that was written on this machine, by case."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    rows: dict[str, list[str]] = {}
    for line in lines if machine in lines else ():
        if line.startswith("| `"):
            rows.setdefault(line.split("`", 2)[1], []).append(line)
    return rows


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
