"""Reading finished quizzes: scores, shares by deck, and what was answered worst. Imports next to nothing."""

from __future__ import annotations

import json

from sco_quiz.storage.failures import failures
from sco_quiz.storage.log import names_now

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sco_quiz.storage.progress import Progress

    ScoreRow = tuple[str, int, int, str, int, int, float, int, int, int]
    """(id, started and finished (UTC ms), decks as JSON, questions, all right, credit, ms, seed, out of time)."""

_SCORE = "id, started_at, finished_at, decks, questions, correct, credit, spent_ms, seed, out_of_time"
_FINISHED = "finished_at IS NOT NULL"
_AMONG = (
    "(:chosen IS NULL OR EXISTS"
    " (SELECT 1 FROM json_each(decks) AS asked JOIN json_each(:chosen) AS chosen USING (value)))"
)
_QUESTIONS = "quiz_questions JOIN quizzes ON quizzes.id = quiz_questions.quiz"
_DECK_AMONG = "(:chosen IS NULL OR deck IN (SELECT value FROM json_each(:chosen)))"


def score_rows(progress: Progress, decks: Sequence[str] | None = None) -> Iterator[ScoreRow]:
    """Finished quizzes, oldest first; only those that asked any of ``decks``, if given."""
    with failures(progress.path):
        yield from progress.connection.execute(
            f"SELECT {_SCORE} FROM quizzes WHERE {_FINISHED} AND {_AMONG} ORDER BY finished_at, id",
            {"chosen": _choice(decks)},
        )


def score_row(progress: Progress, quiz: str) -> ScoreRow:
    """One finished quiz; KeyError if there is none of that id."""
    with failures(progress.path):
        row: ScoreRow | None = progress.connection.execute(
            f"SELECT {_SCORE} FROM quizzes WHERE {_FINISHED} AND id = ?", (quiz,)
        ).fetchone()
    if row is None:
        raise KeyError(quiz)
    return row


def deck_shares(progress: Progress, decks: Sequence[str] | None = None) -> list[tuple[str, int, int, float]]:
    """For each finished quiz and each deck in it, oldest first: deck, finished (UTC ms), questions, their credit."""
    with failures(progress.path):
        return progress.connection.execute(
            f"SELECT deck, finished_at, count(*), sum(quiz_questions.credit) FROM {_QUESTIONS}"
            f" WHERE {_FINISHED} AND {_DECK_AMONG} GROUP BY quiz, deck ORDER BY finished_at, quiz, deck",
            {"chosen": _choice(decks)},
        ).fetchall()


def quiz_days(progress: Progress, decks: Sequence[str] | None = None) -> list[int]:
    """The logical days on which a quiz was handed in."""
    with failures(progress.path):
        rows = progress.connection.execute(
            f"SELECT DISTINCT finished_day FROM quizzes WHERE {_FINISHED} AND {_AMONG}", {"chosen": _choice(decks)}
        ).fetchall()
    return [day for (day,) in rows]


def tag_shares(progress: Progress, decks: Sequence[str] | None = None) -> list[tuple[str, int, float]]:
    """For each tag: how many questions of finished quizzes had it, and their credit."""
    with failures(progress.path):
        return progress.connection.execute(
            f"SELECT tag.value, count(*), sum(quiz_questions.credit) FROM {_QUESTIONS}, json_each(tags) AS tag"
            f" WHERE {_FINISHED} AND {_DECK_AMONG} GROUP BY tag.value",
            {"chosen": _choice(decks)},
        ).fetchall()


def card_shares(progress: Progress, decks: Sequence[str] | None = None) -> list[tuple[str, str, int, float]]:
    """For each card that was ever missed in a quiz: its id now, its prompt, how often it was asked, and the credit."""
    with failures(progress.path):
        called = names_now(progress.connection)
        rows = progress.connection.execute(
            "SELECT card, max(finished_at), json_extract(item, '$.question.prompt'), count(*),"
            f" sum(quiz_questions.credit) FROM {_QUESTIONS} WHERE {_FINISHED} AND {_DECK_AMONG}"
            " GROUP BY card HAVING sum(quiz_questions.credit) < count(*)",
            {"chosen": _choice(decks)},
        ).fetchall()
    return [(called(card, at, ""), prompt, count, credit) for card, at, prompt, count, credit in rows]


def _choice(decks: Sequence[str] | None) -> str | None:
    return None if decks is None else json.dumps(list(decks))
