"""The whole story of a card: what happened to it, and how it fades from memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sco_quiz.domain import engine
from sco_quiz.domain.day import DAY_MS
from sco_quiz.domain.memory import Memory
from sco_quiz.domain.rating import Mode
from sco_quiz.domain.review import Act, Entry, Review
from sco_quiz.domain.scheduler import retrace
from sco_quiz.services.library import Library

_CURVE_POINTS = 24
"""Points of a forgetting curve between one review and the next."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a card, at an instant in UTC ms, and the memory that it led to."""

    at: int
    entry: Entry
    memory: Memory | None


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
