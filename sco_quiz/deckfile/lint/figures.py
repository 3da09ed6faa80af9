"""Rules about options that are numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sco_quiz.deckfile.lint.notes import answers_with_keys, choices_with_keys
from sco_quiz.deckfile.lint.numbers import quantity_of, span_of
from sco_quiz.deckfile.lint.rule import Finding, Rule, in_each_note
from sco_quiz.deckfile.lint.sources import HALADYNA, cite
from sco_quiz.deckfile.lint.wording import quote
from sco_quiz.domain.deck import Choice, Deck, Note
from sco_quiz.domain.problem import Severity

_ASKS_FOR_AMOUNT = re.compile(
    r"\b(?:how (?:many|much|old|long|far|large|big|high|often|deep|tall|wide|heavy)|what (?:share|percentage|per ?cent|"
    r"proportion|fraction)|population)\b",
    re.IGNORECASE,
)


def _overlapping(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    # Only of an amount are ranges bins; the spans of two wars or reigns may well share a year.
    if not isinstance(content, Choice) or not _ASKS_FOR_AMOUNT.search(content.question):
        return
    options = [*answers_with_keys(content), *choices_with_keys(content)]
    spans = [(span_of(option), key, option) for key, option in options]
    known = sorted(((span, key, option) for span, key, option in spans if span), key=lambda found: found[0].low)
    if len(known) < len(options):
        return
    for (lower, _, first), (upper, key, second) in pairwise(known):
        if lower.meets(upper):
            yield Finding(
                deck,
                f"The options {quote(first)} and {quote(second)} overlap: a number can lie in both.",
                "Let each range begin after the one before it ends.",
                note,
                key,
            )
            return


def order_of_choices(content: Choice) -> tuple[int, ...] | None:
    """The places of the wrong options in ascending order; None unless all options are numbers of one unit."""
    options = [quantity_of(option) for option in (*content.answers, *content.choices)]
    quantities = [option for option in options if option is not None]
    if len(quantities) < len(options) or len({quantity.unit for quantity in quantities}) > 1:
        return None
    wrong = quantities[len(content.answers) :]
    return tuple(sorted(range(len(wrong)), key=lambda place: wrong[place].value))


def _unordered(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not isinstance(content, Choice) or len(content.choices) < 3:
        return
    ascending = order_of_choices(content)
    places = tuple(range(len(content.choices)))
    if ascending is not None and ascending not in (places, places[::-1]):
        values = ", ".join(content.choices[place] for place in ascending)
        yield Finding(
            deck,
            "The wrong options are numbers and stand in no order.",
            f"Write them in order: {values}.",
            note,
            "choices[0]",
        )


RULES: Final = (
    Rule(
        "W455",
        "overlapping-options",
        Severity.WARNING,
        "Ranges among the options overlap.",
        "A number that lies in two options makes both right, and a learner who knows it can only guess which is meant.",
        cite(HALADYNA, "guideline 22, no overlapping options"),
        """\
- question: How many members had the SCO in 2018?
  answer: 5-10
  choices: [1-5, 10-20, 20-50]
""",
        """\
- question: How many members had the SCO in 2018?
  answer: 6-10
  choices: [1-5, 11-20, 21-50]
""",
        in_each_note(_overlapping),
    ),
    Rule(
        "W456",
        "unordered-numbers",
        Severity.WARNING,
        "Options that are numbers stand in no order.",
        "In order they are read at a glance, by learners and by whoever checks that the right one lies among them.",
        cite(HALADYNA, "guideline 21, logical or numerical order"),
        """\
- question: In which year was the SCO established?
  answer: '2001'
  choices: ['1996', '2017', '2005']
""",
        """\
- question: In which year was the SCO established?
  answer: '2001'
  choices: ['1996', '2005', '2017']
""",
        in_each_note(_unordered),
        fixable=True,
    ),
)
