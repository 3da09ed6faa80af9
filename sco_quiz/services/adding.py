"""Adding cards to a deck one after another, every other byte of its file left as it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sco_quiz.deckfile.editing import append_note
from sco_quiz.deckfile.lint import lint_deck
from sco_quiz.deckfile.naming import propose_ids
from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.deckfile.rendering import render_text
from sco_quiz.deckfile.saving import replace_file
from sco_quiz.deckfile.writing import write_note
from sco_quiz.domain.deck import Deck, Note
from sco_quiz.domain.problem import Problem
from sco_quiz.errors import UnusableFileError
from sco_quiz.services.editing import editable_path, require_writable
from sco_quiz.services.library import Library

_MOST_COMPARED = 2000
"""Notes of a deck that a new one is held against at once; `check` holds it against all of them."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A note as it would stand in the deck: with its id, as text, and what the rules say of it."""

    note: Note
    text: str
    problems: tuple[Problem, ...]
    rendered: tuple[str, ...]
    """The problems as text, each with the offending line."""


class Adding:
    """A deck that cards are added to. Made by ``open``; a bundled deck is copied when the first card is kept."""

    def __init__(self, library: Library, deck: str, path: str) -> None:
        self._library = library
        self._bundled = library.is_bundled(deck)
        self.deck = deck
        self.path = path
        self.copied = False
        self.added = 0

    @classmethod
    def open(cls, library: Library, word: str) -> Adding:
        """The deck with an id or at a path. Raises DeckNotFoundError, or UnusableFileError where it can't change."""
        selection = library.select([word])
        decks = selection.decks if selection else ()
        if len(decks) != 1:
            raise UnusableFileError(
                f"{word} holds {len(decks)} decks.", "Name the one that the cards go into; `sco-quiz decks` lists them."
            )
        (deck,) = decks
        path = library.path_of(deck)
        if not library.is_bundled(deck):
            require_writable(path)
        return cls(library, deck, path)

    @property
    def title(self) -> str:
        """The deck's title."""
        return self._library.title(self.deck)

    def propose(self, note: Note) -> Proposed:
        """What the deck with this note says, without changing anything; UnusableFileError where it can't take it."""
        data = _read(self.path)
        note = self._named(data, note)
        after = append_note(data, note, self.path)
        deck = parse_deck(after, self.path).deck
        if deck is None:  # append_note has read it just so
            raise UnusableFileError(f"{self.path} can't take the card.", "Look it over with `sco-quiz check`.")
        compared = deck if len(deck.notes) <= _MOST_COMPARED else replace(deck, notes=deck.notes[-_MOST_COMPARED:])
        line = deck.notes[-1].line
        problems = tuple(problem for problem in lint_deck(compared) if problem.line >= line)
        lines = after.decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
        return Proposed(note, write_note(note, 0), problems, tuple(render_text(problem, lines) for problem in problems))

    def keep(self, note: Note) -> str:
        """Write the note below the deck's last card; gives its id. The file is whole at every moment.

        Raises UnusableFileError, nothing changed, where it can't be written or the deck can't take it.
        """
        if self._bundled:
            place = editable_path(self._library, self.deck)
            self.path, self.copied, self._bundled = place.path, True, False
        data = _read(self.path)
        note = self._named(data, note)
        replace_file(self.path, append_note(data, note, self.path), expected=data)
        self.added += 1
        return note.id

    def _named(self, data: bytes, note: Note) -> Note:
        """The note with an id of its own: made from its question, where it has none or one that is taken."""
        deck = parse_deck(data, self.path).deck or Deck(self.deck, self.deck, ())
        if note.id and note.id not in {each.id for each in deck.notes}:
            return note
        ids = propose_ids(replace(deck, notes=(*deck.notes, replace(note, id=""))))
        return replace(note, id=ids[len(deck.notes)])


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UnusableFileError(
            f"{path} cannot be read: {error.strerror or error}.", "Check that it is still there and may be read."
        ) from error
