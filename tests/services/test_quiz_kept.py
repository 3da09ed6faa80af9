"""Whatever is done in a quiz, what is on the disk is what is on the screen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.question import AskTyped, Revealed, TypedText
from sco_quiz.domain.quiz.sitting import Judging, Rules, Sitting
from sco_quiz.domain.rating import Mode
from sco_quiz.domain.review import Review
from sco_quiz.errors import IllegalEventError, UsageError
from sco_quiz.services.library import Library
from sco_quiz.services.quiz import Quiz, QuizPlan
from sco_quiz.storage import quizzes
from tests.services.shelves import HandClock, open_library, write_deck

COUNT = 5
EVENTS = st.tuples(
    st.sampled_from(["right", "wrong", "give up", "go to", "advance", "flag", "pause", "show", "resume", "hand in"]),
    st.integers(0, COUNT - 1),
    st.integers(0, 20_000),
)
RULES = st.builds(
    Rules, st.sampled_from(Judging), st.none() | st.integers(1, 60_000), st.none() | st.integers(1, 30_000)
)


def without_others(sitting: Sitting) -> Sitting:
    """What is kept: all but what the decks know best, and the moment from which time runs."""
    items = tuple(replace(item, others=()) for item in sitting.items)
    return replace(sitting, items=items, since=None)


def do(library: Library, quiz: Quiz, event: str, place: int) -> Quiz:
    question = quiz.sitting.item.question
    assert isinstance(question, AskTyped)
    match event:
        case "right":
            quiz.give(TypedText(question.answer))
        case "wrong":
            quiz.give(TypedText("no idea"))
        case "give up":
            quiz.give(Revealed())
        case "go to":
            quiz.go_to(place)
        case "advance":
            quiz.advance()
        case "flag":
            quiz.flag()
        case "pause":
            quiz.pause()
        case "show":
            quiz.show()
        case "resume":
            quiz.pause()
            return Quiz.resume(library)
        case _:
            quiz.hand_in()
    return quiz


@settings(max_examples=20, deadline=None)
@given(RULES, st.lists(EVENTS, max_size=25))
def test_what_is_kept_is_what_is_on_show(rules: Rules, events: list[tuple[str, int, int]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        patch("sco_quiz.services.current_decks.bundled_folder", lambda: folder),
    ):
        home, clock = Path(folder) / "home", HandClock()
        write_deck(home, "a", *(f"n{number}: Question {number}? = Answer {number}" for number in range(COUNT)))
        with open_library(home, clock) as library:
            quiz = Quiz.start(library, QuizPlan(count=COUNT, seed=1, rules=rules))
            for event, place, wait in events:
                clock.at += wait
                with suppress(IllegalEventError, UsageError):  # not allowed now, and nothing has changed by it
                    quiz = do(library, quiz, event, place)
                kept = quizzes.load(library.progress, quiz.id).sitting
                assert without_others(kept) == without_others(quiz.sitting)
            quiz.hand_in()
            given_cards = [
                item.card
                for item, response in zip(quiz.sitting.items, quiz.sitting.responses, strict=True)
                if response.answer is not None
            ]
            logged = [entry for entry in library.progress.entries() if isinstance(entry, Review)]
            assert sorted(review.card for review in logged) == sorted(given_cards)
            assert {review.mode for review in logged} <= {Mode.QUIZ}
            assert library.progress.integrity() == []


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL to send")
@pytest.mark.parametrize("judging", ["--judge-at-once", "--at-end"])
def test_a_quiz_whose_process_is_killed_has_every_answer_that_was_taken(tmp_path: Path, judging: str) -> None:
    home = tmp_path / "home"
    write_deck(home, "a", *(f"n{number}: Question {number}? = Answer {number}" for number in range(COUNT)))
    command = [sys.executable, "-m", "sco_quiz", "quiz", "a", "--plain", "--seed", "1", judging]
    environment = {**os.environ, "SCO_QUIZ_HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asked = 0
        for line in process.stdout:
            if line.startswith("Q: "):
                asked += 1
            elif line.startswith("("):  # what to type: the answer before has been taken
                if asked == 4:
                    process.send_signal(signal.SIGKILL)
                    break
                process.stdin.write(f"Answer to {asked}\n")
                process.stdin.flush()
        process.stdout.read()
    with open_library(home) as library:
        resumed = Quiz.resume(library)
        texts = [each.answer for each in resumed.sitting.responses]
        assert texts == [*(TypedText(f"Answer to {number}") for number in (1, 2, 3)), None, None]
        assert resumed.sitting.place == 3
        assert library.progress.integrity() == []
