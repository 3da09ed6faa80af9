"""The memory columns of ``cards``: read as ``Memory``, written back, and what a learner's acts set beside them."""

from __future__ import annotations

import sqlite3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sco_quiz.domain.memory import Memory
    from sco_quiz.domain.review import Entry

    MemoryRow = tuple[str, int, float | None, float | None, int | None, int | None, int | None, int | None, int, int]
    Learner = tuple[int | None, int | None, int]
    """What acts set beside the memory: suspended (None: as the author says), buried on which day, flag."""

MEMORY = "state, step, stability, difficulty, due_at, due_day, reviewed_at, reviewed_day, reps, lapses"
NEW: MemoryRow = ("new", 0, None, None, None, None, None, None, 0, 0)
UNTOUCHED: Learner = (None, None, 0)


def deck_of(card: str) -> str:
    """The deck's id in a card's."""
    return card.partition("/")[0]


def note_of(card: str) -> str:
    """The note in a card's id, shared by siblings."""
    return card.partition("#")[0]


def cards_between(deck: str) -> tuple[str, str]:
    """The ids between which, both excluded, the ids of a deck's cards lie: ``0`` follows ``/``."""
    return f"{deck}/", f"{deck}0"


def shuffle_of(card: str) -> int:
    """A place for the card among those due on the same day: fixed, and as good as random."""
    import zlib

    return zlib.crc32(card.encode("utf-8", "surrogatepass"))


def memory_of(row: MemoryRow | None) -> Memory | None:
    """The memory columns of a row as a value; None for a new card."""
    from sco_quiz.domain.memory import Memory, State

    if row is None or row[0] == "new":
        return None
    _, step, stability, difficulty, due_at, due_day, reviewed_at, reviewed_day, reps, lapses = row
    assert stability is not None and difficulty is not None and due_day is not None  # noqa: S101, PT018 - narrows types
    assert reviewed_at is not None and reviewed_day is not None  # noqa: S101, PT018 - narrows types
    return Memory(State(row[0]), step, stability, difficulty, due_at, due_day, reviewed_at, reviewed_day, reps, lapses)


def row_of(memory: Memory | None) -> MemoryRow:
    """The memory columns that keep ``memory``."""
    if memory is None:
        return NEW
    return (
        memory.state.value,
        memory.step,
        memory.stability,
        memory.difficulty,
        memory.due_at,
        memory.due_day,
        memory.reviewed_at,
        memory.reviewed_day,
        memory.reps,
        memory.lapses,
    )


def read_row(connection: sqlite3.Connection, card: str) -> MemoryRow | None:
    """The memory columns of a card; None for a card that no deck and no review has brought yet."""
    row: MemoryRow | None = connection.execute(f"SELECT {MEMORY} FROM cards WHERE card = ?", (card,)).fetchone()
    return row


def read_many(connection: sqlite3.Connection, cards: Iterable[str]) -> Iterator[tuple[str, Memory]]:
    """The memories of those of ``cards`` that have one."""
    for card in cards:
        memory = memory_of(read_row(connection, card))
        if memory is not None:
            yield card, memory


def write_row(connection: sqlite3.Connection, card: str, row: MemoryRow) -> None:
    """Keep the memory columns of a card; a card that no deck has brought yet gets its row."""
    changed = connection.execute(
        "UPDATE cards SET state = ?, step = ?, stability = ?, difficulty = ?, due_at = ?, due_day = ?,"
        " reviewed_at = ?, reviewed_day = ?, reps = ?, lapses = ?, shuffle = ? WHERE card = ?",
        (*row, shuffle_of(card), card),
    ).rowcount
    if not changed and row != NEW:
        add_card(connection, card)
        write_row(connection, card, row)


def write_learner(connection: sqlite3.Connection, card: str, learner: Learner) -> None:
    """Keep what the learner's acts set for a card."""
    columns = "suspended_by_learner, buried_day, flag"
    found = connection.execute(f"SELECT {columns} FROM cards WHERE card = ?", (card,)).fetchone()
    if (found or UNTOUCHED) == learner:
        return
    if found is None:
        add_card(connection, card)
    connection.execute(f"UPDATE cards SET ({columns}) = (?, ?, ?) WHERE card = ?", (*learner, card))


def add_card(connection: sqlite3.Connection, card: str) -> None:
    """A row for a card that is in no deck that was read."""
    connection.execute(
        "INSERT INTO cards (card, deck, note, position, present) VALUES (?, ?, ?, 0, 0)",
        (card, deck_of(card), note_of(card)),
    )


def learner_after(learner: Learner, entry: Entry) -> Learner:
    """What the learner's acts set, after one more row of the log."""
    kind = getattr(entry, "kind", None)
    suspended, buried_day, flag = learner
    match kind:
        case "suspend":
            return 1, buried_day, flag
        case "unsuspend":
            return 0, buried_day, flag
        case "bury":
            return suspended, entry.day, flag
        case "unbury":
            return suspended, None, flag
        case "forget":
            return None, None, flag
        case "flag":
            return suspended, buried_day, int(entry.value) if hasattr(entry, "value") else 0
        case _:
            return learner


class CardFacts:
    """What is kept of a card besides its memory; a card that was never touched has the facts of a new one."""

    __slots__ = ("buried_day", "due_day", "flag", "present", "state", "suspended", "suspended_by_learner")

    def __init__(self, row: tuple[str, int | None, int, int | None, int | None, int, int] | None) -> None:
        state, due_day, suspended, by_learner, buried_day, flag, present = row or ("new", None, 0, None, None, 0, 0)
        self.state = state
        self.due_day = due_day if state == "review" else None
        self.suspended = bool(suspended)
        self.suspended_by_learner = by_learner is not None
        self.buried_day = buried_day
        self.flag = flag
        self.present = bool(present)

    @property
    def is_touched(self) -> bool:
        """Whether there is anything of the learner's to keep."""
        return self.state != "new" or self.suspended_by_learner or self.buried_day is not None or self.flag != 0


def facts_of(connection: sqlite3.Connection, card: str) -> CardFacts:
    """What is kept of a card besides its memory."""
    return CardFacts(
        connection.execute(
            "SELECT state, due_day, suspended, suspended_by_learner, buried_day, flag, present FROM cards"
            " WHERE card = ?",
            (card,),
        ).fetchone()
    )
