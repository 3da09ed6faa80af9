"""Whether one card's prompt gives another card's answer away, so that a quiz doesn't ask both."""

from __future__ import annotations

from dataclasses import dataclass

from sco_quiz.domain.card import Card, CardContent, ClozeGroup, prompt_text
from sco_quiz.domain.deck import Basic, Choice, ListItems, Match, Order, TrueFalse, Typed
from sco_quiz.domain.grading.normalising import EVERYTHING, key_of
from sco_quiz.domain.grading.result import Ignored

_WORDS = EVERYTHING - {Ignored.SPACING}


@dataclass(frozen=True, slots=True)
class Clues:
    """What a card shows in its prompt, and the answers that it asks for, as words that can be compared."""

    shown: str
    asked: tuple[str, ...]


def clues_of(card: Card) -> Clues:
    """The clues of a card; wrong options don't count as shown, since they are there for other cards too."""
    return Clues(_words(prompt_text(card.content)), tuple(filter(None, map(_words, _answers(card.content)))))


def conflict(one: Clues, other: Clues) -> bool:
    """Whether either card's prompt holds an answer of the other; symmetric."""
    return _gives_away(one, other) or _gives_away(other, one)


def _gives_away(one: Clues, other: Clues) -> bool:
    """Whether the prompt of ``one`` holds an answer of ``other``, which that card's own prompt does not show anyway."""
    return any(_holds(one.shown, answer) and not _holds(other.shown, answer) for answer in other.asked)


def _holds(shown: str, answer: str) -> bool:
    """Whole words where words are separated; any place in a script that doesn't separate them."""
    if len(answer) == 1 and answer.isascii():
        return False
    return f" {answer} " in f" {shown} " if answer[0].isascii() else answer in shown


def _words(text: str) -> str:
    return key_of(text, _WORDS)


def _answers(content: CardContent) -> tuple[str, ...]:
    match content:
        case Basic(answer=answer, accept=accept) | Typed(answer=answer, accept=accept):
            return (answer, *accept)
        case Choice(answers=answers) | ListItems(answers=answers) | ClozeGroup(answers=answers):
            return answers
        case TrueFalse() | Order() | Match():
            return ()
