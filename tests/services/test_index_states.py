"""The library's index equals a fresh parse of the deck files, whatever happens to either."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sco_quiz.deckfile import read_decks
from sco_quiz.domain.card import answer_text, cards_of, prompt_text
from sco_quiz.services.finding import prepare, search
from sco_quiz.services.library import Library
from tests.services.shelves import open_library, write_deck

ROOT = Path(__file__).parents[2]
NAMES = st.sampled_from(["a", "b", "below/c"])
CARDS = st.lists(st.sampled_from(["One? = 1", "Two? = 2", "x: Six? = 6", "x: Ten? = 10", "Sex? = 6"]), max_size=4)


def assert_current(library: Library, home: Path) -> None:
    """The library has the cards and problems that parsing the files now gives."""
    reads = read_decks([home / "decks"]) if list((home / "decks").rglob("*.yaml")) else ()
    expected = {
        read.deck.id: [
            (card.id, prompt_text(card.content), answer_text(card.content))
            for note in read.deck.notes
            for card in cards_of(read.deck.id, note, read.deck.tags)
        ]
        for read in reads
        if read.deck is not None
    }
    library.refresh()
    found: dict[str, list[tuple[object, ...]]] = {deck: [] for deck in library.deck_ids}
    for row in library.cards():
        found.setdefault(str(row["deck"]), []).append((row["card"], row["prompt"], row["answer"]))
    assert found == expected
    sought = [
        card for cards in expected.values() for card, prompt, answer in cards if "ten" in (prompt + answer).lower()
    ]
    assert sorted(search(library, "ten").cards) == sorted(sought)
    problems = {(problem.path, problem.code) for read in reads for problem in read.problems}
    assert {(problem.path, problem.code) for problem in library.problems()} == problems
    assert {str(row["id"]): row["new"] for row in library.decks() if row["cards"]} == {
        deck: len(cards) for deck, cards in expected.items()
    }
    assert library.progress.integrity() == []


class IndexMachine(RuleBasedStateMachine):
    """Files are written, moved, deleted, truncated, touched, put back; the index is damaged, deleted, reopened."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.home = Path(self.folder.name) / "home"
        # Ten times a tick of Linux's clock for files; so most files here are trusted by their times, and some are not.
        self.patches = ExitStack()
        bundled = f"{self.folder.name}/bundled"
        self.patches.enter_context(patch("sco_quiz.services.current_decks.bundled_folder", lambda: bundled))
        self.patches.enter_context(patch("sco_quiz.storage.index.GRANULARITY_NS", 40_000_000))
        (self.home / "decks" / "below").mkdir(parents=True)
        self.library = open_library(self.home)

    def files(self) -> list[Path]:
        return sorted((self.home / "decks").rglob("*.yaml"))

    @rule(name=NAMES, cards=CARDS)
    def write(self, name: str, cards: list[str]) -> None:
        write_deck(self.home, name, *cards, identifier=Path(name).name)

    @rule(name=NAMES, cards=CARDS, milliseconds=st.integers(0, 60))
    def write_with_the_time_it_had(self, name: str, cards: list[str], milliseconds: int) -> None:
        path = self.home / "decks" / f"{name}.yaml"
        before = path.stat() if path.exists() else None
        time.sleep(milliseconds / 1000)
        write_deck(self.home, name, *cards, identifier=Path(name).name)
        if before is not None:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @precondition(lambda self: self.files())
    @rule(number=st.integers(0, 2))
    def edit_without_a_trace_in_size_or_time(self, number: int) -> None:
        path = self.files()[number % len(self.files())]
        time.sleep(0.05)
        self.library.refresh()
        before = path.stat()
        path.write_bytes(path.read_bytes().translate(bytes.maketrans(b"Oie", b"Eoi")))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @precondition(lambda self: self.files())
    @rule(number=st.integers(0, 2), size=st.integers(0, 90))
    def truncate(self, number: int, size: int) -> None:
        path = self.files()[number % len(self.files())]
        path.write_bytes(path.read_bytes()[:size])

    @precondition(lambda self: self.files())
    @rule(number=st.integers(0, 2), name=NAMES)
    def move(self, number: int, name: str) -> None:
        self.files()[number % len(self.files())].rename(self.home / "decks" / f"{name}.yaml")

    @precondition(lambda self: self.files())
    @rule(number=st.integers(0, 2), name=NAMES)
    def copy_with_times(self, number: int, name: str) -> None:
        source, target = self.files()[number % len(self.files())], self.home / "decks" / f"{name}.yaml"
        if source != target:
            shutil.copy2(source, target)

    @precondition(lambda self: self.files())
    @rule(number=st.integers(0, 2))
    def delete(self, number: int) -> None:
        self.files()[number % len(self.files())].unlink()

    @precondition(lambda self: self.files())
    @rule(number=st.integers(0, 2), seconds=st.integers(-10_000, 10_000))
    def touch(self, number: int, seconds: int) -> None:
        at = time.time() + seconds
        os.utime(self.files()[number % len(self.files())], (at, at))

    @rule(milliseconds=st.integers(0, 60))
    def wait(self, milliseconds: int) -> None:
        time.sleep(milliseconds / 1000)

    @rule(steps=st.integers(1, 9))
    def make_searches_quicker(self, steps: int) -> None:
        self.library.refresh()
        for _ in range(steps):
            prepare(self.library)

    @rule()
    def reopen(self) -> None:
        self.library.close()
        self.library = open_library(self.home)

    @rule()
    def delete_the_index(self) -> None:
        self.library.close()
        shutil.rmtree(self.home / "cache")
        self.library = open_library(self.home)

    @rule(place=st.integers(0, 60_000), content=st.binary(min_size=1, max_size=200))
    def damage_the_index(self, place: int, content: bytes) -> None:
        self.library.close()
        path = self.home / "cache" / "index.db"
        damaged = bytearray(path.read_bytes())
        place = 4096 * (place % (len(damaged) // 4096))
        damaged[place : place + len(content) * 20] = content * 20
        path.write_bytes(damaged)
        self.library = open_library(self.home)

    @rule()
    def two_refresh_at_once(self) -> None:
        with open_library(self.home) as other:
            other.refresh()
            self.library.refresh()

    @invariant()
    def the_index_equals_a_fresh_parse(self) -> None:
        assert_current(self.library, self.home)

    def teardown(self) -> None:
        self.library.close()
        self.patches.close()
        self.folder.cleanup()


IndexMachine.TestCase.settings = settings(max_examples=12, stateful_step_count=15, deadline=None)
TestIndex = IndexMachine.TestCase

REFRESHES = """
import os, sys
from sco_quiz.services import current_decks
from sco_quiz.services.finding import prepare
from pathlib import Path
from tests.services.shelves import open_library
home = Path(sys.argv[1])
current_decks.bundled_folder = lambda: str(home / "bundled")
opened = open_library(home)
print("open", flush=True)
for number in range(int(sys.argv[2])):
    for path in (home / "decks").iterdir():
        os.utime(path)
        if number % 2:
            path.write_bytes(path.read_bytes() + b"# ")
    opened.refresh()
    while prepare(opened):
        pass
opened.close()
"""


def start(home: Path, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", REFRESHES, str(home), str(times)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def fill(home: Path) -> None:
    for name in "abc":
        write_deck(home, name, *(f"n{number}: Question {number} of {name}? = Answer" for number in range(40)))


def kill_many_times(home: Path, times: int) -> None:
    fill(home)
    moments = random.Random(times)
    for _ in range(times):
        child = start(home, 1000)
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        time.sleep(moments.random() * 0.15)
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        with open_library(home) as library:
            assert_current(library, home)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sco_quiz.services.current_decks.bundled_folder", lambda: str(tmp_path / "bundled"))
    return tmp_path / "home"


def test_a_refresh_that_is_killed_leaves_an_index_that_is_right(home: Path) -> None:
    kill_many_times(home, 3)


@pytest.mark.long
def test_a_refresh_that_is_killed_often_leaves_an_index_that_is_right(home: Path) -> None:
    kill_many_times(home, 40)


def test_programs_that_refresh_at_once_leave_an_index_that_is_right(home: Path) -> None:
    fill(home)
    children = [start(home, 8) for _ in range(2)]
    for child in children:
        _, errors = child.communicate(timeout=60)
        assert (child.returncode, errors) == (0, "")
    with open_library(home) as library:
        assert_current(library, home)


def age(path: Path) -> None:
    """Let a file look as if it had not changed for long, so that it is trusted by its size and times."""
    now = time.time()
    os.utime(path, (now - 60, now - 60))


@pytest.mark.parametrize("number", [1, 2])
def test_what_another_program_took_in_meanwhile_is_not_taken_for_what_the_file_holds(
    home: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr("sco_quiz.storage.index.GRANULARITY_NS", -(10**18))  # all times are trusted
    paths = [write_deck(home, f"d{which}", "n: Question = Answer") for which in range(number)]
    with open_library(home) as library, open_library(home) as other:
        library.refresh()
        before = paths[0].read_bytes()
        for path in paths:
            age(path)

        def take_in_something_else(done: int, _of: int) -> None:
            if done == 0:
                write_deck(home, "d0", "n: Another question = Answer", "m: One more = Answer")
                other.refresh()
                paths[0].write_bytes(before)

        library.report = take_in_something_else
        library.refresh()
        library.report = None
        assert_current(library, home)
