"""What a learner does to cards besides answering them, several at once, each with its undo."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from sco_quiz.domain.review import ActKind
from sco_quiz.errors import UsageError
from sco_quiz.services.finding import read_rows
from sco_quiz.services.library import Library
from sco_quiz.storage.memories import CardFacts, facts_of
from sco_quiz.storage.reconciling import keep_texts_of

MOST_FLAGS = 7
"""Anki's number of flags; 0 is none."""
_FURTHEST_DAYS = 36_500


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: ``cards`` that it changed and the ``acts`` that keep it, in the same order.

    ``unchanged`` are cards for which there was nothing to do: suspended already, or new and asked to be due on a day.
    """

    kind: ActKind
    acts: tuple[str, ...]
    cards: tuple[str, ...]
    unchanged: tuple[str, ...] = ()


def suspend(library: Library, cards: Sequence[str]) -> Done:
    """Take cards out of study until they are unsuspended."""
    return _act(library, ActKind.SUSPEND, cards)


def unsuspend(library: Library, cards: Sequence[str]) -> Done:
    """Bring suspended cards back, those that the deck's author suspended, too."""
    return _act(library, ActKind.UNSUSPEND, cards)


def bury(library: Library, cards: Sequence[str]) -> Done:
    """Take cards out of study until tomorrow."""
    return _act(library, ActKind.BURY, cards)


def unbury(library: Library, cards: Sequence[str]) -> Done:
    """Bring back cards that were buried today."""
    return _act(library, ActKind.UNBURY, cards)


def forget(library: Library, cards: Sequence[str]) -> Done:
    """Make cards new again; their reviews stay in the log."""
    return _act(library, ActKind.FORGET, cards)


def set_due(library: Library, cards: Sequence[str], days: int) -> Done:
    """Make cards that were studied due in so many days (0: today). UsageError for what is no such number."""
    if not 0 <= days <= _FURTHEST_DAYS:
        raise UsageError(f"A card can't be due in {days} days.", f"Use a number from 0 to {_FURTHEST_DAYS:,}.")
    return _act(library, ActKind.SET_DUE, cards, str(library.clock.day() + days))


def flag(library: Library, cards: Sequence[str], number: int) -> Done:
    """Put a flag (1 to 7) on cards, or take it off (0)."""
    if not 0 <= number <= MOST_FLAGS:
        raise UsageError(f"There is no flag {number}.", f"Flags are numbered 1 to {MOST_FLAGS}; 0 takes one off.")
    return _act(library, ActKind.FLAG, cards, str(number))


def undo(library: Library, done: Done) -> None:
    """Take all of it back at once; what has been taken back already stays so."""
    now = library.clock.now()
    with library.progress.changing():
        for act in reversed(done.acts):
            with suppress(KeyError):
                library.progress.void_act(act, now, library.clock.day(now))


def _act(library: Library, kind: ActKind, cards: Sequence[str], value: str = "") -> Done:
    """Keep the act for each card that it changes, in one transaction: for all of them or for none."""
    progress, now = library.progress, library.clock.now()
    day = library.clock.day(now)
    acts, changed, unchanged = [], [], []
    with progress.changing():
        for card in dict.fromkeys(cards):
            if _would_change(kind, facts_of(progress.connection, card), value, day):
                acts.append(progress.act(kind, card, now, day, value).id)
                changed.append(card)
            else:
                unchanged.append(card)
        # With its text, what was done to a card is found again when the card is edited.
        keep_texts_of(progress, {row.card: (row.prompt, row.answer) for row in read_rows(library, changed)})
    return Done(kind, tuple(acts), tuple(changed), tuple(unchanged))


def _would_change(kind: ActKind, facts: CardFacts, value: str, day: int) -> bool:
    match kind:
        case ActKind.SUSPEND:
            return not facts.suspended
        case ActKind.UNSUSPEND:
            return facts.suspended
        case ActKind.BURY:
            return facts.buried_day != day
        case ActKind.UNBURY:
            return facts.buried_day == day
        case ActKind.FORGET:
            return facts.state != "new" or facts.suspended_by_learner or facts.buried_day is not None
        case ActKind.SET_DUE:
            return facts.state != "new" and facts.due_day != int(value)
        case ActKind.FLAG:
            return facts.flag != int(value)
        case ActKind.RENAME:
            return True
