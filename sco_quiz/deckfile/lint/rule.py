"""What a rule of good cards is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sco_quiz.domain.deck import Deck, Note
from sco_quiz.domain.problem import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule finds: a sentence, the remedy, and the place.

    Without ``note`` it is about the deck as a whole; ``key`` names the value (``answer``, ``choices[1]``) to point at.
    """

    deck: Deck
    message: str
    hint: str
    note: Note | None = None
    key: str = ""


Check: TypeAlias = Callable[[Sequence[Deck]], Iterable[Finding]]
"""Looks at all decks of a run together; most rules look at one note at a time (``in_each_note``)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a stable code, a name in kebab-case, and all that ``sco-quiz check --explain`` tells of it.

    ``bad`` and ``good`` are the ``cards:`` of a deck in YAML; the rule finds something in the one and nothing in the
    other, which the tests hold it to. ``fixable`` rules are put right by ``sco-quiz check --fix``.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    reason: str
    source: str
    bad: str
    good: str
    check: Check
    fixable: bool = False


def in_each_note(look: Callable[[Deck, Note], Iterable[Finding]]) -> Check:
    """A check that looks at each note by itself."""

    def check(decks: Sequence[Deck]) -> Iterator[Finding]:
        for deck in decks:
            for note in deck.notes:
                yield from look(deck, note)

    return check


def in_each_deck(look: Callable[[Deck], Iterable[Finding]]) -> Check:
    """A check that looks at each deck by itself."""

    def check(decks: Sequence[Deck]) -> Iterator[Finding]:
        for deck in decks:
            yield from look(deck)

    return check
