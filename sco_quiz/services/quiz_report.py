"""A quiz's result as plain values, for programs: the keys of ``scores``, and every question with its answer."""

from __future__ import annotations

from typing import Any

from sco_quiz.domain.grading import answer_as_text, right_answer_text
from sco_quiz.domain.quiz.result import Marked, Share
from sco_quiz.services.library import Library
from sco_quiz.services.quiz import Quiz
from sco_quiz.services.scores import score_of


def result_report(library: Library, quiz: Quiz) -> dict[str, Any]:
    """The score of a quiz that was handed in, its shares by tag and kind, and its questions as asked and answered."""
    result = quiz.result
    return score_of(library, quiz.id) | {
        "by_tag": list(map(_share, result.by_tag)),
        "by_kind": list(map(_share, result.by_kind)),
        "answers": list(map(_answer, result.marked)),
    }


def _share(share: Share) -> dict[str, Any]:
    score = share.score
    return {
        "name": share.name,
        "questions": score.questions,
        "correct": round(score.credit, 4),
        "percent": score.percent,
    }


def _answer(marked: Marked) -> dict[str, Any]:
    question = marked.item.question
    return {
        "number": marked.number,
        "card": marked.item.card,
        "kind": marked.item.kind.value,
        "prompt": question.prompt,
        "answer": None if marked.answer is None else answer_as_text(question, marked.answer),
        "right": right_answer_text(question),
        "verdict": marked.grade.verdict.value,
        "credit": round(marked.grade.credit, 4),
        "explanation": marked.item.explanation,
        "source": marked.item.source,
        "duration_ms": marked.spent_ms,
    }
