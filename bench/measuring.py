"""Measurements: variants that take turns within one run, and the ratio of their medians.

The absolute numbers of a busy machine say little; that two variants met the same machine says much. So each round runs
every variant once, each round in another order, and only medians are compared.
"""

from __future__ import annotations

import gc
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

Measure = Callable[[], float]
"""Does a thing once; gives what it cost (seconds, or bytes)."""


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table. ``ratio`` is None where it could not be measured; ``bar`` None where none is set.

    ``measured`` says what was measured against what, with both medians, or why nothing was.
    """

    what: str
    ratio: float | None
    bar: float | None
    measured: str

    @property
    def holds(self) -> str:
        """Whether the ratio is within the bar."""
        if self.ratio is None:
            return "not measured"
        if self.bar is None:
            return "no bar"
        return "yes" if self.ratio <= self.bar else "NO"


def interleave(variants: Mapping[str, Measure], rounds: int, *, short: bool = False) -> dict[str, list[float]]:
    """Run each variant once to warm up, then ``rounds`` times in turns; gives what each cost, round by round.

    No variant has to look at the garbage of another. Where each takes a moment only (``short``), what there is from the
    beginning isn't looked at each time, as the app does it, too: going through all of it would leave the processor's
    caches empty for whoever is next.
    """
    names = list(variants)
    costs: dict[str, list[float]] = {name: [] for name in names}
    for measure in variants.values():
        measure()
    if short:
        gc.collect()
        gc.freeze()
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            gc.collect()
            costs[name].append(variants[name]())
    if short:
        gc.unfreeze()
    return costs


def compare(what: str, bar: float | None, ours: Measure, against: tuple[str, Measure], rounds: int) -> Result:
    """The ratio of our median time to that of the named other."""
    name, other = against
    costs = interleave({"ours": ours, "other": other}, rounds)
    return ratio_of(what, bar, costs["ours"], name, costs["other"])


def ratio_of(what: str, bar: float | None, ours: Sequence[float], name: str, other: Sequence[float]) -> Result:
    """The result of two series of times in seconds."""
    mine, theirs = median(ours), median(other)
    return Result(what, mine / theirs, bar, f"{in_words(mine)} against {in_words(theirs)} for {name}")


def not_measured(what: str, bar: float | None, reason: str) -> Result:
    """A result for what could not be measured."""
    return Result(what, None, bar, reason)


def timed(act: Callable[[], object]) -> float:
    """How many seconds it takes."""
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def process(words: Sequence[str], environment: Mapping[str, str]) -> Measure:
    """Measures a command from its start to its end, in seconds; it must succeed."""

    def run() -> float:
        return timed(lambda: subprocess.run(words, env=dict(environment), stdout=subprocess.DEVNULL, check=True))

    return run


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def in_words(seconds: float) -> str:
    """A time as people write it."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    if seconds >= 0.001:
        return f"{seconds * 1000:.1f} ms"
    return f"{seconds * 1_000_000:.0f} µs"
