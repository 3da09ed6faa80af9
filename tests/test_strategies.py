"""The shared strategies make what they say."""

from __future__ import annotations

from hypothesis import given, settings

from sco_quiz.domain.card import cards_of
from sco_quiz.domain.deck import Deck
from sco_quiz.domain.identity import note_key
from tests.strategies import decks


@settings(deadline=None, max_examples=25)
@given(decks())
def test_decks_have_notes_that_can_be_told_apart_and_make_cards(deck: Deck) -> None:
    assert deck.notes
    assert len({note_key(note) for note in deck.notes}) == len(deck.notes)
    assert all(cards_of(deck.id, note) for note in deck.notes)
