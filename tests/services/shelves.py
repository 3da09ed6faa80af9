"""A library over decks that a test writes."""

from __future__ import annotations

from pathlib import Path

from sco_quiz.domain.day import utc
from sco_quiz.domain.memory import Settings
from sco_quiz.domain.question import Form
from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.domain.review import Review
from sco_quiz.services.clock import Clock
from sco_quiz.services.library import Library
from sco_quiz.storage.locations import Places

DAY_MS = 86_400_000
NINE = 1_796_115_600_000
"""2026-12-01T09:00:00Z."""
TODAY = NINE // DAY_MS


class HandClock(Clock):
    """A clock, in UTC, that a test sets."""

    __slots__ = ("at",)

    def __init__(self, at: int = NINE) -> None:
        super().__init__(zone=utc)
        self.at = at

    def now(self) -> int:
        return self.at


_opened: list[Library] = []


def open_library(home: Path, clock: Clock | None = None, profile: str = "", paths: tuple[str, ...] = ()) -> Library:
    """The library whose everything is under ``home``; closed at the end of the test, if not before."""
    library = Library.open(Places.under(str(home)), clock or HandClock(), profile, paths)
    _opened.append(library)
    return library


def close_libraries() -> None:
    """Close what ``open_library`` has opened."""
    while _opened:
        _opened.pop().close()


def write_deck(home: Path, name: str, *cards: str, identifier: str = "") -> Path:
    """A deck in ``home``'s own folder; each card is ``question = answer``, or ``id: question = answer``."""
    path = home / "decks" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"id: {identifier or name}", f"title: The deck {name}", "cards:"]
    for card in cards:
        key, _, rest = card.rpartition(": ")
        question, _, answer = rest.partition(" = ")
        lines.append(f"  - question: {question}\n    answer: {answer}" + (f"\n    id: {key}" if key else ""))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def answer(
    library: Library,
    card_id: str,
    rating: Rating = Rating.GOOD,
    mode: Mode = Mode.STUDY,
    text: tuple[str, str] = ("", ""),
) -> str:
    """Answer a card now; gives the review's id. ``text`` is the card's prompt and answer."""
    now = library.clock.now()
    kept, _ = library.progress.record(
        Review(
            id="",
            card=card_id,
            reviewed_at=now,
            day=library.clock.day(now),
            rating=rating,
            mode=mode,
            form=Form.FLIP,
            options=0,
            verdict=None,
            answer="",
            duration_ms=1000,
            device="",
            settings=library.progress.settings_number(Settings()),
        ),
        text[0] or f"prompt of {card_id}",
        text[1] or f"answer of {card_id}",
    )
    return kept.id
