"""What a report costs from the shell: a process from its start to its end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bench import anki_side
from bench.measuring import Result, compare, not_measured, process
from bench.scale import Scale
from bench.worlds import environment, world

COMMAND = [sys.executable, "-c", "from sco_quiz.__main__ import main\nraise SystemExit(main())"]
"""What the installed ``sco-quiz`` script does."""

PASS = [sys.executable, "-c", "pass"]


def measure_due(scale: Scale, _folder: Path) -> Iterator[Result]:
    """``due --json`` with a fresh index, against an empty Python, a small library, and Anki."""
    large = world(scale.cards, scale.reviews)
    small = world(scale.small, scale.reviews * scale.small // scale.cards)
    due = process([*COMMAND, "due", "--json"], large.environment)
    empty = process(PASS, environment({}))
    what = f"`due --json`, {scale.cards:,} cards"
    rounds = scale.rounds * 2
    yield compare(what, 2.5, due, ("`python -c pass`", empty), rounds)
    little = process([*COMMAND, "due", "--json"], small.environment)
    yield compare(what, 1.1, due, (f"the same with {scale.small:,}", little), rounds)
    if anki_side.has_anki():
        path = anki_side.collection(scale.cards)
        fetch = process([sys.executable, "-c", anki_side.OPEN_AND_FETCH, str(path)], environment({}))
        name = "Anki opening a collection of that size and fetching a card"
        yield compare(what, 0.15, due, (name, fetch), scale.rounds)
    else:
        yield not_measured(f"{what}, against Anki", 0.15, anki_side.MISSING)
