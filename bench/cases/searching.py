"""Search as one types: every beginning of every search, letter by letter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median

from bench.decks import MARK, vocabulary
from bench.measuring import Result, in_words, percentile, timed
from bench.scale import Scale
from bench.worlds import world

FRAME = 1 / 30
"""Seconds that a frame lasts."""


def measure_search(scale: Scale, _folder: Path) -> Iterator[Result]:
    """Words that are common, rare and none, one by one and together."""
    with world(scale.cards, scale.reviews).open() as library:
        library.refresh()
        library.prepare_search()
        costs = [timed(lambda text=text: library.search(text)) for text in typed(scale.answers)]  # type: ignore[misc]  # mypy infers no default
    slow = percentile(costs, 0.95)
    measured = f"95th percentile {in_words(slow)} (median {in_words(median(costs))}, longest {in_words(max(costs))})"
    yield Result(
        f"search as you type over {scale.cards:,} cards", slow / FRAME, 1.0, f"{measured} against a frame of 1/30 s"
    )


def typed(searches: int, seed: int = 6) -> list[str]:
    """What stands in the field while so many searches are typed, after each letter."""
    random, words = Random(seed), vocabulary()
    found = []
    for number in range(searches):
        first = random.choice(("Which", f"{MARK}0", "nothing", *random.choices(words, k=6)))
        text = first if number % 2 else f"{first} {random.choice(words[:100])}"
        found += [text[:length] for length in range(1, len(text) + 1)]
    return found
