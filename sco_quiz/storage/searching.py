"""Searches over the deck index and the learner's progress together, as far as they are wanted.

A search goes from deck to deck, a stretch of cards at a time, in the order in which it lists them: so it can stop when
there is a screenful, and go on to find the rest. Where few are found that way, it first asks which cards may be meant
at all. It gives places, from which rows are read for those that are shown.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from sco_quiz.domain.search import EVERYTHING, Order, Query, Today
from sco_quiz.storage import candidates, folded_texts, trigrams
from sco_quiz.storage.conditions import ELAPSED, Clause, Conditions, texts_in
from sco_quiz.storage.folded_texts import Generation, fold
from sco_quiz.storage.found_rows import joined
from sco_quiz.storage.index import Index, IndexedFile
from sco_quiz.storage.places import Part, Place, Places, place_of
from sco_quiz.storage.progress import Progress
from sco_quiz.storage.statements import Statement

_STRETCH = 1_024
"""Cards in a row that are looked at with one statement: three milliseconds at most."""
_HANDFUL = 256
"""Cards from here and there that are."""
_SCREENFUL = 64
"""Cards of which so many are found in the first stretch are found soon enough by looking at all."""

_KEYS = {
    Order.PROMPT: "cards.prompt",
    Order.DUE: "coalesce(held.due_at, held.due_day * 86400000)",
    Order.STABILITY: "held.stability",
    Order.DIFFICULTY: "held.difficulty",
    Order.RETRIEVABILITY: f"-({ELAPSED} / held.stability)",
    Order.REPS: "coalesce(held.reps, 0)",
    Order.LAPSES: "coalesce(held.lapses, 0)",
}

Generations: TypeAlias = Sequence[Generation | None]
"""For each file of a search its folded texts; None where they are still to be taken in."""


class ChangedError(Exception):
    """A file isn't any more what the search takes it for: it has to begin anew with the files as they are."""


class _Stretch(NamedTuple):
    """The cards of a file (by its number among the search's) from one position up to another."""

    file: int
    begin: int
    end: int

    @property
    def files(self) -> tuple[int, ...]:
        """The files that the cards are of."""
        return (self.file,)


class _Handful(NamedTuple):
    """Some cards, each by its file and its position there."""

    cards: Sequence[tuple[int, int]]

    @property
    def files(self) -> tuple[int, ...]:
        """The files that the cards are of."""
        return tuple({file for file, _ in self.cards})


class Finding:
    """A search under way, over some files in their order."""

    def __init__(  # noqa: PLR0913 - what for, where, and in which order
        self,
        query: Query,
        files: Sequence[IndexedFile],
        today: Today,
        progress: Progress,
        order: Order = Order.DECK,
        *,
        descending: bool = False,
    ) -> None:
        self.files = tuple(files)
        self._query = query
        self._progress = progress
        self._descending = descending
        self._key = _KEYS.get(order, "")
        self._conditions = Conditions(today, progress)
        condition = self._conditions.clause(query)
        self._statement = Statement(condition, self._key, (today.day,) if "?" in self._key else ())
        self._others = Statement(Clause(f"({condition.sql}) IS NOT TRUE", condition.values))
        self._left: list[_Stretch | _Handful] = list(self._stretches())
        if not self._is_backwards:
            self._left.reverse()  # they are taken from the end
        self._is_narrowed = False
        self._are_most_found = False
        self._parts: list[Part] = []
        self._keyed: list[tuple[Any, Place]] = []
        self.count = 0
        """How many cards are found so far."""

    @property
    def is_complete(self) -> bool:
        """Whether all is found."""
        return not self._left

    @property
    def places(self) -> Places:
        """What is found so far, as places among ``files``; in another order than the decks' only when all is."""
        if not self._key:
            return Places(self._parts)
        if self._left:
            return Places()
        known = [row for row in self._keyed if row[0] is not None]
        known.sort(key=itemgetter(0), reverse=self._descending)
        ordered = array("q", [place for _, place in known])
        ordered.extend(place for key, place in self._keyed if key is None)
        return Places([Part(0, len(ordered), ordered)])

    def go_on(self, index: Index, is_enough: Callable[[int], bool]) -> None:
        """Look at more cards, until all is found or ``is_enough``, which is given how many are.

        Raises IndexDamagedError, StorageError, and ChangedError where a file has changed.
        """
        while self._left:
            with joined(index, self._progress if self._statement.reads_progress else None) as connection:
                lacking = self._read(connection, is_enough)
            if lacking is None:
                return
            with index.reading():
                folded_texts.take_in(index.connection, lacking.number)

    @property
    def _is_backwards(self) -> bool:
        return self._descending and not self._key

    def _stretches(self) -> Iterator[_Stretch]:
        for number, file in enumerate(self.files):
            for begin in range(0, file.cards, _STRETCH):
                yield _Stretch(number, begin, min(file.cards, begin + _STRETCH))

    def _read(self, connection: sqlite3.Connection, is_enough: Callable[[int], bool]) -> IndexedFile | None:
        """Look at cards, all as they are at one moment; gives the file whose texts have to be taken in first."""
        folded_texts.add_functions(connection)
        if self._conditions.sets:
            connection.create_function("among", 2, self._conditions.among)
        connection.execute("BEGIN")
        try:
            known = folded_texts.generations(connection)
            if any(file.number not in known or known[file.number][0] != file.hash for file in self.files):
                raise ChangedError
            generations = [known[file.number][1] for file in self.files]
            starts = [
                self._statement.start_of(file.number, generation.number if generation else None)
                for file, generation in zip(self.files, generations, strict=True)
            ]
            while self._left:
                cards = self._left[-1]
                lacking = [file for file in cards.files if generations[file] is None]
                if lacking and self._statement.reads_texts:
                    return self.files[lacking[0]]
                self._look_at(connection, cards, starts)
                self._left.pop()
                if self._left and not self._is_narrowed and self.count < _SCREENFUL:
                    self._is_narrowed = True
                    self._narrow(connection, generations)
                if is_enough(self.count):
                    break
        finally:
            connection.execute("ROLLBACK")
        return None

    def _look_at(self, connection: sqlite3.Connection, cards: _Stretch | _Handful, starts: Sequence[int]) -> None:
        match cards:
            case _Handful(chosen):
                names = (starts[file] + position for file, position in chosen)
                rows = self._statement.of_handful(connection, names).fetchall()
                self._take([(key, place_of(*chosen[number])) for key, number in sorted(rows, key=itemgetter(1))])
            case _Stretch(file, begin, end) if self._query == EVERYTHING and not self._key:
                self._add(Part(place_of(file, 0), end - begin, range(begin, end)))
            case _Stretch(file, begin, end):
                stretch = self.files[file].number, starts[file], begin, end
                base = place_of(file, 0)
                if self._key:
                    keyed = self._statement.of_stretch(connection, *stretch)
                    self._take([(key, base + position) for key, position in keyed])
                elif self._are_most_found:
                    count, others = self._others.of_stretch(connection, *stretch).fetchone()
                    self._add(Part(base, end - begin - count, range(begin, end), others or ""))
                    self._are_most_found = 2 * count < end - begin
                else:
                    count, found = self._statement.of_stretch(connection, *stretch).fetchone()
                    self._add(Part(base, count, found or ()))
                    self._are_most_found = self._statement.is_quick and 2 * count > end - begin

    def _take(self, rows: Sequence[tuple[Any, Place]]) -> None:
        if self._key:
            self._keyed += [(fold(key) if isinstance(key, str) else key, place) for key, place in rows]
            self.count += len(rows)
        else:
            self._add(Part(0, len(rows), [place for _, place in rows]))

    def _add(self, part: Part) -> None:
        self._parts.append(part.reversed() if self._is_backwards else part)
        self.count += part.length

    def _narrow(self, connection: sqlite3.Connection, generations: Generations) -> None:
        """Look only at those cards, of all that are left, that may be meant, where trigrams or progress say which."""
        left = [stretch for stretch in reversed(self._left) if isinstance(stretch, _Stretch)]
        found = self._candidates(connection, generations, {stretch.file for stretch in left})
        if found is None:
            return
        chosen: list[tuple[int, int]] = []
        for file, begin, end in left:
            positions = found.get(file, ())
            among = positions[bisect_left(positions, begin) : bisect_left(positions, end)]
            chosen += [(file, position) for position in (reversed(among) if self._is_backwards else among)]
        handfuls = [_Handful(chosen[begin : begin + _HANDFUL]) for begin in range(0, len(chosen), _HANDFUL)]
        self._left = [*reversed(handfuls)]

    def _candidates(
        self, connection: sqlite3.Connection, generations: Generations, files: Collection[int]
    ) -> candidates.Candidates | None:
        """What says most in the least time: long texts, then progress, then texts of a character or two."""
        indexed = {known.number: file for file in files if (known := generations[file]) and known.is_indexed}
        texts = texts_in(self._query) if len(indexed) == len(files) else ()
        long = [text for text in texts if min(map(len, text)) >= trigrams.LENGTH]
        found = candidates.by_texts(connection, long, indexed)
        if found is None and (ids := self._conditions.cards_by_progress(self._query)) is not None:
            found = candidates.by_progress(connection, ids, {self.files[file].number: file for file in files})
        if found is None and not long:
            found = candidates.by_texts(connection, texts, indexed)
        return found


def prepare(index: Index, files: Sequence[IndexedFile]) -> bool:
    """Take in some of what searches are quicker with, in some milliseconds; whether there may be more."""
    with index.reading():
        known = folded_texts.generations(index.connection)
        for file in files:
            if file.cards and file.number in known and known[file.number][1] is None:
                folded_texts.take_in(index.connection, file.number)
                return True
        return trigrams.take_some_in(index.connection)
