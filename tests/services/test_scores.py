from __future__ import annotations

from pathlib import Path

import pytest

from sco_quiz.domain.question import AskTyped, TypedText
from sco_quiz.services import scores
from sco_quiz.services.confusions import confused_pairs
from sco_quiz.services.library import Library, Selection
from sco_quiz.services.quiz import Quiz, QuizPlan
from tests.services.shelves import DAY_MS, HandClock, open_library, write_deck


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with two decks of two cards, without the bundled ones."""
    monkeypatch.setattr("sco_quiz.services.current_decks.bundled_folder", lambda: str(tmp_path / "bundled"))
    home = tmp_path / "home"
    write_deck(home, "a", "x: Capital of France? = Paris", "y: Capital of Spain? = Madrid")
    write_deck(home, "b", "z: Capital of Austria? = Vienna", "w: Capital of Italy? = Rome")
    return home


def sit(library: Library, decks: tuple[str, ...] | None, given: dict[str, str]) -> Quiz:
    """A quiz over decks in which these cards are answered so, and all others right."""
    quiz = Quiz.start(library, QuizPlan(None if decks is None else Selection(decks), count=9, seed=1))
    for place, item in enumerate(quiz.sitting.items):
        assert isinstance(item.question, AskTyped)
        quiz.go_to(place)
        quiz.give(TypedText(given.get(item.card, item.question.answer)))
    quiz.hand_in()
    return quiz


def percents(rows: list[scores.Row]) -> list[float]:
    return [row["percent"] for row in rows]


def test_a_summary_has_best_latest_average_and_days_in_a_row(home: Path) -> None:
    clock = HandClock()
    with open_library(home, clock) as library:
        assert scores.summary(library) == dict.fromkeys(("best", "latest", "average", "latest_at")) | {
            "quizzes": 0,
            "questions": 0,
            "streak": 0,
        }
        for wrong in ({}, {"a/x": "no", "a/y": "no"}, {"a/x": "no"}):
            quiz = sit(library, None, wrong)
            clock.at += DAY_MS
        found = scores.summary(library)
        assert (found["quizzes"], found["questions"], found["streak"]) == (3, 12, 3)
        assert (found["best"], found["latest"], found["average"]) == (100.0, 75.0, 75.0)
        assert found["latest_at"] == scores.score_of(library, quiz.id)["finished_at"]
        clock.at += DAY_MS
        assert scores.summary(library)["streak"] == 0


def test_history_and_selections_are_by_deck(home: Path) -> None:
    clock = HandClock()
    with open_library(home, clock) as library:
        sit(library, None, {"a/x": "no"})
        clock.at += DAY_MS
        sit(library, ("b",), {"b/z": "no", "b/w": "no"})
        found = scores.history(library)
        assert {deck: percents(rows) for deck, rows in found.items()} == {"a": [50.0], "b": [100.0, 0.0]}
        assert list(scores.history(library, Selection(("a",)))) == ["a"]
        assert percents(list(scores.score_rows(library))) == [75.0, 0.0]
        assert percents(list(scores.score_rows(library, Selection(("a",))))) == [75.0]
        assert scores.summary(library, Selection(("a",)))["quizzes"] == 1


def test_the_weakest_cards_and_tags_come_first_and_one_slip_does_not_outweigh_many(home: Path) -> None:
    path = home / "decks" / "a.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: x", "id: x\n    tags: [west]"), encoding="utf-8")
    clock = HandClock()
    with open_library(home, clock) as library:
        for _ in range(3):
            sit(library, ("a",), {"a/x": "no"})
            clock.at += DAY_MS
        sit(library, ("b",), {"b/z": "no"})
        cards = scores.weakest_cards(library)
        assert [(row["card"], row["questions"], row["percent"]) for row in cards] == [("a/x", 3, 0.0), ("b/z", 1, 0.0)]
        assert cards[0]["prompt"] == "Capital of France?"
        assert scores.weakest_cards(library, count=1) == cards[:1]
        assert scores.weakest_tags(library) == [{"tag": "west", "questions": 3, "percent": 0.0}]
        assert scores.weakest_tags(library, Selection(("b",))) == []


def test_answers_that_are_given_for_one_another_are_a_pair_however_they_are_written(home: Path) -> None:
    clock = HandClock()
    with open_library(home, clock) as library:
        sit(library, None, {"a/x": "madrid", "b/z": "Bern"})
        clock.at += DAY_MS
        sit(library, None, {"a/y": "Paris!", "b/z": "Madrid"})
        (pair,) = confused_pairs(library)
        assert (pair.right, pair.given, pair.count, pair.last_at) == ("Madrid", "Paris", 2, clock.at)
        assert set(pair.cards) == {"a/x", "a/y"}
        assert confused_pairs(library, Selection(("b",))) == []
        assert confused_pairs(library, count=0) == []


def test_the_average_of_equal_scores_is_their_score(home: Path) -> None:
    with open_library(home) as library:
        write_deck(home, "c", "u: Capital of Peru? = Lima")
        for _ in range(3):
            sit(library, ("a", "c"), {"a/x": "no"})
        found = scores.summary(library)
        assert found["average"] == found["best"] == found["latest"] == 66.6


def test_learners_are_compared_with_the_best_average_first(home: Path) -> None:
    for name, wrong in (("", {"a/x": "no"}), ("zoe", {}), ("new", None)):
        with open_library(home, profile=name) as library:
            if wrong is not None:
                sit(library, ("a",), wrong)
    (home / "profiles" / ".not a profile").mkdir()
    with open_library(home) as library:
        rows = scores.compare_profiles(library)
        assert [(row["profile"], row["average"]) for row in rows] == [("zoe", 100.0), ("", 50.0), ("new", None)]
        assert set(scores.SUMMARY_KEYS) | {"profile"} == set(rows[0])
