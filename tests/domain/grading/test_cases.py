"""Real cases of what people type, from ``cases.yaml``: one table, so that a rule is seen beside its exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from sco_quiz.domain.grading import Ignored, grade
from sco_quiz.domain.question import AskTyped, TypedText
from sco_quiz.domain.rating import Verdict


class Case(NamedTuple):
    answer: str
    typed: str
    verdict: Verdict
    overlooked: frozenset[Ignored] | None
    others: tuple[str, ...]
    accept: tuple[str, ...]


def _read(fields: list[str]) -> Case:
    answer, typed, verdict, *rest = fields
    lists = {"others": "", "accept": ""}
    for field in rest[1:]:
        name, _, values = field.partition(":")
        lists[name] = values
    names = rest[0].split("+") if rest and rest[0] else []
    overlooked = frozenset(Ignored[name.upper()] for name in names) if rest else None
    others, accept = (tuple(lists[name].split("/")) if lists[name] else () for name in ("others", "accept"))
    return Case(answer, typed, Verdict(verdict), overlooked, others, accept)


def cases() -> Iterator[tuple[str, Case]]:
    text = (Path(__file__).parent / "cases.yaml").read_text("utf-8")
    table: dict[str, list[list[str]]] = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes nothing but strings
    for group, rows in table.items():
        for row in rows:
            yield group, _read(row)


TABLE = tuple(cases())


def test_the_table_is_as_large_as_it_should_be() -> None:
    assert len(TABLE) >= 250
    assert len({(case.answer, case.typed, case.others, case.accept) for _, case in TABLE}) == len(TABLE)


@pytest.mark.parametrize(
    "case", [case for _, case in TABLE], ids=[f"{group}: {c.answer} <- {c.typed}" for group, c in TABLE]
)
def test_what_is_typed_gets_its_verdict(case: Case) -> None:
    result = grade(AskTyped("?", case.answer, case.accept), TypedText(case.typed), case.others)
    assert result is not None
    assert result.verdict is case.verdict
    if case.overlooked is not None:
        assert frozenset(result.ignored) == case.overlooked
