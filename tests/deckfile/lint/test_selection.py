"""Which rules run: by command line, by deck, by note."""

from __future__ import annotations

import pytest

from sco_quiz.deckfile.lint import lint_deck
from sco_quiz.deckfile.lint.selection import is_selected
from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.domain.deck import Deck

YES_NO = "- question: Is the SCO an alliance?\n  answer: 'No'\n"
LONE = "- question: Where did the SCO meet?\n  answer: Qingdao\n  choices: [Beijing]\n"


def deck_of(cards: str, header: str = "") -> Deck:
    deck = parse_deck(f"{header}cards:\n{cards}", "deck.yaml").deck
    assert deck is not None
    return deck


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), True),
        (("W",), (), True),
        (("W404",), (), True),
        (("E",), (), False),
        (("ALL",), (), True),
        ((), ("W404",), False),
        ((), ("W4",), False),
        ((), ("ALL",), False),
        (("W404",), ("W4",), True),
        (("W4",), ("W404",), False),
        (("W404",), ("W404",), False),
        (("w404",), (), True),
        ((), ("",), True),
    ],
)
def test_the_longer_prefix_wins_and_ignore_wins_a_tie(
    select: tuple[str, ...], ignore: tuple[str, ...], expected: bool
) -> None:
    assert is_selected("W404", select, ignore) is expected


def codes(deck: Deck, **options: list[str]) -> list[str]:
    return [problem.code for problem in lint_deck(deck, **options)]


def test_a_run_selects_and_ignores() -> None:
    deck = deck_of(YES_NO + LONE)
    assert codes(deck) == ["W404", "E303"]
    assert codes(deck, select=["E"]) == ["E303"]
    assert codes(deck, ignore=["E3"]) == ["W404"]


def test_a_note_switches_a_rule_off_for_itself_only() -> None:
    deck = deck_of(YES_NO + "  ignore: [W404]\n" + YES_NO.replace("SCO", "UN"))
    (problem,) = lint_deck(deck)
    assert (problem.code, problem.line) == ("W404", 5)


def test_a_deck_switches_a_rule_off_for_all_its_notes() -> None:
    assert codes(deck_of(YES_NO + LONE, "lint: {ignore: [W4]}\n")) == ["E303"]


def test_a_problem_points_at_the_value_that_it_is_about() -> None:
    (problem,) = lint_deck(deck_of(LONE))
    assert (problem.path, problem.line, problem.column) == ("deck.yaml", 4, 13)


def test_problems_come_in_the_order_of_the_file() -> None:
    deck = deck_of("".join(YES_NO.replace("SCO", name) + LONE.replace("SCO", name) for name in ("SCO", "UN", "EU")))
    places = [(problem.line, problem.column) for problem in lint_deck(deck)]
    assert places == sorted(places)
