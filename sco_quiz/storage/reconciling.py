"""Progress brought in line with a deck that changed: which cards there are, in which order, suspended by its author.

Cards that are gone keep their progress as orphans, and have it again when they come back. Cards that were never
touched by the learner leave no trace.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from sco_quiz.storage.database import CACHE_KIB
from sco_quiz.storage.failures import failures
from sco_quiz.storage.index import STOCK
from sco_quiz.storage.memories import cards_between, note_of
from sco_quiz.storage.progress import Progress
from sco_quiz.storage.remembered import TOUCHED

DeckCard: TypeAlias = tuple[str, int, int]
"""A card as its deck has it: (id, position in the deck, suspended by the author)."""

Stock: TypeAlias = tuple[str, str, str, int, int]
"""A card as progress keeps it: (id, deck, note, position in the deck, suspended by the author)."""

Settle: TypeAlias = Callable[[list[str], list[str], list[str]], None]

_BULK_CACHE_KIB = 4_000

_ADD = "INSERT INTO main.cards (card, deck, note, position, suspended_by_author)"
_INSERT = f"{_ADD} VALUES (?, ?, ?, ?, ?)"

_FACTS = (
    "SELECT position, suspended_by_author, EXISTS (SELECT 1 FROM cards WHERE card >= held.note"
    f" AND card < held.note || '$' AND {TOUCHED}) FROM cards AS held WHERE card = ? AND present"
)
"""Of a card in its deck: where it stands, whether its author suspended it, whether the learner touched its note."""

_NOTE_TOUCHED = f"note IN (SELECT note FROM cards WHERE card > ? AND card < ? AND {TOUCHED})"
"""Siblings count, too: which gap of a cloze is gone can only be told by the texts of those that stay."""


_WITHOUT_TEXT = (
    f"SELECT 1 FROM cards WHERE card > ? AND card < ? AND {_NOTE_TOUCHED} AND present"
    " AND NOT EXISTS (SELECT 1 FROM texts WHERE texts.card = cards.card)"
)


def vanished_decks(progress: Progress, deck: str, path: str) -> list[str]:
    """Decks that are no more, if ``deck``, in the file ``path``, is one that progress does not know yet.

    Their files are gone, or are this file, which had another id then.
    """
    with failures(progress.path):
        known = dict(progress.connection.execute("SELECT deck, path FROM decks WHERE path <> ''"))
    if deck in known:
        return []
    return [other for other, at in known.items() if at == path or not os.path.lexists(at)]


def forget_deck(progress: Progress, deck: str) -> None:
    """A deck is no more: what progress its cards have is kept, for orphans."""
    reconcile(progress, deck, ("", ""), [], lambda *_: None)


@contextmanager
def index_beside(progress: Progress, index: str) -> Iterator[None]:
    """While the block runs, let ``add_deck`` read the deck index at this path; it does without where that can't be.

    Pages of both stay in memory meanwhile, so that none is written twice in one transaction.
    """
    connection = progress.connection
    attached = False
    if index and not connection.in_transaction:
        with suppress(sqlite3.Error):
            connection.execute("ATTACH ? AS deck_index", (f"{Path(index).as_uri()}?mode=ro",))
            attached = True
            for database in ("main", "deck_index"):
                connection.execute(f"PRAGMA {database}.cache_size = -{_BULK_CACHE_KIB}")
    try:
        yield
    finally:
        if attached:
            with suppress(sqlite3.Error):
                connection.execute("DETACH deck_index")
                connection.execute(f"PRAGMA main.cache_size = -{CACHE_KIB}")
                connection.execute("PRAGMA shrink_memory")


def add_deck(
    progress: Progress, deck: str, source: tuple[str, str], digest: str, cards: Callable[[], Iterable[Stock]]
) -> bool:
    """Take in a deck of which progress knows no card, as ``reconcile`` would, at a fraction of the cost.

    ``source``: its file's path and stamp, ``digest`` that of its content. ``cards`` gives its cards where they can't be
    read in the index at once. Gives False, and does nothing, where progress knows any of its cards.
    """
    with progress.changing():
        connection = progress.connection
        if connection.execute("SELECT 1 FROM cards WHERE card > ? AND card < ?", cards_between(deck)).fetchone():
            return False
        if not _add_from_index(connection, deck, source[0], digest):
            connection.executemany(_INSERT, cards())
        added, suspended = connection.execute(
            "SELECT count(*), coalesce(sum(suspended_by_author), 0) FROM cards WHERE card > ? AND card < ?",
            cards_between(deck),
        ).fetchone()
        _count_added(connection, deck, added, suspended)
        _remember_deck(connection, deck, source)
        return True


def _add_from_index(connection: sqlite3.Connection, deck: str, path: str, digest: str) -> bool:
    """Add the cards of a file with this content from the index beside progress, if it is there and has them."""
    try:
        file = connection.execute(
            "SELECT number FROM deck_index.files WHERE path = ? AND hash = ?", (path, digest)
        ).fetchone()
        if file is not None:
            connection.execute(f"{_ADD} SELECT {STOCK} FROM deck_index.cards WHERE file = ?", (deck, *file))
    except sqlite3.DatabaseError:
        # Of the index, which says so itself when it is read; if it is of progress, what follows fails, too.
        if not connection.in_transaction:
            raise
        return False
    return file is not None


def reconcile_changes(
    progress: Progress,
    deck: str,
    sources: tuple[tuple[str, str], tuple[str, str]],
    gone: Sequence[str],
    come: Sequence[tuple[str, int, int, tuple[str, str]]],
) -> bool:
    """Bring progress in line with what changed in a deck, as ``reconcile`` and ``keep_texts`` would.

    ``sources``: the path and stamp of its file before, and now. ``come``: id, position, whether the author suspended
    it, and texts. Gives False, and does nothing, where progress was not in line with the deck as it was, where a note
    that the learner has touched, or a gap, might have become another one, and where texts of other cards have to be
    kept, too.
    """
    with progress.changing():
        connection = progress.connection
        before, now = sources
        if len(gone) != len(come):  # all that follows has moved
            return False
        if connection.execute("SELECT path, hash FROM decks WHERE deck = ?", (deck,)).fetchone() != before:
            return False
        known = {card: connection.execute(_FACTS, (card,)).fetchone() for card in gone}
        stay = {card for card, *_ in come if card in known}
        left = [card for card in gone if card not in stay]
        added = [card for card in come if card[0] not in stay]
        if any("#c" in card or facts is None for card, facts in known.items()):
            return False
        if any(known[card][2] for card in left) or (added and _may_be_known(connection, deck, added)):
            return False
        if connection.execute(_WITHOUT_TEXT, (*cards_between(deck), *cards_between(deck))).fetchone():
            return False
        for table in ("cards", "texts"):
            connection.executemany(f"DELETE FROM {table} WHERE card = ?", [(card,) for card in left])
        connection.executemany(_INSERT, [(card, deck, note_of(card), *facts[:2]) for card, *facts in added])
        _count_added(connection, deck, len(added), sum(suspended for _, _, suspended, _ in added))
        connection.executemany(
            "UPDATE cards SET position = ?, suspended_by_author = ? WHERE card = ?",
            [
                (position, suspended, card)
                for card, position, suspended, _ in come
                if card in stay and known[card][:2] != (position, suspended)
            ],
        )
        _keep(connection, [(card, *texts) for card, _, _, texts in come if card in stay and known[card][2]])
        _remember_deck(connection, deck, now)
        return True


def _may_be_known(connection: sqlite3.Connection, deck: str, added: Sequence[tuple[str, int, int, object]]) -> bool:
    """Whether progress has anything of the notes of cards that came, or of cards that one of them may have been."""
    notes = {note_of(card) for card, *_ in added}
    query = "SELECT 1 FROM cards WHERE card >= ? AND card < ? || '$'"  # ids hold nothing below it but `#`
    if any(connection.execute(query, (note, note)).fetchone() for note in notes):
        return True
    orphan = f"SELECT 1 FROM cards WHERE card > ? AND card < ? AND NOT present AND {TOUCHED}"
    return connection.execute(orphan, cards_between(deck)).fetchone() is not None


def _keep(connection: sqlite3.Connection, texts: Iterable[tuple[str, str, str]]) -> None:
    """Keep texts of cards: (id, prompt, answer)."""
    connection.executemany(
        "INSERT INTO texts (card, prompt, answer) VALUES (?, ?, ?) ON CONFLICT (card) DO UPDATE"
        " SET prompt = excluded.prompt, answer = excluded.answer"
        " WHERE prompt <> excluded.prompt OR answer <> excluded.answer",
        texts,
    )


def reconcile(
    progress: Progress, deck: str, source: tuple[str, str], cards: Sequence[DeckCard], settle: Settle
) -> None:
    """Bring progress in line with a deck's cards, in one transaction. ``source``: its file's path and stamp.

    ``settle`` is called at its end, where there are both new cards and orphans, to recognise edited notes; it may add
    acts. It gets the ids of new cards, of orphans, and of all cards known before, where the deck has or had them.
    """
    with progress.changing():
        connection = progress.connection
        known = {
            row[0]: row[1:]
            for row in connection.execute(
                f"SELECT card, position, suspended_by_author, present, {TOUCHED}"
                " FROM cards WHERE card > ? AND card < ?",
                cards_between(deck),
            )
        }
        added = [card for card in cards if card[0] not in known]
        changed = [card for card in cards if card[0] in known and known[card[0]][:3] != (card[1], card[2], 1)]
        present = {card[0] for card in cards}
        gone = [card for card in known if card not in present]
        connection.executemany(
            _INSERT, [(card, deck, note_of(card), position, author) for card, position, author in added]
        )
        _count_added(connection, deck, len(added), sum(author for _, _, author in added))
        connection.executemany(
            "UPDATE cards SET position = ?, suspended_by_author = ?, present = 1 WHERE card = ?",
            [(position, author, card) for card, position, author in changed],
        )
        connection.executemany(
            "UPDATE cards SET present = 0 WHERE card = ? AND present", [(card,) for card in gone if known[card][3]]
        )
        connection.executemany("DELETE FROM cards WHERE card = ?", [(card,) for card in gone if not known[card][3]])
        orphans = [card for card in gone if known[card][3]]
        if added and orphans:
            before = sorted(known, key=lambda card: known[card][0])
            settle([card[0] for card in added], orphans, before)
        _remember_deck(connection, deck, source)


def _remember_deck(connection: sqlite3.Connection, deck: str, source: tuple[str, str]) -> None:
    """Progress is in line with a deck now. ``source``: its file's path and stamp."""
    connection.execute(
        "INSERT INTO decks (deck, path, hash) VALUES (?, ?, ?)"
        " ON CONFLICT (deck) DO UPDATE SET path = excluded.path, hash = excluded.hash",
        (deck, *source),
    )


def _count_added(connection: sqlite3.Connection, deck: str, cards: int, suspended: int) -> None:
    """Count new cards of a deck all at once: of a hundred thousand, a trigger would count each."""
    connection.execute(
        "INSERT INTO deck_counts (deck, new, learning, review, suspended, known) VALUES (?, ?, 0, 0, ?, 0)"
        " ON CONFLICT (deck) DO UPDATE SET new = new + excluded.new, suspended = suspended + excluded.suspended",
        (deck, cards - suspended, suspended),
    )


def keep_texts(progress: Progress, deck: str, present: Mapping[str, tuple[str, str]]) -> None:
    """Keep the text, as it is now, of every card of a deck that the learner has touched, and of its siblings.

    ``present`` has all texts. Those of cards that are gone without ever having had progress are let go.
    """
    with progress.changing():
        touched = progress.connection.execute(
            f"SELECT card FROM cards WHERE card > ? AND card < ? AND {_NOTE_TOUCHED} AND present",
            (*cards_between(deck), *cards_between(deck)),
        ).fetchall()
        _keep(progress.connection, [(card, *present[card]) for (card,) in touched if card in present])
        progress.connection.execute(
            "DELETE FROM texts WHERE card > ? AND card < ?"
            " AND card NOT IN (SELECT card FROM cards WHERE card > ? AND card < ?)",
            (*cards_between(deck), *cards_between(deck)),
        )


def keep_texts_of(progress: Progress, texts: Mapping[str, tuple[str, str]]) -> None:
    """Keep the text of cards that aren't in a deck."""
    with progress.changing():
        _keep(progress.connection, [(card, *text) for card, text in texts.items()])


def kept_gaps(progress: Progress, deck: str) -> dict[str, tuple[str, str]]:
    """The texts, as they were last kept, of a deck's cloze cards that have progress, and of their siblings."""
    with failures(progress.path):
        rows = progress.connection.execute(
            # A sibling without progress has no row in `cards` any more once its gap is gone.
            "SELECT card, prompt, answer FROM texts WHERE card > ? AND card < ? AND instr(card, '#c')"
            " AND substr(card, 1, instr(card, '#') - 1) IN"
            f" (SELECT note FROM cards WHERE card > ? AND card < ? AND {TOUCHED})",
            (*cards_between(deck), *cards_between(deck)),
        )
        return {card: (prompt, answer) for card, prompt, answer in rows}


def keep_notices(progress: Progress, pairs: Iterable[tuple[str, str]]) -> None:
    """Remember new notes that may be edited forms of others: (former note, new note)."""
    with progress.changing():
        progress.connection.executemany("INSERT OR IGNORE INTO notices (former, note) VALUES (?, ?)", pairs)
