"""Finding cards: searches that go on as far as they are wanted, and the rows of what they find."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from time import monotonic
from typing import Any

from sco_quiz.domain import engine
from sco_quiz.domain.search import EVERYTHING, Order, Query, Today
from sco_quiz.domain.searching import parse_search
from sco_quiz.services.library import Library, Selection
from sco_quiz.services.reporting import DayStarts
from sco_quiz.storage import found_rows, searching
from sco_quiz.storage.index import Index, IndexedFile
from sco_quiz.storage.places import Places

_PAGE = 1000
_REPORTED = (
    *("card", "deck", "note", "kind", "prompt", "answer", "tags", "source", "state", "stability", "difficulty", "due"),
    *("reps", "lapses", "suspended"),
)


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


class Found:
    """What a search found so far, in order, as it was then; everything about the cards is read when it is asked for.

    A card is known by its place in its file, so those of a file that has changed since are gone; a new search has them.
    """

    def __init__(
        self, library: Library, contents: Sequence[found_rows.Content], places: Places, *, is_complete: bool = True
    ) -> None:
        self._library = library
        self._contents = contents
        self._places = places
        self.is_complete = is_complete

    def __len__(self) -> int:
        return len(self._places)

    def within(self, library: Library) -> Found:
        """The same, read through another opening of the library: the one of the thread that reads."""
        return Found(library, self._contents, self._places, is_complete=self.is_complete)

    @property
    def cards(self) -> tuple[str, ...]:
        """The ids of all cards, without those that are gone."""
        places = list(self._places)
        ids = self._library.look_up(lambda index, _: found_rows.read_ids(index, self._contents, places))
        return tuple(ids[place] for place in places if place in ids)

    def indexes(self, cards: Collection[str]) -> dict[str, int]:
        """For each of some cards (ids) that was found, how many come before it."""
        if len(self) <= len(cards):  # the fewer are looked up
            wanted, places = frozenset(cards), list(self._places)
            ids = self._library.look_up(lambda index, _: found_rows.read_ids(index, self._contents, places))
            named = ((index, ids.get(place, "")) for index, place in enumerate(places))
            return {card: index for index, card in named if card in wanted}
        among = self._library.look_up(lambda index, _: found_rows.find_places(index, self._contents, cards))
        indexes = self._places.indexes(among.values())
        return {card: indexes[place] for card, place in among.items() if place in indexes}

    def page(self, offset: int, limit: int) -> list[Row | None]:
        """The rows of at most ``limit`` cards from ``offset`` on; None for a card that is gone."""
        places = self._places.page(offset, limit)
        progress, contents = self._library.progress, self._contents
        found = self._library.look_up(lambda index, _: found_rows.read_places(index, progress, contents, places))
        as_row = _row_maker(self._library)
        return [as_row(found[place]) if place in found else None for place in places]

    def rows(self, offset: int = 0, limit: int | None = None) -> list[Row]:
        """The rows of ``limit`` cards, or all, from ``offset`` on, without those that are gone."""
        return [row for row in self.page(offset, len(self) if limit is None else limit) if row is not None]

    def reports(self) -> Iterator[dict[str, object]]:
        """All rows with the keys of ``cards --json``, read a page at a time."""
        for offset in range(0, len(self), _PAGE):
            for row in self.rows(offset, _PAGE):
                yield {key: getattr(row, key) for key in _REPORTED}


class Search:
    """A search that goes on when it is asked to, in the decks as the library last looked at them.

    Where decks change meanwhile, it begins anew with what they hold then.
    """

    def __init__(
        self,
        library: Library,
        query: Query,
        selection: Selection | None = None,
        order: Order = Order.DECK,
        *,
        descending: bool = False,
    ) -> None:
        self._library = library
        self._selection = selection
        self._make = partial(searching.Finding, query, order=order, descending=descending)
        self._index: Index | None = None
        self._finding: searching.Finding | None = None

    def go_on(self, seconds: float = inf, enough: float = inf) -> Found:
        """What is found after so many more seconds, or with ``enough`` cards if that is sooner; always some more.

        Raises StorageError where progress can't be read.
        """
        until = monotonic() + seconds

        def is_enough(count: int) -> bool:
            return count >= enough or monotonic() >= until

        while True:
            try:
                finding = self._library.look_up(partial(self._look, is_enough), self._selection)
            except searching.ChangedError:
                self._library.refresh()
            else:
                contents = [(file.path, file.hash) for file in finding.files]
                return Found(self._library, contents, finding.places, is_complete=finding.is_complete)

    def _look(self, is_enough: Callable[[int], bool], index: Index, files: Sequence[IndexedFile]) -> searching.Finding:
        same = self._finding is not None and index is self._index and tuple(files) == self._finding.files
        if self._finding is None or not same:
            self._index = index
            self._finding = self._make(files, today_of(self._library), self._library.progress)
        self._finding.go_on(index, is_enough)
        return self._finding


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
    """The cards that a query finds among those of the chosen decks, as their files are now."""
    library.refresh()
    return Search(library, query, selection, order, descending=descending).go_on()


def prepare(library: Library) -> bool:
    """Take in some of what makes searches quicker, in about ten milliseconds; whether there is more to take in."""
    return library.look_up(searching.prepare)


def read_rows(library: Library, cards: Sequence[str]) -> list[Row]:
    """The rows of cards, in the order of their ids; those that are in no deck are left out."""

    def read(index: Index, files: Sequence[IndexedFile]) -> list[tuple[Any, ...]]:
        return found_rows.read_rows(index, library.progress, files, cards)

    return [*map(_row_maker(library), library.look_up(read))]


def today_of(library: Library) -> Today:
    """What searches depend on, now."""
    day = library.clock.day()
    return Today(day, library.clock.day_start(day + 1), library.config.leech_lapses, library.settings.weights)


def _row_maker(library: Library) -> Callable[[tuple[Any, ...]], Row]:
    """A function that makes a row of ``found_rows.FOUND`` columns."""
    today, starts = today_of(library), DayStarts(library.clock)

    def as_row(found: tuple[Any, ...]) -> Row:
        values = dict(zip(found_rows.FOUND, found, strict=True))
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

    return as_row
