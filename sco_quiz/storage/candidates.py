"""Which cards a search may be about at all, where that can be told without a look at each of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from sco_quiz.storage import trigrams
from sco_quiz.storage.conditions import Clause
from sco_quiz.storage.folded_texts import POSITION_BITS, POSITION_MASK

Candidates: TypeAlias = Mapping[int, Sequence[int]]
"""For each file, by a number, the positions of the cards that may be meant, ascending; none in other files."""

_MOST = 5_000
"""Cards that are worth being looked up one by one."""


def by_texts(
    connection: sqlite3.Connection, texts: Iterable[Sequence[str]], generations: Mapping[int, int]
) -> Candidates | None:
    """The cards that may hold one text of each of ``texts``, by the trigrams; None if these are too many.

    ``generations`` gives the file's number for each generation.
    """
    places = trigrams.candidates(connection, texts, _MOST)
    if places is None:
        return None
    return _by_file(((place >> POSITION_BITS, place & POSITION_MASK) for place in places), generations)


def by_progress(connection: sqlite3.Connection, ids: Clause, files: Mapping[int, int]) -> Candidates | None:
    """The cards whose ids a statement over progress gives; None if these are too many.

    ``files`` gives the file's number for each number of a file in the index.
    """
    rows = connection.execute(f"{ids.sql} LIMIT {_MOST + 1}", ids.values).fetchall()
    if len(rows) > _MOST:
        return None
    places = connection.execute(
        "SELECT cards.file, cards.position FROM json_each(?) AS wanted CROSS JOIN cards ON cards.card = wanted.value"
        " ORDER BY cards.position",
        (json.dumps([card for (card,) in rows]),),
    )
    return _by_file(places, files)


def _by_file(places: Iterable[tuple[int, int]], files: Mapping[int, int]) -> Candidates:
    found: dict[int, list[int]] = {}
    for number, position in places:
        file = files.get(number)
        if file is not None:
            found.setdefault(file, []).append(position)
    return found
