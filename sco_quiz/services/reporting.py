"""What the quick commands report, as plain rows with the design's keys. Imports no more than they may load."""

from __future__ import annotations

import os

from sco_quiz.services.clock import iso
from sco_quiz.storage import agenda
from sco_quiz.storage.failures import failures
from sco_quiz.storage.memories import cards_between

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sco_quiz.services.clock import Clock
    from sco_quiz.storage.agenda import Due
    from sco_quiz.storage.config import Config
    from sco_quiz.storage.index import CardRow, IndexedFile
    from sco_quiz.storage.progress import Progress

    Row = dict[str, object]

_RATINGS = {1: "again", 2: "hard", 3: "good", 4: "easy"}


class Today:
    """What today asks for of some decks, within the day's limits; the same cards as a study session's queue.

    ``cards`` maps each deck that has any to its numbers (new, learning, review); ``next_due`` is when (UTC ms) the next
    card is due that isn't yet ``now``, or tomorrow, where cards are left over that today doesn't ask for; None if none.
    """

    __slots__ = ("cards", "next_due")

    def __init__(self, progress: Progress, decks: Sequence[str], config: Config, clock: Clock, now: int) -> None:
        day = clock.day(now)
        self.cards: dict[str, list[int]] = {}
        introduced, reviewed, answered = agenda.done(progress, day)
        notes = set(answered)
        for deck, note in agenda.learning_cards(progress, decks, clock.day_start(day + 1), day, agenda.IDS):
            notes.add(note)
            self._count(deck, 1)
        reviews = agenda.reviews_due(progress, decks, day, agenda.IDS)
        for deck in _decks_of_notes(reviews, notes, config.reviews_per_day - reviewed):
            self._count(deck, 2)
        new = agenda.new_cards(progress, decks, day, agenda.IDS)
        for deck in _decks_of_notes(new, notes, config.new_per_day - introduced):
            self._count(deck, 0)
        self.next_due = self._next_due(progress, decks, config, clock, now)

    @property
    def totals(self) -> list[int]:
        """The numbers of cards (new, learning, review) over all decks."""
        return [sum(numbers[which] for numbers in self.cards.values()) for which in range(3)]

    def _next_due(self, progress: Progress, decks: Sequence[str], config: Config, clock: Clock, now: int) -> int | None:
        day = clock.day(now)
        day_end = clock.day_start(day + 1)
        at, later, is_buried = agenda.next_learning(progress, decks, now, day, day_end)
        instants = [] if at is None else [at]
        if is_buried:
            instants.append(day_end)
        if later is not None:  # due at any hour of its day
            instants.append(clock.day_start(clock.day(later)))
        on = agenda.next_review_day(progress, decks, day)
        new, _, review = self.totals
        new_waiting, reviews_waiting = agenda.waiting(progress, decks, day)
        is_new_left = new_waiting > new and config.new_per_day > 0
        if is_new_left or (reviews_waiting > review and config.reviews_per_day > 0):
            on = day + 1
        if on is not None:
            instants.append(clock.day_start(on))
        return min(instants, default=None)

    def _count(self, deck: str, which: int) -> None:
        self.cards.setdefault(deck, [0, 0, 0])[which] += 1


def deck_rows(
    decks: Mapping[str, IndexedFile], unusable: Iterable[tuple[IndexedFile, int]], progress: Progress, day: int
) -> list[Row]:
    """One row a deck, with its stock: ``new`` are all cards never studied, ``due`` all reviews due by ``day``.

    ``known`` is the mean over all cards of how well each is known: 0 while new or in learning; in review, its stability
    as a part of 21 days, at most 1. The ``unusable`` files, each with the number of its problems, have rows, too, named
    after the file, with no cards.
    """
    counts = agenda.counts(progress, day)
    rows: list[Row] = []
    for deck, file in decks.items():
        new, learning, due, suspended, known = counts.get(deck, (0, 0, 0, 0, 0))
        rows.append(
            {
                "id": deck,
                "title": file.title or deck,
                "path": file.path,
                "notes": file.notes,
                "cards": file.cards,
                "new": new,
                "learning": learning,
                "due": due,
                "suspended": suspended,
                "problems": file.errors + file.warnings,
                "known": round(known / 1000 / file.cards, 4) if file.cards else 0.0,
            }
        )
    nothing = dict.fromkeys(("notes", "cards", "new", "learning", "due", "suspended"), 0)
    for file, problems in unusable:
        stem = os.path.splitext(os.path.basename(file.path))[0]
        name = file.path if stem in decks else stem
        about: Row = {"id": name, "title": file.title or name, "path": file.path}
        rows.append({**about, **nothing, "problems": problems, "known": 0.0})
    return rows


def due_row(
    files: Mapping[str, IndexedFile], progress: Progress, config: Config, clock: Clock, decks: Sequence[str]
) -> Row:
    """What today asks for of ``decks``: numbers of cards in all and for each deck, and when the next card is due."""
    now = clock.now()
    asked = Today(progress, decks, config, clock, now)
    today, (new, learning, review) = asked.cards, asked.totals
    return {
        "now": iso(now),
        "new": new,
        "learning": learning,
        "review": review,
        "total": new + learning + review,
        "next_due": None if asked.next_due is None else iso(asked.next_due),
        "decks": [
            {
                "id": deck,
                "title": files[deck].title,
                "new": today[deck][0],
                "learning": today[deck][1],
                "review": today[deck][2],
                "total": sum(today[deck]),
            }
            for deck in decks
            if deck in today
        ],
    }


def card_rows(rows: Iterable[CardRow], deck: str, progress: Progress, clock: Clock) -> Iterator[Row]:
    """The cards of one deck in its order, each with its memory."""
    with failures(progress.path):
        memories = {
            card: facts
            for card, *facts in progress.connection.execute(
                "SELECT card, state, stability, difficulty, due_at, due_day, reps, lapses, suspended FROM cards"
                " WHERE card > ? AND card < ?",
                cards_between(deck),
            )
        }
    import json

    starts = DayStarts(clock)
    for card, _, kind, prompt, answer, tags, source, by_author in rows:
        state, stability, difficulty, due_at, due_day, reps, lapses, suspended = memories.get(
            card, ("new", None, None, None, None, 0, 0, by_author)
        )
        yield {
            "card": card,
            "deck": deck,
            "note": card.partition("#")[0],
            "kind": kind,
            "prompt": prompt,
            "answer": answer,
            "tags": json.loads(tags),
            "source": source,
            "state": state,
            "stability": stability,
            "difficulty": difficulty,
            "due": starts.due(state, due_at, due_day),
            "reps": reps,
            "lapses": lapses,
            "suspended": bool(suspended),
        }


def log_rows(progress: Progress, clock: Clock, decks: Sequence[str] | None = None) -> Iterator[Row]:
    """Every review, oldest first, voided ones marked; of all decks or some. A card has the id that it has now."""
    from sco_quiz.storage.log import names_now

    starts = DayStarts(clock)
    with failures(progress.path):
        now_called = names_now(progress.connection)
        cursor = progress.connection.execute(
            "SELECT id, card, reviewed_at, rating, mode, form, verdict, answer, duration_ms,"
            " EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.voids = reviews.id), stability, difficulty, state,"
            " due_at, due_day FROM reviews WHERE voids IS NULL ORDER BY reviewed_at, id"
        )
        for row in cursor:
            card = now_called(row[1], row[2], row[0])
            if decks is not None and card.partition("/")[0] not in decks:
                continue
            yield {
                "id": row[0],
                "card": card,
                "reviewed_at": iso(row[2]),
                "rating": _RATINGS[row[3]],
                "mode": row[4],
                "form": row[5],
                "verdict": row[6],
                "answer": row[7],
                "duration_ms": row[8],
                "voided": bool(row[9]),
                "stability": row[10],
                "difficulty": row[11],
                "due": starts.due(row[12], row[13], row[14]),
            }


class DayStarts:
    """When things are due, as ISO 8601; remembers where days begin, which asks the system's time zone."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._starts: dict[int, str] = {}

    def due(self, state: str | None, due_at: int | None, due_day: int | None) -> str | None:
        """The instant of a learning step, or the beginning of a review's logical day; None for a new card."""
        if due_at is not None:
            return iso(due_at)
        if state != "review" or due_day is None:
            return None
        start = self._starts.get(due_day)
        if start is None:
            start = self._starts[due_day] = iso(self._clock.day_start(due_day))
        return start


def _decks_of_notes(rows: Iterator[Due], notes: set[str], limit: int) -> Iterator[str]:
    """The decks of the first ``limit`` of the rows, one a note, leaving out ``notes``, which grows by theirs."""
    left = limit
    while left > 0 and (row := next(rows, None)) is not None:
        if row[1] not in notes:
            notes.add(row[1])
            left -= 1
            yield row[0]
