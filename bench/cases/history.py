"""What is made of a long review log: statistics, and all memories derived anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import fsrs_rs_python as fsrs

from bench.measuring import Result, compare, timed
from bench.scale import Scale
from bench.worlds import world
from sco_quiz.services.statistics import statistics
from sco_quiz.storage import days, folding


def measure_statistics(scale: Scale, _folder: Path) -> Iterator[Result]:
    """Everything that the statistics say, against counting one thing, all answers a day, in the log itself."""
    with world(scale.cards, scale.reviews).open() as library:
        connection = library.progress.connection
        yield compare(
            f"statistics over {scale.reviews:,} reviews",
            0.05,
            lambda: timed(lambda: statistics(library)),
            ("a full scan that counts each day", lambda: timed(lambda: connection.execute(days.TALLY).fetchall())),
            5,
        )


def measure_fold(scale: Scale, _folder: Path) -> Iterator[Result]:
    """State, due day, steps, lapses and learner's acts of every card, against stability and difficulty alone."""
    with world(scale.cards, scale.reviews).open() as library:
        progress = library.progress
        yield compare(
            f"folding {scale.reviews:,} reviews",
            2.0,
            lambda: timed(lambda: folding.folded(progress.connection, progress.settings)),
            (
                "fsrs-rs's batch replay of the same log",
                lambda: timed(lambda: _replay_in_batch(progress.connection)),
            ),
            3,
        )


def _replay_in_batch(connection: sqlite3.Connection) -> list[fsrs.MemoryState]:
    rows = connection.execute("SELECT card, day, rating FROM reviews WHERE voids IS NULL ORDER BY card, reviewed_at")
    items = []
    for _, reviews in groupby(rows, key=lambda row: row[0]):
        history = []
        last = None
        for _, day, rating in reviews:
            history.append(fsrs.FSRSReview(rating, 0 if last is None else day - last))
            last = day
        items.append(fsrs.FSRSItem(history))
    return list(fsrs.FSRS([]).memory_state_batch(items))
