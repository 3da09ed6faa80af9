"""Looking through all cards: searches, and the rows and the whole story of what they find."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sco_quiz.domain import engine
from sco_quiz.domain.day import DAY_MS
from sco_quiz.domain.memory import Memory
from sco_quiz.domain.rating import Mode
from sco_quiz.domain.review import Act, Entry, Review
from sco_quiz.domain.scheduler import retrace
from sco_quiz.domain.search import EVERYTHING, Order, Query, Today
from sco_quiz.domain.searching import parse_search
from sco_quiz.services.library import Library, Selection
from sco_quiz.services.reporting import DayStarts
from sco_quiz.storage import searching
from sco_quiz.storage.index import Index

_PAGE = 1000
_REPORTED = (
    *("card", "deck", "note", "kind", "prompt", "answer", "tags", "source", "state", "stability", "difficulty", "due"),
    *("reps", "lapses", "suspended"),
)
_CURVE_POINTS = 24
"""Points of a forgetting curve between one review and the next."""


@dataclass(frozen=True, slots=True)
class Row:
    """A card as lists show it. ``due`` is ISO 8601 in UTC, stability in days; None where a card is new.

    ``retrievability`` is that of today; ``line`` where the note begins in its deck's file.
    """

    card: str
    deck: str
    note: str
    kind: str
    prompt: str
    answer: str
    tags: tuple[str, ...]
    source: str
    line: int
    state: str
    stability: float | None
    difficulty: float | None
    retrievability: float | None
    due: str | None
    reps: int
    lapses: int
    suspended: bool
    buried: bool
    leech: bool
    flag: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a card, at an instant in UTC ms, and the memory that it led to."""

    at: int
    entry: Entry
    memory: Memory | None


class Found:
    """What a search found: the ids of all cards, in order; their rows are read when they are asked for."""

    def __init__(self, library: Library, cards: Sequence[str]) -> None:
        self._library = library
        self.cards = tuple(cards)

    def __len__(self) -> int:
        return len(self.cards)

    def rows(self, offset: int = 0, limit: int | None = None) -> list[Row]:
        """The rows of ``limit`` cards from ``offset`` on; cards that are gone meanwhile are left out."""
        wanted = self.cards[offset:] if limit is None else self.cards[offset : offset + limit]
        return read_rows(self._library, wanted)

    def reports(self) -> Iterator[dict[str, object]]:
        """All rows with the keys of ``cards --json``, read a page at a time."""
        for offset in range(0, len(self.cards), _PAGE):
            for row in self.rows(offset, _PAGE):
                yield {key: getattr(row, key) for key in _REPORTED}


def search(
    library: Library,
    text: str = "",
    selection: Selection | None = None,
    order: Order = Order.DECK,
    *,
    descending: bool = False,
) -> Found:
    """The cards that a search finds; SearchError for a text that is none."""
    return find(library, parse_search(text) if text.strip() else EVERYTHING, selection, order, descending=descending)


def find(
    library: Library,
    query: Query,
    selection: Selection | None = None,
    order: Order = Order.DECK,
    *,
    descending: bool = False,
) -> Found:
    """The cards that a query finds among those of the chosen decks."""
    library.refresh()
    today = today_of(library)

    def look(index: Index, files: Sequence[int]) -> list[str]:
        return searching.find_cards(index, library.progress, files, query, today, order, descending=descending)

    return Found(library, library.look_up(look, selection))


def read_rows(library: Library, cards: Sequence[str]) -> list[Row]:
    """The rows of cards, in the order of their ids; those that are in no deck are left out."""

    def read(index: Index, files: Sequence[int]) -> list[tuple[Any, ...]]:
        return searching.read_rows(index, library.progress, files, cards)

    today, starts = today_of(library), DayStarts(library.clock)
    return [_row(found, today, starts) for found in library.look_up(read)]


def today_of(library: Library) -> Today:
    """What searches depend on, now."""
    day = library.clock.day()
    return Today(day, library.clock.day_start(day + 1), library.config.leech_lapses, library.settings.weights)


def _row(found: tuple[Any, ...], today: Today, starts: DayStarts) -> Row:
    values = dict(zip(searching.FOUND, found, strict=True))
    due_at, due_day, reviewed_day = values.pop("due_at"), values.pop("due_day"), values.pop("reviewed_day")
    buried_day, lapses, stability = values.pop("buried_day"), values["lapses"], values["stability"]
    elapsed = None if reviewed_day is None else max(0, today.day - reviewed_day)
    return Row(
        **values
        | {
            "tags": tuple(json.loads(values["tags"])),
            "suspended": bool(values["suspended"]),
            "buried": buried_day == today.day,
            "leech": 0 < today.leech_lapses <= lapses,
            "due": starts.due(values["state"], due_at, due_day),
            "retrievability": None
            if elapsed is None or stability is None
            else engine.retrievability(stability, elapsed, today.weights),
        }
    )


def history(library: Library, card: str) -> list[Event]:
    """Everything that happened to a card, under all names that it had, oldest first; what was undone is left out."""
    progress = library.progress
    return [Event(_at(entry), entry, memory) for entry, memory in retrace(progress.entries(card), progress.settings)]


def forgetting_curve(library: Library, card: str, until: int | None = None) -> list[tuple[int, float]]:
    """Points (UTC ms, chance of recall) of a card's whole life, to ``until`` (now); each review begins a new fall.

    The model's own, in days as time goes on, by the weights in force now; empty for a card that is new.
    """
    end = library.clock.now() if until is None else until
    falls: list[tuple[int, float, int]] = []
    begun: tuple[int, float] | None = None
    for event in history(library, card):
        studied = isinstance(event.entry, Review) and event.entry.mode is Mode.STUDY
        if begun is not None and (studied or event.memory is None):
            falls.append((*begun, event.at))
        if event.memory is None:
            begun = None
        elif studied:
            begun = event.at, event.memory.stability
    if begun is not None:
        falls.append((*begun, max(end, begun[0])))
    return [point for fall in falls for point in _points(*fall, library.settings.weights)]


def _points(begin: int, stability: float, end: int, weights: tuple[float, ...]) -> Iterator[tuple[int, float]]:
    steps = _CURVE_POINTS if end > begin else 0
    for step in range(steps + 1):
        at = begin + (end - begin) * step // max(1, steps)
        yield at, engine.retrievability(stability, (at - begin) / DAY_MS, weights)


def _at(entry: Entry) -> int:
    match entry:
        case Review():
            return entry.reviewed_at
        case Act():
            return entry.acted_at
