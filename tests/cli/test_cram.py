from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.fixture
def deck(home: Path) -> Path:
    """A deck of two cards that are turned over."""
    cards = "".join(f"  - question: Q{n}?\n    answer: A{n}\n    tags: [t{n}]\n" for n in (1, 2))
    path = home / "two.yaml"
    path.write_text(f"id: two\ncards:\n{cards}", encoding="utf-8")
    return path


def test_cram_asks_line_by_line_and_is_logged_as_such(command: Command, deck: Path) -> None:
    before = command("cards", deck, "--json").json
    outcome = command("cram", deck, "--plain", "-n", "1", typed="\n1\n\n3\n\n")
    assert outcome.code == 0
    assert "(1 again  2 hard  3 good  4 easy)" in outcome.lines
    assert "2 answers, 1 right (50%), in 0 s." in outcome.lines
    assert [row["mode"] for row in command("log", "--json").json] == ["cram", "cram"]
    assert command("cards", deck, "--json").json == before


def test_tags_and_forms_are_the_learners_choice(command: Command, deck: Path) -> None:
    outcome = command("cram", deck, "--plain", "--tag", "T2", "--form", "typed", typed="A2\n\n\n")
    assert "Right." in outcome.lines
    assert [row["form"] for row in command("log", "--json").json] == ["typed"]
    assert "Q: Q1?" not in outcome.lines


def test_what_failed_today_can_be_practised(command: Command, deck: Path) -> None:
    assert command("cram", "--plain", "--failed-today").code == 2
    command("study", deck, "--plain", typed="\n1\n:q\n")
    failed = command("log", "--json").json[0]["card"]
    assert command("cram", deck, "--plain", "--failed-today", typed="\n4\n\n").code == 0
    assert command("log", "--json").json[-1]["card"] == failed


def test_without_an_answer_it_says_so(command: Command) -> None:
    assert "Nothing was answered." in command("cram", "--plain", "-n", "1", typed="").lines


def test_what_cannot_be_is_a_sentence_and_exit_code_2(command: Command) -> None:
    for words in (("--tag", "none"), ("-n", "0"), ("--leeches",), ("no-such-deck",)):
        outcome = command("cram", "--plain", *words)
        assert outcome.code == 2
        assert outcome.err.strip()
    assert "sco-quiz cram --plain" in command("cram").err
