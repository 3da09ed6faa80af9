"""What is read of the cards that a search found: their ids and rows, by their places."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from sco_quiz.storage.conditions import NOTE, STATE, SUSPENDED
from sco_quiz.storage.failures import failures
from sco_quiz.storage.index import Index, IndexedFile
from sco_quiz.storage.places import Place, place_of, split_place
from sco_quiz.storage.progress import Progress

Content: TypeAlias = tuple[str, str]
"""A file as it was: its path and its hash. A card of it never changes its position."""

FOUND = (
    *("card", "deck", "note", "kind", "prompt", "answer", "tags", "source", "line"),
    *("state", "stability", "difficulty", "due_at", "due_day", "reviewed_day", "reps", "lapses"),
    *("suspended", "buried_day", "flag"),
)
"""The columns of a row that is read."""

_FOUND = f"""
  cards.card, files.deck, {NOTE}, cards.kind, cards.prompt, cards.answer, cards.tags, cards.source,
  cards.line, {STATE}, held.stability, held.difficulty, held.due_at, held.due_day, held.reviewed_day,
  coalesce(held.reps, 0), coalesce(held.lapses, 0), {SUSPENDED}, held.buried_day, coalesce(held.flag, 0)
"""
_MORE = """
  LEFT JOIN learner.cards AS held ON held.card = cards.card
"""
_BY_ID = f"""
  SELECT {_FOUND} FROM json_each(?) AS wanted JOIN cards ON cards.card = wanted.value
  JOIN files ON files.number = cards.file {_MORE}
  WHERE files.number IN (SELECT value FROM json_each(?)) ORDER BY wanted.key
"""
_BY_POSITION = f"""
  SELECT cards.position, {_FOUND} FROM files JOIN cards ON cards.file = files.number {_MORE}
  WHERE files.path = ? AND files.hash = ? AND cards.position IN (SELECT value FROM json_each(?))
"""


_IDS = """
  SELECT cards.position, cards.card FROM files JOIN cards ON cards.file = files.number
  WHERE files.path = ? AND files.hash = ? AND cards.position IN (SELECT value FROM json_each(?))
"""
_PLACES = """
  SELECT cards.card, files.path, files.hash, cards.position FROM json_each(?) AS wanted
  JOIN cards ON cards.card = wanted.value JOIN files ON files.number = cards.file
"""


def read_rows(
    index: Index, progress: Progress, files: Sequence[IndexedFile], cards: Sequence[str]
) -> list[tuple[Any, ...]]:
    """The ``FOUND`` columns of cards, in the order of their ids; those that are gone meanwhile are left out."""
    numbers = json.dumps([file.number for file in files])
    with joined(index, progress) as connection:
        return connection.execute(_BY_ID, (json.dumps(cards), numbers)).fetchall()


def read_places(
    index: Index, progress: Progress, contents: Sequence[Content], places: Iterable[Place]
) -> dict[Place, tuple[Any, ...]]:
    """The ``FOUND`` columns of the cards at places in files; without those in files that have changed."""
    found: dict[Place, tuple[Any, ...]] = {}
    with joined(index, progress) as connection:
        for file, positions in _by_file(places).items():
            for position, *row in connection.execute(_BY_POSITION, (*contents[file], json.dumps(positions))):
                found[place_of(file, position)] = tuple(row)
    return found


def read_ids(index: Index, contents: Sequence[Content], places: Iterable[Place]) -> dict[Place, str]:
    """The ids of the cards at places in files; without those in files that have changed."""
    found: dict[Place, str] = {}
    with index.reading():
        for file, positions in _by_file(places).items():
            rows = index.connection.execute(_IDS, (*contents[file], json.dumps(positions)))
            found |= {place_of(file, position): card for position, card in rows}
    return found


def find_places(index: Index, contents: Sequence[Content], cards: Iterable[str]) -> dict[str, Place]:
    """Where cards are among files; without those that are in none of them as they were."""
    numbers = {content: number for number, content in enumerate(contents)}
    with index.reading():
        rows = index.connection.execute(_PLACES, (json.dumps(list(cards)),)).fetchall()
    return {
        card: place_of(numbers[path, digest], position)
        for card, path, digest, position in rows
        if (path, digest) in numbers
    }


@contextmanager
def joined(index: Index, progress: Progress | None) -> Iterator[sqlite3.Connection]:
    """The index, with progress beside it, as ``learner``, if that is wanted.

    It stays there, since opening it anew costs as much as reading a screenful. It can only be read, so that a
    transaction on the index locks nothing of it.
    """
    if progress is not None and index.attached != progress.path:
        with failures(progress.path):
            if index.attached:
                index.connection.execute("DETACH learner")
                index.attached = ""
            index.connection.execute("ATTACH ? AS learner", (Path(progress.path).absolute().as_uri() + "?mode=ro",))
            index.attached = progress.path
    with index.reading():
        yield index.connection


def _by_file(places: Iterable[Place]) -> dict[int, list[int]]:
    """The positions of places, file by file."""
    positions: dict[int, list[int]] = {}
    for place in places:
        file, position = split_place(place)
        positions.setdefault(file, []).append(position)
    return positions
