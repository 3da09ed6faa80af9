"""What the scores screen shows, looked up in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sco_quiz.services.clock import Clock, instant_of, iso_day
from sco_quiz.services.confusions import ConfusedPair, confused_pairs
from sco_quiz.services.scores import history, summary, weakest_cards, weakest_tags
from sco_quiz.services.statistics import statistics
from sco_quiz.tui.titles import title_or_id

if TYPE_CHECKING:
    from sco_quiz.services.library import Library

DAYS = 30
"""Days that statistics look back, and ahead."""


@dataclass(frozen=True, slots=True)
class DeckScores:
    """A deck's scores in per cent, oldest first, with the dates of the first and the last."""

    title: str
    percents: tuple[float, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """Scores and statistics of the decks that ``words`` name.

    Rows have the keys of ``services.scores`` and ``services.statistics``; ``done`` are answers a day, up to today.
    """

    title: str
    words: tuple[str, ...]
    summary: dict[str, Any]
    decks: tuple[DeckScores, ...]
    tags: tuple[dict[str, Any], ...]
    cards: tuple[dict[str, Any], ...]
    confused: tuple[ConfusedPair, ...]
    statistics: dict[str, Any]
    done: tuple[tuple[str, int], ...]


def look_up(library: Library, words: tuple[str, ...] = ()) -> Scoreboard:
    """How things stand now; DeckNotFoundError where a word names no deck."""
    selection = library.select(words)
    decks = [
        _deck(title_or_id(library, deck), rows, library.clock) for deck, rows in history(library, selection).items()
    ]
    found = statistics(library, selection, days=DAYS, ahead=DAYS)
    reviews = {row["date"]: row["reviews"] for row in found["days"]}
    today = library.clock.day()
    dates = [iso_day(day) for day in range(today - DAYS + 1, today + 1)]
    return Scoreboard(
        title=library.title(selection.decks[0]) if selection and len(selection.decks) == 1 else "All decks",
        words=words,
        summary=summary(library, selection),
        decks=tuple(sorted(decks, key=lambda deck: (deck.last, deck.title), reverse=True)),
        tags=tuple(weakest_tags(library, selection)),
        cards=tuple(weakest_cards(library, selection)),
        confused=tuple(confused_pairs(library, selection, 5)),
        statistics=found,
        done=tuple((date, reviews.get(date, 0)) for date in dates),
    )


def _deck(title: str, rows: list[dict[str, Any]], clock: Clock) -> DeckScores:
    dates = [iso_day(clock.day(instant_of(row["finished_at"]))) for row in rows]
    return DeckScores(title, tuple(row["percent"] for row in rows), dates[0], dates[-1])
