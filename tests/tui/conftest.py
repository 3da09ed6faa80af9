"""A library over decks written for a test, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sco_quiz.services import current_decks
from sco_quiz.services.library import Library
from sco_quiz.storage.locations import Places
from tests.tui.running import MovableClock, OpenLibrary


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def open_library(tmp_path: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenLibrary]:
    """A function that writes decks (name=YAML) and config, and opens the library over them, without bundled decks."""
    monkeypatch.setattr(current_decks, "bundled_folder", lambda: str(tmp_path / "none"))
    opened: list[Library] = []

    def open_with(config: str = "", **decks: str) -> Library:
        places = Places.under(str(tmp_path / "home"))
        folder = Path(places.decks)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in decks.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        if config:
            Path(places.config_file).write_text(config, encoding="utf-8")
        opened.append(Library.open(places, clock))
        return opened[-1]

    yield open_with
    for library in opened:
        library.close()
