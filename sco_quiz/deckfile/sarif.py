"""Problems as SARIF 2.1.0, which code hosts and editors read.

Specification: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (rules: 3.49, results: 3.27).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final
from urllib.parse import quote

from sco_quiz.deckfile.codes import EXPLANATIONS
from sco_quiz.deckfile.explaining import explain
from sco_quiz.deckfile.lint import RULES
from sco_quiz.domain.problem import Problem, Severity

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def render_sarif(problems: Sequence[Problem], version: str) -> dict[str, object]:
    """A SARIF log of one run, as an object for ``json.dumps``; ``version`` is sco-quiz's own.

    Columns count Unicode code points. A path that is not absolute becomes a relative URI reference, as it was given.
    """
    descriptors = _descriptors()
    index = {str(descriptor["id"]): place for place, descriptor in enumerate(descriptors)}
    driver = {"name": "sco-quiz", "version": version, "semanticVersion": version, "rules": descriptors}
    results = [_result(problem, index) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _descriptors() -> list[dict[str, object]]:
    structural = [
        _descriptor(code.value, explanation.title, explanation.reason, Severity.ERROR)
        for code, explanation in EXPLANATIONS.items()
    ]
    return structural + [_descriptor(rule.code, rule.summary, rule.reason, rule.severity, rule.name) for rule in RULES]


def _descriptor(code: str, summary: str, reason: str, severity: Severity, name: str = "") -> dict[str, object]:
    described: dict[str, object] = {
        "id": code,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": reason},
        "help": {"text": explain(code)},
        "defaultConfiguration": {"level": severity.value},
    }
    return described | ({"name": name} if name else {})


def _result(problem: Problem, index: dict[str, int]) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": _uri(problem.path)}}
    if problem.line:
        place["region"] = {"startLine": problem.line, "startColumn": max(1, problem.column)}
    result: dict[str, object] = {
        "ruleId": problem.code,
        "level": problem.severity.value,
        "message": {"text": f"{problem.message} {problem.remedy}".strip()},
        "locations": [{"physicalLocation": place}],
    }
    return result | ({"ruleIndex": index[problem.code]} if problem.code in index else {})


def _uri(path: str) -> str:
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(os.fsencode(pure.as_posix()))
