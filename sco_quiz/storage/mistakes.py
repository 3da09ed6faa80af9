"""What the review log says of mistakes: wrong answers and how often each was given, cards failed on a day, leeches."""

from __future__ import annotations

from sco_quiz.storage.failures import failures
from sco_quiz.storage.log import names_now

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sco_quiz.storage.progress import Progress

_STANDS = "voids IS NULL AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.voids = reviews.id)"
_WRONG = f"verdict = 'wrong' AND answer <> '' AND {_STANDS}"


def wrong_answers(progress: Progress, card: str) -> tuple[str, ...]:
    """The wrong answers that were given to a card, the most frequent first, of those the latest."""
    with failures(progress.path):
        rows = progress.connection.execute(
            f"SELECT answer FROM reviews WHERE card = ? AND {_WRONG} GROUP BY answer"
            " ORDER BY count(*) DESC, max(reviewed_at) DESC, answer",
            (card,),
        ).fetchall()
    return tuple(answer for (answer,) in rows)


def all_wrong_answers(progress: Progress) -> list[tuple[str, str, str, int, int]]:
    """Every wrong answer in one piece: card (as it is called now), form, answer, how often, and last when (UTC ms)."""
    with failures(progress.path):
        called = names_now(progress.connection)
        rows = progress.connection.execute(
            "SELECT card, form, answer, count(*), max(reviewed_at), max(id) FROM reviews"
            f" WHERE {_WRONG} AND form IN ('typed', 'choice') GROUP BY card, form, answer"
        ).fetchall()
    return [(called(card, at, review), form, answer, count, at) for card, form, answer, count, at, review in rows]


def failed_on(progress: Progress, start: int, day: int) -> frozenset[str]:
    """Cards rated Again in study or a quiz on a logical day, which began at ``start`` (UTC ms)."""
    with failures(progress.path):
        called = names_now(progress.connection)
        rows = progress.connection.execute(
            "SELECT card, reviewed_at, id FROM reviews WHERE reviewed_at >= ? AND day = ? AND rating = 1"
            f" AND mode <> 'cram' AND {_STANDS}",
            (start, day),
        ).fetchall()
    return frozenset(called(*row) for row in rows)


def leeches(progress: Progress, lapses: int) -> frozenset[str]:
    """Cards that were forgotten ``lapses`` times or more."""
    with failures(progress.path):
        rows = progress.connection.execute("SELECT card FROM cards WHERE present AND lapses >= ?", (lapses,)).fetchall()
    return frozenset(card for (card,) in rows)
