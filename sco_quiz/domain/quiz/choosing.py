"""Choosing a quiz's cards: balanced over decks and notes, none twice, and none that gives another one away.

The same candidates and the same seed give the same cards in the same order, on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sco_quiz.domain.card import Card
from sco_quiz.domain.deck import Kind
from sco_quiz.domain.quiz.giveaways import Clues, clues_of, conflict
from sco_quiz.domain.shuffling import draws, seed_for, shuffled


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that a quiz may ask, as light as choosing needs it; ``note`` is shared by siblings."""

    card: str
    note: str
    deck: str
    kind: Kind
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """What the learner wants to be asked: cards with any of ``tags`` and of any of ``kinds``; empty is all."""

    tags: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()

    def fits(self, candidate: Candidate) -> bool:
        """Whether a candidate is wanted; capitals in tags don't count."""
        if self.kinds and candidate.kind not in self.kinds:
            return False
        if not self.tags:
            return True
        wanted = {tag.casefold() for tag in self.tags}
        return any(tag.casefold() in wanted for tag in candidate.tags)


@dataclass(slots=True)
class _Pool:
    """What is left of a deck's notes, in the order that the seed gives them."""

    notes: list[list[Candidate]]
    place: int = 0


@dataclass(slots=True)
class _Picked:
    cards: list[Card] = field(default_factory=list)
    clues: list[Clues] = field(default_factory=list)
    by_deck: Counter[str] = field(default_factory=Counter)


def available(candidates: Iterable[Candidate], wanted: Filter) -> tuple[Candidate, ...]:
    """The candidates that fit, each card once, in an order that doesn't depend on theirs."""
    fitting = {candidate.card: candidate for candidate in candidates if wanted.fits(candidate)}
    return tuple(sorted(fitting.values(), key=lambda candidate: (candidate.deck, candidate.note, candidate.card)))


def choose(
    candidates: Iterable[Candidate], count: int, seed: int, card_of: Callable[[str], Card | None]
) -> tuple[Card, ...]:
    """Up to ``count`` cards of ``candidates`` (in the order of ``available``), in the order in which to ask them.

    Each deck gives as many as any other until it has no more. ``card_of`` looks a card up (None: gone meanwhile);
    it is called for little more than the cards chosen. A card that gives another one away, or is given away, comes
    in only when nothing else is left.
    """
    pools = _pools(candidates, seed)
    picked = _Picked()
    aside: list[tuple[Card, Clues]] = []
    while pools and len(picked.cards) < count:
        for deck in list(pools):
            if len(picked.cards) == count:
                break
            if not _take_from(deck, pools[deck], seed, picked, aside, card_of):
                del pools[deck]
    while aside and len(picked.cards) < count:
        fewest = min(range(len(aside)), key=lambda index: picked.by_deck[aside[index][0].deck])
        _pick(picked, *aside.pop(fewest))
    return shuffled(picked.cards, seed_for(seed, "order of questions"))


def _pools(candidates: Iterable[Candidate], seed: int) -> dict[str, _Pool]:
    decks: dict[str, dict[str, list[Candidate]]] = {}
    for candidate in candidates:
        decks.setdefault(candidate.deck, {}).setdefault(candidate.note, []).append(candidate)
    ordered = shuffled(tuple(decks), seed_for(seed, "order of decks"))
    return {
        deck: _Pool(list(shuffled(tuple(decks[deck].values()), seed_for(seed, "notes of", deck)))) for deck in ordered
    }


def _take_from(  # noqa: PLR0913, PLR0917 - one step of ``choose``, over what it has gathered
    deck: str,
    pool: _Pool,
    seed: int,
    picked: _Picked,
    aside: list[tuple[Card, Clues]],
    card_of: Callable[[str], Card | None],
) -> bool:
    """Pick the deck's next card that gets along with those picked; False where it has none."""
    while pool.place < len(pool.notes):
        siblings = pool.notes[pool.place]
        pool.place += 1
        sibling = siblings[draws(seed_for(seed, "sibling of", deck, siblings[0].note))(len(siblings))]
        card = card_of(sibling.card)
        if card is None:
            continue
        clues = clues_of(card)
        if any(conflict(clues, other) for other in picked.clues):
            aside.append((card, clues))
            continue
        _pick(picked, card, clues)
        return True
    return False


def _pick(picked: _Picked, card: Card, clues: Clues) -> None:
    picked.cards.append(card)
    picked.clues.append(clues)
    picked.by_deck[card.deck] += 1
