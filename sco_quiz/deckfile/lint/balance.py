"""Rules over a whole deck: habits that a learner could exploit."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from typing import Final

from sco_quiz.deckfile.lint.numbers import quantity_of
from sco_quiz.deckfile.lint.rule import Finding, Rule, in_each_deck
from sco_quiz.deckfile.lint.sources import HALADYNA, cite
from sco_quiz.domain.deck import Choice, Deck, TrueFalse
from sco_quiz.domain.problem import Severity

_FEWEST_STATEMENTS: Final = 6
_FEWEST_OF_ONE_KIND: Final = 5
_DOMINANT_SHARE: Final = 0.8
_FEWEST_QUESTIONS: Final = 8
_STANDARD_DEVIATIONS: Final = 3.0
"""How far above chance the count must lie: by luck alone, less than one deck in 700 does."""


def _one_answer_dominates(deck: Deck) -> Iterator[Finding]:
    statements = [note.content.answer for note in deck.notes if isinstance(note.content, TrueFalse)]
    true = sum(statements)
    most = max(true, len(statements) - true)
    if len(statements) < (_FEWEST_OF_ONE_KIND if most == len(statements) else _FEWEST_STATEMENTS):
        return
    if most >= _DOMINANT_SHARE * len(statements):
        word = "true" if true == most else "false"
        other = "false" if word == "true" else "true"
        yield Finding(
            deck,
            f"Of the deck's {len(statements)} statements, {most} are {word}: always saying so is nearly always right.",
            f"Turn some of them round, so that about half are {other}.",
        )


def _longest_is_right(deck: Deck) -> Iterator[Finding]:
    right = asked = 0
    expected = variance = 0.0
    for note in deck.notes:
        content = note.content
        if not isinstance(content, Choice) or len(content.answers) != 1 or len(content.choices) < 2:
            continue
        answer, longest = content.answers[0], max(map(len, content.choices))
        if all(quantity_of(option) for option in (answer, *content.choices)):
            continue
        asked += 1
        right += len(answer) > 1.1 * longest and len(answer) - longest >= 2
        chance = 1 / (len(content.choices) + 1)
        expected += chance
        variance += chance * (1 - chance)
    if asked >= _FEWEST_QUESTIONS and right >= asked / 2 and right - expected > _STANDARD_DEVIATIONS * sqrt(variance):
        yield Finding(
            deck,
            f"In {right} of the deck's {asked} choice questions the right option is the longest.",
            "Lengthen wrong options or shorten right ones until length tells nothing.",
        )


def _questions(*options: tuple[str, str, str]) -> str:
    """Eight small questions in YAML: a right option and two wrong ones each."""
    return "".join(
        f"- question: What stands at number {number} of the list?\n  answer: {right}\n  choices: [{first}, {second}]\n"
        for number, (right, first, second) in enumerate(options, 1)
    )


RULES: Final = (
    Rule(
        "W453",
        "longest-option-is-right-in-deck",
        Severity.WARNING,
        "Over the whole deck, the longest option is right far more often than by chance.",
        "No single question shows it, but who always picks the longest option scores far too well.",
        cite(HALADYNA, "guideline 24, equal length"),
        _questions(
            ("a partnership", "a bloc", "a bank"),
            ("mutual trust", "envy", "rank"),
            ("consultation", "decree", "lots"),
            ("development", "war", "trade"),
            ("respect", "fear", "pride"),
            ("stability", "change", "speed"),
            ("harmony", "order", "fame"),
            ("cooperation", "rivalry", "rent"),
        ),
        _questions(
            ("a partnership", "an organised bloc", "a bank"),
            ("mutual trust", "envy", "precedence"),
            ("consultation", "decree", "drawing lots"),
            ("development", "war", "trade surplus"),
            ("respect", "fear", "pride"),
            ("stability", "change", "acceleration"),
            ("harmony", "order", "reputation"),
            ("cooperation", "rivalry", "rent"),
        ),
        in_each_deck(_longest_is_right),
    ),
    Rule(
        "W461",
        "one-truth-dominates",
        Severity.WARNING,
        "Nearly all statements of a deck have the same answer.",
        "Then the habit of saying “true” scores as well as knowledge, and no card tells the two apart.",
        cite(HALADYNA, "guideline 20, varied place of the right answer, taken to true and false"),
        "".join(
            f"- {{statement: Statement number {number} of the list is long., answer: true}}\n" for number in range(6)
        ),
        "".join(
            f"- {{statement: Statement {number} of the list is long., answer: {'true' if number % 2 else 'false'}}}\n"
            for number in range(6)
        ),
        in_each_deck(_one_answer_dominates),
    ),
)
