"""Answers that a learner takes for one another, from the wrong answers in the review log."""

from __future__ import annotations

from dataclasses import dataclass

from sco_quiz.domain.card import Card
from sco_quiz.domain.deck import Choice, Kind
from sco_quiz.domain.grading.normalising import EVERYTHING, key_of
from sco_quiz.domain.question import Form
from sco_quiz.errors import DeckNotFoundError
from sco_quiz.services.library import Library, Selection
from sco_quiz.storage import mistakes

_SINGLE = frozenset({Kind.BASIC, Kind.TYPED, Kind.CHOICE, Kind.CLOZE})


@dataclass(frozen=True, slots=True)
class ConfusedPair:
    """Two answers, one of which was given for the other ``count`` times, last at ``last_at`` (UTC ms).

    ``right`` was meant the last time, and ``given`` given; ``cards`` are those that were asked.
    """

    right: str
    given: str
    count: int
    last_at: int
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Answers:
    """What a deck holds: each card's right answer and kind, and its answers by what grading compares."""

    right: dict[str, tuple[str, Kind]]
    by_key: dict[str, str]


def confused_pairs(library: Library, selection: Selection | None = None, count: int = 10) -> list[ConfusedPair]:
    """The pairs that are confused most, the most frequent first.

    A wrong option always counts; what was typed counts where it is the answer of another card in the same deck.
    """
    chosen = library.deck_ids if selection is None else selection.decks
    decks: dict[str, _Answers] = {}
    pairs: dict[frozenset[str], ConfusedPair] = {}
    for card, form, given, times, at in mistakes.all_wrong_answers(library.progress):
        deck = card.partition("/")[0]
        if deck not in chosen:
            continue
        answers = decks.get(deck)
        if answers is None:
            answers = decks[deck] = _answers_of(library, deck)
        found = _confusion(library, answers, card, form, given)
        if found is None:
            continue
        key = frozenset(map(_key, found))
        if len(key) == 2:
            pair = ConfusedPair(*found, times, at, (card,))
            before = pairs.get(key)
            pairs[key] = pair if before is None else _joined(before, pair)
    ordered = sorted(pairs.values(), key=lambda pair: (-pair.count, -pair.last_at, pair.right, pair.given))
    return ordered[:count]


def _answers_of(library: Library, deck: str) -> _Answers:
    answers = _Answers({}, {})
    for card, kind, _, answer, _ in library.answers(deck):
        answers.right[card] = (answer, Kind(kind))
        if kind in _SINGLE:
            answers.by_key.setdefault(_key(answer), answer)
    return answers


def _confusion(library: Library, answers: _Answers, card: str, form: str, given: str) -> tuple[str, str] | None:
    """The right answer and the one that was given for it; None where it is no other answer."""
    right, kind = answers.right.get(card, ("", Kind.LIST))
    if kind not in _SINGLE or (kind is Kind.CHOICE and ", " in right and _has_several(library, card)):
        return None
    if form == Form.CHOICE:
        return right, given
    other = answers.by_key.get(_key(given))
    return None if other is None else (right, other)


def _has_several(library: Library, card: str) -> bool:
    """Whether several options are right, so that what was given is no single answer."""
    try:
        found: Card = library.card(card)
    except DeckNotFoundError:
        return True
    return isinstance(found.content, Choice) and len(found.content.answers) > 1


def _joined(one: ConfusedPair, other: ConfusedPair) -> ConfusedPair:
    later = max(one, other, key=lambda pair: pair.last_at)
    cards = tuple(dict.fromkeys((*one.cards, *other.cards)))
    return ConfusedPair(later.right, later.given, one.count + other.count, later.last_at, cards)


def _key(text: str) -> str:
    return key_of(text, EVERYTHING)
