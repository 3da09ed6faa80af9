"""Worlds: a learner's whole home of any size (decks, index, review log), made once and used again.

Decks are written straight into files and indexed by the program itself; the log is written in bulk through the
storage's own tables, and every memory in it is what the scheduler makes of the reviews before, so the caches are what
a fold of the log gives. Time stands still at ``NOW`` in all that is measured but for answers, between which it goes on.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.decks import DECK_ID, write_decks
from sco_quiz.domain.day import DAY_MS
from sco_quiz.domain.memory import Memory, Settings
from sco_quiz.domain.rating import Rating
from sco_quiz.domain.scheduler import schedule
from sco_quiz.services.clock import NOW_VARIABLE, Clock, instant_of
from sco_quiz.services.library import Library
from sco_quiz.storage import days, memories
from sco_quiz.storage.identifiers import next_identifier
from sco_quiz.storage.locations import HOME_VARIABLE, Places

NOW = "2026-06-01T12:00:00+00:00"
MADE = 10
"""Changes whenever worlds are made differently, so that none of an older making is used."""

_RATINGS = (Rating.AGAIN,) * 3 + (Rating.HARD,) * 3 + (Rating.GOOD,) * 13 + (Rating.EASY,)
_FIRST_DAYS = 1_500
"""How long ago the first cards were introduced."""
_LATEST_DAYS = 4
"""How late cards are answered at most: so some are due now."""


@dataclass(frozen=True, slots=True)
class World:
    """A home folder with so many cards and reviews."""

    home: Path
    cards: int
    reviews: int

    @property
    def places(self) -> Places:
        """Where everything lies."""
        return Places.under(str(self.home))

    @property
    def environment(self) -> dict[str, str]:
        """For processes that work in this world."""
        return environment({HOME_VARIABLE: str(self.home)})

    def open(self, clock: Clock | None = None) -> Library:
        """The library of this world, at its own time."""
        return Library.open(self.places, clock or Clock(fixed=instant_of(NOW)))


class GoingClock(Clock):
    """A clock that goes on from ``NOW``, as a learner's does: no two answers are given at one instant."""

    __slots__ = ("_begin",)

    def __init__(self) -> None:
        super().__init__()
        self._begin = instant_of(NOW) - time.monotonic_ns() // 1_000_000

    def now(self) -> int:
        """This instant, in UTC milliseconds."""
        return self._begin + time.monotonic_ns() // 1_000_000


def environment(more: dict[str, str]) -> dict[str, str]:
    """The environment of measured processes: this checkout, a fixed clock, compiled modules kept as usual."""
    root = str(Path(__file__).resolve().parent.parent)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SCO_QUIZ"))}
    return {**kept, "PYTHONPATH": root, NOW_VARIABLE: NOW, **more}


def worlds_folder() -> Path:
    """Where worlds are kept between runs; it may be deleted at any time."""
    return Path(os.environ.get("SCO_QUIZ_BENCH", "") or Path(tempfile.gettempdir()) / "sco-quiz-bench")


def world(cards: int, reviews: int = 0) -> World:
    """A world with ``cards`` cards and about ``reviews`` reviews, made where it isn't there yet."""
    home = worlds_folder() / f"{MADE}-{cards}-{reviews}"
    made = World(home, cards, reviews)
    done = home / "made"
    if not done.exists():
        print(f"making a world of {cards:,} cards and {reviews:,} reviews ...", file=sys.stderr)
        shutil.rmtree(home, ignore_errors=True)
        write_decks(home / "decks", cards)
        with made.open() as library:
            library.refresh()
            if reviews:
                write_reviews(library, reviews)
        done.touch()
    with made.open() as library:  # another format of the index, or a newly cloned checkout, is settled here
        library.refresh()
    return made


def copy_of(original: World, folder: Path, *, decks: bool = False, settings: str = "") -> World:
    """A copy whose progress may be changed; with ``decks`` it has deck files of its own, else it reads the same.

    ``settings`` are further lines of its ``config.toml``.
    """
    home = folder / original.home.name
    if decks:
        shutil.copytree(original.home, home)
    else:
        (home / "cache").mkdir(parents=True)
        shutil.copy(original.home / "progress.db", home)
        shutil.copy(original.home / "cache" / "index.db", home / "cache")
        lines = f"decks = ['{original.home / 'decks'}']\n{settings}"
        (home / "config.toml").write_text(lines, encoding="utf-8")
    copied = World(home, original.cards, original.reviews)
    with copied.open() as library:
        library.refresh()
    return copied


def write_reviews(library: Library, reviews: int, seed: int = 6) -> None:
    """Write ``reviews`` reviews, about twenty a card, of as many cards as that takes, up to the evening before."""
    connection = library.progress.connection
    settings = Settings()
    number = library.progress.settings_number(settings)
    # Only cards that a learner turns over or types: the same keys then answer each card of a day.
    # The bundled decks are in every library, but their cards don't have the mark that is waited for on the screen.
    made = [row for row in library.cards() if str(row["deck"]).startswith(DECK_ID)]
    texts = {str(row["card"]): (row["prompt"], row["answer"]) for row in made if row["kind"] in ("basic", "typed")}
    cards = list(texts)
    Random(seed).shuffle(cards)
    kept = len(cards) // 20  # some stay new
    most = max(20, 2 * reviews // (len(cards) - kept))
    left = reviews
    with library.progress.changing():
        for card in cards[kept:]:
            if left <= 0:
                break
            rows, memory = _history(card, most, library.clock, settings, number)
            left -= len(rows)
            connection.executemany(_INSERT, rows)
            memories.write_row(connection, card, memories.row_of(memory))
            connection.execute("INSERT INTO texts (card, prompt, answer) VALUES (?, ?, ?)", (card, *texts[card]))
        days.recount(connection)
    assert left <= reviews // 50, f"only {reviews - left:,} of {reviews:,} reviews fit into the time that was given"
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


_INSERT = (
    "INSERT INTO reviews (id, card, reviewed_at, day, rating, mode, form, options, verdict, answer, duration_ms,"
    " device, settings, phase, mature, state, stability, difficulty, due_at, due_day)"
    " VALUES (?, ?, ?, ?, ?, 'study', 'flip', 0, NULL, '', ?, 'bench', ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _history(
    card: str, reviews: int, clock: Clock, settings: Settings, number: int
) -> tuple[list[tuple[object, ...]], Memory | None]:
    """A card's rows, each when it was due or a little later, up to yesterday; and the memory after the last.

    After ``reviews`` of them the card is easy, so that there are not many more.
    """
    random = Random(card)
    today = clock.day_start(clock.day())
    at = today - random.randint(30 * DAY_MS, _FIRST_DAYS * DAY_MS)
    rows: list[tuple[object, ...]] = []
    memory: Memory | None = None
    while at < today:
        rating = random.choice(_RATINGS) if len(rows) < reviews else Rating.EASY
        phase = "new" if memory is None else memory.state.value
        mature = days.is_mature(memory)
        day = clock.day(at)
        memory = schedule(memory, rating, at, day, settings, card)
        row = memories.row_of(memory)
        identifier = next_identifier(at)
        duration = random.randint(1_500, 30_000)
        rows.append((identifier, card, at, day, rating.value, duration, number, phase, mature, row[0], *row[2:6]))
        if memory.due_at is not None:
            at = memory.due_at + random.randint(0, 60_000)
        else:
            at += (memory.due_day - memory.reviewed_day) * DAY_MS + random.randint(0, _LATEST_DAYS * DAY_MS)
    return rows, memory
