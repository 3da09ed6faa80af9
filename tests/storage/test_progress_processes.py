"""Progress in real processes: several that write at once, and one that is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sco_quiz.domain.review import Review
from sco_quiz.storage.progress import Progress

ROOT = Path(__file__).parents[2]

ANSWERS = """
import sys
from sco_quiz.domain.rating import Rating
from sco_quiz.storage.progress import Progress
from tests.storage.answers import NOON, answer
path, name, limit = sys.argv[1], sys.argv[2], int(sys.argv[3])
progress = Progress.open(path)
print("open", flush=True)
kept = None
for number in range(limit):
    if number % 10 == 0:
        progress.rest()
    at = NOON + number * 40_000_000
    if number % 5 == 4:
        progress.void(kept.id, at, kept.day)
        print("void", kept.id, flush=True)
    else:
        kept = answer(progress, f"{name}/{number % 7}", Rating(1 + number % 4), at)
        print("kept", kept.id, flush=True)
"""


def start(path: Path, name: str, limit: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ANSWERS, str(path), name, str(limit)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def check(path: Path, acknowledged: list[str]) -> None:
    """Every acknowledged answer and undo is there, the file is sound and its caches are the fold of its log."""
    progress = Progress.open(str(path))
    try:
        stored = {row[0] for row in progress.connection.execute("SELECT id FROM reviews WHERE voids IS NULL")}
        voided = {row[0] for row in progress.connection.execute("SELECT voids FROM reviews WHERE voids IS NOT NULL")}
        for line in acknowledged:
            word, _, identifier = line.partition(" ")
            assert word == "open" or identifier in (stored if word == "kept" else voided)
        assert progress.integrity() == []
    finally:
        progress.close()


def kill_many_times(path: Path, times: int) -> None:
    """Let children answer, kill each at a moment of its own, and look at the file each time."""
    moments = random.Random(times)
    seen = 0
    for _ in range(times):
        child = start(path, "a", 100_000)
        assert child.stdout is not None
        lines = [child.stdout.readline()]
        time.sleep(moments.random() * 0.12)
        os.kill(child.pid, signal.SIGKILL)
        lines += child.stdout.readlines()
        child.stdout.close()
        child.wait()
        complete = [line.strip() for line in lines if line.endswith("\n")]
        seen += len(complete)
        check(path, complete)
    assert seen > times


def test_no_acknowledged_answer_is_lost_to_sigkill(tmp_path: Path) -> None:
    kill_many_times(tmp_path / "progress.db", 8)


@pytest.mark.long
def test_no_acknowledged_answer_is_lost_to_sigkill_however_often(tmp_path: Path) -> None:
    kill_many_times(tmp_path / "progress.db", 80)


@pytest.mark.long
def test_a_program_killed_while_it_makes_the_file_leaves_one_that_opens(tmp_path: Path) -> None:
    moments = random.Random(1)
    for number in range(40):
        path = tmp_path / str(number) / "progress.db"
        child = start(path, "a", 1)
        time.sleep(moments.random() * 0.15)
        child.kill()
        child.communicate()
        check(path, [])


def test_two_programs_that_write_at_once_both_keep_everything(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    children = [start(path, name, 60) for name in ("same", "same", "other")]
    acknowledged = []
    for child in children:
        output, _ = child.communicate(timeout=60)
        assert child.returncode == 0
        acknowledged += output.split("\n")[:-1]
    assert len(acknowledged) == 3 * 61
    check(path, acknowledged)
    progress = Progress.open(str(path))
    entries = list(progress.entries())
    progress.close()
    assert len(entries) == 3 * (48 - 12)
    assert all(isinstance(entry, Review) for entry in entries)
