from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sco_quiz.domain.question import Listed, TypedText
from sco_quiz.domain.quiz.sitting import Judging, Rules, Sitting, begin
from sco_quiz.domain.rating import Mode
from sco_quiz.errors import IllegalEventError
from sco_quiz.storage import quizzes
from sco_quiz.storage.database import open_progress
from sco_quiz.storage.progress import Progress
from sco_quiz.storage.versions import MIGRATIONS
from tests.domain.quiz.items import SECOND, listed, typed
from tests.storage.answers import NOON, TODAY, answer

ITEMS = (typed("1", tags=("dates", "ünï")), listed("2", "trust", "equality"), typed("3", deck="other"))
CHOSEN = {"tags": ["dates"], "count": 3}


def half_done(rules: Rules = Rules(limit_ms=60 * SECOND)) -> Sitting:  # noqa: B008 - rules never change
    sitting = begin(ITEMS, rules, NOON).answer(TypedText("yes"), NOON + SECOND)
    return sitting.go_to(1, NOON + 2 * SECOND).flag().answer(Listed(("trust",)), NOON + 5 * SECOND)


def test_a_quiz_under_way_comes_back_as_it_was(progress: Progress) -> None:
    quiz = quizzes.begin(progress, begin(ITEMS, half_done().rules, NOON), 7, CHOSEN, NOON)
    sitting = half_done()
    quizzes.keep(progress, quiz, sitting, {0: "", 1: ""})
    stored = quizzes.load(progress, quiz)
    assert stored.sitting == sitting.pause(NOON + 5 * SECOND)
    assert (stored.seed, stored.chosen, stored.decks) == (7, CHOSEN, ("deck", "other"))
    assert (stored.started_at, stored.finished_at) == (NOON, None)
    (waiting,) = quizzes.unfinished(progress)
    assert (waiting.id, waiting.started_at, waiting.questions, waiting.answered) == (quiz, NOON, 3, 2)
    assert waiting.decks == ("deck", "other")


def test_a_quiz_that_is_handed_in_is_kept_whole_and_never_changes(progress: Progress) -> None:
    sitting = half_done()
    quiz = quizzes.begin(progress, sitting, 7, CHOSEN, NOON)
    over = sitting.hand_in(NOON + 9 * SECOND)
    quizzes.keep(progress, quiz, over, {0: "", 1: "", 2: ""})
    quizzes.finish(progress, quiz, over, NOON + 9 * SECOND, TODAY)
    assert quizzes.unfinished(progress) == []
    assert quizzes.load(progress, quiz).sitting == over
    assert progress.connection.execute("SELECT correct, credit, spent_ms FROM quizzes").fetchall() == [(1, 1.5, 9000)]
    for statement in (
        "UPDATE quizzes SET credit = 3",
        "UPDATE quiz_questions SET credit = 1",
        "DELETE FROM quiz_questions",
        "DELETE FROM quizzes",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            progress.connection.execute(statement)
    with pytest.raises(IllegalEventError, match="elsewhere"):
        quizzes.keep(progress, quiz, sitting, {})


def test_grades_that_were_given_stand_whatever_the_deck_says_now(progress: Progress) -> None:
    sitting = begin(ITEMS, Rules(Judging.AT_ONCE), NOON).answer(TypedText("no"), NOON)
    quiz = quizzes.begin(progress, sitting, 7, CHOSEN, NOON)
    progress.connection.execute("UPDATE quiz_questions SET verdict = 'partly', credit = 0.25 WHERE number = 1")
    grade = quizzes.load(progress, quiz).sitting.responses[0].grade
    assert grade is not None
    assert (grade.verdict, grade.credit) == ("partly", 0.25)


def test_an_answer_is_linked_to_its_row_in_the_review_log(progress: Progress) -> None:
    sitting = half_done()
    quiz = quizzes.begin(progress, sitting, 7, CHOSEN, NOON)
    review = answer(progress, "deck/1", mode=Mode.QUIZ)
    quizzes.keep(progress, quiz, sitting, {0: review.id})
    quizzes.keep(progress, quiz, sitting, {0: ""})
    quizzes.rewrite(progress, quiz, sitting.without({"other/3"}))
    rows = progress.connection.execute("SELECT card, review FROM quiz_questions ORDER BY number").fetchall()
    assert rows == [("deck/1", review.id), ("deck/2", None)]
    assert quizzes.unfinished(progress)[0].decks == ("deck",)


def test_a_discarded_quiz_is_not_offered_any_more(progress: Progress) -> None:
    first = quizzes.begin(progress, half_done(), 7, CHOSEN, NOON)
    second = quizzes.begin(progress, half_done(), 8, CHOSEN, NOON)
    assert [each.id for each in quizzes.unfinished(progress)] == [second, first]
    quizzes.discard(progress, second)
    assert [each.id for each in quizzes.unfinished(progress)] == [first]


def test_text_that_is_no_valid_unicode_is_kept(progress: Progress) -> None:
    sitting = begin(ITEMS, Rules(), NOON).answer(TypedText("\udcff"), NOON)
    quiz = quizzes.begin(progress, sitting, 7, CHOSEN, NOON)
    assert quizzes.load(progress, quiz).sitting.responses[0].answer == TypedText("\udcff")


def test_an_unknown_quiz_is_a_key_error(progress: Progress) -> None:
    with pytest.raises(KeyError):
        quizzes.load(progress, "none")


def test_progress_from_before_quizzes_gets_the_tables_and_keeps_its_reviews(tmp_path: Path) -> None:
    path = str(tmp_path / "progress.db")
    older = Progress(open_progress(path, migrations=MIGRATIONS[:1]), path)
    kept = answer(older, "a/x")
    older.close()
    progress = Progress.open(path)
    assert [entry.id for entry in progress.entries()] == [kept.id]
    assert quizzes.unfinished(progress) == []
    assert progress.integrity() == []
    progress.close()
    assert [each.name for each in tmp_path.glob("*before*")] == [f"progress.db.before-v{len(MIGRATIONS)}"]
