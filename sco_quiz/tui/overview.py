"""What home shows, looked up in one go; the app does this before it loads Textual.

Named tuples here and in ``sitting``: they are made in a tenth of the time that dataclasses take, and the start waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sco_quiz.services.clock import instant_of
from sco_quiz.services.interrupted import interrupted_quiz

if TYPE_CHECKING:
    from sco_quiz.services.interrupted import UnfinishedQuiz
    from sco_quiz.services.library import Library
    from sco_quiz.services.reporting import Row


class DeckRow(NamedTuple):
    """One row: counts of cards, and the share of cards that is known, 0 to 1.

    ``deck`` is the deck's id; the path of a file that holds no usable deck; empty for all decks together. ``problems``
    counts what is wrong in the deck's file.
    """

    deck: str
    title: str
    new: int
    learning: int
    due: int
    known: float
    problems: int = 0


class Overview(NamedTuple):
    """The decks, and what today asks for over all of them: ``new``, ``learning`` and ``review`` cards.

    ``next_due`` is UTC ms, None where no card waits. ``problems`` counts what is wrong in ``broken`` decks. ``folder``
    is where the learner's own decks belong. ``begun``: something has been studied before. ``interrupted`` is a quiz
    that waits to be gone on with.
    """

    rows: tuple[DeckRow, ...]
    new: int
    learning: int
    review: int
    next_due: int | None
    problems: int
    broken: int
    folder: str
    begun: bool
    interrupted: UnfinishedQuiz | None = None

    @property
    def total(self) -> int:
        """All cards that today asks for."""
        return self.new + self.learning + self.review


def look_up(library: Library) -> Overview:
    """How things stand now."""
    decks, due = library.decks(), library.due()
    rows = tuple(
        DeckRow(
            deck=str(row["id"] if row["cards"] else row["path"]),
            title=str(row["title"]),
            new=_count(row, "new"),
            learning=_count(row, "learning"),
            due=_count(row, "due"),
            known=_share(row),
            problems=_count(row, "problems"),
        )
        for row in decks
    )
    cards = sum(_count(row, "cards") for row in decks)
    seen = cards - sum(_count(row, "new") + _count(row, "suspended") for row in decks)
    broken = sum(bool(row.problems) for row in rows)
    problems = sum(row.problems for row in rows)
    if len(rows) > 1:
        known = sum(_share(row) * _count(row, "cards") for row in decks) / max(1, cards)
        stock = (sum(row.new for row in rows), sum(row.learning for row in rows), sum(row.due for row in rows))
        rows = (DeckRow("", "All decks", *stock, known), *rows)
    return Overview(
        rows=rows,
        new=_count(due, "new"),
        learning=_count(due, "learning"),
        review=_count(due, "review"),
        next_due=None if due["next_due"] is None else instant_of(str(due["next_due"])),
        problems=problems,
        broken=broken,
        folder=library.places.decks,
        begun=seen > 0,
        interrupted=interrupted_quiz(library),
    )


def _count(row: Row, key: str) -> int:
    value = row[key]
    assert isinstance(value, int)  # noqa: S101 - counts are, by the design's list of keys
    return value


def _share(row: Row) -> float:
    value = row["known"]
    assert isinstance(value, float)  # noqa: S101 - as the library makes it
    return value
