"""Search as one types: every beginning of every search, letter by letter, as the screen with all cards does it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from bench.decks import MARK, vocabulary
from bench.measuring import Result, in_words, percentile
from bench.scale import Scale
from bench.worlds import world
from sco_quiz.domain.searching import parse_search
from sco_quiz.errors import SearchError
from sco_quiz.services.finding import Search, prepare
from sco_quiz.services.library import Library

FRAME = 1 / 30
"""Seconds that a frame lasts."""

_ROWS = 30
"""Rows that are visible at once."""
_SCREENFUL = 64
"""Cards of which so many are shown before all are found."""
_FOREIGN = ("école", "щит", "правда", "上海合作", "größe")


def measure_search(scale: Scale, _folder: Path) -> Iterator[Result]:
    """From a letter to the rows on the screen, and to how many cards there are in all."""
    with world(scale.cards, scale.reviews).open() as library:
        prepare_all(library)
        costs = [search_costs(library, text) for text in typed(scale.answers)]
    for number, what in enumerate(("rows read", "all found and counted")):
        taken = [cost[number] for cost in costs]
        slow = percentile(taken, 0.95)
        yield Result(
            f"search as you type over {scale.cards:,} cards: {what}",
            slow / FRAME,
            None if number else 1.0,
            f"95th percentile {in_words(slow)} (median {in_words(median(taken))}, longest {in_words(max(taken))})"
            " against a frame of 1/30 s",
        )


def prepare_all(library: Library) -> None:
    """Bring everything to where it is when nobody has typed for a while."""
    library.refresh()
    while prepare(library):
        pass


def search_costs(library: Library, text: str) -> tuple[float, float]:
    """Seconds from a text in the field to the rows that are shown, and to the number of all that is found."""
    begin = perf_counter()
    search = Search(library, parse_search(text))
    search.go_on(enough=_SCREENFUL).page(0, _ROWS)
    shown = perf_counter()
    search.go_on()
    return shown - begin, perf_counter() - begin


def typed(searches: int, seed: int = 6) -> list[str]:
    """What stands in the field while so many searches are typed, after each letter, where it is a search.

    Words that are common, rare and none, one by one and together; fragments of two letters; words of other scripts;
    words of cards with a tag, and of cards that are due.
    """
    random, words = Random(seed), vocabulary()
    found = []
    for number in range(searches):
        first = random.choice(("Which", f"{MARK}0", "nothing", *random.choices(words, k=6)))
        second = random.choice(words[:100])
        text = {
            1: f"{random.choice('abcdefghijklmnopqrstuvwxyz')}{random.choice('aeioubcz')}",
            3: f"tag:{random.choice(words[:200])} {second}",
            5: f"is:due {first}",
            7: random.choice(_FOREIGN),
        }.get(number % 10, first if number % 2 else f"{first} {second}")
        found += [text[:length] for length in range(1, len(text) + 1)]
    return [text for text in found if _is_search(text)]


def _is_search(text: str) -> bool:
    try:
        parse_search(text)
    except SearchError:
        return False
    return True
