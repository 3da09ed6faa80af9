from __future__ import annotations

from pathlib import Path

import pytest

from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.services.library import Selection
from sco_quiz.services.statistics import statistics
from tests.services.shelves import DAY_MS, NINE, TODAY, HandClock, answer, open_library, write_deck


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with two small decks, without the bundled ones."""
    monkeypatch.setattr("sco_quiz.services.current_decks.bundled_folder", lambda: str(tmp_path / "bundled"))
    home = tmp_path / "home"
    write_deck(home, "a", "x: What? = That", "y: Who? = She")
    write_deck(home, "b", "z: Where? = There")
    return home


def test_a_new_learner_has_done_nothing(home: Path) -> None:
    with open_library(home) as library:
        report = statistics(library)
        assert (report["reviews"], report["today"], report["streak"], report["days"]) == (0, 0, 0, [])
        assert (report["cards"], report["true_retention"]) == (3, None)
        assert [row["due"] for row in report["forecast"]] == [0] * 30
        assert (report["forecast"][0]["date"], report["forecast"][29]["date"]) == ("2026-12-01", "2026-12-30")


def test_reviews_count_by_day_and_mode_and_the_streak_runs_until_a_day_is_missed(home: Path) -> None:
    clock = HandClock()
    with open_library(home, clock) as library:
        library.refresh()
        for day in (0, 2, 3):
            clock.at = NINE + day * DAY_MS
            answer(library, "a/x")
            answer(library, "a/y", mode=Mode.QUIZ)
        report = statistics(library)
        assert (report["reviews"], report["today"], report["streak"], report["longest_streak"]) == (6, 2, 2, 2)
        assert report["by_mode"] == {"study": 3, "quiz": 3}
        assert [row["date"] for row in report["days"]] == ["2026-12-01", "2026-12-03", "2026-12-04"]
        assert [row["reviews"] for row in report["days"]] == [2, 2, 2]
        assert statistics(library, days=2)["days"] == report["days"][1:]
        clock.at += DAY_MS
        assert statistics(library)["streak"] == 2
        clock.at += DAY_MS
        assert statistics(library)["streak"] == 0


def test_true_retention_is_of_cards_in_review_over_the_last_month(home: Path) -> None:
    clock = HandClock()
    with open_library(home, clock) as library:
        library.refresh()
        for card in ("a/x", "a/y", "b/z"):
            answer(library, card, Rating.EASY)
        clock.at += 60 * DAY_MS
        answer(library, "a/x")
        answer(library, "a/y", Rating.AGAIN)
        answer(library, "b/z", Rating.AGAIN, Mode.CRAM)
        assert statistics(library)["true_retention"] == 0.5
        assert statistics(library, Selection(("b",)))["true_retention"] is None
        clock.at += 31 * DAY_MS
        assert statistics(library)["true_retention"] is None


def test_the_forecast_has_every_card_on_its_day_with_overdue_and_learning_ones_today(home: Path) -> None:
    clock = HandClock()
    with open_library(home, clock) as library:
        library.refresh()
        answer(library, "a/x", Rating.EASY)
        answer(library, "b/z")
        memory = library.progress.memory("a/x")
        assert memory is not None
        ahead = memory.due_day - TODAY
        due = [row["due"] for row in statistics(library)["forecast"]]
        assert due[0] == 1
        assert due[ahead] == 1
        assert sum(due) == 2
        clock.at += (ahead + 3) * DAY_MS
        assert statistics(library)["forecast"][0]["due"] == 2
        assert statistics(library, Selection(("a",)))["forecast"][0]["due"] == 1
        assert [row["due"] for row in statistics(library, ahead=1)["forecast"]] == [2]
