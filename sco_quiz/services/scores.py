"""Scores: what quizzes came to, over time and deck by deck, and what comes out worst. Light, as quick reports are.

Rows are plain values with the design's keys. ``correct`` is the sum of credit, with fractions for answers that were
partly right, so that ``percent`` is always its share of ``questions``; ``right`` counts answers with full credit.
"""

from __future__ import annotations

import json

from sco_quiz.domain.quiz.percent import ROUNDING, percent_of
from sco_quiz.domain.streak import current_streak
from sco_quiz.services.clock import iso
from sco_quiz.storage import scores

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sco_quiz.services.library import Library, Selection
    from sco_quiz.storage.scores import ScoreRow

    Row = dict[str, Any]

CSV_COLUMNS = ("id", "finished_at", "decks", "questions", "correct", "percent", "duration_ms", "seed", "right")

SUMMARY_KEYS = ("quizzes", "questions", "best", "latest", "average", "latest_at", "streak")


def score_rows(library: Library, selection: Selection | None = None) -> Iterator[Row]:
    """A row a finished quiz, oldest first."""
    yield from map(_row, scores.score_rows(library.progress, _decks(selection)))


def score_of(library: Library, quiz: str) -> Row:
    """The row of one finished quiz; KeyError if there is none of that id."""
    return _row(scores.score_row(library.progress, quiz))


def summary(library: Library, selection: Selection | None = None) -> Row:
    """Of all finished quizzes: how many, best, latest and average per cent (None without any), and days in a row.

    The average is over quizzes, each counting alike. ``latest_at`` is when the latest was handed in.
    """
    decks = _decks(selection)
    rows = list(map(_row, scores.score_rows(library.progress, decks)))
    percents = [row["percent"] for row in rows]
    return {
        "quizzes": len(rows),
        "questions": sum(row["questions"] for row in rows),
        "best": max(percents, default=None),
        "latest": percents[-1] if rows else None,
        "average": int(10 * sum(percents) / len(rows) + ROUNDING) / 10 if rows else None,
        "latest_at": rows[-1]["finished_at"] if rows else None,
        "streak": current_streak(scores.quiz_days(library.progress, decks), library.clock.day()),
    }


def history(library: Library, selection: Selection | None = None) -> dict[str, list[Row]]:
    """For each deck its scores, oldest first, from its own questions of each quiz: what a plot of a deck shows."""
    decks: dict[str, list[Row]] = {}
    for deck, finished_at, questions, credit in scores.deck_shares(library.progress, _decks(selection)):
        row = {"finished_at": iso(finished_at), "questions": questions, "percent": percent_of(credit, questions)}
        decks.setdefault(deck, []).append(row)
    return decks


def weakest_tags(library: Library, selection: Selection | None = None, count: int = 5) -> list[Row]:
    """The tags that quizzes find worst, of those that were ever missed: {tag, questions, percent}."""
    shares = scores.tag_shares(library.progress, _decks(selection))
    found = sorted((_weakness(asked, credit), tag, asked, credit) for tag, asked, credit in shares if credit < asked)
    return [
        {"tag": tag, "questions": asked, "percent": percent_of(credit, asked)}
        for _, tag, asked, credit in found[:count]
    ]


def weakest_cards(library: Library, selection: Selection | None = None, count: int = 5) -> list[Row]:
    """The cards that quizzes find worst, of those that were ever missed: {card, prompt, questions, percent}."""
    shares = scores.card_shares(library.progress, _decks(selection))
    found = sorted((_weakness(asked, credit), card, prompt, asked, credit) for card, prompt, asked, credit in shares)
    return [
        {"card": card, "prompt": prompt, "questions": asked, "percent": percent_of(credit, asked)}
        for _, card, prompt, asked, credit in found[:count]
    ]


def compare_profiles(library: Library) -> list[Row]:
    """The ``summary`` of each learner on this machine, with ``profile``; the best average first."""
    from sco_quiz.services.library import Library

    rows = []
    for name in library.places.profiles():
        with Library.open(library.places, library.clock, name) as other:
            rows.append({"profile": name, **summary(other)})
    return sorted(rows, key=lambda row: (-(row["average"] if row["average"] is not None else -1), row["profile"]))


def _row(row: ScoreRow) -> Row:
    identifier, started_at, finished_at, decks, questions, right, credit, spent_ms, seed, out_of_time = row
    return {
        "id": identifier,
        "finished_at": iso(finished_at),
        "decks": json.loads(decks),
        "questions": questions,
        "correct": int(credit) if credit == int(credit) else round(credit, 4),
        "percent": percent_of(credit, questions),
        "duration_ms": spent_ms,
        "seed": seed,
        "right": right,
        "started_at": iso(started_at),
        "out_of_time": bool(out_of_time),
    }


def _weakness(questions: int, credit: float) -> float:
    """The expected share of right answers by Laplace's rule of succession, so that one slip doesn't outweigh ten."""
    return (credit + 1) / (questions + 2)


def _decks(selection: Selection | None) -> tuple[str, ...] | None:
    return None if selection is None else selection.decks
