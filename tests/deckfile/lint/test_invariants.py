"""What holds for the linter whatever the decks are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from sco_quiz.deckfile.files import read_deck
from sco_quiz.deckfile.lint import RULES, duplicates, lint_deck, lint_decks
from sco_quiz.domain.deck import Basic, Deck, Note
from tests.strategies import decks

GOOD_DECKS = sorted((Path(__file__).parent / "good_decks").glob("*.yaml"))
CODES = {rule.code for rule in RULES}


@pytest.mark.parametrize("path", GOOD_DECKS, ids=lambda path: path.stem)
def test_good_decks_on_other_subjects_are_left_alone(path: Path) -> None:
    read = read_deck(path)
    assert read.problems == ()
    assert read.deck is not None
    assert [str(problem) for problem in lint_deck(read.deck)] == []


def test_good_decks_are_left_alone_together() -> None:
    assert len(GOOD_DECKS) >= 5
    assert lint_decks(deck for path in GOOD_DECKS if (deck := read_deck(path).deck) is not None) == ()


@given(decks(), decks())
@settings(deadline=None, max_examples=40)
def test_any_decks_can_be_checked_and_give_the_same_problems_again(one: Deck, other: Deck) -> None:
    problems = lint_decks((one, other))
    assert problems == lint_decks((one, other))
    assert {problem.code for problem in problems} <= CODES
    assert all(problem.message and "\n" not in problem.message for problem in problems)


@given(decks())
@settings(deadline=None, max_examples=25)
def test_what_is_ignored_is_not_reported_and_nothing_else_changes(deck: Deck) -> None:
    for code in {problem.code for problem in lint_deck(deck)}:
        quiet = lint_deck(replace(deck, ignore=(*deck.ignore, code)))
        assert quiet == tuple(problem for problem in lint_deck(deck) if problem.code != code)


def comparisons(notes: tuple[Note, ...], monkeypatch: pytest.MonkeyPatch) -> int:
    compare = duplicates._ask_the_same
    compared: list[object] = []

    def counting(
        mine: tuple[str, ...], theirs: tuple[str, ...], asked: duplicates._Asked, other: duplicates._Asked
    ) -> bool:
        compared.append(asked)
        return compare(mine, theirs, asked, other)

    with monkeypatch.context() as patch:
        patch.setattr(duplicates, "_ask_the_same", counting)
        lint_deck(Deck("d", "d", notes), select=["W471"])
    return len(compared)


@pytest.mark.parametrize("pattern", ["What is the capital of the land {}?", "Which word{} has meaning {} in list {}?"])
def test_the_comparisons_for_near_duplicates_grow_no_faster_than_the_deck(
    pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def notes(number: int) -> tuple[Note, ...]:
        return tuple(Note(str(n), Basic(pattern.replace("{}", f"name{n}"), "same")) for n in range(number))

    few, many = comparisons(notes(200), monkeypatch), comparisons(notes(1600), monkeypatch)
    assert few
    assert many <= 8 * few + 1600
