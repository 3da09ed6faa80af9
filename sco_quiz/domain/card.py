"""Card: one thing to be scheduled, made from a note.

A basic or typed note with ``reverse`` makes two cards and a cloze note one for each of its groups; cards of one note
are siblings. Identity follows the design: ``<deck id>/<note id>``, with ``#c2`` or ``#reverse`` for a sibling.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from sco_quiz.domain import cloze
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
    kind_of,
)
from sco_quiz.domain.identity import note_key


@dataclass(frozen=True, slots=True)
class ClozeGroup:
    """One group of a cloze text, hidden: ``prompt`` has ``[...]`` or ``[cue]`` in its places.

    ``answers`` are the hidden texts in order; ``full`` is the text with nothing hidden.
    """

    group: int
    prompt: str
    answers: tuple[str, ...]
    full: str


CardContent: TypeAlias = Basic | Typed | Choice | TrueFalse | ClozeGroup | ListItems | Order | Match


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to be scheduled.

    ``note`` is ``<deck>/<note id or fingerprint>``, shared by siblings; ``id`` adds ``#c2`` or ``#reverse``.
    """

    id: str
    deck: str
    note: str
    content: CardContent
    hint: str = ""
    explanation: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    suspended: bool = False

    @property
    def kind(self) -> Kind:
        """What the card asks."""
        content = self.content
        return Kind.CLOZE if isinstance(content, ClozeGroup) else kind_of(content)


def cards_of(deck: str, note: Note, deck_tags: tuple[str, ...] = (), key: str = "") -> tuple[Card, ...]:
    """The cards of a note of the deck with id ``deck``, in order; a deck's tags count for each of its cards.

    ``key`` is the note's (``note_key``), where it is known already.
    """
    key = f"{deck}/{key or note_key(note)}"
    tags = tuple(dict.fromkeys((*deck_tags, *note.tags)))
    return tuple(
        Card(
            id=key + sibling,
            deck=deck,
            note=key,
            content=content,
            hint=note.hint,
            explanation=note.explanation,
            source=note.source,
            tags=tags,
            suspended=note.suspended,
        )
        for sibling, content in siblings_of(note.content)
    )


def siblings_of(content: Content) -> tuple[tuple[str, CardContent], ...]:
    """What each card of a note asks, in order, after what its id ends in: nothing, ``#c2`` or ``#reverse``."""
    match content:
        case Cloze(text=text):
            full = cloze.full_text(text)
            return tuple(
                [
                    (
                        f"#c{group}",
                        ClozeGroup(group, cloze.prompt_of(text, group), cloze.answers_of(text, group), full),
                    )
                    for group in cloze.groups_of(text)
                ]
            )
        case Basic(question=question, answer=answer, reverse=True):
            return (("", content), ("#reverse", Basic(question=answer, answer=question)))
        case Typed(question=question, answer=answer, reverse=True):
            return (("", content), ("#reverse", Typed(question=answer, answer=question)))
        case _:
            return (("", content),)


def prompt_text(content: CardContent) -> str:
    """What a card asks, as one text."""
    match content:
        case TrueFalse(statement=statement):
            return statement
        case ClozeGroup(prompt=prompt):
            return prompt
        case _:
            return content.question


def answer_text(content: CardContent) -> str:
    """The right answer as one text, for lists, search and logs."""
    match content:
        case Basic(answer=answer) | Typed(answer=answer):
            return answer
        case Choice(answers=answers) | ListItems(answers=answers) | ClozeGroup(answers=answers):
            return ", ".join(answers)
        case TrueFalse(answer=truth):
            return "true" if truth else "false"
        case Order(items=items):
            return ", ".join(items)
        case Match(pairs=pairs):
            return ", ".join(f"{left} = {right}" for left, right in pairs)
