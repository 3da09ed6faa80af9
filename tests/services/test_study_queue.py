"""What today asks for, in a report and in a sitting alike: what comes back, what waits, what takes a place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sco_quiz.domain.rating import Rating
from sco_quiz.domain.review import ActKind
from sco_quiz.services import acting
from sco_quiz.services.study import Study
from tests.services.shelves import TODAY, HandClock, answer, open_library, write_deck


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sco_quiz.services.current_decks.bundled_folder", lambda: str(tmp_path / "bundled"))
    return tmp_path / "home"


def test_a_missed_card_that_is_put_back_today_is_asked_today(home: Path) -> None:
    write_deck(home, "q", "x: Color? = red", "y: Place? = Paris")
    with open_library(home) as library:
        for card in ("q/x", "q/y"):
            answer(library, card, Rating.EASY)
        assert library.due()["total"] == 0
        acting.set_due(library, ["q/y"], 0)
        assert [library.due()[key] for key in ("review", "total")] == [1, 1]
        study = Study.start(library)
        assert study.card is not None
        assert study.card.id == "q/y"


def test_a_buried_card_in_learning_is_due_tomorrow(home: Path) -> None:
    write_deck(home, "q", "x: Color? = red")
    clock = HandClock()
    with open_library(home, clock) as library:
        answer(library, "q/x", Rating.GOOD)
        library.progress.act(ActKind.BURY, "q/x", clock.now(), TODAY)
        tomorrow = clock.day_start(TODAY + 1)
        assert library.next_due(None, clock.now()) == tomorrow
        clock.at += 10 * 60_000
        assert library.next_due(None, clock.now()) == tomorrow


def test_a_step_past_the_end_of_the_day_is_due_when_the_next_one_begins(home: Path) -> None:
    write_deck(home, "q", "x: Color? = red")
    clock = HandClock(HandClock().day_start(TODAY + 1) - 5 * 60_000)
    with open_library(home, clock) as library:
        answer(library, "q/x", Rating.GOOD)  # comes again in ten minutes
        assert library.next_due(None, clock.now()) == clock.day_start(TODAY + 1)
        clock.at = clock.day_start(TODAY + 1)
        assert [library.due()[key] for key in ("learning", "next_due")] == [1, None]


@pytest.mark.parametrize("take_out", [Study.bury, Study.suspend])
def test_a_card_that_is_taken_out_gives_its_place_to_the_next(home: Path, take_out: Callable[[Study], object]) -> None:
    places = write_deck(home, "q", "x: Color? = red", "y: Place? = Paris", "z: Time? = noon")
    (home / "config.toml").write_text("new_per_day = 1\n", encoding="utf-8")
    assert places.exists()
    with open_library(home) as library:
        study = Study.start(library)
        seen = []
        while study.card is not None:
            seen.append(study.card.id)
            assert library.due()["new"] == 1
            take_out(study)
        assert seen == ["q/x", "q/y", "q/z"]
        assert library.due()["new"] == 0
        for _ in seen:
            study.undo()
        assert study.card is not None
        assert study.card.id == "q/x"
        assert study.counts.new == 1
