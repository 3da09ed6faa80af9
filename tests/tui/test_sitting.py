from __future__ import annotations

from pathlib import Path

import pytest

from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.domain.question import AskChoice, AskFlip
from sco_quiz.tui.sitting import begin
from tests.services.shelves import open_library, write_deck


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a deck of four cities, without the bundled decks."""
    monkeypatch.setattr("sco_quiz.services.current_decks.bundled_folder", lambda: str(tmp_path / "bundled"))
    home = tmp_path / "home"
    cities = enumerate(("Paris", "London", "Berlin", "Madrid"))
    write_deck(home, "a", *(f"n{number}: Capital {number}? = {city}" for number, city in cities))
    return home


def test_the_app_asks_in_the_form_of_the_config_or_of_the_session(home: Path) -> None:
    with open_library(home) as library:
        assert isinstance(begin(library).study.question, AskChoice)
        assert isinstance(begin(library, form=FormPreference.FLIP).study.question, AskFlip)
    (home / "config.toml").write_text('form = "flip"\n', encoding="utf-8")
    with open_library(home) as library:
        assert isinstance(begin(library).study.question, AskFlip)
