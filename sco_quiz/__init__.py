"""sco-quiz: study, quiz and author flashcard decks in the terminal."""

__version__ = "0.1.0"
