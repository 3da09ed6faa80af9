from __future__ import annotations

from tests.cli.conftest import Command


def test_cram_asks_line_by_line_and_is_logged_as_such(command: Command) -> None:
    before = command("cards", "sco-summit", "--json").json
    outcome = command(
        "cram", "sco-summit", "--plain", "-n", "1", "--tag", "sco", "--form", "flip", typed="\n1\n\n3\n\n"
    )
    assert outcome.code == 0
    assert "(1 again  2 hard  3 good  4 easy)" in outcome.lines
    assert "Answered 2 cards, right 1 (50%), in 0 s." in outcome.lines
    assert [row["mode"] for row in command("log", "--json").json] == ["cram", "cram"]
    assert command("cards", "sco-summit", "--json").json == before


def test_what_failed_today_can_be_practised(command: Command) -> None:
    assert command("cram", "--plain", "--failed-today").code == 2
    command("study", "sco-summit", "--plain", "--form", "flip", typed="\n1\n:q\n")
    failed = command("log", "--json").json[0]["card"]
    assert command("cram", "--plain", "--failed-today", "--form", "flip", typed="\n4\n\n").code == 0
    assert command("log", "--json").json[-1]["card"] == failed


def test_without_an_answer_it_says_so(command: Command) -> None:
    assert "Nothing was answered." in command("cram", "--plain", "-n", "1", typed="").lines


def test_what_cannot_be_is_a_sentence_and_exit_code_2(command: Command) -> None:
    for words in (("--tag", "none"), ("-n", "0"), ("--leeches",), ("no-such-deck",)):
        outcome = command("cram", "--plain", *words)
        assert outcome.code == 2
        assert outcome.err.strip()
    assert "sco-quiz cram --plain" in command("cram").err
