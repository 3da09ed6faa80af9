"""Identity of notes: the author's id, or a fingerprint of the content where there is none."""

from __future__ import annotations

from itertools import chain

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
)

FINGERPRINT_MARK = "~"
"""Begins every fingerprint; an author's id cannot hold it, so the two never meet."""


def identity_of(content: Content) -> tuple[str, ...]:
    """What a fingerprint is made from: equal for two contents if, and only if, they ask and answer the same."""
    match content:
        case Basic(question=question, answer=answer):
            return "basic", question, answer
        case Typed(question=question, answer=answer):
            return "typed", question, answer
        case Choice(question=question, answers=answers, choices=choices):
            return "choice", question, str(len(answers)), *answers, *choices
        case TrueFalse(statement=statement, answer=truth):
            return "true-false", statement, "true" if truth else "false"
        case Cloze(text=text):
            return "cloze", text
        case ListItems(question=question, answers=answers):
            return "list", question, *answers
        case Order(question=question, items=items):
            return "order", question, *items
        case Match(question=question, pairs=pairs):
            return "match", question, *chain.from_iterable(pairs)


def fingerprint(content: Content) -> str:
    """``~`` and 16 hexadecimal digits (BLAKE2b, 64 bits) of what is asked and answered.

    Fields are length-delimited, so that they can't run together. Hints, explanations, tags, sources and accepted
    variants don't count: they may change freely.
    """
    import hashlib  # loads OpenSSL, which the first card on the screen mostly does without

    fields = identity_of(content)
    text = "".join([f"{len(field)}:{field}" for field in fields])
    if text.isascii():
        data = text.encode("ascii")
    else:  # lengths are in bytes
        encoded = [field.encode("utf-8", "surrogatepass") for field in fields]
        data = b"".join([b"%d:%b" % (len(field), field) for field in encoded])
    return FINGERPRINT_MARK + hashlib.blake2b(data, digest_size=8).hexdigest()


def note_key(note: Note) -> str:
    """The author's id, or the fingerprint of a note without one."""
    return note.id or fingerprint(note.content)
