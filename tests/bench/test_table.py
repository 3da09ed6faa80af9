from __future__ import annotations

from pathlib import Path

import pytest

from bench import table
from bench.measuring import Result
from bench.table import write_results

ORDER = ["due", "parse", "answer"]


def result(what: str, ratio: float) -> Result:
    return Result(what, ratio, 1.0, "this against that | those")


def test_what_is_measured_again_takes_the_place_of_its_case_and_the_rest_stays(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    write_results({"answer": [result("answering", 2)], "due": [result("a", 1), result("b", 3)]}, ORDER, "", path)
    write_results({"due": [result("c", 0.5)], "parse": [result("parsing", 1)]}, ORDER, "", path)
    rows = [line.split(" | ")[:5] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert rows == [
        ["| `due`", "c", "0.500", "1", "yes"],
        ["| `parse`", "parsing", "1.000", "1", "yes"],
        ["| `answer`", "answering", "2.000", "1", "NO"],
    ]


def test_numbers_of_another_machine_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "RESULTS.md"
    write_results({"due": [result("a", 1)]}, ORDER, "", path)
    monkeypatch.setattr(table, "describe_machine", lambda: "another")
    write_results({"parse": [result("parsing", 1)]}, ORDER, "", path)
    assert "`parse`" in path.read_text(encoding="utf-8")
    assert "`due`" not in path.read_text(encoding="utf-8")
