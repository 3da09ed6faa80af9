"""Decks, notes and problems as the index keeps them, and back. Texts are JSON: the index is data, never code."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

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
from sco_quiz.domain.identity import note_key
from sco_quiz.domain.problem import Problem, Severity

_CONTENT: dict[str, type[Content]] = {
    Kind.BASIC: Basic,
    Kind.TYPED: Typed,
    Kind.CHOICE: Choice,
    Kind.TRUE_FALSE: TrueFalse,
    Kind.CLOZE: Cloze,
    Kind.LIST: ListItems,
    Kind.ORDER: Order,
    Kind.MATCH: Match,
}

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


@dataclass(frozen=True, slots=True)
class Compiled:
    """A file's rows: ``header`` from the deck's id on, ``notes`` and ``cards`` without the file's number."""

    header: tuple[str | int, ...]
    notes: tuple[tuple[int, str, int, str], ...]
    cards: tuple[tuple[str, int, int, str, str, str, str, str, int], ...]

    @property
    def errors(self) -> int:
        """How many of its problems are errors."""
        return int(self.header[4])

    def problems(self, path: str) -> list[Problem]:
        """The problems of the file."""
        return problems_of(path, str(self.header[7]))


def compile_file(deck: Deck | None, problems: Iterable[Problem]) -> Compiled:
    """The rows of a file with this deck and these problems."""
    found = list(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    listed = _encode([[p.line, p.column, p.code, p.severity, p.message, p.hint] for p in found])
    if deck is None:
        return Compiled(("", "", 0, 0, errors, len(found) - errors, "", listed), (), ())
    notes = []
    cards: list[tuple[str, int, int, str, str, str, str, str, int]] = []
    tags_as_text: dict[tuple[str, ...], str] = {}
    for ordinal, note in enumerate(deck.notes):
        key = note_key(note)
        kind = note.kind.value
        notes.append((ordinal, key, note.line, _text_of(note, kind)))
        tags = tags_as_text.get(note.tags)
        if tags is None:
            tags = tags_as_text[note.tags] = _encode(tuple(dict.fromkeys((*deck.tags, *note.tags))))
        for sibling, content in siblings_of(note.content):
            texts = (kind, prompt_text(content), answer_text(content), tags, note.source)
            cards.append((f"{deck.id}/{key}{sibling}", len(cards), ordinal, *texts, int(note.suspended)))
    header = _encode(
        [
            *(deck.id, deck.title, deck.description, deck.language, deck.authors, deck.license, deck.tags),
            [getattr(deck.source, name) for name in Source.__slots__],
            deck.ignore,
        ]
    )
    counts = (len(notes), len(cards), errors, len(found) - errors)
    return Compiled((deck.id, deck.title, *counts, header, listed), tuple(notes), tuple(cards))


def deck_of(path: str, header: str, notes: Sequence[str]) -> Deck | None:
    """The deck that a header and its notes' texts were made from; None for a file without a deck."""
    if not header:
        return None
    deck, title, description, language, authors, license_, tags, source, ignore = _tuples(json.loads(header))
    return Deck(
        id=deck,
        title=title,
        notes=tuple(map(note_of, notes)),
        path=path,
        description=description,
        language=language,
        authors=authors,
        license=license_,
        tags=tags,
        source=Source(*source),
        ignore=ignore,
    )


def note_of(text: str) -> Note:
    """The note that a text was made from, without the places of its values."""
    identifier, kind, content, *rest = _tuples(json.loads(text))
    return Note(identifier, _CONTENT[kind](*content), *rest)


def problems_of(path: str, text: str) -> list[Problem]:
    """The problems of a file."""
    return [
        Problem(path, line, column, code, Severity(severity), message, hint)
        for line, column, code, severity, message, hint in json.loads(text)
    ]


def _text_of(note: Note, kind: str) -> str:
    content = note.content
    fields = [getattr(content, name) for name in type(content).__slots__]
    return _encode(
        [
            *(note.id, kind, fields, note.hint, note.explanation, note.source, note.tags, note.suspended),
            *(note.ignore, note.line, note.column),
        ]
    )


def _tuples(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Lists as tuples, all the way down."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
