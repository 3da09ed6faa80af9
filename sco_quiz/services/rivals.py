"""The other answers of a card's deck, as wrong options for it."""

from __future__ import annotations

import json
from typing import Final

from sco_quiz.domain.adaptive import Candidate
from sco_quiz.domain.deck import Kind
from sco_quiz.storage.index import Index, IndexedFile

_KINDS: Final = frozenset({Kind.BASIC, Kind.TYPED, Kind.CHOICE, Kind.CLOZE})
_MOST = 200
"""Answers looked at for a card: comparing with all of a deck of 10,000 would take longer than a learner waits."""


def rivals_among(index: Index, file: IndexedFile, seed: int) -> tuple[Candidate, ...]:
    """Answers of the deck in a file that may be wrong options; of a large deck one in so many, which the seed draws."""
    step = max(1, -(-file.cards // _MOST))
    return tuple(
        Candidate(answer, prompt, tuple(json.loads(tags)))
        for _, kind, prompt, answer, tags in index.answers(file.path, step, seed % step)
        if kind in _KINDS
    )
