"""Deck files: YAML text to a Deck and its problems, and back."""

from sco_quiz.deckfile.codes import EXPLANATIONS, Code, Explanation
from sco_quiz.deckfile.editing import append_note, insert_note_ids, replace_scalar
from sco_quiz.deckfile.files import find_deck_files, read_deck, read_decks
from sco_quiz.deckfile.naming import propose_ids
from sco_quiz.deckfile.parsing import ReadDeck, parse_deck
from sco_quiz.deckfile.schema import deck_schema
from sco_quiz.deckfile.writing import write_deck, write_note

__all__ = [
    "EXPLANATIONS",
    "Code",
    "Explanation",
    "ReadDeck",
    "append_note",
    "deck_schema",
    "find_deck_files",
    "insert_note_ids",
    "parse_deck",
    "propose_ids",
    "read_deck",
    "read_decks",
    "replace_scalar",
    "write_deck",
    "write_note",
]
