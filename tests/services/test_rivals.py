from __future__ import annotations

from pathlib import Path

import pytest

from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.domain.question import AskChoice, Chosen
from sco_quiz.domain.rating import Rating
from sco_quiz.services.study import Study
from tests.services.shelves import HandClock, open_library, write_deck

CITIES = ("Paris", "London", "Berlin", "Madrid", "Vienna")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a deck of five cities, without the bundled decks."""
    monkeypatch.setattr("sco_quiz.services.current_decks.bundled_folder", lambda: str(tmp_path / "bundled"))
    home = tmp_path / "home"
    write_deck(home, "a", *(f"n{number}: Capital {number}? = {city}" for number, city in enumerate(CITIES)))
    return home


def test_the_answers_of_a_deck_are_rivals_with_what_they_answer(home: Path) -> None:
    with open_library(home) as library:
        found = library.rivals("a", 1)
        assert [(rival.answer, rival.prompt) for rival in found] == [
            (city, f"Capital {number}?") for number, city in enumerate(CITIES)
        ]


def test_of_a_large_deck_the_seed_draws_some(home: Path) -> None:
    write_deck(home, "b", *(f"Question {number}? = Answer {number}" for number in range(1001)))
    with open_library(home) as library:
        draws = [{rival.answer for rival in library.rivals("b", seed)} for seed in range(6)]
        assert all(160 <= len(draw) <= 200 for draw in draws)
        assert set.union(*draws) == {f"Answer {number}" for number in range(1001)}
        assert library.rivals("b", 4) == library.rivals("b", 4)


def test_mistakes_come_back_as_options_the_most_frequent_first(home: Path) -> None:
    clock = HandClock()
    with open_library(home, clock) as library:
        assert library.confused("a/n0") == ()
        study = Study.start(library, form=FormPreference.CHOICE)
        for _ in range(2):
            assert study.card is not None
            assert study.card.id == "a/n0"
            assert isinstance(study.question, AskChoice)
            wrong = next(index for index in range(4) if index not in study.question.right)
            given = study.question.options[wrong]
            study.give(Chosen(frozenset({wrong})))
            study.rate(Rating.AGAIN)
            assert given in library.confused("a/n0")
            clock.at += 60_000
            study = Study.start(library, form=FormPreference.CHOICE)
        assert isinstance(study.question, AskChoice)
        assert set(library.confused("a/n0")) <= set(study.question.options)
