"""What stands above a card: what it wants, in a few words; knows nothing of Textual."""

from __future__ import annotations

from sco_quiz.domain.deck import Kind
from sco_quiz.domain.question import AskChoice, AskTyped, Question

_KINDS = {
    Kind.BASIC: "Question",
    Kind.TYPED: "Type the answer",
    Kind.CHOICE: "Choose",
    Kind.TRUE_FALSE: "True or false?",
    Kind.CLOZE: "Fill the gap",
    Kind.LIST: "Name them all",
    Kind.ORDER: "Put in order",
    Kind.MATCH: "Match the pairs",
}


def heading_of(kind: Kind, question: Question) -> str:
    """What is to be done, in a word or two."""
    match question:
        case AskChoice(right=right):
            return "Choose all that are right" if len(right) > 1 else _KINDS[Kind.CHOICE]
        case AskTyped() if kind is not Kind.CLOZE:
            return _KINDS[Kind.TYPED]
        case _:
            return _KINDS[kind]
