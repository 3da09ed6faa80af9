"""A card as it is typed at the prompt, and the note that simple rules make of it.

The rules: a text with ``{{…}}`` is a cloze; a statement (no question mark) whose answer is *true* or *false* is
true-false; with wrong options it is choice; three or more things joined by `` > `` are an order; `` = `` in each of
several things makes pairs; several answers parted by ``;`` are a list; anything else is basic. ``kind:`` overrules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sco_quiz.domain.cloze import deletions_of
from sco_quiz.domain.deck import (
    Basic,
    Choice,
    Cloze,
    Content,
    Kind,
    ListItems,
    Match,
    Note,
    Order,
    TrueFalse,
    Typed,
)
from sco_quiz.errors import UsageError

FIELDS = {
    "question": "what is asked (a statement; a text with {{gaps}})",
    "answer": "the right answer; several are parted by `;`",
    "choices": "wrong options, parted by `;`",
    "accept": "other right answers, parted by `;`",
    "hint": "help before the answer",
    "explanation": "shown after the answer",
    "source": "where it stands",
    "tags": "parted by commas",
    "reverse": "`yes` asks it the other way round, too",
    "kind": ", ".join(kind.value for kind in Kind),
    "id": "the note's name; made from the question otherwise",
}
"""What can be said of a card, with what to write there."""

_OTHER_NAMES = {
    **dict.fromkeys(("q", "statement", "cloze", "text", "prompt"), "question"),
    **dict.fromkeys(("a", "answers", "order", "pairs"), "answer"),
    **dict.fromkeys(("wrong", "options", "choice"), "choices"),
    **dict.fromkeys(("tag",), "tags"),
    **dict.fromkeys(("why",), "explanation"),
}
_TRUTHS = {"true": True, "false": False}
_FEWEST_ORDERED = 3
"""Two things around a `` > `` are more likely a comparison than an order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed so far, by field; empty where nothing was."""

    fields: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """A field's text."""
        return self.fields.get(name, "")

    def with_field(self, name: str, text: str) -> Entry:
        """With a field set anew, or taken away by an empty text."""
        return replace(self, fields={**self.fields, name: text.strip()})

    @property
    def is_complete(self) -> bool:
        """Whether there is enough for a note."""
        return bool(self.get("question")) and (self.is_cloze or bool(self.get("answer")))

    @property
    def is_cloze(self) -> bool:
        """Whether the text has gaps, so that it needs no answer."""
        return bool(deletions_of(self.get("question")))


def parse_field(line: str) -> tuple[str, str] | None:
    """``hint: text`` as a field and its text; None for a line that names no field."""
    name, colon, text = line.partition(":")
    name = name.strip().casefold()
    name = _OTHER_NAMES.get(name, name)
    return (name, text.strip()) if colon and name in FIELDS else None


def note_of(entry: Entry) -> Note:
    """The note that an entry stands for; UsageError where it can't be one of the kind that was asked for."""
    return Note(
        id=entry.get("id"),
        content=_content_of(entry),
        hint=entry.get("hint"),
        explanation=entry.get("explanation"),
        source=entry.get("source"),
        tags=tuple(dict.fromkeys(_parted(entry.get("tags"), ","))),
    )


def kind_for(entry: Entry) -> Kind:
    """The kind that the rules find, unless the entry names one."""
    named = entry.get("kind").casefold()
    if named:
        try:
            return Kind(named)
        except ValueError:
            raise UsageError(f"There is no kind {named!r}.", f"The kinds are: {', '.join(Kind)}.") from None
    question, answer = entry.get("question"), entry.get("answer")
    parts = _parted(answer, ";")
    if entry.is_cloze:
        return Kind.CLOZE
    if answer.casefold() in _TRUTHS and not question.rstrip().endswith("?") and not entry.get("choices"):
        return Kind.TRUE_FALSE
    if entry.get("choices"):
        return Kind.CHOICE
    if len(parts) == 1 and len(_ordered(answer)) >= _FEWEST_ORDERED:
        return Kind.ORDER
    if len(parts) > 1:
        return Kind.MATCH if all(" = " in part for part in parts) else Kind.LIST
    return Kind.BASIC


def _content_of(entry: Entry) -> Content:
    kind = kind_for(entry)
    question, answer = entry.get("question"), entry.get("answer")
    accept, reverse = tuple(_parted(entry.get("accept"), ";")), entry.get("reverse").casefold() in {"yes", "true", "y"}
    match kind:
        case Kind.BASIC:
            return Basic(question, answer, accept, reverse)
        case Kind.TYPED:
            return Typed(question, answer, accept, reverse)
        case Kind.CHOICE:
            return Choice(question, tuple(_parted(answer, ";")), tuple(_parted(entry.get("choices"), ";")))
        case Kind.TRUE_FALSE:
            if answer.casefold() not in _TRUTHS:
                raise UsageError("A statement is true or false.", "Write `answer: true` or `answer: false`.")
            return TrueFalse(question, _TRUTHS[answer.casefold()])
        case Kind.CLOZE:
            return Cloze(question)
        case Kind.LIST:
            return ListItems(question, tuple(_parted(answer, ";")))
        case Kind.ORDER:
            return Order(question, tuple(_ordered(answer)))
        case Kind.MATCH:
            return Match(question, tuple(_pairs(answer)))


def _parted(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]


def _ordered(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\s>\s|;", text) if part.strip()]


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for part in _parted(text, ";"):
        left, sign, right = part.partition("=")
        if not (sign and left.strip() and right.strip()):
            raise UsageError(f"{part!r} is no pair.", "Write pairs like `answer: members = 8; observers = 4`.")
        yield left.strip(), right.strip()
