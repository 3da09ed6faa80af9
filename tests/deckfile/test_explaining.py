from __future__ import annotations

from pathlib import Path

import pytest

from sco_quiz.deckfile.explaining import check_prefixes, explain, known_codes, rules_page
from sco_quiz.deckfile.lint import RULES
from sco_quiz.errors import UsageError

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_explained_with_reason_source_and_both_cards(rule: object) -> None:
    assert rule in RULES
    (known,) = [each for each in RULES if each == rule]
    text = explain(known.code.lower())
    assert text == explain(known.name)
    level = " ".join(text.split())
    for part in (known.code, known.name, known.reason, known.summary, *known.source.split("; ")):
        assert part in level
    for card in (known.bad, known.good):
        assert " ".join(card.split()) in level


@pytest.mark.parametrize("code", known_codes())
def test_every_code_is_explained(code: str) -> None:
    assert explain(code).startswith(code)


def test_an_unknown_code_gets_a_suggestion() -> None:
    with pytest.raises(UsageError) as raised:
        explain("yes-no-questions")
    assert "W404" in raised.value.remedy
    with pytest.raises(UsageError) as raised:
        explain("W999")
    assert raised.value.remedy


def test_a_prefix_must_begin_some_code() -> None:
    check_prefixes(("W", "e3", "W404", "ALL", "E101"))
    for prefix in ("X", "W9", "W4045", ""):
        with pytest.raises(UsageError):
            check_prefixes((prefix,))


def test_the_page_of_rules_is_up_to_date() -> None:
    made = rules_page()
    assert PAGE.read_text(encoding="utf-8") == made, "python -m sco_quiz.deckfile.explaining > docs/rules.md"
