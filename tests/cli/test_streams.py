from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from sco_quiz.cli.streams import readable
from tests.cli.conftest import Command

DECK = "cards:\n  - {id: rocket, question: 'Что это, é, 👩🏽‍🚀?', answer: ракета}\n"


@pytest.fixture
def deck(home: Path) -> Path:
    path = home / "rockets.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


def shell(redirections: str, *words: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run sco-quiz through a shell, which can close streams before a program starts."""
    command = ["sh", "-c", f'exec "$@" {redirections}', "sh", sys.executable, "-m", "sco_quiz", *map(str, words)]
    encoding = variables.get("PYTHONIOENCODING", "utf-8")
    return subprocess.run(
        command, env={**os.environ, **variables}, capture_output=True, check=False, encoding=encoding, input=""
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("words", [("cards", "--json"), ("check", "--json"), ("check", "--format", "sarif")])
def test_json_is_valid_in_every_encoding_of_the_terminal(deck: Path, encoding: str, words: Sequence[str]) -> None:
    deck.write_text(DECK + "  - {ключ: 👩🏽‍🚀}\n", encoding="utf-8")
    outcome = shell("", *words[:1], deck, *words[1:], PYTHONIOENCODING=encoding)
    json.loads(outcome.stdout)
    assert not outcome.stderr


def test_text_that_the_encoding_lacks_comes_back_from_the_json(deck: Path) -> None:
    (card,) = json.loads(shell("", "cards", deck, "--json", PYTHONIOENCODING="ascii").stdout)
    assert (card["prompt"], card["answer"]) == ("Что это, é, 👩🏽‍🚀?", "ракета")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("words", [("due",), ("due", "--json"), ("check", "."), ("study", "--plain")])
def test_a_closed_output_is_said_in_a_sentence(words: Sequence[str]) -> None:
    outcome = shell(">&-", *words)
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("sco-quiz: Standard output is closed")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("words", [("due",), ("cards", "--json"), ("study", "--plain")])
def test_an_output_that_is_full_is_said_in_a_sentence(words: Sequence[str]) -> None:
    outcome = shell("> /dev/full", *words)
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("sco-quiz: Standard output cannot be written to: No space left")
    assert "Traceback" not in outcome.stderr
    assert "Exception" not in outcome.stderr


def test_a_closed_input_is_one_that_has_ended(deck: Path) -> None:
    outcome = shell("<&-", "study", "--plain", deck)
    assert outcome.returncode == 0
    assert "Nothing was answered." in outcome.stdout


@pytest.mark.usefixtures("home")
def test_complaints_never_land_on_standard_output() -> None:
    outcome = shell("2>&-", "due", "--json", "no-such-deck")
    assert outcome.returncode == 2
    assert not outcome.stdout


def test_an_interrupt_says_so_and_exits_with_130(deck: Path) -> None:
    words = [sys.executable, "-m", "sco_quiz", "study", "--plain", str(deck)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert any("Enter shows" in line for line in process.stdout)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == "\nInterrupted; every answer so far is kept.\n"
    assert process.returncode == 130


def test_what_is_typed_cannot_command_the_terminal_later(command: Command, home: Path) -> None:
    path = home / "typed.yaml"
    path.write_text("cards:\n  - {kind: typed, question: Q?, answer: A}\n", encoding="utf-8")
    outcome = command("study", "--plain", path, typed="\x1b[31mred\n1\n")
    assert "\x1b" not in outcome.out
    assert "\x1b" not in command("log").out
    assert command("log", "--json").json[0]["answer"] == "\ufffd[31mred"


def test_a_name_that_commands_the_terminal_is_shown_without_its_commands(command: Command, home: Path) -> None:
    path = home / "\x1b]0;title\x07.yaml"
    path.write_text("", encoding="utf-8")
    assert "\x1b" not in command("study", "--plain", path).err


def test_letters_of_every_script_and_joined_emoji_stay_readable() -> None:
    assert readable("می‌خواهم 👩🏽‍🚀 é\nx") == "می‌خواهم 👩🏽‍🚀 é\nx"
    assert readable("a\u202eb\x9bc\rd") == "a\ufffdb\ufffdc\ufffdd"


def test_an_empty_profile_is_not_taken_for_the_main_one(command: Command) -> None:
    for words in (("--profile", "", "due"), ("--profile=", "due"), ("due", "--profile", "")):
        outcome = command(*words)
        assert outcome.code == 2
        assert "expected a name" in outcome.err


HUGE = "1" * 5_000
"""More digits than Python makes a number of."""


@pytest.mark.parametrize(
    "words",
    [
        ["cards", "caf\udce9 tag:x"],
        ["doctor", "--forget", "caf\udce9"],
        ["doctor", "--undo", "caf\udce9"],
        ["cards", f"flag:{HUGE}"],
        ["edit", f"deck.yaml:{HUGE}"],
    ],
)
def test_words_that_mean_nothing_are_refused_in_a_sentence(command: Command, words: list[str]) -> None:
    outcome = command(*words)
    assert outcome.code == 2
    assert "inside the program" not in outcome.err


def test_a_file_name_that_commands_a_terminal_is_listed_without_the_command(command: Command, home: Path) -> None:
    folder = home / "home" / "decks"
    folder.mkdir(parents=True)
    (folder / "e\x1b[31m.yaml").write_text("x: [", encoding="utf-8")
    outcome = command("decks")
    assert "\x1b" not in outcome.out + outcome.err
    assert "e\ufffd[31m" in outcome.out
