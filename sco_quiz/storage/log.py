"""The log's rows as values, and which rows belong to which card when cards are renamed.

A rename (``Act``: ``card`` the new id, ``value`` the former one) hands everything that happened to the former id over
to the new one; what happens under the former id from then on is another card's. Rows keep the id of their own time.
"""

from __future__ import annotations

import sqlite3
from heapq import merge

from sco_quiz.storage.identifiers import is_later, next_identifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sco_quiz.domain.review import Act, Entry, Review

    Moment = tuple[int, str]
    """Where a row stands in the log: (UTC ms, id)."""

_REVIEW = "id, card, reviewed_at, day, rating, mode, form, options, verdict, answer, duration_ms, device, settings"
_ACT = "id, card, acted_at, day, kind, value, device"
_REVIEW_STANDS = "voids IS NULL AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.voids = reviews.id)"
_ACT_STANDS = "voids IS NULL AND NOT EXISTS (SELECT 1 FROM acts AS undo WHERE undo.voids = acts.id)"
_END: Moment = (1 << 62, "")
_LAST_ROWS = (
    "SELECT reviewed_at, day FROM reviews WHERE card = ? ORDER BY reviewed_at DESC LIMIT 1",
    "SELECT acted_at, day FROM acts WHERE card = ? ORDER BY acted_at DESC LIMIT 1",
    "SELECT acted_at, day FROM acts WHERE kind = 'rename' AND value = ? ORDER BY acted_at DESC LIMIT 1",
)


def next_moment(connection: sqlite3.Connection, at: int, day: int, *cards: str) -> tuple[int, int, str]:
    """``at`` and ``day``, but never before the last row of the log that names one of the cards; and an id for it.

    An id is never made for an earlier instant than its row's, so as long as the clock goes on past the last id, no row
    is later, and none has to be looked up.
    """
    last = _last_identifier(connection)
    identifier = next_identifier(at, last)
    if not is_later(at, last):
        for query in _LAST_ROWS:
            for card in cards:
                row = connection.execute(query, (card,)).fetchone()
                if row is not None and row[0] > at:
                    at, day = row[0], max(day, row[1])
    return at, day, identifier


def new_identifier(connection: sqlite3.Connection, at: int) -> str:
    """An id for a row at the instant ``at`` (UTC ms), after all ids of the log."""
    return next_identifier(at, _last_identifier(connection))


def _last_identifier(connection: sqlite3.Connection) -> str:
    row: tuple[str] = connection.execute(
        "SELECT max(coalesce((SELECT max(id) FROM reviews), ''), coalesce((SELECT max(id) FROM acts), ''))"
    ).fetchone()
    return row[0]


def standing_entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    """Every review and act that nothing voids, oldest first."""
    # The indexes cover reviewed_at and id, so that a million rows come in order without being sorted.
    reviews = connection.execute(f"SELECT {_REVIEW} FROM reviews WHERE {_REVIEW_STANDS} ORDER BY reviewed_at, id")
    return merge(map(review_of, reviews), standing_acts(connection), key=moment_of)


def standing_acts(connection: sqlite3.Connection) -> Iterator[Act]:
    """Every act that nothing voids, oldest first."""
    acts = connection.execute(f"SELECT {_ACT} FROM acts WHERE {_ACT_STANDS} ORDER BY acted_at, id")
    return map(act_of, acts)


def history(connection: sqlite3.Connection, card: str) -> list[Entry]:
    """The standing reviews and acts of the card that is called ``card`` now, oldest first, under all its names."""
    entries: list[Entry] = []
    for name, after, before in names_of(connection, card):
        bounds = (name, *after, *before)
        entries += map(
            review_of,
            connection.execute(
                f"SELECT {_REVIEW} FROM reviews WHERE card = ? AND (reviewed_at, id) > (?, ?)"
                f" AND (reviewed_at, id) < (?, ?) AND {_REVIEW_STANDS}",
                bounds,
            ),
        )
        entries += map(
            act_of,
            connection.execute(
                f"SELECT {_ACT} FROM acts WHERE card = ? AND (acted_at, id) > (?, ?)"
                f" AND (acted_at, id) < (?, ?) AND kind <> 'rename' AND {_ACT_STANDS}",
                bounds,
            ),
        )
    entries.sort(key=moment_of)
    return entries


def names_of(connection: sqlite3.Connection, card: str) -> list[tuple[str, Moment, Moment]]:
    """The names under which the card that is called ``card`` now stands in the log, newest first.

    Each with the moments between which, both excluded, the name was this card's.
    """
    names: list[tuple[str, Moment, Moment]] = []
    before = _END
    while True:
        # One search for each of two indexes: with OR, SQLite reads through all renames instead.
        rename = connection.execute(
            " UNION ALL ".join(
                f"SELECT acted_at, id, card, value FROM acts WHERE kind = 'rename' AND {name} = :card"
                f" AND (acted_at, id) < (:at, :id) AND {_ACT_STANDS}"
                for name in ("card", "value")
            )
            + " ORDER BY acted_at DESC, id DESC LIMIT 1",
            {"card": card, "at": before[0], "id": before[1]},
        ).fetchone()
        if rename is None:
            names.append((card, (-1, ""), before))
            return names
        moment = (rename[0], rename[1])
        names.append((card, moment, before))
        if rename[2] != card:
            return names
        card, before = rename[3], moment


def present_name(connection: sqlite3.Connection, card: str, at: int, identifier: str) -> str:
    """What the card that was called ``card`` at a moment of the log is called now."""
    while True:
        rename = connection.execute(
            "SELECT acted_at, id, card FROM acts WHERE kind = 'rename' AND value = ? AND (acted_at, id) > (?, ?)"
            f" AND {_ACT_STANDS} ORDER BY acted_at, id LIMIT 1",
            (card, at, identifier),
        ).fetchone()
        if rename is None:
            return card
        at, identifier, card = rename


def moment_of(entry: Entry) -> Moment:
    """Where a row stands in the log."""
    at: int = entry.reviewed_at if hasattr(entry, "reviewed_at") else entry.acted_at
    return at, entry.id


def review_of(row: tuple[str, str, int, int, int, str, str, int, str | None, str, int, str, int]) -> Review:
    """A row of ``reviews`` as a value."""
    from sco_quiz.domain.question import Form
    from sco_quiz.domain.rating import Mode, Rating, Verdict
    from sco_quiz.domain.review import Review

    verdict = Verdict(row[8]) if row[8] else None
    return Review(*row[:4], Rating(row[4]), Mode(row[5]), Form(row[6]), row[7], verdict, *row[9:])


def act_of(row: tuple[str, str, int, int, str, str, str]) -> Act:
    """A row of ``acts`` as a value."""
    from sco_quiz.domain.review import Act, ActKind

    return Act(*row[:4], ActKind(row[4]), *row[5:])


def names_now(connection: sqlite3.Connection) -> Callable[[str, int, str], str]:
    """A function that gives what the card of a row (its card, moment and id) is called now, quickly for many rows."""
    renamed = {name for (name,) in connection.execute("SELECT DISTINCT value FROM acts WHERE kind = 'rename'")}

    def name_now(card: str, at: int, identifier: str) -> str:
        return present_name(connection, card, at, identifier) if card in renamed else card

    return name_now


def storable(text: str) -> str:
    """Text as UTF-8 can hold it: bytes that a terminal could not decode become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
