"""Quizzes, kept whole: what was asked, word for word, what was answered, what it was worth, and the time it took.

A quiz is here from its first question on, and after each answer, so that one that was interrupted can be resumed. Once
handed in it never changes again. Imports next to nothing, because opening progress needs the tables' script.
"""

from __future__ import annotations

import json

from sco_quiz.errors import IllegalEventError
from sco_quiz.storage.failures import failures
from sco_quiz.storage.identifiers import next_identifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from sco_quiz.domain.quiz.sitting import Item, Response, Sitting
    from sco_quiz.storage.progress import Progress

QUIZZES = """
CREATE TABLE quizzes (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  finished_day INTEGER,
  discarded INTEGER NOT NULL DEFAULT 0 CHECK (discarded IN (0, 1)),
  seed INTEGER NOT NULL,
  decks TEXT NOT NULL,
  chosen TEXT NOT NULL,
  rules TEXT NOT NULL,
  place INTEGER NOT NULL,
  questions INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  correct INTEGER,
  credit REAL,
  spent_ms INTEGER NOT NULL,
  out_of_time INTEGER NOT NULL DEFAULT 0 CHECK (out_of_time IN (0, 1)),
  device TEXT NOT NULL,
  CHECK ((finished_at IS NULL) = (credit IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX quizzes_finished ON quizzes (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX quizzes_running ON quizzes (started_at) WHERE finished_at IS NULL AND NOT discarded;

CREATE TABLE quiz_questions (
  quiz TEXT NOT NULL REFERENCES quizzes (id),
  number INTEGER NOT NULL,
  card TEXT NOT NULL,
  deck TEXT NOT NULL,
  kind TEXT NOT NULL,
  tags TEXT NOT NULL,
  item TEXT NOT NULL,
  answer TEXT,
  answer_text TEXT NOT NULL,
  right_text TEXT NOT NULL,
  answered_at INTEGER NOT NULL,
  spent_ms INTEGER NOT NULL,
  flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
  timed_out INTEGER NOT NULL CHECK (timed_out IN (0, 1)),
  verdict TEXT,
  credit REAL CHECK (credit BETWEEN 0 AND 1),
  review TEXT REFERENCES reviews (id),
  PRIMARY KEY (quiz, number),
  CHECK ((verdict IS NULL) = (credit IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX quiz_questions_of_card ON quiz_questions (card);

CREATE INDEX reviews_wrong ON reviews (card, answer) WHERE verdict = 'wrong' AND answer <> '';

CREATE TRIGGER quizzes_never_change BEFORE UPDATE ON quizzes WHEN OLD.finished_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a quiz that is handed in never changes'); END;
CREATE TRIGGER quizzes_never_go BEFORE DELETE ON quizzes
BEGIN SELECT RAISE(ABORT, 'quizzes are never deleted'); END;
CREATE TRIGGER quiz_questions_never_change BEFORE UPDATE ON quiz_questions
WHEN (SELECT finished_at FROM quizzes WHERE id = OLD.quiz) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a quiz that is handed in never changes'); END;
CREATE TRIGGER quiz_questions_never_go BEFORE DELETE ON quiz_questions
WHEN (SELECT finished_at FROM quizzes WHERE id = OLD.quiz) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a quiz that is handed in never changes'); END;
"""
"""Version 2 of the tables. ``chosen`` is what the learner chose from, ``decks`` what was asked, both as JSON;
``answered`` counts answers given, ``correct`` those with full credit."""

_RESPONSE = "answer, answer_text, answered_at, spent_ms, flagged, timed_out, verdict, credit"


class StoredQuiz:
    """A quiz as it is kept; ``sitting`` is paused where it is under way. Times are UTC ms."""

    __slots__ = ("chosen", "decks", "finished_at", "id", "seed", "sitting", "started_at")

    def __init__(  # noqa: PLR0913, PLR0917 - the columns of a row
        self,
        identifier: str,
        started_at: int,
        finished_at: int | None,
        seed: int,
        decks: Sequence[str],
        chosen: Mapping[str, Any],
        sitting: Sitting,
    ) -> None:
        self.id = identifier
        self.started_at = started_at
        self.finished_at = finished_at
        self.seed = seed
        self.decks = tuple(decks)
        self.chosen = dict(chosen)
        self.sitting = sitting


class UnfinishedQuiz:
    """A quiz that was begun and neither handed in nor discarded; ``answered`` of its ``questions`` have an answer."""

    __slots__ = ("answered", "decks", "id", "questions", "started_at")

    def __init__(self, row: tuple[str, int, str, int, int]) -> None:
        self.id, self.started_at, decks, self.questions, self.answered = row
        self.decks: tuple[str, ...] = tuple(json.loads(decks))


def begin(progress: Progress, sitting: Sitting, seed: int, chosen: Mapping[str, Any], at: int) -> str:
    """Keep a quiz that begins at ``at`` (UTC ms); gives its id. ``chosen`` are plain values: what it was chosen by."""
    from sco_quiz.domain.quiz.record import rules_record

    with progress.changing():
        (last,) = progress.connection.execute("SELECT coalesce(max(id), '') FROM quizzes").fetchone()
        quiz = next_identifier(at, last)
        progress.connection.execute(
            "INSERT INTO quizzes (id, started_at, seed, decks, chosen, rules, place, questions, answered, spent_ms,"
            " device) VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)",
            (quiz, at, seed, _decks(sitting), _json(chosen), _json(rules_record(sitting.rules)), progress.device),
        )
        rewrite(progress, quiz, sitting)
    return quiz


def rewrite(progress: Progress, quiz: str, sitting: Sitting) -> None:
    """Keep all questions of a running quiz anew: some are gone. What is linked to the review log stays so."""
    with progress.changing():
        connection = progress.connection
        linked = dict(
            connection.execute("SELECT card, review FROM quiz_questions WHERE quiz = ? AND review IS NOT NULL", (quiz,))
        )
        connection.execute("DELETE FROM quiz_questions WHERE quiz = ?", (quiz,))
        connection.executemany(
            "INSERT INTO quiz_questions (quiz, number, card, deck, kind, tags, item, right_text, review,"
            f" {_RESPONSE}) VALUES ({', '.join('?' * 17)})",
            [
                (quiz, number, *_item_row(item), linked.get(item.card), *_response_row(item, response))
                for number, (item, response) in enumerate(zip(sitting.items, sitting.responses, strict=True), start=1)
            ],
        )
        _keep_place(progress, quiz, sitting)


def keep(progress: Progress, quiz: str, sitting: Sitting, changed: Mapping[int, str]) -> None:
    """Keep the responses at the places ``changed`` (from 0) of a running quiz, and where the learner is.

    Each place maps to the id of its row in the review log, or to nothing. IllegalEventError if the quiz was handed in
    elsewhere.
    """
    with progress.changing():
        for place, review in changed.items():
            row = _response_row(sitting.items[place], sitting.responses[place])
            progress.connection.execute(
                f"UPDATE quiz_questions SET ({_RESPONSE}) = ({', '.join('?' * len(row))}),"
                " review = coalesce(nullif(?, ''), review) WHERE quiz = ? AND number = ?",
                (*row, review, quiz, place + 1),
            )
        _keep_place(progress, quiz, sitting)


def finish(progress: Progress, quiz: str, sitting: Sitting, at: int, day: int) -> None:
    """Hand a quiz in at ``at`` (UTC ms, logical day ``day``); its responses are kept already, and stay for ever."""
    from sco_quiz.domain.quiz.result import result_of

    result = result_of(sitting)
    with progress.changing():
        progress.connection.execute(
            "UPDATE quizzes SET finished_at = ?, finished_day = ?, correct = ?, credit = ?, out_of_time = ?"
            " WHERE id = ?",
            (
                *(at, day, len(result.marked) - len(result.mistakes), result.score.credit),
                *(sitting.out_of_time, quiz),
            ),
        )


def discard(progress: Progress, quiz: str) -> None:
    """Don't offer an interrupted quiz any more; what was asked and answered stays."""
    with progress.changing():
        progress.connection.execute("UPDATE quizzes SET discarded = 1 WHERE id = ? AND finished_at IS NULL", (quiz,))


def unfinished(progress: Progress) -> list[UnfinishedQuiz]:
    """The quizzes that can be resumed, the latest first."""
    with failures(progress.path):
        rows = progress.connection.execute(
            "SELECT id, started_at, decks, questions, answered FROM quizzes"
            " WHERE finished_at IS NULL AND NOT discarded ORDER BY started_at DESC, id DESC"
        ).fetchall()
    return [UnfinishedQuiz(row) for row in rows]


def latest_finished(progress: Progress) -> str | None:
    """The id of the quiz that was handed in last."""
    with failures(progress.path):
        row = progress.connection.execute(
            "SELECT id FROM quizzes WHERE finished_at IS NOT NULL ORDER BY finished_at DESC, id DESC LIMIT 1"
        ).fetchone()
    return row[0] if row else None


def load(progress: Progress, quiz: str) -> StoredQuiz:
    """A quiz as it is kept; KeyError for an id of none.

    Grades are worked out again from the answers, but verdict and credit are those that were given at the time.
    """
    from sco_quiz.domain.quiz.record import rules_from
    from sco_quiz.domain.quiz.sitting import Sitting

    with failures(progress.path):
        head = progress.connection.execute(
            "SELECT started_at, finished_at, seed, decks, chosen, rules, place, out_of_time FROM quizzes WHERE id = ?",
            (quiz,),
        ).fetchone()
        rows = progress.connection.execute(
            f"SELECT card, deck, item, {_RESPONSE} FROM quiz_questions WHERE quiz = ? ORDER BY number", (quiz,)
        ).fetchall()
    if head is None:
        raise KeyError(quiz)
    started_at, finished_at, seed, decks, chosen, rules, place, out_of_time = head
    both = [_item_and_response(row) for row in rows]
    sitting = Sitting(
        rules=rules_from(json.loads(rules)),
        items=tuple(item for item, _ in both),
        responses=tuple(response for _, response in both),
        place=place,
        handed_in=finished_at is not None,
        out_of_time=bool(out_of_time),
    )
    return StoredQuiz(quiz, started_at, finished_at, seed, json.loads(decks), json.loads(chosen), sitting)


def _keep_place(progress: Progress, quiz: str, sitting: Sitting) -> None:
    answered = sum(response.answer is not None for response in sitting.responses)
    spent = sum(response.spent_ms for response in sitting.responses)
    changed = progress.connection.execute(
        "UPDATE quizzes SET place = ?, questions = ?, answered = ?, spent_ms = ?, decks = ?"
        " WHERE id = ? AND finished_at IS NULL",
        (sitting.place, len(sitting.items), answered, spent, _decks(sitting), quiz),
    ).rowcount
    if not changed:
        raise IllegalEventError("This quiz was handed in elsewhere.")


def _item_row(item: Item) -> tuple[str, ...]:
    from sco_quiz.domain.grading import right_answer_text
    from sco_quiz.domain.quiz.record import item_record

    tags, right = _json(item.tags), right_answer_text(item.question)
    return item.card, item.deck, item.kind.value, tags, _json(item_record(item)), right


def _response_row(item: Item, response: Response) -> tuple[Any, ...]:
    from sco_quiz.domain.grading import answer_as_text
    from sco_quiz.domain.quiz.record import answer_record
    from sco_quiz.storage.log import storable

    answer, grade = response.answer, response.grade
    return (
        None if answer is None else _json(answer_record(answer)),
        "" if answer is None else storable(answer_as_text(item.question, answer)),
        response.answered_at,
        response.spent_ms,
        response.flagged,
        response.timed_out,
        None if grade is None else grade.verdict.value,
        None if grade is None else min(1.0, max(0.0, grade.credit)),
    )


def _item_and_response(row: tuple[Any, ...]) -> tuple[Item, Response]:
    from sco_quiz.domain.quiz.record import answer_from, item_from
    from sco_quiz.domain.quiz.sitting import Response, regraded

    card, deck, record, answer, _, answered_at, spent_ms, flagged, timed_out, verdict, credit = row
    item = item_from(card, deck, json.loads(record))
    given = None if answer is None else answer_from(json.loads(answer))
    grade = None if verdict is None else regraded(item, given, verdict, credit)
    return item, Response(given, answered_at, spent_ms, bool(flagged), bool(timed_out), grade)


def _decks(sitting: Sitting) -> str:
    return _json(sorted({item.deck for item in sitting.items}))


def _json(value: object) -> str:
    """Plain values as JSON; all but ASCII escaped, so that text that is no valid Unicode can be kept, too."""
    return json.dumps(value, separators=(",", ":"))
