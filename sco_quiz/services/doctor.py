"""What is wrong with progress, and progress that has lost its card: looked over, re-attached, forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sco_quiz.domain.memory import Memory
from sco_quiz.domain.review import ActKind
from sco_quiz.errors import DeckNotFoundError, UsageError
from sco_quiz.services import acting
from sco_quiz.services.acting import Done
from sco_quiz.services.library import Library
from sco_quiz.storage import remembered
from sco_quiz.storage.log import storable
from sco_quiz.storage.memories import deck_of, facts_of, note_of


@dataclass(frozen=True, slots=True)
class Orphan:
    """A card with progress that no deck has any more, with the text that it had.

    ``memory`` is None where it was only suspended or flagged. ``likely`` are cards without progress that may be what
    it has become: of another deck with the same text, or of its own where several could be meant.
    """

    card: str
    prompt: str
    answer: str
    memory: Memory | None
    likely: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a look over progress found. ``findings`` is empty where the file is sound and its caches are the log's."""

    database: str
    findings: tuple[str, ...]
    orphans: tuple[Orphan, ...]


def examine(library: Library) -> Diagnosis:
    """Check the file, fold the whole log and compare, and list the orphans. Changes nothing."""
    orphans = library.orphans()
    unsure: dict[str, list[str]] = {}
    for former, present in remembered.notices(library.progress):
        unsure.setdefault(note_of(former), []).append(present)
    elsewhere = _same_texts(library, {(prompt, answer) for _, prompt, answer in orphans if prompt})
    return Diagnosis(
        library.progress.path,
        tuple(library.progress.integrity()),
        tuple(
            Orphan(
                card,
                prompt,
                answer,
                library.progress.memory(card),
                tuple(dict.fromkeys((*elsewhere.get((prompt, answer), ()), *unsure.get(note_of(card), ())))),
            )
            for card, prompt, answer in orphans
        ),
    )


def rebuild(library: Library) -> int:
    """Derive all caches from the log anew; gives how many rows were different."""
    return library.progress.rebuild()


def reattach(library: Library, former: str, present: str) -> Done:
    """Give the progress of a card, or of all cards of a note, to another one that has none.

    ``former`` may be an orphan or a card of a deck; ``present`` must be in a deck. Raises DeckNotFoundError where one
    of them isn't there, UsageError where there is nothing to give, or progress of its own to lose.
    """
    pairs = _pairs(library, former, present)
    connection, now = library.progress.connection, library.clock.now()
    for old, new in pairs:
        if facts_of(connection, new).is_touched:
            raise UsageError(
                f"{new} has progress of its own, which would be lost.",
                f"Forget it first if you want: `sco-quiz doctor --forget '{new}'`.",
            )
        if old == new:
            raise UsageError(f"{old} is the same card.", "Name the card that is gone, then the one that it became.")
    acts = []
    with library.progress.changing():
        for old, new in pairs:
            acts.append(library.progress.act(ActKind.RENAME, new, now, library.clock.day(now), old).id)
    return Done(ActKind.RENAME, tuple(acts), tuple(new for _, new in pairs))


def forget(library: Library, word: str) -> Done:
    """Forget the progress of a card, or of all cards of a note; their reviews stay in the log.

    Raises DeckNotFoundError where there is no progress under that name.
    """
    cards = _touched(library, word)
    with library.progress.changing():
        forgotten = acting.forget(library, cards)
        unflagged = acting.flag(library, cards, 0)
    return Done(ActKind.FORGET, (*forgotten.acts, *unflagged.acts), tuple(cards))


def take_back(library: Library, acts: Sequence[str]) -> None:
    """Undo what ``reattach`` and ``forget`` did, by the ids that they gave. DeckNotFoundError for an unknown one."""
    now = library.clock.now()
    with library.progress.changing():
        for act in reversed(acts):
            try:
                library.progress.void_act(storable(act), now, library.clock.day(now))
            except KeyError:
                raise DeckNotFoundError(
                    f"There is nothing to take back under {act!r}.", "It may have been taken back already."
                ) from None


def _pairs(library: Library, former: str, present: str) -> list[tuple[str, str]]:
    """The cards that give and those that get, sibling by sibling."""
    library.refresh()
    old_cards = _touched(library, former)
    new_cards = _present(library, present)
    if former in old_cards and present in new_cards:
        return [(former, present)]
    by_sibling = {card[len(note_of(card)) :]: card for card in new_cards}
    pairs = [(old, by_sibling[sibling]) for old in old_cards if (sibling := old[len(note_of(old)) :]) in by_sibling]
    if not pairs:
        raise UsageError(
            f"{former} and {present} have no siblings in common.", "Name single cards, with `#c1` or `#reverse`."
        )
    return pairs


def _touched(library: Library, word: str) -> list[str]:
    """The card, or else the cards of the note, that have progress."""
    word = storable(word)
    connection = library.progress.connection
    if facts_of(connection, word).is_touched:
        return [word]
    known = remembered.touched_cards(library.progress, deck_of(word))
    siblings = [card for card in known if note_of(card) == word]
    if siblings:
        return siblings
    close = get_close_matches(word, known, n=1)
    raise DeckNotFoundError(
        f"There is no progress of a card {word!r}.",
        f"Did you mean `{close[0]}`?" if close else "`sco-quiz doctor` lists cards that are gone.",
    )


def _present(library: Library, word: str) -> list[str]:
    deck = deck_of(word)
    library.path_of(deck)
    cards = [str(row["card"]) for row in library.cards(library.select([deck]))]
    found = [word] if word in cards else [card for card in cards if note_of(card) == word]
    if not found:
        close = get_close_matches(word, cards, n=1)
        raise DeckNotFoundError(
            f"The deck {deck!r} has no card {word!r}.",
            f"Did you mean `{close[0]}`?" if close else f"`sco-quiz cards {deck}` lists its cards.",
        )
    return found


def _same_texts(library: Library, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """Cards without progress that ask and answer the same, by their texts."""
    found: dict[tuple[str, str], list[str]] = {}
    if wanted:
        for deck in library.deck_ids:
            for card, _, prompt, answer, _ in library.answers(deck):
                if (prompt, answer) in wanted and not facts_of(library.progress.connection, card).is_touched:
                    found.setdefault((prompt, answer), []).append(card)
    return found
