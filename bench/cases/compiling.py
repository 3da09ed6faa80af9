"""Decks into the index: all of them the first time, then one file that changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import yaml

from bench.decks import write_decks
from bench.measuring import Result, compare, interleave, ratio_of, timed
from bench.scale import Scale
from bench.worlds import World, copy_of, world
from sco_quiz.deckfile.parsing import parse_deck

_YAML = "`yaml.load(…, CSafeLoader)`"


def measure_compile(scale: Scale, folder: Path) -> Iterator[Result]:
    """A first start with that many cards: parsed, indexed, and known to the learner's progress."""
    paths = write_decks(folder / "first" / "decks", scale.cards)
    texts = [path.read_bytes() for path in paths]
    homes = count()

    def ours() -> float:
        home = folder / f"home-{next(homes)}"
        home.mkdir()
        (home / "decks").symlink_to(paths[0].parent)
        with World(home, scale.cards, 0).open() as library:
            return timed(library.refresh)

    def theirs() -> float:
        return timed(lambda: [yaml.load(text, yaml.CSafeLoader) for text in texts])

    what = f"first compile of {scale.cards:,} notes in {len(paths)} files"
    yield compare(what, 0.25, ours, (_YAML, theirs), 3)


def measure_change(scale: Scale, folder: Path) -> Iterator[Result]:
    """One note of one file edited, in a large library."""
    with copy_of(world(scale.cards, scale.reviews), folder, decks=True).open() as library:
        library.refresh()
        path = min((folder / world(scale.cards, scale.reviews).home.name / "decks").iterdir())
        text = path.read_text(encoding="utf-8")
        edits = count()
        ages = count(int(path.stat().st_mtime) - 1_000_000)

        def ours() -> float:
            changed = text.replace("?", f" {next(edits)}?", 1)
            path.write_text(changed, encoding="utf-8")
            age = next(ages)
            os.utime(path, (age, age))
            return timed(library.refresh)

        costs = interleave(
            {"ours": ours, "parse": lambda: timed(lambda: parse_deck(text.encode(), path))}, scale.rounds
        )
        what = f"one file of {text.count(chr(10) + '  - '):,} notes changed, of {scale.cards:,} cards"
        yield ratio_of(what, 1.5, costs["ours"], "parsing that file", costs["parse"])
