"""The other answers of a card's deck, as wrong options for it, and what this learner took for its answer before."""

from __future__ import annotations

import json
from typing import Final

from sco_quiz.domain.adaptive import Candidate
from sco_quiz.domain.deck import Kind
from sco_quiz.domain.shuffling import permutation, seed_for
from sco_quiz.services.library import Library
from sco_quiz.storage import mistakes

_KINDS: Final = frozenset({Kind.BASIC, Kind.TYPED, Kind.CHOICE, Kind.CLOZE})
_MOST = 400
"""Answers looked at for a card: comparing with all of a deck of 10,000 would take longer than a learner waits."""


class Rivals:
    """Looks answers up, a deck at a time, as they are wanted."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._decks: dict[str, list[tuple[str, Candidate]]] = {}

    def of(self, deck: str, seed: int) -> tuple[Candidate, ...]:
        """Answers of the deck that may be wrong options; of a very large deck, those that the seed draws."""
        found = self._decks.get(deck)
        if found is None:
            found = self._decks[deck] = [
                (card, Candidate(answer, prompt, tuple(json.loads(tags))))
                for card, kind, prompt, answer, tags in self._library.answers(deck)
                if kind in _KINDS
            ]
        if len(found) <= _MOST:
            return tuple(candidate for _, candidate in found)
        order = permutation(len(found), seed_for(seed, "rivals of", deck))
        return tuple(found[index][1] for index in sorted(order[:_MOST]))

    def confused(self, card: str) -> tuple[str, ...]:
        """Wrong answers that this learner gave to the card, the most frequent first."""
        return mistakes.wrong_answers(self._library.progress, card)
