"""Decks that change on the disk while the app is open: seen by a look at sizes and times, and taken in with care.

A deck that breaks stays as it was. Cards whose ids changed, because notes without an id were edited, are followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from sco_quiz.domain.problem import Problem
from sco_quiz.services.library import Library
from sco_quiz.services.shelf import Shelf

if TYPE_CHECKING:
    from concurrent.futures import Future

    from sco_quiz.domain.likeness import NoteText
    from sco_quiz.services.refreshing import Report

Texts: TypeAlias = Mapping[str, tuple[str, str]]
"""The cards of a deck in its order, each with its prompt and answer."""


_FELT = 500_000
"""Bytes of deck files that take about a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a change on the disk.

    ``names`` maps ids that cards had to those that they have now. ``problems`` are those of decks that stay as they
    were because they broke, ``decks`` the ids of all decks that were read anew.
    """

    decks: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """What there was before a change is taken in: the texts of the decks that are read again.

    ``takes_long``: reading will be felt, so it is better done in a thread.
    """

    texts: Mapping[str, Texts]
    takes_long: bool


class DeckWatch:
    """The deck files of a library under watch. While it is watched, decks that break stay as they were."""

    def __init__(self, library: Library) -> None:
        self._library = library
        library.hold_broken_decks()
        self._seen = library.signatures()

    def look(self) -> bool:
        """Whether a deck file has changed since the last look. Reads sizes and times only, and may run in a thread."""
        now = self._sign()
        changed = now != self._seen
        self._seen = now
        return changed

    def begin(self) -> Before:
        """Before anything is read: what is to be read, and what was known of it."""
        library = self._library
        shelf = Shelf(*library.places_of_decks)
        known = library.signatures()
        stale = [state for path, state in shelf.files.items() if known.get(path) != state.signature]
        texts = {deck: _texts(library, deck) for deck in library.stale_decks()}
        return Before(texts, library.has_kept_index and sum(state.size for state in stale) >= _FELT)

    def read(self, report: Report) -> Future[bool]:
        """Read what changed in a thread, which takes it into index and progress; ``take_in`` then finds it done.

        ``report`` is called in that thread with how many files are read, and of how many; what it raises ends that.
        """
        from sco_quiz.services.background import LibraryThread

        def refresh(library: Library) -> bool:
            library.report = report
            return library.refresh()

        thread = LibraryThread(self._library)
        done = thread.do(refresh)
        thread.close()
        return done

    def take_in(self, before: Before | None = None) -> Change:
        """Read what changed, ``before`` which some may have been read already. Raises StorageError."""
        library = self._library
        # Others may have changed since; those that have been read meanwhile are as they were before that.
        texts_before = {**self.begin().texts, **(before.texts if before else {})}
        self._seen = self._sign()
        library.refresh()
        names: dict[str, str] = {}
        for deck, texts in texts_before.items():
            if deck in library.deck_ids:
                names |= follow(library, texts, _texts(library, deck))
        return Change(tuple(texts_before), names, tuple(library.held_problems()))

    def _sign(self) -> dict[str, str]:
        shelf = Shelf(*self._library.places_of_decks)
        return {path: state.signature for path, state in shelf.files.items()}


def follow(library: Library, before: Texts, after: Texts) -> dict[str, str]:
    """Which cards of a deck that was edited go by which other ids now.

    Where progress follows a card, so does this; cards without progress are known by their likeness, and the only note
    that went is the only one that came.
    """
    gone = [card for card in before if card not in after]
    if not gone:
        return {}
    added = [card for card in after if card not in before]
    names = {card: now for card in gone if (now := library.renamed_to(card)) in added}
    from sco_quiz.domain.likeness import align, places, recognise

    left = _notes([card for card in gone if card not in names])
    come = _notes([card for card in added if card not in names.values()])
    old, new = _notes(before), _notes(after)
    lasting = frozenset(old) & frozenset(new)
    old_places, new_places = places(old, lasting), places(new, lasting)
    pairs: Sequence[tuple[str, str]] = recognise(
        [_note_text(note, before, old_places[note]) for note in left],
        [_note_text(note, after, new_places[note]) for note in come],
        [after[card] for card in before if card in after],
    ).pairs
    if not pairs and len(left) == len(come) == 1:
        pairs = ((left[0], come[0]),)
    for former, present in pairs:
        became = align(_note_text(former, before, None).cards, _note_text(present, after, None).cards)
        names |= {former + old: present + new for old, new in became.items() if former + old not in names}
    return names


def _texts(library: Library, deck: str) -> Texts:
    return {card: (prompt, answer) for card, _, prompt, answer, _ in library.answers(deck)}


def _notes(cards: Iterable[str]) -> list[str]:
    """The notes of cards, each once, in order."""
    return list(dict.fromkeys(card.partition("#")[0] for card in cards))


def _note_text(note: str, texts: Texts, place: tuple[str | None, str | None] | None) -> NoteText:
    from sco_quiz.domain.identity import FINGERPRINT_MARK
    from sco_quiz.domain.likeness import NoteText

    cards = {card[len(note) :]: text for card, text in texts.items() if card.partition("#")[0] == note}
    return NoteText(note, not note.partition("/")[2].startswith(FINGERPRINT_MARK), cards, place)
