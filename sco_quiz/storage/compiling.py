"""Decks, notes and problems as rows of the index, and back. Texts are text or JSON: the index is data, never code."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any, TypeAlias

from sco_quiz.domain.card import answer_text, prompt_text, siblings_of
from sco_quiz.domain.deck import (
    Basic,
    Choice,
    Cloze,
    Content,
    Deck,
    Kind,
    ListItems,
    Match,
    Note,
    Order,
    Source,
    TrueFalse,
    Typed,
)
from sco_quiz.domain.identity import FINGERPRINT_MARK, fingerprint
from sco_quiz.domain.problem import Problem, Severity

CardColumns: TypeAlias = tuple[str, int, int, int, str, str, str, str, str, int, str, str, str, str]
"""A row of the index's cards without its number and its file, in the order of ``CARD_COLUMNS``."""

CARD_COLUMNS = (
    "card, position, ordinal, line, kind, prompt, answer, tags, source, suspended, hint, explanation, content, more"
)
NOTE_COLUMNS = "card, line, kind, prompt, answer, tags, source, suspended, hint, explanation, content, more"
"""What of the row of a note's first card stands for the note."""


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def _encode_texts(texts: Iterable[str]) -> str:
    """``_encode`` for a list of texts, in half the time."""
    return f"[{','.join(map(encode_basestring, texts))}]"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A file's rows: ``header`` from the deck's id on, ``cards`` without the file's number; and its ``outline``."""

    header: tuple[str | int, ...]
    cards: tuple[CardColumns, ...]
    outline: bytes = b""

    @property
    def errors(self) -> int:
        """How many of its problems are errors."""
        return int(self.header[4])

    def problems(self, path: str) -> list[Problem]:
        """The problems of the file."""
        return problems_of(path, str(self.header[7]))


def compile_file(deck: Deck | None, problems: Iterable[Problem], outline: bytes = b"") -> Compiled:
    """The rows of a file with this deck and these problems, and with this outline (``services.outlines``)."""
    found = list(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    listed = _encode([[p.line, p.column, p.code, p.severity, p.message, p.hint] for p in found])
    if deck is None:
        return Compiled(("", "", 0, 0, errors, len(found) - errors, "", listed), ())
    cards = compile_notes(deck)
    header = _encode(
        [
            *(deck.id, deck.title, deck.description, deck.language, deck.authors, deck.license, deck.tags),
            [getattr(deck.source, name) for name in Source.__slots__],
            deck.ignore,
        ]
    )
    counts = (len(deck.notes), len(cards), errors, len(found) - errors)
    return Compiled((deck.id, deck.title, *counts, header, listed), tuple(cards), outline)


def compile_notes(deck: Deck, first: int = 0) -> list[CardColumns]:
    """The rows of a deck's cards, whose positions count up from ``first``."""
    cards: list[CardColumns] = []
    add = cards.append
    tags_as_texts: dict[tuple[str, ...], tuple[str, bool]] = {}
    prefix = f"{deck.id}/"
    position = first
    for note in deck.notes:
        content, line, source = note.content, note.line, note.source
        kind = _KINDS[type(content)]
        tags, are_own = tags_as_texts.get(note.tags) or tags_as_texts.setdefault(note.tags, _tags(deck.tags, note.tags))
        more = "" if are_own and not note.ignore else _encode([note.tags, note.ignore])
        suspended = 1 if note.suspended else 0  # an int for SQLite, quicker than int() makes it
        key = prefix + (note.id or fingerprint(content))
        if isinstance(content, _PLAIN) and not content.reverse:  # as below, for the kinds that most are of
            text = _text_of(content) if content.accept else ""
            texts, said = (content.question, content.answer), (note.hint, note.explanation, text, more)
            add((key, position, position, line, kind, *texts, tags, source, suspended, *said))
            position += 1
            continue
        ordinal = position
        said = note.hint, note.explanation, _text_of(content), more
        for sibling, asked in siblings_of(content):
            texts = prompt_text(asked), answer_text(asked)
            add((key + sibling, position, ordinal, line, kind, *texts, tags, source, suspended, *said))
            position += 1
            said = _NOTHING
    return cards


_KINDS: dict[type[Content], str] = {
    Basic: "basic",
    Typed: "typed",
    Choice: "choice",
    TrueFalse: "true-false",
    Cloze: "cloze",
    ListItems: "list",
    Order: "order",
    Match: "match",
}
"""As plain text: SQLite takes several times as long to take in a member of an enumeration."""

_PLAIN = (Basic, Typed)
_NOTHING = ("", "", "", "")


def _tags(of_deck: tuple[str, ...], of_note: tuple[str, ...]) -> tuple[str, bool]:
    """The tags of a card as JSON, and whether those that aren't the deck's are just the note's."""
    together = tuple(dict.fromkeys((*of_deck, *of_note)))
    return _encode_texts(together), together[len(set(of_deck)) :] == of_note


def _text_of(content: Content) -> str:
    """What the first card's kind, prompt and answer don't say of a content; empty for the plainest, which most are."""
    match content:
        case Basic(accept=accept, reverse=reverse) | Typed(accept=accept, reverse=reverse):
            return _encode([accept, reverse]) if accept or reverse else ""
        case Choice(answers=answers, choices=choices):
            return f"[{_encode_texts(answers)},{_encode_texts(choices)}]"
        case TrueFalse():
            return ""
        case Cloze(text=text):
            return text
        case ListItems(answers=items) | Order(items=items):
            return _encode_texts(items)
        case Match(pairs=pairs):
            return f"[{','.join(map(_encode_texts, pairs))}]"


def _content_of(kind: Kind, prompt: str, answer: str, text: str) -> Content:
    """The content of which ``text`` is ``_text_of``, and whose first card has this prompt and answer."""
    match kind:
        case Kind.BASIC:
            return Basic(prompt, answer, *_tuples(json.loads(text))) if text else Basic(prompt, answer)
        case Kind.TYPED:
            return Typed(prompt, answer, *_tuples(json.loads(text))) if text else Typed(prompt, answer)
        case Kind.CHOICE:
            return Choice(prompt, *_tuples(json.loads(text)))
        case Kind.TRUE_FALSE:
            return TrueFalse(prompt, answer == "true")
        case Kind.CLOZE:
            return Cloze(text)
        case Kind.LIST:
            return ListItems(prompt, _tuples(json.loads(text)))
        case Kind.ORDER:
            return Order(prompt, _tuples(json.loads(text)))
        case Kind.MATCH:
            return Match(prompt, _tuples(json.loads(text)))


def deck_of(path: str, header: str, notes: Iterable[Sequence[Any]]) -> Deck | None:
    """The deck that a header and the rows of its notes (``NOTE_COLUMNS``) were made from; None for a file without."""
    if not header:
        return None
    deck, title, description, language, authors, license_, tags, source, ignore = _tuples(json.loads(header))
    return Deck(
        id=deck,
        title=title,
        notes=tuple(note_of(row, tags) for row in notes),
        path=path,
        description=description,
        language=language,
        authors=authors,
        license=license_,
        tags=tags,
        source=Source(*source),
        ignore=ignore,
    )


def note_of(row: Sequence[Any], tags_of_deck: tuple[str, ...] | None = None) -> Note:
    """The note that a row (``NOTE_COLUMNS``) was made from; of its places it has the line.

    Without the tags of its deck, those are among its own.
    """
    card, line, kind, prompt, answer, tags, source, suspended, hint, explanation, content, more = row
    key = card.partition("/")[2].partition("#")[0]
    own, ignore = _tuples(json.loads(more)) if more else (None, ())
    if own is None or tags_of_deck is None:
        own = tuple(json.loads(tags))[len(set(tags_of_deck or ())) :]
    return Note(
        id="" if key.startswith(FINGERPRINT_MARK) else key,
        content=_content_of(Kind(kind), prompt, answer, content),
        hint=hint,
        explanation=explanation,
        source=source,
        tags=own,
        suspended=bool(suspended),
        ignore=ignore,
        line=line,
    )


def problems_of(path: str, text: str) -> list[Problem]:
    """The problems of a file."""
    return [
        Problem(path, line, column, code, Severity(severity), message, hint)
        for line, column, code, severity, message, hint in json.loads(text)
    ]


def _tuples(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Lists as tuples, all the way down."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
