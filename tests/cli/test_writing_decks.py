"""``new``, ``add`` and ``edit`` as their users run them."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.fixture
def deck(home: Path, command: Command) -> Path:
    assert command("new", "capitals").code == 0
    return home / "home" / "decks" / "capitals.yaml"


def test_a_new_deck_can_be_studied_at_once(command: Command, deck: Path) -> None:
    assert deck.exists()
    outcome = command("study", "--plain", "capitals", typed="\n3\n")
    assert outcome.code == 0
    assert "What is the capital of France?" in outcome.out
    assert command("check", "--strict", deck).code == 0


def test_new_says_how_to_go_on_with_words_that_work(command: Command, home: Path) -> None:
    outcome = command("new", home / "else where" / "x.yaml")
    (line,) = [line for line in outcome.lines if "study" in line]
    assert "'" in line
    assert command("new", home / "else where" / "x.yaml").code == 2
    assert command("new", home).code == 2


def test_cards_come_through_a_pipe(command: Command, deck: Path) -> None:
    typed = """\
What is the capital of Peru?
Lima
hint: On the Pacific
tags: america, south

Q: Name the two capitals of Bolivia.
A: Sucre; La Paz

The {{Nile::river}} flows north.

Who is it and why?
She, of course
"""
    outcome = command("add", "capitals", typed=typed)
    assert outcome.code == 0
    assert outcome.out.count("Added capitals/") == deck.read_text(encoding="utf-8").count("- id:") - 3 == 4
    assert "W403" in outcome.err
    rows = {row["prompt"]: row for row in command("cards", "capitals", "--json").json}
    assert rows["What is the capital of Peru?"]["tags"] == ["america", "south"]
    assert rows["Name the two capitals of Bolivia."]["kind"] == "list"
    assert len(rows) == 7


def test_an_unfinished_card_is_not_written_and_the_pipe_learns_of_it(command: Command, deck: Path) -> None:
    before = deck.read_bytes()
    outcome = command("add", "capitals", typed="What is the capital of Peru?\n")
    assert outcome.code == 1
    assert "not added" in outcome.err
    assert command("add", "capitals", typed="").code == 0
    outcome = command("add", "capitals", typed="\x1b]0;title\x07What?\nThat\n")
    assert outcome.code == 1
    assert "\x1b" not in outcome.out + outcome.err
    assert deck.read_bytes() == before


def test_adding_to_a_bundled_deck_copies_it_first_and_says_so(command: Command, home: Path) -> None:
    outcome = command("add", "shanghai-spirit", typed="What is the capital of Peru?\nLima\nsource: an atlas\n")
    assert outcome.code == 0
    assert "copied to" in outcome.out
    assert (home / "home" / "decks" / "sco-3-shanghai-spirit.yaml").exists()
    assert command("add", "nowhere", typed="").code == 2


@pytest.fixture
def editor(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that runs the lines in a file of Python over the text of the deck."""
    script = home / "editor.py"
    monkeypatch.setenv("EDITOR", f"'{sys.executable}' '{script}'")
    monkeypatch.delenv("VISUAL", raising=False)
    return script


def write_editor(script: Path, change: str) -> None:
    script.write_text(
        "import pathlib, sys\npath = pathlib.Path(sys.argv[-1])\ntext = path.read_text(encoding='utf-8')\n"
        f"{change}\npath.write_text(text, encoding='utf-8')\n",
        encoding="utf-8",
    )


def test_edit_checks_the_deck_and_progress_follows(command: Command, deck: Path, editor: Path) -> None:
    command("study", "--plain", "capitals", typed="\n3\nq\n")
    write_editor(editor, "text = text.replace('  - id: paris\\n    question', '  - question')")
    outcome = command("edit", "capitals/paris")
    assert outcome.code == 0
    assert "no problems" in outcome.out
    write_editor(editor, "text = text.replace('capital of France', 'capital city of France')")
    assert command("edit", deck).code == 0
    (row, *_) = command("cards", "capitals", "--json").json
    assert row["prompt"] == "What is the capital city of France?"
    assert row["reps"] == 1
    assert row["card"].startswith("capitals/~")


def test_edit_shows_what_was_broken_and_opens_there_again(command: Command, deck: Path, editor: Path) -> None:
    write_editor(editor, "text = text.replace('    answer: Paris', '    anser: Paris')")
    outcome = command("edit", "capitals")
    assert outcome.code == 1
    assert "`answer`" in outcome.out
    assert f"{deck}:11:5" in outcome.out


def test_edit_says_when_the_editor_fails_or_the_file_is_gone(
    command: Command, deck: Path, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_editor(editor, "sys.exit(1)")
    outcome = command("edit", "capitals")
    assert outcome.code == 2
    assert "status 1" in outcome.err
    editor.write_text("import pathlib, sys\npathlib.Path(sys.argv[-1]).unlink()\n", encoding="utf-8")
    outcome = command("edit", "capitals")
    assert outcome.code == 2
    assert "no such file" in outcome.out.lower()
    assert not deck.exists()
    monkeypatch.setenv("EDITOR", "no-such-editor")
    outcome = command("edit", "shanghai-spirit")
    assert outcome.code == 2
    assert "EDITOR" in outcome.err
    assert not (deck.parent / "sco-3-shanghai-spirit.yaml").exists()


def test_an_editor_for_a_terminal_is_not_opened_without_one(
    command: Command, deck: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "vim").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    (home / "vim").chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(home / "vim"))
    outcome = command("edit", "capitals/everest")
    assert outcome.code == 2
    assert f"{deck} at line 15" in outcome.err


class Terminal:
    """A command at a terminal of its own."""

    def __init__(self, *words: str) -> None:
        self._master, side = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sco_quiz", *words], stdin=side, stdout=side, stderr=side, start_new_session=True
        )
        os.close(side)
        self.screen = ""
        self._seen = 0

    def wait_for(self, text: str) -> None:
        while text not in self.screen[self._seen :]:
            ready, _, _ = select.select([self._master], [], [], 30)
            assert ready, self.screen
            self.screen += os.read(self._master, 4096).decode("utf-8", "replace").replace("\r", "")
        self._seen = self.screen.index(text, self._seen) + len(text)

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def interrupt(self) -> None:
        # Python writes a prompt and then waits, without a look at signals between the two: one that comes just then is
        # only noticed with the next line. No finger is as quick.
        time.sleep(0.3)
        self._process.send_signal(signal.SIGINT)

    def end(self) -> int:
        code = self._process.wait(30)
        os.close(self._master)
        return code


@pytest.mark.skipif(os.name != "posix", reason="there are no pseudo-terminals")
def test_at_a_terminal_findings_come_at_once_and_can_be_corrected(deck: Path) -> None:
    terminal = Terminal("add", "capitals")
    terminal.wait_for("Question: ")
    terminal.type("Is Lima the capital of Peru?\n")
    terminal.wait_for("Answer: ")
    terminal.type("yes\n")
    terminal.wait_for("More")
    terminal.type("\n")
    terminal.wait_for("W404")
    terminal.wait_for("More")
    terminal.type("question: What is the capital of Peru?\nanswer: Lima\n\n")
    terminal.wait_for("Added capitals/capital-peru")
    terminal.wait_for("Question: ")
    terminal.type("Who? And why?\n")
    terminal.wait_for("Answer: ")
    terminal.type("\n")
    terminal.wait_for("Answer: ")
    terminal.type("d\n")
    terminal.wait_for("Dropped")
    terminal.wait_for("Question: ")
    terminal.type("Which one?\n")
    terminal.wait_for("Answer: ")
    terminal.interrupt()
    terminal.wait_for("was not added")
    terminal.wait_for("1 card added")
    assert terminal.end() == 130
    assert deck.read_text(encoding="utf-8").count("Peru") == 1
