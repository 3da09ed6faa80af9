from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sco_quiz.cli.commands import COMMANDS, module_of
from sco_quiz.cli.parsing import command_parser
from tests.cli.conftest import Command

DECK = """\
id: capitals
title: Capitals
cards:
  - id: france
    question: What is the capital of France?
    answer: Paris
  - id: peru
    question: What is the capital of Peru?
    answer: Lima
    suspended: true
"""


@pytest.fixture
def deck(home: Path) -> Path:
    path = home / "capitals.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


def test_every_command_of_the_table_has_its_file_and_no_file_is_missing_from_the_table() -> None:
    folder = Path(sys.modules["sco_quiz.cli"].__path__[0])
    having_execute = {
        path.stem
        for path in folder.glob("*.py")
        if "def add_arguments(" in path.read_text(encoding="utf-8") and "\nEXAMPLE" in path.read_text(encoding="utf-8")
    }
    assert {module_of(name).rpartition(".")[2] for name in COMMANDS} == having_execute


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_fits_a_screen_and_shows_an_example(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, parser = command_parser(name)
    lines = parser.format_help().splitlines()
    assert len(lines) <= 24
    assert all(len(line) <= 80 for line in lines)
    assert any(line.startswith(("example:", "examples:")) for line in lines)


def test_the_help_lists_every_command(command: Command) -> None:
    outcome = command("--help")
    assert outcome.code == 0
    assert all(f"  {name} " in outcome.out for name in COMMANDS)
    assert len(outcome.lines) <= 24
    assert all(len(line) <= 80 for line in outcome.lines)


def test_a_mistyped_command_says_what_was_meant(command: Command) -> None:
    outcome = command("chek")
    assert outcome.code == 2
    assert "did you mean `check`?" in outcome.err
    assert not outcome.out


def test_a_bare_call_without_a_terminal_says_what_to_run_instead(command: Command) -> None:
    outcome = command()
    assert outcome.code == 2
    assert "sco-quiz study --plain" in outcome.err


def test_decks_lists_the_bundled_decks_with_the_keys_of_the_design(command: Command) -> None:
    decks = command("decks", "--json").json
    assert {"sco-summit", "sco-cooperation", "shanghai-spirit"} <= {deck["id"] for deck in decks}
    keys = {"id", "title", "path", "notes", "cards", "new", "learning", "due", "suspended", "problems"}
    assert all(keys <= set(deck) for deck in decks)
    assert all(deck["new"] == deck["cards"] > 0 and deck["problems"] == 0 for deck in decks)


def test_due_of_a_deck_leaves_out_suspended_cards(command: Command, deck: Path) -> None:
    due = command("due", deck, "--json").json
    assert (due["new"], due["learning"], due["review"], due["total"]) == (1, 0, 0, 1)
    assert due["now"] == "2026-12-01T09:00:00.000+00:00"
    assert [each["id"] for each in due["decks"]] == ["capitals"]


def test_cards_lists_prompt_answer_and_state(command: Command, deck: Path) -> None:
    france, peru = command("cards", deck, "--json").json
    assert (france["card"], france["kind"], france["answer"], france["state"]) == (
        "capitals/france",
        "basic",
        "Paris",
        "new",
    )
    assert peru["suspended"]


def test_an_unknown_deck_is_named_with_the_nearest_one(command: Command) -> None:
    outcome = command("due", "sco-sumit")
    assert outcome.code == 2
    assert "sco-summit" in outcome.err
    assert not outcome.out


def test_a_folder_without_decks_is_no_success(command: Command, home: Path) -> None:
    (home / "empty").mkdir()
    assert command("check", home / "empty").code != 0
    assert command("study", "--plain", home / "empty").code == 2


def test_a_folder_whose_decks_are_all_broken_says_what_is_wrong_with_them(command: Command, home: Path) -> None:
    (home / "broken").mkdir()
    path = home / "broken" / "x.yaml"
    path.write_text("cards: []\n", encoding="utf-8")
    outcome = command("study", "--plain", home / "broken")
    assert outcome.code == 2
    assert f"{path}:1:8" in outcome.err
    assert f"sco-quiz check {home / 'broken'}" in outcome.err


def test_check_places_a_problem_in_its_line(command: Command, home: Path) -> None:
    path = home / "bad.yaml"
    path.write_text(
        "cards:\n  - question: Q?\n    anser: A\n  - question: Good?\n    answer: Yes indeed\n", encoding="utf-8"
    )
    outcome = command("check", path)
    assert outcome.code == 1
    assert f"{path}:3:5: error[" in outcome.out
    assert "`answer`" in outcome.out
    report = command("check", path, "--json").json
    assert (report["decks"], report["notes"], report["cards"]) == (1, 1, 1)
    assert report["errors"] == sum(problem["severity"] == "error" for problem in report["problems"]) > 0


def test_the_log_is_json_even_when_empty(command: Command) -> None:
    assert command("log", "--json").json == []


def test_profiles_keep_apart_before_and_after_the_command(command: Command, deck: Path) -> None:
    command("study", "--plain", deck, "--profile", "mia", typed="\n3\n")
    assert len(command("--profile", "mia", "log", "--json").json) == 1
    assert command("log", "--json").json == []


def test_a_profile_cannot_lead_out_of_its_folder(command: Command) -> None:
    outcome = command("--profile", "../../elsewhere", "due")
    assert outcome.code == 2
    assert "profile" in outcome.err


def test_a_reader_that_goes_away_is_no_error(home: Path) -> None:
    environment = {**os.environ, "SCO_QUIZ_HOME": str(home / "home")}
    process = subprocess.Popen(
        [sys.executable, "-m", "sco_quiz", "cards", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 0
    assert errors == b""


def test_a_report_imports_neither_textual_nor_yaml_while_the_index_is_fresh(home: Path) -> None:
    environment = {**os.environ, "SCO_QUIZ_HOME": str(home / "home")}
    words = [sys.executable, "-X", "importtime", "-m", "sco_quiz", "due", "--json"]
    subprocess.run(words, env=environment, capture_output=True, check=True)
    report = subprocess.run(words, env=environment, capture_output=True, check=True, text=True).stderr
    imported = {line.rpartition("|")[2].strip() for line in report.splitlines() if "sco_quiz" in report}
    assert "sco_quiz.services.reporting" in imported
    assert not imported & {"textual", "rich", "yaml", "fsrs_rs_python", "dataclasses", "platformdirs", "rapidfuzz"}


def test_decks_names_the_files_that_have_problems_and_the_folders_that_are_missing(
    command: Command, home: Path
) -> None:
    decks = home / "home" / "decks"
    decks.mkdir(parents=True)
    for name in ("first", "second"):
        (decks / f"{name}.yaml").write_text(DECK, encoding="utf-8")
    (home / "home" / "config.toml").write_text('decks = ["gone"]\n', encoding="utf-8")
    outcome = command("decks")
    assert f"{decks / 'second.yaml'} has 1 problem." in outcome.lines
    assert f"{home / 'home' / 'gone'} is not there; `decks` in config.toml names it." in outcome.lines


def test_study_says_that_a_deck_with_errors_may_lack_cards(command: Command, deck: Path) -> None:
    assert command("study", "--plain", deck).err == ""
    deck.write_text(DECK + "  - question: No answer?\n", encoding="utf-8")
    outcome = command("study", "--plain", deck, typed="\n3\n")
    assert outcome.code == 0
    assert outcome.err == f"{deck} has 1 error, and cards may be missing: `sco-quiz check` says which.\n"


def test_every_problem_has_a_line_and_a_column(command: Command, home: Path) -> None:
    path = home / "empty.yaml"
    path.write_text("", encoding="utf-8")
    assert command("check", path).out.startswith(f"{path}:1:1: error[")
    (problem,) = command("check", path, "--json").json["problems"]
    assert (problem["line"], problem["column"]) == (1, 1)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone can't be set for one process here")
def test_people_see_their_own_time_and_programs_utc(
    command: Command, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "XXX-10")
    time.tzset()
    try:
        command("study", "--plain", deck, typed="\n3\n")
        assert command("log").out.startswith("2026-12-01 19:00  good")
        assert "2026-12-01 19:10" in command("cards", deck).out
        assert command("log", "--json").json[0]["reviewed_at"] == "2026-12-01T09:00:00.000+00:00"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_clock_at_the_end_of_the_calendar_breaks_no_report(
    command: Command, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCO_QUIZ_NOW", "9999-12-31T23:59:59+00:00")
    assert command("study", "--plain", deck, typed="\n4\n").code == 0
    for words in (("log",), ("cards", deck), ("due", deck), ("decks",), ("stats",)):
        assert (command(*words).code, command(*words, "--json").code) == (0, 0)
