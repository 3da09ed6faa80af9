"""The JSON Schema of decks, for faces."""

from __future__ import annotations

from sco_quiz.deckfile.schema import deck_schema

__all__ = ["deck_schema"]
