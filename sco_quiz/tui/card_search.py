"""A search that follows what is typed: only what was asked for last, bit by bit, in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from sco_quiz.domain.search import Order, Query
from sco_quiz.services.background import LibraryThread
from sco_quiz.services.finding import Found, Search, prepare
from sco_quiz.services.library import Library

Result = TypeVar("Result")

_SLICE = 0.03
"""Seconds that a search goes on until it is looked whether something else is wanted by now: about a frame."""
_SCREENFUL = 64
"""Cards of which so many are shown before it is known how many there are."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to find, and in which order.

    ``keep`` is the card to stay at (empty: go to the first), ``marked`` are cards that stay marked where they are found
    again, ``mark_all`` marks all. ``refresh`` looks at the decks first.
    """

    query: Query
    order: Order
    keep: str = ""
    marked: tuple[str, ...] = ()
    mark_all: bool = False
    refresh: bool = False

    @property
    def needs_all(self) -> bool:
        """Whether nothing can be shown before all is found."""
        return bool(self.keep or self.marked or self.mark_all)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is found so far. ``is_more`` where it goes on from the last answer, and only adds cards to it.

    Else ``selected`` is the place of the card to go to, or None for the place that is selected now, since the card to
    stay at is gone; ``marked`` are the cards that are marked, each with its place.
    """

    found: Found
    is_more: bool = False
    selected: int | None = 0
    marked: Mapping[str, int] = field(default_factory=dict)


class CardSearch:
    """Finds what is wanted in a thread; where nothing is, searches are made quicker there. ``close`` it at the end."""

    def __init__(self, library: Library) -> None:
        self._thread = LibraryThread(library)
        self._wanted: Wanted | None = None
        self._is_following = False

    def close(self) -> None:
        """Let the thread go."""
        self._thread.close()

    async def do(self, use: Callable[[Library], Result]) -> Result:
        """Use the library in the thread."""
        return await asyncio.wrap_future(self._thread.do(use))

    def want(self, wanted: Wanted) -> bool:
        """Find this instead of all that was wanted before; whether ``follow`` has to be called for it."""
        self._wanted = wanted
        return not self._is_following

    async def follow(self, show: Callable[[Answer], None]) -> None:
        """Show what is wanted, and what is wanted meanwhile, until nothing is left to do.

        Raises StorageError where progress can't be read.
        """
        self._is_following = True
        try:
            while self._wanted is not None or await self.do(prepare):
                if self._wanted is not None:
                    wanted, self._wanted = self._wanted, None
                    await self._find(wanted, show)
        finally:
            self._is_following = False

    async def _find(self, wanted: Wanted, show: Callable[[Answer], None]) -> None:
        search = await self.do(partial(_begin, wanted))
        is_shown = False
        found = await self.do(lambda _: search.go_on(_SLICE))
        while self._wanted is None:
            if is_shown:
                show(Answer(found, is_more=True))
            elif found.is_complete or (len(found) >= _SCREENFUL and not wanted.needs_all):
                show(await self.do(partial(_settle, found, wanted)))
                is_shown = True
            if found.is_complete:
                return
            found = await self.do(lambda _: search.go_on(_SLICE))


def _begin(wanted: Wanted, library: Library) -> Search:
    if wanted.refresh:
        library.refresh()
    return Search(library, wanted.query, order=wanted.order)


def _settle(found: Found, wanted: Wanted, _library: Library) -> Answer:
    if not wanted.needs_all:
        return Answer(found)
    if wanted.mark_all:
        places = {card: place for place, card in enumerate(found.cards)}
        marked = places
    else:
        places = found.indexes({wanted.keep, *wanted.marked} - {""})
        marked = {card: places[card] for card in wanted.marked if card in places}
    return Answer(found, selected=places.get(wanted.keep) if wanted.keep else 0, marked=marked)
