"""Every rule against a table of cards that it must find and cards that it must leave alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import yaml

from sco_quiz.deckfile.lint import RULES, Rule, lint_deck, lint_decks
from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.domain.deck import Deck

CASES = Path(__file__).parent / "cases"
RULE_OF = {rule.code: rule for rule in RULES}
ACROSS_DECKS = "W473"


def deck_from(text: str, path: str = "deck.yaml") -> Deck:
    read = parse_deck(text, path)
    assert read.deck is not None, read.problems
    assert not read.problems, read.problems
    return read.deck


def deck_of(case: object) -> Deck:
    """A case is one card, a list of cards, or a whole deck."""
    match case:
        case {"cards": Sequence()}:
            deck = case
        case Mapping():
            deck = {"cards": [case]}
        case _:
            deck = {"cards": case}
    text = yaml.safe_dump(deck, allow_unicode=True, sort_keys=False)
    return deck_from(text)


def table_in(path: Path) -> dict[str, list[object]]:
    """A table of cases, all of it as text."""
    table: dict[str, list[object]] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - makes texts only
    return table


def cases(verdict: str) -> Iterator[object]:
    for path in sorted(CASES.glob("*.yaml")):
        table = table_in(path)
        for number, case in enumerate(table[verdict]):
            yield pytest.param(path.stem, case, id=f"{path.stem}-{number}")


@pytest.mark.parametrize(("code", "case"), cases("bad"))
def test_a_bad_card_is_found(code: str, case: object) -> None:
    found = lint_deck(deck_of(case), select=[code])
    assert [problem.code for problem in found] != []
    for problem in found:
        assert problem.severity is RULE_OF[code].severity
        assert problem.message.endswith(".")
        assert problem.hint.endswith((".", ")"))


@pytest.mark.parametrize(("code", "case"), cases("good"))
def test_a_good_card_is_left_alone(code: str, case: object) -> None:
    assert lint_deck(deck_of(case), select=[code]) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_table_of_at_least_three_bad_and_four_good_cases(rule: Rule) -> None:
    if rule.code == ACROSS_DECKS:
        return
    table = table_in(CASES / f"{rule.code}.yaml")
    assert len(table["bad"]) >= 3
    assert len(table["good"]) >= 4


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_examples_that_explain_a_rule_are_what_they_say(rule: Rule) -> None:
    assert rule.code in {problem.code for problem in lint_decks(example(rule.bad))}
    assert lint_decks(example(rule.good)) == ()


def example(text: str) -> tuple[Deck, ...]:
    parts = text.split("# and in another deck\n")
    return tuple(
        deck_from(f"id: deck-{number}\ncards:\n{part}", f"deck-{number}.yaml") for number, part in enumerate(parts)
    )


def test_codes_are_unique_and_say_how_severe_they_are() -> None:
    assert len(RULE_OF) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.code.startswith({"error": "E3", "warning": "W4"}[rule.severity.value])
        assert rule.source
        assert rule.reason
