"""Titles of decks that may be gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sco_quiz.errors import DeckNotFoundError

if TYPE_CHECKING:
    from sco_quiz.services.library import Library


def title_or_id(library: Library, deck: str) -> str:
    """The title of a deck; its id where the deck is gone, and only what was kept of it is shown."""
    try:
        return library.title(deck)
    except DeckNotFoundError:
        return deck
