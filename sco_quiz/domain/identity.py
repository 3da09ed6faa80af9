"""Identity of notes: the author's id, or a fingerprint of the content where there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sco_quiz.domain.deck import (
    Basic,
    Choice,
    Cloze,
    Content,
    ListItems,
    Match,
    Note,
    Order,
    TrueFalse,
    Typed,
    kind_of,
)

FINGERPRINT_MARK = "~"
"""Begins every fingerprint; an author's id cannot hold it, so the two never meet."""


def _fields_of(content: Content) -> Iterator[str]:
    yield kind_of(content).value
    match content:
        case Basic(question=question, answer=answer) | Typed(question=question, answer=answer):
            yield question
            yield answer
        case Choice(question=question, answers=answers, choices=choices):
            yield question
            yield str(len(answers))
            yield from answers
            yield from choices
        case TrueFalse(statement=statement, answer=truth):
            yield statement
            yield "true" if truth else "false"
        case Cloze(text=text):
            yield text
        case ListItems(question=question, answers=answers):
            yield question
            yield from answers
        case Order(question=question, items=items):
            yield question
            yield from items
        case Match(question=question, pairs=pairs):
            yield question
            for left, right in pairs:
                yield left
                yield right


def identity_of(content: Content) -> tuple[str, ...]:
    """What a fingerprint is made from: equal for two contents if, and only if, they ask and answer the same."""
    return tuple(_fields_of(content))


def fingerprint(content: Content) -> str:
    """``~`` and 16 hexadecimal digits (BLAKE2b, 64 bits) of what is asked and answered.

    Fields are length-delimited, so that they can't run together. Hints, explanations, tags, sources and accepted
    variants don't count: they may change freely.
    """
    fields = [text.encode("utf-8", "surrogatepass") for text in _fields_of(content)]
    data = b"".join([b"%d:%b" % (len(field), field) for field in fields])
    return FINGERPRINT_MARK + hashlib.blake2b(data, digest_size=8).hexdigest()


def note_key(note: Note) -> str:
    """The author's id, or the fingerprint of a note without one."""
    return note.id or fingerprint(note.content)
