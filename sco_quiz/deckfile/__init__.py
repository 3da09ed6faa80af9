"""Deck files: YAML text to a Deck and its problems, and back."""

from sco_quiz.deckfile.codes import EXPLANATIONS, Code, Explanation
from sco_quiz.deckfile.files import find_deck_files, read_deck, read_decks
from sco_quiz.deckfile.parsing import ReadDeck, parse_deck

__all__ = [
    "EXPLANATIONS",
    "Code",
    "Explanation",
    "ReadDeck",
    "find_deck_files",
    "parse_deck",
    "read_deck",
    "read_decks",
]
