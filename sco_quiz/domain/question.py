"""Question and answer: how a card is put to the learner, and what the learner gives back.

A card has one content; the form decides how it is asked. Options, items and right sides are already shuffled here, by
the seed that ``ask`` was given, so position never gives the answer away and the same seed asks the same question.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Form(StrEnum):
    """How a card is asked."""

    FLIP = "flip"
    TYPED = "typed"
    CHOICE = "choice"
    TRUE_FALSE = "true-false"
    LIST = "list"
    ORDER = "order"
    MATCH = "match"


@dataclass(frozen=True, slots=True)
class AskFlip:
    """Recall, turn over, and rate yourself."""

    prompt: str
    answer: str


@dataclass(frozen=True, slots=True)
class AskTyped:
    """Type the answer; ``accept`` holds other right ones."""

    prompt: str
    answer: str
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskChoice:
    """Choose among ``options``; ``right`` holds the indices of the right ones (one or several)."""

    prompt: str
    options: tuple[str, ...]
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class AskTrueFalse:
    """Judge a statement."""

    prompt: str
    truth: bool


@dataclass(frozen=True, slots=True)
class AskList:
    """Recall all ``items``, in any order."""

    prompt: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskOrder:
    """Bring ``items`` into order: ``right[i]`` is the index in ``items`` of what belongs in place ``i``."""

    prompt: str
    items: tuple[str, ...]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AskMatch:
    """Bring pairs together: ``right[i]`` is the index in ``options`` of what belongs to ``lefts[i]``."""

    prompt: str
    lefts: tuple[str, ...]
    options: tuple[str, ...]
    right: tuple[int, ...]


Question: TypeAlias = AskFlip | AskTyped | AskChoice | AskTrueFalse | AskList | AskOrder | AskMatch


@dataclass(frozen=True, slots=True)
class Revealed:
    """The learner turned the card over; there is nothing to grade."""


@dataclass(frozen=True, slots=True)
class TypedText:
    """What the learner typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """Indices of the options chosen."""

    options: frozenset[int]


@dataclass(frozen=True, slots=True)
class Judged:
    """True or false, as the learner judged."""

    truth: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """What the learner typed, one text an item, in the order typed."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arranged:
    """Indices of the question's items, in the learner's order; may be incomplete."""

    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """For each left side the index of the option given to it, or None."""

    options: tuple[int | None, ...]


Answer: TypeAlias = Revealed | TypedText | Chosen | Judged | Listed | Arranged | Matched


def translated(answer: Answer, before: Question, after: Question) -> Answer | None:
    """An answer to one question as an answer to its edited form; None where it can't be that.

    What was chosen is known by its text, and by its place where the text of one option was edited.
    """
    if form_of(before) is not form_of(after):
        return None
    match answer, before, after:
        case Chosen(options=chosen), AskChoice(options=old), AskChoice(options=new):
            if all(old[index] in new for index in chosen):
                return Chosen(frozenset(new.index(old[index]) for index in chosen))
            edited = len(old) == len(new) and sum(a != b for a, b in zip(old, new, strict=True)) == 1
            return answer if edited else None
        case Arranged() | Matched(), _, _:
            return answer if before == after else None
        case _:
            return answer


def form_of(question: Question) -> Form:
    """The form that a question's class stands for."""
    match question:
        case AskFlip():
            return Form.FLIP
        case AskTyped():
            return Form.TYPED
        case AskChoice():
            return Form.CHOICE
        case AskTrueFalse():
            return Form.TRUE_FALSE
        case AskList():
            return Form.LIST
        case AskOrder():
            return Form.ORDER
        case AskMatch():
            return Form.MATCH


def option_count(question: Question) -> int:
    """How many options there were to choose from; 0 where the answer was free."""
    match question:
        case AskChoice(options=options) | AskMatch(options=options):
            return len(options)
        case AskTrueFalse():
            return 2
        case AskOrder(items=items):
            return len(items)
        case _:
            return 0
