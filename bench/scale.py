"""How large the things that are measured are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of one run. ``cards`` is the large library, ``small`` the one that it is compared with.

    ``notes`` are those of the one large file, ``reviews`` those of the large log, ``answers`` how many are given where
    single answers are timed; ``growth`` are the sizes of libraries in the plot.
    """

    name: str
    cards: int
    small: int
    notes: int
    reviews: int
    answers: int
    rounds: int
    growth: tuple[int, ...]


FULL = Scale("full", 100_000, 1_000, 10_000, 1_000_000, 200, 15, (1_000, 10_000, 100_000, 1_000_000))
QUICK = Scale("quick", 10_000, 1_000, 2_000, 50_000, 40, 7, (1_000, 10_000))
TINY = Scale("tiny", 1_000, 100, 100, 12_000, 5, 2, (100, 200))
"""For the tests, which look at whether each measurement works, not at what it gives."""
