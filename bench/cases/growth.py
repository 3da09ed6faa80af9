"""What a learner waits for, in libraries from small to huge: it should cost the same in all of them.

The numbers go to ``bench/growth.json``, from which ``python -m bench.plot`` draws ``docs/speed.svg``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from bench.cases.answering import LONG_DAY, answering
from bench.cases.reporting import COMMAND
from bench.cases.searching import prepare_all, search_costs, typed
from bench.measuring import Result, in_words, interleave, process, timed
from bench.scale import FULL, Scale
from bench.worlds import GoingClock, World, copy_of, world
from sco_quiz.services.library import Library
from sco_quiz.services.statistics import statistics
from sco_quiz.services.study import Study

GROWTH = Path(__file__).resolve().parents[1] / "growth.json"

Costs = dict[str, dict[int, float]]
"""For each thing, seconds (medians) by the number of cards, and of reviews, in the library."""


def measure_growth(scale: Scale, folder: Path) -> Iterator[Result]:
    """The largest library against the smallest, for each thing; all sizes in turns."""
    worlds = {size: world(size, size) for size in scale.growth}
    long_days = {size: copy_of(each, folder / str(size), settings=LONG_DAY) for size, each in worlds.items()}
    costs: Costs = {}
    for name, measures in _things(worlds, long_days).items():
        found = interleave({str(size): measure for size, measure in measures.items()}, scale.rounds, short=True)
        costs[name] = {size: median(found[str(size)]) for size in measures}
    if scale is FULL:
        GROWTH.write_text(json.dumps(costs, indent=1) + "\n", encoding="utf-8")
    least, most = scale.growth[0], scale.growth[-1]
    for name, by_size in costs.items():
        small, large = by_size[least], by_size[most]
        measured = f"{in_words(large)} against {in_words(small)} with {least:,} of each"
        yield Result(f"{name}, {most:,} cards and reviews", large / small, None, measured)


def _things(worlds: dict[int, World], long_days: dict[int, World]) -> dict[str, dict[int, Callable[[], float]]]:
    """What is measured in each world; answers need one with days that are long enough for all of them."""
    libraries = {size: each.open(GoingClock()) for size, each in long_days.items()}
    for library in libraries.values():
        prepare_all(library)
    answers = {size: answering(library) for size, library in libraries.items()}
    os.sync()  # gigabytes were written, which the system would else take to the disk while things are timed
    searches = typed(5)
    return {
        "`due --json` from the shell": {
            size: process([*COMMAND, "due", "--json"], each.environment) for size, each in worlds.items()
        },
        "first question": {size: _first_question(each) for size, each in worlds.items()},
        "answer and next card": answers,
        "search, a letter": {size: _searching(library, searches) for size, library in libraries.items()},
        "statistics": {size: _timed(lambda it=library: statistics(it)) for size, library in libraries.items()},  # type: ignore[misc]  # mypy infers no default
    }


def _timed(act: Callable[[], object]) -> Callable[[], float]:
    return lambda: timed(act)


def _first_question(each: World) -> Callable[[], float]:
    """From nothing open to the first card of what is due."""

    def ask() -> None:
        with each.open() as library:
            assert Study.start(library).question is not None

    return lambda: timed(ask)


def _searching(library: Library, texts: list[str]) -> Callable[[], float]:
    """From a letter to the rows on the screen."""
    return lambda: median(search_costs(library, text)[0] for text in texts)
