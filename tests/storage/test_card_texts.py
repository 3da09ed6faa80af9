"""The texts of cards, kept ahead of their answers so that these have less to write."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sco_quiz.storage.progress import Progress
from sco_quiz.storage.remembered import orphans, texts
from tests.storage.answers import answer


def log_frames(progress: Progress) -> int:
    """How many pages are in the write-ahead log."""
    frames: int = progress.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1]
    return frames


def frames_of_answer(progress: Progress, card: str) -> int:
    before = log_frames(progress)
    answer(progress, card)
    return log_frames(progress) - before


def test_a_text_that_was_kept_ahead_is_not_written_again_by_the_answer(tmp_path: Path) -> None:
    frames = {}
    for ahead in (False, True):
        progress = Progress.open(str(tmp_path / f"{ahead}.db"))
        answer(progress, "deck/first")
        # What is checkpointed may be overwritten from the front; a reader keeps the log as it is.
        reader = sqlite3.connect(progress.path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM reviews").fetchone()
        if ahead:
            progress.keep_text("deck/card", "prompt of deck/card", "answer of deck/card")
        frames[ahead] = frames_of_answer(progress, "deck/card")
        assert texts(progress, ["deck/card"]) == {"deck/card": ("prompt of deck/card", "answer of deck/card")}
        reader.close()
        progress.close()
    assert frames[True] < frames[False]


def test_a_text_that_was_edited_is_kept_as_it_is_now(progress: Progress) -> None:
    progress.keep_text("deck/card", "asks", "says")
    progress.keep_text("deck/card", "asks now", "says")
    assert texts(progress, ["deck/card"]) == {"deck/card": ("asks now", "says")}
    answer(progress, "deck/card")
    assert texts(progress, ["deck/card"]) == {"deck/card": ("prompt of deck/card", "answer of deck/card")}


def test_a_text_that_is_kept_already_is_not_written(progress: Progress) -> None:
    progress.keep_text("deck/card", "asks \udcff", "says")
    before = progress.connection.total_changes
    progress.keep_text("deck/card", "asks \udcff", "says")
    assert progress.connection.total_changes == before
    assert texts(progress, ["deck/card"]) == {"deck/card": ("asks ?", "says")}


def test_a_card_that_was_seen_but_never_answered_is_no_orphan(progress: Progress) -> None:
    progress.keep_text("deck/card", "asks", "says")
    assert orphans(progress, []) == []


def test_keeping_a_text_ahead_does_not_wait_for_another_program_that_writes(progress: Progress) -> None:
    other = sqlite3.connect(progress.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    progress.keep_text("deck/card", "asks", "says")
    other.execute("COMMIT")
    other.close()
    assert texts(progress, ["deck/card"]) == {}
