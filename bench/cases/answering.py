"""An answer kept durably and the next card fetched, without a screen."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from bench import anki_side
from bench.measuring import Measure, Result, in_words, interleave, not_measured, percentile, ratio_of, timed
from bench.scale import Scale
from bench.worlds import GoingClock, copy_of, world
from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.domain.rating import Rating
from sco_quiz.services.library import Library
from sco_quiz.services.study import Study

LONG_DAY = "new_per_day = 500\nreviews_per_day = 1000\n"
"""Enough cards for all answers that are timed."""

_PAGE = 4096
_BAR_99 = 0.5
_TIMES = 3
"""How many times as many answers are given here as elsewhere: of 200, the 99th percentile is but the third longest."""


def measure_answer(scale: Scale, folder: Path) -> Iterator[Result]:
    """In libraries of three sizes, against a bare commit, an fdatasync and Anki."""
    sizes = sorted({scale.small, max(scale.small, scale.cards // 10), scale.cards})
    for size in sizes:
        yield from _measure_size(size, scale, folder / str(size), largest=size == sizes[-1])


def _measure_size(cards: int, scale: Scale, folder: Path, *, largest: bool) -> Iterator[Result]:
    folder.mkdir()
    what = f"answer and next card, durable, {cards:,} cards"
    original = world(cards, scale.reviews * cards // scale.cards)
    with copy_of(original, folder, settings=LONG_DAY).open(GoingClock()) as library:
        acts: dict[str, Callable[[], object]] = {
            "commit": _bare_commit(folder / "bare.db"),
            "fdatasync": _bare_sync(folder / "synced"),
        }
        if anki_side.has_anki():
            acts["anki"] = anki_side.answering(cards, folder)
        measures: dict[str, Measure] = {name: lambda act=act: timed(act) for name, act in acts.items()}  # type: ignore[misc]  # mypy infers no default
        answers = min(_TIMES * scale.answers, cards // 4)
        costs = interleave({"ours": answering(library), **measures}, answers, short=True)
    yield ratio_of(what, 4.0, costs["ours"], "a bare SQLite commit (WAL, synchronous=FULL)", costs["commit"])
    if largest:
        commits = f"{what}: bare commit"
        yield ratio_of(commits, None, costs["commit"], "an fdatasync", costs["fdatasync"])
    if "anki" not in costs:
        yield not_measured(f"{what}, against Anki", 1.1, anki_side.MISSING)
        return
    yield ratio_of(what, 1.1, costs["ours"], "Anki's answer and next card", costs["anki"])
    if cards > scale.small:
        slow, bare, theirs = (percentile(costs[name], 0.99) for name in ("ours", "commit", "anki"))
        against = f"against {in_words(theirs)} for Anki's"
        yield Result(f"{what}: 99th percentile", slow / theirs, _BAR_99, f"{in_words(slow)} {against}")
        yield Result(f"{what}: 99th percentile of the bare commit", bare / theirs, None, f"{in_words(bare)} {against}")


def measure_commit(scale: Scale, folder: Path) -> Iterator[Result]:
    """What it takes to keep one answer, of which the disk's own part is an fdatasync."""
    with copy_of(world(scale.cards, scale.reviews), folder, settings=LONG_DAY).open(GoingClock()) as library:
        answering_once = answering(library)
        record = library.progress.record
        spent: list[float] = []

        def timed_record(*words: object) -> object:
            kept: list[object] = []
            spent.append(timed(lambda: kept.append(record(*words))))  # type: ignore[arg-type]  # handed on as they came
            return kept[0]

        library.progress.record = timed_record  # type: ignore[assignment,method-assign]  # stands in for it
        sync = _bare_sync(folder / "synced")
        costs = interleave({"ours": answering_once, "fdatasync": lambda: timed(sync)}, scale.answers, short=True)
    yield ratio_of("committing an answer", 3.5, spent[1:], "an fdatasync of one page", costs["fdatasync"])


def answering(library: Library) -> Measure:
    """A function that rates the card on show and goes on to the next, and gives how long that took, in seconds.

    Between two answers the learner reads and turns the card over; in that time the app rests, and shows what each
    rating would lead to. So does this.
    """
    study = Study.start(library, None, FormPreference.FLIP)

    def rate() -> None:
        study.rate(Rating.EASY)
        study.show()

    def answer() -> float:
        study.rest()
        study.reveal()
        assert study.intervals
        spent = timed(rate)
        assert study.question is not None, "the cards of the day ran out"
        return spent

    return answer


def _bare_commit(path: Path) -> Callable[[], object]:
    """One row like a review's, put into a table by SQLite alone, with the same durability."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE reviews (id TEXT PRIMARY KEY, card TEXT, at INTEGER, rating INTEGER, answer TEXT)")
    numbers = count()

    def commit() -> None:
        number = next(numbers)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO reviews VALUES (?, ?, ?, ?, ?)", (f"{number:036}", "deck/card", number, 3, "an answer")
        )
        connection.execute("COMMIT")

    return commit


def _bare_sync(path: Path) -> Callable[[], object]:
    """One page appended to a file and brought to the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    page = bytes(_PAGE)

    def sync() -> None:
        os.write(descriptor, page)
        getattr(os, "fdatasync", os.fsync)(descriptor)

    return sync
