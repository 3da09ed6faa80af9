"""Answers as text: for the review log, for lists and for people."""

from __future__ import annotations

from sco_quiz.domain.question import (
    Answer,
    Arranged,
    AskChoice,
    AskFlip,
    AskList,
    AskMatch,
    AskOrder,
    AskTrueFalse,
    AskTyped,
    Chosen,
    Judged,
    Listed,
    Matched,
    Question,
    Revealed,
    TypedText,
)

_SEPARATOR = ", "


def right_answer_text(question: Question) -> str:
    """What is right, as one text; several answers are separated by commas."""
    match question:
        case AskFlip(answer=answer) | AskTyped(answer=answer):
            return answer
        case AskTrueFalse(truth=truth):
            return _truth(truth)
        case AskChoice(options=options, right=right):
            return _SEPARATOR.join(option for index, option in enumerate(options) if index in right)
        case AskList(items=items):
            return _SEPARATOR.join(items)
        case AskOrder(items=items, right=right):
            return _SEPARATOR.join(items[index] for index in right)
        case AskMatch(lefts=lefts, options=options, right=right):
            return _SEPARATOR.join(f"{left} = {options[index]}" for left, index in zip(lefts, right, strict=True))


def answer_as_text(question: Question, answer: Answer) -> str:
    """What the learner gave, as the log keeps it: the texts of options and items, not their numbers; "" for nothing.

    An index that the question does not have is left out.
    """
    match question, answer:
        case _, Revealed():
            return ""
        case _, TypedText(text=text):
            return text
        case _, Judged(truth=truth):
            return _truth(truth)
        case _, Listed(items=items):
            return _SEPARATOR.join(items)
        case AskChoice(options=options), Chosen(options=chosen):
            return _SEPARATOR.join(option for index, option in enumerate(options) if index in chosen)
        case AskOrder(items=items), Arranged(items=arranged):
            return _SEPARATOR.join(items[index] for index in arranged if 0 <= index < len(items))
        case AskMatch(lefts=lefts, options=options), Matched(options=matched):
            return _SEPARATOR.join(
                f"{left} = {options[index]}"
                for left, index in zip(lefts, matched, strict=False)
                if index is not None and 0 <= index < len(options)
            )
        case _:
            return ""


def _truth(truth: bool) -> str:
    return "true" if truth else "false"
