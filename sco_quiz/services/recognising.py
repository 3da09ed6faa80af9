"""Progress in line with a deck that changed, with the notes recognised that were edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import count
from typing import TypeAlias

from sco_quiz.domain.identity import FINGERPRINT_MARK, fingerprint
from sco_quiz.domain.likeness import NoteText, Place, align, places, recognise
from sco_quiz.domain.review import ActKind
from sco_quiz.services.clock import Clock
from sco_quiz.storage import reconciling, remembered
from sco_quiz.storage.index import Index, IndexedFile, stamp_of
from sco_quiz.storage.memories import note_of
from sco_quiz.storage.progress import Progress

_AT_ONCE = 20
_ASIDE = 1000
"""Gaps have three digits at most (``domain.cloze``)."""

Siblings: TypeAlias = Mapping[str, tuple[str, str]]
"""Prompt and answer of each sibling of a note, by its name: ``""``, ``#c2``, ``#reverse``."""


def bring_all_in_line(progress: Progress, clock: Clock, index: Index, paths: Sequence[str]) -> None:
    """Reconcile progress with the decks in files, many in one transaction: each one waits for the disk.

    Not all of them, so that another program that keeps an answer never waits for long.
    """
    with reconciling.index_beside(progress, index.path):
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
    with index.at_one_moment(), progress.changing():
        file = index.file(path)
        if file is not None and file.deck:
            _bring_deck_in_line(progress, clock, index, file)


def _bring_deck_in_line(progress: Progress, clock: Clock, index: Index, file: IndexedFile) -> None:
    path, source = file.path, (file.path, file.stamp)
    spliced = index.last_splice(file)
    if spliced is not None:
        before = (path, stamp_of(spliced.known_digest))
        come = [
            (card, position, suspended, (prompt, answer))
            for card, position, _, _, _, prompt, answer, _, _, suspended, *_ in spliced.come
        ]
        if reconciling.reconcile_changes(progress, file.deck, (before, source), spliced.gone, come):
            return
    vanished = reconciling.vanished_decks(progress, file.deck, path)
    if not vanished and reconciling.add_deck(progress, file.deck, source, file.hash, partial(index.stock, file)):
        return
    rows = list(index.card_rows(path))
    texts = {row[0]: (row[3], row[4]) for row in rows}

    def settle(added: list[str], orphans: list[str], before: list[str]) -> None:
        named = _given_an_id(orphans, set(added), index, path)
        left = [card for card in orphans if note_of(card) not in named]
        come = [card for card in added if note_of(card) not in named.values()]
        old_notes, new_notes = _notes(before), _notes(texts)
        lasting = frozenset(old_notes) & frozenset(new_notes)
        gone = _note_texts(left, remembered.texts(progress, left), places(old_notes, lasting))
        stay = (texts[card] for card in before if card in texts)
        recognised = recognise(gone, _note_texts(come, texts, places(new_notes, lasting)), stay)
        orphan_texts = remembered.texts(progress, orphans)
        old_siblings, new_siblings = _siblings(orphans, orphan_texts), _siblings(added, texts)
        for former, present in (*named.items(), *recognised.pairs):
            old, new = old_siblings.get(former, {}), new_siblings[present]
            if former in named:  # of which no text need be kept: it says what it said
                unkept = {card[len(former) :] for card in orphans if note_of(card) == former} & set(new)
                old = {**{sibling: new[sibling] for sibling in unkept}, **old}
            _hand_over(progress, clock, (former, old), (present, new), align(old, new))
        reconciling.keep_notices(progress, recognised.unsure)

    cards = [(row[0], row[1], row[7]) for row in rows]
    reconciling.reconcile(progress, file.deck, source, cards, settle)
    known_as = _names_given(index, path) if vanished else {}
    _rename(progress, clock, _of_other_decks(progress, vanished, file.deck, texts, known_as))
    _follow_gaps(progress, clock, file.deck, texts)
    for deck in vanished:
        reconciling.forget_deck(progress, deck)
    reconciling.keep_texts(progress, file.deck, texts)


def _rename(progress: Progress, clock: Clock, pairs: Iterable[tuple[str, str]]) -> None:
    now = clock.now()
    for former, present in pairs:
        progress.act(ActKind.RENAME, present, now, clock.day(now), former)


def _follow_gaps(progress: Progress, clock: Clock, deck: str, texts: dict[str, tuple[str, str]]) -> None:
    """Let progress follow the gaps of cloze notes that keep their names, where a gap came or went before others."""
    kept = reconciling.kept_gaps(progress, deck)
    present = _siblings([card for card in texts if "#c" in card], texts)
    for note, old in _siblings(kept, kept).items():
        new = present.get(note)
        if new is None or all(new.get(sibling) == text for sibling, text in old.items()):
            continue
        became = align(old, new)
        targets = {other for sibling, other in became.items() if sibling != other}
        stay = {sibling: sibling for sibling in (old.keys() & new.keys()) - became.keys() - targets}
        if targets or len(became) + len(stay) < len(old):
            _hand_over(progress, clock, (note, old), (note, new), became | stay)


def _hand_over(
    progress: Progress,
    clock: Clock,
    former: tuple[str, Siblings],
    present: tuple[str, Siblings],
    became: Mapping[str, str],
) -> None:
    """Give the progress of a note's cards to what they became; each note comes with the texts of its siblings.

    Progress of a sibling that became none goes along, as an orphan of the present note, so that it comes back with the
    sibling; a gap's under a number that no deck can have, so that another gap never has it by its number.
    """
    (old_note, old), (new_note, new) = former, present
    moves = dict(became)
    taken = {*new, *moves.values()}
    texts = {new_note + sibling: new[sibling] for sibling in moves.values() if sibling in new}
    for sibling in old:
        if sibling not in moves:
            moves[sibling] = _name_aside(sibling, taken)
            taken.add(moves[sibling])
            texts[new_note + moves[sibling]] = old[sibling]
    reconciling.keep_texts_of(progress, texts)  # also in place of those of a card that had the name before
    pairs = [(old_note + sibling, new_note + other) for sibling, other in moves.items()]
    _move(progress, clock, [(one, other) for one, other in pairs if one != other])


def _name_aside(sibling: str, taken: set[str]) -> str:
    """A free name for a sibling that is gone: its own, but for gaps with a number that another gap may get."""
    is_gap = sibling.startswith("#c")
    if sibling not in taken and (not is_gap or int(sibling[2:]) >= _ASIDE):
        return sibling
    return next(name for number in count(_ASIDE) if (name := f"#c{number}") not in taken)


def _move(progress: Progress, clock: Clock, pairs: Sequence[tuple[str, str]]) -> None:
    """Rename cards that may take each other's names: by way of names that nobody has."""
    if {former for former, _ in pairs} & {present for _, present in pairs}:
        between = [f"{note_of(present)}#moving-{number}" for number, (_, present) in enumerate(pairs)]
        _rename(progress, clock, [(former, name) for (former, _), name in zip(pairs, between, strict=True)])
        pairs = [(name, present) for name, (_, present) in zip(between, pairs, strict=True)]
    _rename(progress, clock, pairs)


def _of_other_decks(
    progress: Progress,
    decks: Iterable[str],
    deck: str,
    texts: dict[str, tuple[str, str]],
    known_as: Mapping[str, str],
) -> list[tuple[str, str]]:
    """Cards of decks that are no more which ``deck`` has, word for word: (former id, present id), unless two fit.

    ``known_as`` has the ids of its notes by what they would be without.
    """
    fitting: dict[str, list[str]] = {}
    for other in decks:
        cards = remembered.touched_cards(progress, other)
        for card, text in remembered.texts(progress, cards).items():
            present = deck + card[len(other) :]
            if texts.get(present) != text:
                note = note_of(present)
                present = known_as.get(note, note) + present[len(note) :]
            if texts.get(present) == text:
                fitting.setdefault(present, []).append(card)
    return [(cards[0], present) for present, cards in fitting.items() if len(cards) == 1]


def _given_an_id(orphans: Sequence[str], added: set[str], index: Index, path: str) -> dict[str, str]:
    """Notes that were given an id and are otherwise as they were: the present note by the former one."""
    unnamed = {note_of(card) for card in orphans if f"/{FINGERPRINT_MARK}" in card}
    come = {note_of(card) for card in added}
    named = _names_given(index, path) if unnamed else {}
    return {former: present for former, present in named.items() if former in unnamed and present in come}


def _names_given(index: Index, path: str) -> dict[str, str]:
    """The notes of a deck that have an id, by what they would be without."""
    deck = index.deck(path)
    if deck is None:
        return {}
    return {f"{deck.id}/{fingerprint(note.content)}": f"{deck.id}/{note.id}" for note in deck.notes if note.id}


def _notes(cards: Iterable[str]) -> list[str]:
    """The notes of cards, each once, in order."""
    return list(dict.fromkeys(map(note_of, cards)))


def _siblings(cards: Iterable[str], texts: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, tuple[str, str]]]:
    """The texts of cards by their notes, and there by their siblings' names."""
    siblings: dict[str, dict[str, tuple[str, str]]] = {}
    for card in cards:
        if card in texts:
            note = note_of(card)
            siblings.setdefault(note, {})[card[len(note) :]] = texts[card]
    return siblings


def _note_texts(cards: Sequence[str], texts: dict[str, tuple[str, str]], at: dict[str, Place]) -> list[NoteText]:
    return [
        NoteText(note, not note.partition("/")[2].startswith(FINGERPRINT_MARK), siblings, at.get(note))
        for note, siblings in _siblings(cards, texts).items()
    ]
