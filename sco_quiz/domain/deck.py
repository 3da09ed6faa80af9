"""Deck and Note as their author wrote them: deck format version 1 in domain types.

One class for each of the eight kinds; ``Content`` is their closed union. All text is data as typed by the author.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class Kind(StrEnum):
    """What a note asks."""

    BASIC = "basic"
    TYPED = "typed"
    CHOICE = "choice"
    TRUE_FALSE = "true-false"
    CLOZE = "cloze"
    LIST = "list"
    ORDER = "order"
    MATCH = "match"


@dataclass(frozen=True, slots=True)
class Basic:
    """A question and its answer; the learner says how well it was recalled."""

    question: str
    answer: str
    accept: tuple[str, ...] = ()
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """A question whose answer is typed and graded."""

    question: str
    answer: str
    accept: tuple[str, ...] = ()
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with right ``answers`` (one or several) and wrong ``choices``, in the author's order."""

    question: str
    answers: tuple[str, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """A statement that is true or false."""

    statement: str
    answer: bool


@dataclass(frozen=True, slots=True)
class Cloze:
    """A text with hidden groups, ``{{c1::text::cue}}``, kept as typed; see ``domain.cloze`` for its parts."""

    text: str


@dataclass(frozen=True, slots=True)
class ListItems:
    """A question with several answers, all to be recalled, in any order."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A question with items to be put in the order given here."""

    question: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A question with pairs (left, right) to be brought together."""

    question: str
    pairs: tuple[tuple[str, str], ...]


Content: TypeAlias = Basic | Typed | Choice | TrueFalse | Cloze | ListItems | Order | Match


def kind_of(content: Content) -> Kind:
    """The kind that a content's class stands for."""
    match content:
        case Basic():
            return Kind.BASIC
        case Typed():
            return Kind.TYPED
        case Choice():
            return Kind.CHOICE
        case TrueFalse():
            return Kind.TRUE_FALSE
        case Cloze():
            return Kind.CLOZE
        case ListItems():
            return Kind.LIST
        case Order():
            return Kind.ORDER
        case Match():
            return Kind.MATCH


def prompt_of(content: Content) -> str:
    """What is asked, as typed: the question, the statement, or the cloze text with its deletions."""
    match content:
        case TrueFalse(statement=text) | Cloze(text=text):
            return text
        case _:
            return content.question


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a deck's ``source:`` lines refer to; each part may be empty."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One entry of a deck's ``cards:``.

    ``id`` is the author's own or empty. ``line`` and ``column`` (from 1) are where the entry begins; ``marks`` maps a
    key (``answer``) or an item (``choices[1]``) to the (line, column) of its value. Places don't count in equality.
    """

    id: str
    content: Content
    hint: str = ""
    explanation: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    suspended: bool = False
    ignore: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)
    column: int = field(default=0, compare=False)
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def kind(self) -> Kind:
        """What the note asks."""
        return kind_of(self.content)

    def position_of(self, key: str) -> tuple[int, int]:
        """Line and column (from 1) of the value of ``key`` (``answer``, ``choices[1]``), or of the note without it."""
        return self.marks.get(key, (self.line, self.column))


@dataclass(frozen=True, slots=True)
class Deck:
    """One YAML file, parsed: its good notes, in file order.

    ``ignore`` holds the lint codes that the deck's ``lint:`` key switches off.
    """

    id: str
    title: str
    notes: tuple[Note, ...]
    path: str = field(default="", compare=False)
    description: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    license: str = ""
    tags: tuple[str, ...] = ()
    source: Source = Source()
    ignore: tuple[str, ...] = ()
