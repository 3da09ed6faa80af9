"""Statistics of all practice, from the counters that are kept a day: no scan of the log, and next to no imports."""

from __future__ import annotations

from sco_quiz.domain.streak import current_streak, longest_streak
from sco_quiz.services.clock import iso_day
from sco_quiz.storage import tallies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sco_quiz.services.library import Library, Selection

    Row = dict[str, Any]

RETENTION_DAYS = 30
"""True retention is taken over these last days, as Anki's statistics do by default."""


def statistics(library: Library, selection: Selection | None = None, *, days: int = 30, ahead: int = 30) -> Row:
    """What was practised and what is to come, with the design's keys; of all decks or the chosen ones together.

    ``reviews`` and ``today`` count rated answers in any mode, ``by_mode`` apart; ``cards`` are in the decks now.
    ``true_retention`` is the share of cards in review that were recalled in study (None without any), over the last 30
    days; ``mature_retention`` of those at intervals of 21 days or more. ``days`` has a row a day on which anything was
    done, of the last ``days``; ``forecast`` one for each of the next ``ahead`` days (at least 1), from today, on which
    overdue cards and those in learning count for today.
    """
    library.refresh()
    today = library.clock.day()
    decks = list(library.deck_ids if selection is None else selection.decks)
    rows = tallies.days(library.progress, None if selection is None else decks)
    practised = {row[0] for row in rows}
    study = [row for row in rows if row[1] == "study" and row[0] > today - RETENTION_DAYS]
    by_mode: dict[str, int] = {}
    recent: dict[int, tuple[int, int]] = {}
    for day, mode, reviews, milliseconds, *_ in rows:
        by_mode[mode] = by_mode.get(mode, 0) + reviews
        if day > today - max(days, 1):
            before = recent.get(day, (0, 0))
            recent[day] = (before[0] + reviews, before[1] + milliseconds)
    cards, learning = tallies.stock(library.progress, decks)
    forecast = _forecast(library, decks, today, ahead, learning)
    return {
        "reviews": sum(by_mode.values()),
        "cards": cards,
        "today": recent.get(today, (0, 0))[0],
        "streak": current_streak(practised, today),
        "true_retention": _ratio(sum(row[5] for row in study), sum(row[4] for row in study)),
        "forecast": [{"date": iso_day(today + offset), "due": due} for offset, due in enumerate(forecast)],
        "days": [
            {"date": iso_day(day), "reviews": reviews, "minutes": round(milliseconds / 60_000, 1)}
            for day, (reviews, milliseconds) in sorted(recent.items())
            if day > today - days
        ],
        "longest_streak": longest_streak(practised),
        "mature_retention": _ratio(sum(row[7] for row in study), sum(row[6] for row in study)),
        "by_mode": by_mode,
        "minutes": round(sum(row[3] for row in rows) / 60_000, 1),
    }


def _forecast(library: Library, decks: list[str], today: int, ahead: int, learning: int) -> list[int]:
    """How many cards are due on each of the next days; those overdue or in learning are due today."""
    forecast = [0] * ahead
    for day, cards in tallies.due_by_day(library.progress, decks, today + ahead):
        forecast[max(0, day - today)] += cards
    forecast[0] += learning
    return forecast


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
