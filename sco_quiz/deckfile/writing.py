"""Decks and notes as YAML text, in the style in which people write them; reading it gives the same deck again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from sco_quiz.deckfile.format import LINT_KEYS, MODELINE, SOURCE_KEYS
from sco_quiz.deckfile.scalars import format_block, format_text
from sco_quiz.domain.deck import (
    Basic,
    Choice,
    Cloze,
    Content,
    Deck,
    ListItems,
    Match,
    Note,
    Order,
    TrueFalse,
    Typed,
)

_Value: TypeAlias = str | bool | tuple[str, ...] | tuple[tuple[str, str], ...] | None
_WIDEST = 100
"""Columns up to which a list stands on one line."""


def write_deck(deck: Deck) -> str:
    """A whole new deck file; parsing it gives ``deck`` again, but for places."""
    lines = [MODELINE, *_entry("id", deck.id, 0)]
    if deck.title != deck.id:
        lines += _entry("title", deck.title, 0)
    for name in ("description", "language", "authors", "license", "tags"):
        lines += _entry(name, getattr(deck, name), 0)
    source = [line for key in SOURCE_KEYS for line in _entry(key.name, getattr(deck.source, key.name), 2)]
    if source:
        lines += ["source:", *source]
    if deck.ignore:
        lines += ["lint:", *_entry(LINT_KEYS[0].name, deck.ignore, 2)]
    lines.append("cards:")
    return "\n".join(lines) + "\n" + "\n".join(write_note(note, 2) for note in deck.notes)


def write_note(note: Note, indent: int = 2) -> str:
    """One note as an item of ``cards:`` whose ``- `` stands after ``indent`` spaces; ends with a line feed."""
    column = indent + 2
    entries: list[tuple[str, _Value]] = [
        ("id", note.id),
        *_content_entries(note.content),
        ("hint", note.hint),
        ("explanation", note.explanation),
        ("source", note.source),
        ("tags", note.tags),
        ("suspended", note.suspended or None),
        ("ignore", note.ignore),
    ]
    lines = [line for name, value in entries for line in _entry(name, value, column)]
    return " " * indent + "- " + "\n".join(lines)[column:] + "\n"


def _content_entries(content: Content) -> Iterator[tuple[str, _Value]]:
    match content:
        case Basic(question=question, answer=answer, accept=accept, reverse=reverse):
            yield from (("question", question), ("answer", answer), ("accept", accept), ("reverse", reverse or None))
        case Typed(question=question, answer=answer, accept=accept, reverse=reverse):
            yield from (("kind", "typed"), ("question", question), ("answer", answer))
            yield from (("accept", accept), ("reverse", reverse or None))
        case Choice(question=question, answers=answers, choices=choices):
            yield ("question", question)
            yield ("answer", answers[0]) if len(answers) == 1 else ("answers", answers)
            yield ("choices", choices)
        case TrueFalse(statement=statement, answer=truth):
            yield ("statement", statement)
            yield ("answer", truth)
        case Cloze(text=text):
            yield ("cloze", text)
        case ListItems(question=question, answers=answers):
            yield from (("question", question), ("answers", answers))
        case Order(question=question, items=items):
            yield from (("question", question), ("order", items))
        case Match(question=question, pairs=pairs):
            yield from (("question", question), ("pairs", pairs))


def _entry(name: str, value: _Value, indent: int) -> list[str]:
    """The lines of one key; none where there is nothing to say."""
    prefix = " " * indent
    if value is None or value in ("", ()):
        return []
    if isinstance(value, bool):
        return [f"{prefix}{name}: {'true' if value else 'false'}"]
    if isinstance(value, str):
        return f"{prefix}{name}: {format_block(value, indent + 2)}".split("\n")
    pairs = [item for item in value if not isinstance(item, str)]
    if pairs:
        written = (f"{format_text(left, in_flow=True)}: {format_text(right)}" for left, right in pairs)
        return [f"{prefix}{name}:", *(f"{prefix}  {pair}" for pair in written)]
    return _list_lines(f"{prefix}{name}:", [item for item in value if isinstance(item, str)], prefix)


def _list_lines(key: str, items: Sequence[str], prefix: str) -> list[str]:
    line = f"{key} [{', '.join(format_text(item, in_flow=True) for item in items)}]"
    if len(line) <= _WIDEST:
        return [line]
    return [key, *(f"{prefix}  - {format_text(item)}" for item in items)]
