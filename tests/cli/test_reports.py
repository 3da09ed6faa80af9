from __future__ import annotations

import io
import sys
from typing import Any

import pytest

from sco_quiz.cli.parsing import parse
from sco_quiz.cli.reports import REPORTS, report_for
from sco_quiz.services import current_decks
from sco_quiz.services.shelf import Shelf
from tests.cli.conftest import Command


@pytest.mark.parametrize("command", REPORTS)
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_the_short_way_understands_what_argparse_does(command: str, options: list[str]) -> None:
    execute, arguments = parse([command, *options])
    short = report_for([command, *options])

    assert short is not None
    assert short[0] is execute
    assert vars(short[1]) == vars(arguments)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["due", "deck"],
        ["due", "--json", "deck"],
        ["due", "--js"],
        ["due", "--help"],
        ["--profile", "anna", "due"],
        ["study"],
        ["--json"],
    ],
)
def test_all_other_words_are_left_to_argparse(words: list[str]) -> None:
    assert report_for(words) is None


@pytest.mark.parametrize("words", [["due"], ["decks"], ["stats", "--json"]])
def test_a_report_looks_at_the_deck_files_once(
    words: list[str], command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Shelf] = []

    def look(*places: Any) -> Shelf:
        looks.append(Shelf(*places))
        return looks[-1]

    monkeypatch.setattr(current_decks, "Shelf", look)
    assert command(*words).code == 0
    assert len(looks) == 1


@pytest.mark.parametrize("words", [["due"], ["log"]])
def test_reading_decks_draws_a_bar_where_a_person_looks_and_wipes_it(
    words: list[str], command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", terminal)
        assert command(*words).code == 0

    *steps, last = terminal.getvalue().removeprefix("\r").split("\r")
    assert steps[0] == f"Reading decks [{'.' * 30}] 0/3"
    assert steps[1] == f"Reading decks [{'#' * 10}{'.' * 20}] 1/3"
    assert steps[-1] == " " * len(steps[0])
    assert last == ""
    assert "Reading" not in command(*words).err
