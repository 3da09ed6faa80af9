"""Memory: a card's FSRS state, and the settings that move it.

Times are UTC milliseconds since the epoch; days are logical days, counted from 1970-01-01 (see ``domain.day``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

DEFAULT_WEIGHTS: tuple[float, ...] = ()
"""Empty: the engine's own FSRS-6 defaults."""


class State(StrEnum):
    """Where a card is on its way; a card without a memory is new."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of one card.

    ``stability`` is in days, ``difficulty`` 1 to 10. ``step`` counts learning or relearning steps from 0. A card in
    ``REVIEW`` is due on the logical day ``due_day`` and has no ``due_at``; one in learning or relearning is due at
    ``due_at``, and its ``due_day`` is the day of its last review, so that nothing here depends on a time zone.
    ``reviewed_at`` and ``reviewed_day`` are the last review's.
    """

    state: State
    step: int
    stability: float
    difficulty: float
    due_at: int | None
    due_day: int
    reviewed_at: int
    reviewed_day: int
    reps: int
    lapses: int


Change: TypeAlias = tuple[Memory | None, Memory]
"""What a memory was (None: a new card's), and what an answer made of it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the scheduler goes by; stored beside the log, so that a replay uses what was in force.

    Steps are in seconds, the interval limit in days, times in milliseconds where the name says so. The defaults are
    Anki's (https://docs.ankiweb.net/deck-options.html), as the design fixes them.
    """

    desired_retention: float = 0.9
    learning_steps: tuple[int, ...] = (60, 600)
    relearning_steps: tuple[int, ...] = (600,)
    maximum_interval: int = 36_500
    fuzz: bool = True
    leech_lapses: int = 8
    answer_time_cap_ms: int = 60_000
    weights: tuple[float, ...] = DEFAULT_WEIGHTS


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a day asks for, and when a day begins.

    ``learn_ahead_ms``: a learning card due within this time may be asked when nothing else is left.
    ``rollover_hour``: local hour at which a logical day begins.
    """

    new_per_day: int = 20
    reviews_per_day: int = 200
    learn_ahead_ms: int = 20 * 60 * 1000
    rollover_hour: int = 4
