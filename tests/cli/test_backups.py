from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sco_quiz.cli.commands import COMMANDS
from tests.cli.conftest import Command

DECK = "id: two\ncards:\n  - {id: a, question: A?, answer: B}\n  - {id: b, question: C?, answer: D}\n"


@pytest.fixture
def deck(home: Path) -> Path:
    path = home / "two.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


@pytest.fixture
def progress(home: Path) -> Path:
    return home / "home" / "progress.db"


def reviewed(command: Command) -> list[str]:
    return [review["card"] for review in command("log", "--json").json]


def test_a_restored_backup_is_what_progress_was_and_what_came_since_is_kept_aside(
    command: Command, deck: Path, home: Path
) -> None:
    command("study", "--plain", deck, typed="\n3\n")
    backup = home / "mine.db"
    assert str(backup) in command("backup", backup).out
    command("study", "--plain", deck, typed="\n3\n")
    assert reviewed(command) == ["two/a", "two/b"]
    outcome = command("restore", backup)
    assert outcome.code == 0
    assert reviewed(command) == ["two/a"]
    aside = Path(outcome.lines[-1].rpartition(" kept in ")[2])
    assert str(aside) in command("restore").out
    command("restore", aside)
    assert reviewed(command) == ["two/a", "two/b"]
    assert command("doctor").code == 0


def test_backups_without_a_name_are_listed_and_never_overwritten(command: Command, home: Path) -> None:
    assert "no backups yet" in command("restore").out
    command("backup")
    command("backup")
    assert [Path(line).name for line in command("restore").lines] == [
        "progress-2026-12-01-0900.db",
        "progress-2026-12-01-0900-2.db",
    ]
    (home / "mine.db").write_text("precious", encoding="utf-8")
    assert command("backup", home / "mine.db").code == 2
    assert (home / "mine.db").read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("damage", [b"not a database, but text that is long enough", b""])
def test_a_damaged_progress_is_put_aside_whole(
    command: Command, deck: Path, home: Path, progress: Path, damage: bytes
) -> None:
    command("study", "--plain", deck, typed="\n3\n")
    command("backup", home / "mine.db")
    progress.write_bytes(damage)
    outcome = command("restore", home / "mine.db")
    assert outcome.code == 0
    assert reviewed(command) == ["two/a"]


def test_what_is_no_sound_progress_is_not_restored(command: Command, deck: Path, home: Path, progress: Path) -> None:
    command("study", "--plain", deck, typed="\n3\n")
    (home / "text.db").write_text("no database at all, but text", encoding="utf-8")
    (home / "empty.db").touch()
    with closing(sqlite3.connect(home / "foreign.db")) as foreign:
        foreign.execute("CREATE TABLE x (a)")
    command("backup", home / "newer.db")
    with closing(sqlite3.connect(home / "newer.db")) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = progress.read_bytes()
    for name in ("text.db", "empty.db", "foreign.db", "newer.db", "missing.db", "home/progress.db"):
        outcome = command("restore", home / name)
        assert outcome.code == 2, name
        assert name in outcome.err
        assert "restoring" not in outcome.err
        assert "`sco-quiz restore` lists" in outcome.err
    assert progress.read_bytes() == before
    assert sorted(path.name for path in progress.parent.iterdir()) == ["cache", "progress.db"]


def test_a_restore_touches_no_file_but_progress(command: Command, deck: Path, home: Path, progress: Path) -> None:
    command("study", "--plain", deck, typed="\n3\n")
    command("backup", home / "mine.db")
    notes = progress.with_name("progress.db.restoring-notes.txt")
    notes.write_text("mine", encoding="utf-8")
    assert command("restore", home / "mine.db").code == 0
    assert notes.read_text(encoding="utf-8") == "mine"


BACKS_UP = """
import os, sys
import sco_quiz.storage.migrations as migrations
from sco_quiz.storage.progress import Progress
# Killed when everything is copied, and before it is said to be.
migrations.os.replace = lambda *_: os._exit(9)
Progress.open(sys.argv[1]).back_up(sys.argv[2])
"""
LONGEST_NAME = 250
"""Bytes, of the 255 that most file systems allow."""


def test_a_backup_that_was_killed_is_no_backup(command: Command, deck: Path, progress: Path) -> None:
    command("study", "--plain", deck, typed="\n3\n")
    command("backup")
    listed = command("restore").lines
    target = progress.with_name("progress.db.before-v9")  # among those that are listed beside progress
    words: list[str | Path] = [sys.executable, "-c", BACKS_UP, progress, target]
    assert subprocess.run(words, check=False, cwd=Path(__file__).parents[2]).returncode == 9
    assert not target.exists()
    assert command("restore").lines == listed


def test_a_restore_reaches_programs_that_are_open(command: Command, deck: Path, home: Path, progress: Path) -> None:
    command("backup", home / "empty.db")
    command("study", "--plain", deck, typed="\n3\n")
    with closing(sqlite3.connect(progress)) as other:
        assert other.execute("SELECT count(*) FROM reviews").fetchone() == (1,)
        assert command("restore", home / "empty.db").code == 0
        assert other.execute("SELECT count(*) FROM reviews").fetchone() == (0,)


def test_every_command_that_a_message_names_exists() -> None:
    package = Path(__file__).parents[2] / "sco_quiz"
    named = {
        name
        for path in package.rglob("*.py")
        for name in re.findall(r"`sco-quiz ([a-z]+)", path.read_text(encoding="utf-8"))
    }
    assert named <= set(COMMANDS)


def test_a_backup_may_have_a_long_name(command: Command, home: Path) -> None:
    target = home / ("x" * LONGEST_NAME)
    assert command("backup", target).code == 0
    assert target.exists()
