from __future__ import annotations

from pathlib import Path

import pytest

from bench.decks import deck_text, write_decks
from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.domain.card import cards_of
from sco_quiz.domain.deck import Kind


def test_a_made_deck_is_sound_and_each_note_of_it_makes_one_card() -> None:
    read = parse_deck(deck_text(0, 500))

    assert not read.problems
    assert read.deck is not None
    assert len(read.deck.notes) == 500
    assert all(len(cards_of("deck", note)) == 1 for note in read.deck.notes)


def test_a_made_deck_has_every_kind() -> None:
    deck = parse_deck(deck_text(0, 500)).deck

    assert deck is not None
    assert {note.kind for note in deck.notes} == set(Kind)


def test_the_same_seed_makes_the_same_deck_and_another_makes_another() -> None:
    assert deck_text(0, 20, seed=1) == deck_text(0, 20, seed=1) != deck_text(0, 20, seed=2)


@pytest.mark.parametrize(("notes", "files"), [(100, 1), (3_000, 3), (12_000, 12)])
def test_notes_are_spread_over_files_of_a_thousand_or_more(notes: int, files: int, tmp_path: Path) -> None:
    paths = write_decks(tmp_path, notes)

    assert len(paths) == files
    assert sum(path.read_text(encoding="utf-8").count(" bench-") for path in paths) == notes
