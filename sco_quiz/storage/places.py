"""Where the cards are that a search found, many thousands in little memory, read when they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from sco_quiz.storage.folded_texts import POSITION_BITS, POSITION_MASK

Place: TypeAlias = int
"""A card among the files of a search: its file's number in their order, and its position in the file."""


def place_of(file: int, position: int) -> Place:
    """The place at a position in the file with a number, both from 0."""
    return file << POSITION_BITS | position


def split_place(place: Place) -> tuple[int, int]:
    """The file's number and the position that make a place."""
    return place >> POSITION_BITS, place & POSITION_MASK


class Part(NamedTuple):
    """Places that follow one another: ``base`` and an offset each.

    ``offsets`` may be a text, as SQLite joined them; so is ``without``, those that are left out of the ``offsets``.
    """

    base: Place
    length: int
    offsets: str | Sequence[int]
    without: str = ""

    def places(self) -> list[Place]:
        """All of them, in order."""
        offsets = sorted(map(int, self.offsets.split(","))) if isinstance(self.offsets, str) else self.offsets
        if self.without:
            left_out = frozenset(map(int, self.without.split(",")))
            offsets = [offset for offset in offsets if offset not in left_out]
        return [self.base + offset for offset in offsets]

    def reversed(self) -> Part:
        """The same places from the last to the first."""
        return Part(0, self.length, self.places()[::-1])


class Places:
    """Places in the order in which a search lists them."""

    __slots__ = ("_count", "_parts")

    def __init__(self, parts: Sequence[Part] = ()) -> None:
        self._parts = tuple(parts)
        self._count = sum(part.length for part in parts)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Place]:
        for part in self._parts:
            yield from part.places()

    def page(self, offset: int, limit: int) -> list[Place]:
        """At most ``limit`` places from ``offset`` on."""
        found: list[Place] = []
        before = 0
        for part in self._parts:
            if before + part.length > offset:
                begin = max(0, offset - before)
                found += part.places()[begin : begin + limit - len(found)]
                if len(found) == limit:
                    break
            before += part.length
        return found

    def indexes(self, places: Collection[Place]) -> dict[Place, int]:
        """For each of some places that is here, how many come before it."""
        sought = frozenset(places)
        return {place: index for index, place in enumerate(self) if place in sought} if sought else {}
