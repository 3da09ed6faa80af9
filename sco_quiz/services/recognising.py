"""Progress in line with a deck that changed, with the notes recognised that were edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sco_quiz.domain.identity import FINGERPRINT_MARK, fingerprint
from sco_quiz.domain.likeness import NoteText, Place, places, recognise
from sco_quiz.domain.review import ActKind
from sco_quiz.services.clock import Clock
from sco_quiz.storage import reconciling
from sco_quiz.storage.index import Index
from sco_quiz.storage.memories import note_of
from sco_quiz.storage.progress import Progress

_AT_ONCE = 20


def bring_all_in_line(progress: Progress, clock: Clock, index: Index, paths: Sequence[str]) -> None:
    """Reconcile progress with the decks in files, many in one transaction: each one waits for the disk.

    Not all of them, so that another program that keeps an answer never waits for long.
    """
    for first in range(0, len(paths), _AT_ONCE):
        with progress.changing():
            for path in paths[first : first + _AT_ONCE]:
                bring_in_line(progress, clock, index, path)


def bring_in_line(progress: Progress, clock: Clock, index: Index, path: str) -> None:
    """Reconcile progress with the deck in a file, in one transaction; nothing happens if it is gone by now.

    A note that was edited and has no id keeps its progress where it is recognised: the rename is an act in the log.
    Where several notes could be meant, that is noted, and nothing renamed. A deck that got another id, or another file
    name where that is its id, keeps the progress of every card that says what it said.
    """
    found = index.snapshot(path)
    if found is None or not found[0].deck:
        return
    file, rows = found
    texts = {row[0]: (row[3], row[4]) for row in rows}

    def settle(added: list[str], orphans: list[str], before: list[str]) -> None:
        by_content = _given_an_id(orphans, set(added), index, path)
        _rename(progress, clock, by_content)
        left = [card for card in orphans if card not in {former for former, _ in by_content}]
        come = [card for card in added if card not in {card for _, card in by_content}]
        old_notes, new_notes = _notes(before), _notes(texts)
        lasting = frozenset(old_notes) & frozenset(new_notes)
        gone = _note_texts(left, reconciling.texts(progress, left), places(old_notes, lasting))
        recognised = recognise(gone, _note_texts(come, texts, places(new_notes, lasting)))
        for former, present in recognised.pairs:
            cards = [(card, present + card[len(former) :]) for card in left if note_of(card) == former]
            _rename(progress, clock, [(old, new) for old, new in cards if new in texts])
        reconciling.keep_notices(progress, recognised.unsure)

    with progress.changing():
        vanished = reconciling.vanished_decks(progress, file.deck, path)
        cards = [(row[0], row[1], row[7]) for row in rows]
        reconciling.reconcile(progress, file.deck, (path, file.stamp), cards, settle)
        _rename(progress, clock, _of_other_decks(progress, vanished, file.deck, texts))
        for deck in vanished:
            reconciling.forget_deck(progress, deck)
        reconciling.keep_texts(progress, file.deck, texts)


def _rename(progress: Progress, clock: Clock, pairs: Iterable[tuple[str, str]]) -> None:
    now = clock.now()
    for former, present in pairs:
        progress.act(ActKind.RENAME, present, now, clock.day(now), former)


def _of_other_decks(
    progress: Progress, decks: Iterable[str], deck: str, texts: dict[str, tuple[str, str]]
) -> list[tuple[str, str]]:
    """Cards of decks that are no more which ``deck`` has, word for word: (former id, present id), unless two fit."""
    fitting: dict[str, list[str]] = {}
    for other in decks:
        cards = reconciling.touched_cards(progress, other)
        for card, text in reconciling.texts(progress, cards).items():
            present = deck + card[len(other) :]
            if texts.get(present) == text:
                fitting.setdefault(present, []).append(card)
    return [(cards[0], present) for present, cards in fitting.items() if len(cards) == 1]


def _given_an_id(orphans: Sequence[str], added: set[str], index: Index, path: str) -> list[tuple[str, str]]:
    """Cards of notes that were given an id and are otherwise as they were: (former id, present id)."""
    unnamed = {card: note_of(card) for card in orphans if f"/{FINGERPRINT_MARK}" in card}
    deck = index.deck(path) if unnamed else None
    if deck is None:
        return []
    named = {f"{deck.id}/{fingerprint(note.content)}": f"{deck.id}/{note.id}" for note in deck.notes if note.id}
    found = []
    for card, note in unnamed.items():
        if note in named and (present := named[note] + card[len(note) :]) in added:
            found.append((card, present))
    return found


def _notes(cards: Iterable[str]) -> list[str]:
    """The notes of cards, each once, in order."""
    return list(dict.fromkeys(map(note_of, cards)))


def _note_texts(cards: Sequence[str], texts: dict[str, tuple[str, str]], at: dict[str, Place]) -> list[NoteText]:
    siblings: dict[str, dict[str, tuple[str, str]]] = {}
    for card in cards:
        if card in texts:
            note = note_of(card)
            siblings.setdefault(note, {})[card[len(note) :]] = texts[card]
    return [
        NoteText(note, not note.partition("/")[2].startswith(FINGERPRINT_MARK), cards, at.get(note))
        for note, cards in siblings.items()
    ]
