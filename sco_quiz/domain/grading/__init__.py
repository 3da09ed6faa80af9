"""Grading: what a learner's answer is worth, and why.

What people type is met halfway, never silently: a ``Grade`` names what was overlooked, and shows the difference.
"""

from __future__ import annotations

from sco_quiz.domain.grading.judging import grade, suggest
from sco_quiz.domain.grading.parts import ItemCheck, check_item
from sco_quiz.domain.grading.plain import UnusableAnswerError, parse_plain
from sco_quiz.domain.grading.result import Grade, Ignored, Part, Span, SpanKind, describe_ignored
from sco_quiz.domain.grading.wording import answer_as_text, right_answer_text

__all__ = [
    "Grade",
    "Ignored",
    "ItemCheck",
    "Part",
    "Span",
    "SpanKind",
    "UnusableAnswerError",
    "answer_as_text",
    "check_item",
    "describe_ignored",
    "grade",
    "parse_plain",
    "right_answer_text",
    "suggest",
]
