"""The rules of good cards: a linter over parsed decks, in the manner of ruff.

Errors (E3xx) are cards that mislead or can't be answered, warnings (W4xx) what the literature on good prompts advises
against. Structure (E1xx, E2xx) is the parser's. A rule that is wrong about one card is switched off where the card is
(``ignore:``), for a deck (``lint: {ignore: [...]}``) or for a run (``--ignore``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sco_quiz.deckfile.lint.registry import RULES
from sco_quiz.deckfile.lint.rule import Finding, Rule
from sco_quiz.deckfile.lint.selection import is_on, is_selected
from sco_quiz.domain.deck import Deck
from sco_quiz.domain.problem import Problem

__all__ = ["RULES", "Finding", "Rule", "lint_deck", "lint_decks"]


def lint_deck(deck: Deck, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Problem, ...]:
    """The problems of one deck by itself, in the order of their places; ``select`` and ``ignore`` are code prefixes."""
    return lint_decks((deck,), select, ignore)


def lint_decks(decks: Iterable[Deck], select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Problem, ...]:
    """The problems of decks that are studied together, deck by deck, in the order of their places."""
    together = tuple(decks)
    found: dict[int, list[Problem]] = {id(deck): [] for deck in together}
    for rule in RULES:
        if not is_selected(rule.code, select, ignore):
            continue
        for finding in rule.check(together):
            if is_on(rule.code, finding.deck, finding.note):
                found[id(finding.deck)].append(_problem(rule, finding))
    return tuple(
        problem
        for deck in together
        for problem in sorted(found[id(deck)], key=lambda problem: (problem.line, problem.column, problem.code))
    )


def _problem(rule: Rule, finding: Finding) -> Problem:
    line, column = _place(finding)
    return Problem(finding.deck.path, line, column, rule.code, rule.severity, finding.message, finding.hint)


def _place(finding: Finding) -> tuple[int, int]:
    note = finding.note
    if note is None:
        return 0, 0
    return note.position_of(finding.key)
