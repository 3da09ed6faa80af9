"""A note seen as what it asks and what it answers, with the keys to point at."""

from __future__ import annotations

from sco_quiz.domain.cloze import full_text
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


def prompt_key(content: Content) -> str:
    """The key under which a deck file holds what is asked."""
    match content:
        case TrueFalse():
            return "statement"
        case Cloze():
            return "cloze"
        case Basic() | Typed() | Choice() | ListItems() | Order() | Match():
            return "question"


def prompt_of(content: Content) -> str:
    """What is asked, as written; of a cloze, the text with nothing hidden."""
    match content:
        case TrueFalse(statement=statement):
            return statement
        case Cloze(text=text):
            return full_text(text)
        case Basic() | Typed() | Choice() | ListItems() | Order() | Match():
            return content.question


def answers_with_keys(content: Content) -> tuple[tuple[str, str], ...]:
    """The right answers as (key, text); none for a true-false, cloze, order or match note."""
    match content:
        case Basic(answer=answer) | Typed(answer=answer):
            return (("answer", answer),)
        case Choice(answers=(answer,)):
            return (("answer", answer),)
        case Choice(answers=answers) | ListItems(answers=answers):
            return tuple((f"answers[{index}]", answer) for index, answer in enumerate(answers))
        case TrueFalse() | Cloze() | Order() | Match():
            return ()


def choices_with_keys(content: Choice) -> tuple[tuple[str, str], ...]:
    """The wrong options as (key, text)."""
    return tuple((f"choices[{index}]", choice) for index, choice in enumerate(content.choices))


def options_with_keys(content: Choice) -> tuple[tuple[str, str], ...]:
    """All options as (key, text), the right ones first."""
    return (*answers_with_keys(content), *choices_with_keys(content))


def texts_with_keys(note: Note) -> tuple[tuple[str, str], ...]:
    """Every text of a note that a learner reads, as (key, text); the sides of pairs are found under ``pairs``."""
    content = note.content
    inner: tuple[tuple[str, str], ...]
    match content:
        case Choice():
            inner = options_with_keys(content)
        case Order(items=items):
            inner = tuple((f"order[{place}]", item) for place, item in enumerate(items))
        case Match(pairs=pairs):
            inner = tuple(("pairs", side) for pair in pairs for side in pair)
        case Basic(accept=accept) | Typed(accept=accept):
            inner = (*answers_with_keys(content), *((f"accept[{place}]", text) for place, text in enumerate(accept)))
        case ListItems():
            inner = answers_with_keys(content)
        case TrueFalse() | Cloze():
            inner = ()
    asked = content.text if isinstance(content, Cloze) else prompt_of(content)
    whole = ((prompt_key(content), asked), *inner, ("hint", note.hint), ("explanation", note.explanation))
    return tuple((key, text) for key, text in whole if text)


def said_by(note: Note) -> str:
    """Everything that a learner reads of a note, its source included, as one text."""
    return "\n".join((*(text for _, text in texts_with_keys(note)), note.source))
