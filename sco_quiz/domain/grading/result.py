"""What grading says: the verdict, the credit, and everything a face needs to show why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sco_quiz.domain.rating import Verdict


class Ignored(StrEnum):
    """What was overlooked to call an answer right; the values are words for the screen."""

    CASE = "capitals"
    ACCENTS = "accents"
    ARTICLE = "a leading article"
    NUMBERS = "how a number is written"
    DATES = "how a date is written"
    PUNCTUATION = "punctuation"
    SPACING = "spaces and hyphens"
    CHARACTERS = "forms of the same character"


class SpanKind(StrEnum):
    """How a stretch of the given text stands to the right one."""

    EQUAL = "equal"
    MISSING = "missing"
    EXTRA = "extra"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the difference: what was given there, and what is right.

    All ``given`` joined are the given text and all ``right`` joined the right one. ``given`` is empty where something
    is missing, ``right`` where something is extra; an equal stretch may differ in capitals.
    """

    kind: SpanKind
    given: str
    right: str


@dataclass(frozen=True, slots=True)
class Part:
    """One option, item, place or pair of an answer that has several.

    ``expected`` is empty for what should not have been given, ``given`` for what was missed. ``label`` is the left side
    of a pair, or the number of a place in an order; else empty.
    """

    verdict: Verdict
    expected: str
    given: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """What grading made of one answer.

    ``credit`` is 0 to 1. ``expected`` is the author's answer as text. ``compared`` is the right variant that the given
    text came closest to (the answer itself or one of ``accept``), which ``difference`` goes by. ``ignored`` says what
    was overlooked, so that nothing is met halfway in silence; ``reason`` is a sentence where the verdict needs one.
    """

    verdict: Verdict
    credit: float
    expected: str
    compared: str = ""
    difference: tuple[Span, ...] = ()
    parts: tuple[Part, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    reason: str = ""


def describe_ignored(ignored: tuple[Ignored, ...]) -> str:
    """What was overlooked as one sentence for the learner; empty where nothing was."""
    if not ignored:
        return ""
    words = [aspect.value for aspect in ignored]
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"Counted as right; overlooked: {listed}."
