"""Per cent of a score. A module of its own, because quick reports want this and nothing else of a quiz."""

from __future__ import annotations

ROUNDING = 1e-9
"""Sums of thirds may fall short of a whole number by this much."""


def percent_of(credit: float, questions: int) -> float:
    """0 to 100, to one decimal, never rounded up: 100 is all of it, and a bar that is shown reached is reached."""
    if not questions:
        return 0.0
    return int(1000 * credit / questions + ROUNDING) / 10
