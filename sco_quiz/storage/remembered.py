"""What progress knows of decks and their cards: read for reports, so this imports next to nothing."""

from __future__ import annotations

from sco_quiz.storage.failures import failures
from sco_quiz.storage.memories import cards_between

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from sco_quiz.storage.progress import Progress

    Orphan = tuple[str, str, str]
    """A card that no deck has any more: (id, prompt, answer); texts may be empty where none were kept."""

TOUCHED = "(state <> 'new' OR suspended_by_learner IS NOT NULL OR buried_day IS NOT NULL OR flag <> 0)"
"""SQL: whether the learner has done anything to a card."""


def stamps(progress: Progress) -> dict[str, str]:
    """For each deck that progress was brought in line with, the stamp of its file then."""
    with failures(progress.path):
        return dict(progress.connection.execute("SELECT deck, hash FROM decks"))


def renamed_to(progress: Progress, card: str) -> str:
    """The id that a card was given when it was last renamed from ``card``; empty where it never was."""
    with failures(progress.path):
        row = progress.connection.execute(
            "SELECT card FROM acts WHERE kind = 'rename' AND value = ?"
            " AND NOT EXISTS (SELECT 1 FROM acts AS undo WHERE undo.voids = acts.id)"
            " ORDER BY acted_at DESC, id DESC LIMIT 1",
            (card,),
        ).fetchone()
    return row[0] if row else ""


def touched_cards(progress: Progress, deck: str) -> list[str]:
    """The cards of a deck, present or not, that have progress."""
    with failures(progress.path):
        return [
            card
            for (card,) in progress.connection.execute(
                f"SELECT card FROM cards WHERE card > ? AND card < ? AND {TOUCHED}", cards_between(deck)
            )
        ]


def orphans(progress: Progress, decks: Sequence[str]) -> list[Orphan]:
    """Cards with progress that are in none of ``decks`` any more, with the text that they had."""
    import json

    with failures(progress.path):
        return progress.connection.execute(
            "SELECT cards.card, coalesce(texts.prompt, ''), coalesce(texts.answer, '') FROM cards"
            f" LEFT JOIN texts ON texts.card = cards.card WHERE {TOUCHED}"
            " AND (NOT present OR deck NOT IN (SELECT value FROM json_each(?))) ORDER BY cards.card",
            (json.dumps(decks),),
        ).fetchall()


def texts(progress: Progress, cards: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The prompt and answer of those of ``cards`` whose text was kept."""
    found = {}
    with failures(progress.path):
        for card in cards:
            row = progress.connection.execute("SELECT prompt, answer FROM texts WHERE card = ?", (card,)).fetchone()
            if row is not None:
                found[card] = (row[0], row[1])
    return found


def notices(progress: Progress) -> list[tuple[str, str]]:
    """What is remembered of those, as long as it matters: (first card of the former note, first card of the new one).

    It matters no more when the former note is back or has been forgotten, or the new one has been studied.
    """
    with failures(progress.path):
        return progress.connection.execute(
            "SELECT min(gone.card), min(come.card) FROM notices"
            " JOIN cards AS come ON come.card >= notices.note AND come.card < notices.note || '$'"
            " JOIN cards AS gone ON gone.card >= former AND gone.card < former || '$'"
            " WHERE come.present AND come.state = 'new' AND NOT gone.present AND gone.state <> 'new'"
            " GROUP BY former, notices.note"
        ).fetchall()
