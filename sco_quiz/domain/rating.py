"""Rating and verdict: how a recall went, in the learner's words and in the grader's."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Rating(IntEnum):
    """FSRS's four ratings; the number is the key that gives it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def word(self) -> str:
        """The rating as stored text and JSON write it: ``again`` to ``easy``."""
        return self.name.lower()


class Verdict(StrEnum):
    """What grading made of an answer."""

    RIGHT = "right"
    NEAR_MISS = "near miss"
    PARTLY = "partly"
    WRONG = "wrong"


class Mode(StrEnum):
    """What a review was for; only ``STUDY`` moves the schedule."""

    STUDY = "study"
    CRAM = "cram"
    QUIZ = "quiz"
