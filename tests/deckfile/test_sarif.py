from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sco_quiz.deckfile.explaining import known_codes
from sco_quiz.deckfile.sarif import render_sarif
from sco_quiz.domain.problem import Problem, Severity


def run_of(*problems: Problem) -> dict[str, Any]:
    log = json.loads(json.dumps(render_sarif(problems, "1.2.3")))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def problem_at(line: int, column: int, path: str = "decks/my deck.yaml") -> Problem:
    return Problem(path, line, column, "W404", Severity.WARNING, "It is bad.", "Mend it.")


def test_a_problem_becomes_a_result_that_names_its_rule_and_place() -> None:
    run = run_of(problem_at(2, 5))
    (result,) = run["results"]
    assert result["ruleId"] == "W404"
    assert result["level"] == "warning"
    assert result["message"] == {"text": "It is bad. Mend it."}
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "W404"
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "decks/my%20deck.yaml"},
        "region": {"startLine": 2, "startColumn": 5},
    }


def test_a_problem_of_the_whole_file_has_no_region() -> None:
    (result,) = run_of(problem_at(0, 0))["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]


def test_an_absolute_path_becomes_a_file_uri(tmp_path: Path) -> None:
    (result,) = run_of(problem_at(1, 1, str(tmp_path / "a.yaml")))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///")


def test_every_code_is_described() -> None:
    rules = run_of()["tool"]["driver"]["rules"]
    assert sorted(rule["id"] for rule in rules) == list(known_codes())
    assert all(rule["help"]["text"] and rule["fullDescription"]["text"] for rule in rules)
