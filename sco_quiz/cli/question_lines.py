"""Questions and grades as plain lines, for screen readers, pipes and logs."""

from __future__ import annotations

from collections.abc import Iterator

from sco_quiz.domain.grading import Grade, describe_ignored
from sco_quiz.domain.question import (
    AskChoice,
    AskFlip,
    AskList,
    AskMatch,
    AskOrder,
    AskTrueFalse,
    AskTyped,
    Question,
)
from sco_quiz.domain.rating import Verdict

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def question_lines(question: Question) -> Iterator[str]:
    """The prompt and whatever there is to choose from, numbered from 1; right sides of pairs are lettered."""
    yield from _indented(f"Q: {question.prompt}")
    match question:
        case AskChoice(options=options):
            yield from _numbered(options)
        case AskOrder(items=items):
            yield from _numbered(items)
        case AskMatch(lefts=lefts, options=options):
            yield from _numbered(lefts)
            for number, option in enumerate(options):
                yield from _indented(f"  {_LETTERS[number] if number < len(_LETTERS) else number + 1}) {option}", 5)
        case AskFlip() | AskTyped() | AskTrueFalse() | AskList():
            pass


def instruction(question: Question) -> str:
    """What to type, in a few words."""
    match question:
        case AskFlip():
            return "Enter shows the answer"
        case AskTyped():
            return "type the answer"
        case AskChoice(right=right):
            return "type its number or text" if len(right) == 1 else "type all that are right, separated by commas"
        case AskTrueFalse():
            return "t or f"
        case AskList(items=items):
            return f"type all {len(items)}, separated by {';' if any(',' in item for item in items) else 'commas'}"
        case AskOrder():
            return "type the numbers in order"
        case AskMatch():
            return "type pairs, like 1=b 2=a"


def grade_lines(grade: Grade) -> Iterator[str]:
    """The verdict, what was overlooked or missed, and the right answer."""
    yield {
        Verdict.RIGHT: "Right.",
        Verdict.NEAR_MISS: "Near miss: close, but not quite.",
        Verdict.PARTLY: f"Partly right: {grade.credit:.0%}.",
        Verdict.WRONG: "Wrong.",
    }[grade.verdict]
    if grade.reason:
        yield f"   {grade.reason}"
    overlooked = describe_ignored(grade.ignored)
    if overlooked:
        yield f"   {overlooked}"
    for part in grade.parts:
        if part.verdict is not Verdict.RIGHT:
            label = f"{part.label}: " if part.label else ""
            given = part.given or "nothing"
            yield from _indented(f"   {label}{given} (right: {part.expected or 'leave it out'})")
    yield from _indented(f"A: {grade.expected}")


def _numbered(texts: tuple[str, ...]) -> Iterator[str]:
    for number, text in enumerate(texts, start=1):
        yield from _indented(f"  {number}) {text}", 5)


def _indented(text: str, by: int = 3) -> Iterator[str]:
    first, *rest = text.splitlines() or [""]
    yield first
    for line in rest:
        yield " " * by + line
