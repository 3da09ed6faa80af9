"""Searches for cards, as values; ``domain.searching`` reads them from text, ``storage.searching`` runs them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from sco_quiz.domain.deck import Kind
from sco_quiz.domain.rating import Rating

Comparison: TypeAlias = Literal["<", "<=", "=", "!=", ">=", ">"]


class Field(StrEnum):
    """What text can be sought in by name; a word without one is sought in prompt and answer."""

    DECK = "deck"
    TAG = "tag"
    PROMPT = "prompt"
    ANSWER = "answer"
    SOURCE = "source"
    NOTE = "note"
    CARD = "card"


class Condition(StrEnum):
    """What ``is:`` asks."""

    NEW = "new"
    LEARN = "learn"
    REVIEW = "review"
    DUE = "due"
    SUSPENDED = "suspended"
    BURIED = "buried"
    LEECH = "leech"


class Quantity(StrEnum):
    """What ``prop:`` measures.

    Interval, time until due and stability are in days, difficulty is 1 to 10, retrievability 0 to 1; reps and lapses
    count how often a card was answered and forgotten.
    """

    INTERVAL = "ivl"
    DUE = "due"
    STABILITY = "s"
    DIFFICULTY = "d"
    RETRIEVABILITY = "r"
    REPS = "reps"
    LAPSES = "lapses"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Text to find, cut where ``*`` stands for any text; compared without regard to case."""

    pieces: tuple[str, ...]

    @property
    def is_anything(self) -> bool:
        """Whether every text matches, the empty one too."""
        return not any(self.pieces)


@dataclass(frozen=True, slots=True)
class Contains:
    """Cards whose prompt or answer contains the pattern."""

    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Has:
    """Cards with a text in a field.

    The pattern is the whole of a deck's id or title, of a tag (or of one above it: ``a`` finds ``a::b``), or of an id,
    and any part of a prompt, an answer or a source.
    """

    field: Field
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class OfKind:
    """Cards of a kind."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Is:
    """Cards in a condition."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Measures:
    """Cards with a quantity that compares so with a value; cards that don't have the quantity (new ones) never do."""

    quantity: Quantity
    comparison: Comparison
    value: float


@dataclass(frozen=True, slots=True)
class Flagged:
    """Cards with a flag; 0 stands for none."""

    flag: int


@dataclass(frozen=True, slots=True)
class Rated:
    """Cards answered within the last ``days`` logical days, today being the first; with one rating, if any."""

    days: int
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class Introduced:
    """Cards answered for the first time within the last ``days`` logical days."""

    days: int


@dataclass(frozen=True, slots=True)
class Not:
    """Cards that the part doesn't find."""

    part: Query


@dataclass(frozen=True, slots=True)
class And:
    """Cards that all parts find; every card, without parts."""

    parts: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """Cards that some part finds."""

    parts: tuple[Query, ...]


Query: TypeAlias = Contains | Has | OfKind | Is | Measures | Flagged | Rated | Introduced | Not | And | Or

EVERYTHING = And()


class Order(StrEnum):
    """What cards are listed by; those that don't have the quantity come last."""

    DECK = "deck"
    PROMPT = "prompt"
    DUE = "due"
    STABILITY = "stability"
    DIFFICULTY = "difficulty"
    RETRIEVABILITY = "retrievability"
    REPS = "reps"
    LAPSES = "lapses"


@dataclass(frozen=True, slots=True)
class Today:
    """What a search depends on besides the cards.

    ``day`` is the logical day, which ends at ``day_end`` (UTC ms); ``leech_lapses`` the lapses that make a leech (0:
    none); ``weights`` the model's.
    """

    day: int
    day_end: int
    leech_lapses: int
    weights: tuple[float, ...] = ()
