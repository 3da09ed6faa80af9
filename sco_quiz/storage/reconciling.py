"""Progress brought in line with a deck that changed: which cards there are, in which order, suspended by its author.

Cards that are gone keep their progress as orphans, and have it again when they come back. Cards that were never
touched by the learner leave no trace.
"""

from __future__ import annotations

import os
import sqlite3

from sco_quiz.storage.failures import failures
from sco_quiz.storage.memories import cards_between, note_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sco_quiz.storage.progress import Progress

    DeckCard = tuple[str, int, int]
    """A card as its deck has it: (id, position in the deck, suspended by the author)."""

    Stock = tuple[str, str, str, int, int]
    """A card as progress keeps it: (id, deck, note, position in the deck, suspended by the author)."""

    Settle = Callable[[list[str], list[str], list[str]], None]

    Orphan = tuple[str, str, str]
    """A card that no deck has any more: (id, prompt, answer); texts may be empty where none were kept."""

_INSERT = "INSERT INTO cards (card, deck, note, position, suspended_by_author) VALUES (?, ?, ?, ?, ?)"
_TOUCHED = "(state <> 'new' OR suspended_by_learner IS NOT NULL OR buried_day IS NOT NULL OR flag <> 0)"

_FACTS = (
    "SELECT position, suspended_by_author, EXISTS (SELECT 1 FROM cards WHERE card >= held.note"
    f" AND card < held.note || '$' AND {_TOUCHED}) FROM cards AS held WHERE card = ? AND present"
)
"""Of a card in its deck: where it stands, whether its author suspended it, whether the learner touched its note."""

_NOTE_TOUCHED = f"note IN (SELECT note FROM cards WHERE card > ? AND card < ? AND {_TOUCHED})"
"""Siblings count, too: which gap of a cloze is gone can only be told by the texts of those that stay."""


_WITHOUT_TEXT = (
    f"SELECT 1 FROM cards WHERE card > ? AND card < ? AND {_NOTE_TOUCHED} AND present"
    " AND NOT EXISTS (SELECT 1 FROM texts WHERE texts.card = cards.card)"
)


def stamps(progress: Progress) -> dict[str, str]:
    """For each deck that progress was brought in line with, the stamp of its file then."""
    with failures(progress.path):
        return dict(progress.connection.execute("SELECT deck, hash FROM decks"))


def vanished_decks(progress: Progress, deck: str, path: str) -> list[str]:
    """Decks that are no more, if ``deck``, in the file ``path``, is one that progress does not know yet.

    Their files are gone, or are this file, which had another id then.
    """
    with failures(progress.path):
        known = dict(progress.connection.execute("SELECT deck, path FROM decks WHERE path <> ''"))
    if deck in known:
        return []
    return [other for other, at in known.items() if at == path or not os.path.lexists(at)]


def renamed_to(progress: Progress, card: str) -> str:
    """The id that a card was given when it was last renamed from ``card``; empty where it never was."""
    with failures(progress.path):
        row = progress.connection.execute(
            "SELECT card FROM acts WHERE kind = 'rename' AND value = ?"
            " AND NOT EXISTS (SELECT 1 FROM acts AS undo WHERE undo.voids = acts.id)"
            " ORDER BY acted_at DESC, id DESC LIMIT 1",
            (card,),
        ).fetchone()
    return row[0] if row else ""


def touched_cards(progress: Progress, deck: str) -> list[str]:
    """The cards of a deck, present or not, that have progress."""
    with failures(progress.path):
        return [
            card
            for (card,) in progress.connection.execute(
                f"SELECT card FROM cards WHERE card > ? AND card < ? AND {_TOUCHED}", cards_between(deck)
            )
        ]


def forget_deck(progress: Progress, deck: str) -> None:
    """A deck is no more: what progress its cards have is kept, for orphans."""
    reconcile(progress, deck, ("", ""), [], lambda *_: None)


def add_deck(progress: Progress, deck: str, source: tuple[str, str], cards: Iterable[Stock]) -> bool:
    """Take in a deck of which progress knows no card, as ``reconcile`` would, at a fraction of the cost.

    ``source``: its file's path and stamp. Gives False, and does nothing, where progress knows any of its cards.
    """
    with progress.changing():
        connection = progress.connection
        if connection.execute("SELECT 1 FROM cards WHERE card > ? AND card < ?", cards_between(deck)).fetchone():
            return False
        connection.executemany(_INSERT, cards)
        added, suspended = connection.execute(
            "SELECT count(*), coalesce(sum(suspended_by_author), 0) FROM cards WHERE card > ? AND card < ?",
            cards_between(deck),
        ).fetchone()
        _count_added(connection, deck, added, suspended)
        _remember_deck(connection, deck, source)
        return True


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
    orphan = f"SELECT 1 FROM cards WHERE card > ? AND card < ? AND NOT present AND {_TOUCHED}"
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
                f"SELECT card, position, suspended_by_author, present, {_TOUCHED}"
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


def orphans(progress: Progress, decks: Sequence[str]) -> list[Orphan]:
    """Cards with progress that are in none of ``decks`` any more, with the text that they had."""
    import json

    with failures(progress.path):
        return progress.connection.execute(
            "SELECT cards.card, coalesce(texts.prompt, ''), coalesce(texts.answer, '') FROM cards"
            f" LEFT JOIN texts ON texts.card = cards.card WHERE {_TOUCHED}"
            " AND (NOT present OR deck NOT IN (SELECT value FROM json_each(?))) ORDER BY cards.card",
            (json.dumps(decks),),
        ).fetchall()


def texts(progress: Progress, cards: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The prompt and answer of those of ``cards`` whose text was kept."""
    found = {}
    with failures(progress.path):
        for card in cards:
            row = progress.connection.execute("SELECT prompt, answer FROM texts WHERE card = ?", (card,)).fetchone()
            if row is not None:
                found[card] = (row[0], row[1])
    return found


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
            f" (SELECT note FROM cards WHERE card > ? AND card < ? AND {_TOUCHED})",
            (*cards_between(deck), *cards_between(deck)),
        )
        return {card: (prompt, answer) for card, prompt, answer in rows}


def keep_notices(progress: Progress, pairs: Iterable[tuple[str, str]]) -> None:
    """Remember new notes that may be edited forms of others: (former note, new note)."""
    with progress.changing():
        progress.connection.executemany("INSERT OR IGNORE INTO notices (former, note) VALUES (?, ?)", pairs)


def notices(progress: Progress) -> list[tuple[str, str]]:
    """What is remembered of those, as long as it matters: (first card of the former note, first card of the new one).

    It matters no more when the former note is back or has been forgotten, or the new one has been studied.
    """
    with failures(progress.path):
        return progress.connection.execute(
            "SELECT min(gone.card), min(come.card) FROM notices"
            " JOIN cards AS come ON come.card >= notices.note AND come.card < notices.note || '$'"
            " JOIN cards AS gone ON gone.card >= former AND gone.card < former || '$'"
            " WHERE come.present AND come.state = 'new' AND NOT gone.present AND gone.state <> 'new'"
            " GROUP BY former, notices.note"
        ).fetchall()
