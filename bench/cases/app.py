"""The app in a real terminal: its first card, from one card to the next, leaving, and memory."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.cases.reporting import COMMAND
from bench.decks import MARK
from bench.measuring import Result, compare, in_words, interleave, not_measured, percentile, ratio_of
from bench.scale import Scale
from bench.terminal import Terminal
from bench.worlds import World, copy_of, environment, world

ONE_STATIC = [
    sys.executable,
    "-c",
    f"""
from textual.app import App
from textual.widgets import Static

class OneStatic(App):
    BINDINGS = [("q", "quit")]

    def compose(self):
        yield Static("{MARK}000000")

OneStatic().run()
""",
]
"""An app that shows one text, and is left with ``q``."""

STUDY = [*COMMAND, "study", "--form", "flip"]
WITHOUT_STORAGE = [sys.executable, "-m", "bench.without_storage"]
_CARD = MARK + r"\d{6,}"
_RATINGS_SHOWN = r"Again"
_ONLY_REVIEWS = "new_per_day = 0\nreviews_per_day = 1000\n"
"""Worlds have reviewed only cards that enter reveals, turned over or typed."""


def measure_first_card(scale: Scale, _folder: Path) -> Iterator[Result]:
    """From the shell to a question on the screen."""
    large = world(scale.cards, scale.reviews)
    yield compare(
        f"first card painted, {scale.cards:,} cards",
        1.10,
        _painted(STUDY, large.environment),
        ("an App with one Static", _painted(ONE_STATIC, environment({}))),
        scale.rounds * 2,
    )


def measure_next_card(scale: Scale, folder: Path) -> Iterator[Result]:
    """From a rating's key to the next question on the screen, in two apps that are used in turns."""
    original = world(scale.cards, scale.reviews)
    worlds = {name: copy_of(original, folder / name, settings=_ONLY_REVIEWS) for name in ("ours", "other")}
    what = f"grade to next card painted, {scale.cards:,} cards"
    with ExitStack() as apps:
        variants = {
            "ours": _grading(apps, STUDY, worlds["ours"]),
            "other": _grading(apps, WITHOUT_STORAGE, worlds["other"]),
        }
        costs = interleave(variants, scale.answers)
    yield ratio_of(what, 1.2, costs["ours"], "the same app without storage", costs["other"])
    slow, usual = percentile(costs["ours"], 0.95), median(costs["ours"])
    yield Result(
        f"{what}: 95th percentile", slow / usual, 2.0, f"{in_words(slow)} against the median {in_words(usual)}"
    )


def measure_leave(scale: Scale, _folder: Path) -> Iterator[Result]:
    """From the last key to the end of the process."""
    large = world(scale.cards, scale.reviews)
    other = ("leaving an App with one Static", _left(ONE_STATIC, environment({}), _CARD))
    yield compare("leaving the app", 0.15, _left(COMMAND, large.environment, "Bench deck"), other, scale.rounds)


def measure_memory(scale: Scale, _folder: Path) -> Iterator[Result]:
    """What the app has in memory when a card is on the screen."""
    what = f"memory of the app, {scale.cards:,} cards"
    if sys.platform != "linux":
        yield not_measured(what, 1.25, "it is read from Linux's /proc")
        return
    large = world(scale.cards, scale.reviews)
    variants = {
        "ours": lambda: _resident(STUDY, large.environment),
        "other": lambda: _resident(ONE_STATIC, environment({})),
    }
    costs = interleave(variants, 3)
    ours, other = median(costs["ours"]), median(costs["other"])
    measured = f"{ours / 1024:.1f} MB against {other / 1024:.1f} MB for an App with one Static"
    yield Result(what, ours / other, 1.25, measured)


def _painted(words: list[str], variables: dict[str, str]) -> Callable[[], float]:
    def run() -> float:
        with Terminal(words, variables) as terminal:
            _, shown = terminal.wait_for(_CARD)
            return shown - terminal.begin

    return run


def _left(words: list[str], variables: dict[str, str], shown: str) -> Callable[[], float]:
    def run() -> float:
        with Terminal(words, variables) as terminal:
            terminal.wait_for(shown)
            terminal.settle()
            begin = terminal.press("q")
            return terminal.wait_for_end() - begin

    return run


def _resident(words: list[str], variables: dict[str, str]) -> float:
    """Kilobytes in memory when everything is painted and the app is idle."""
    with Terminal(words, variables) as terminal:
        terminal.wait_for(_CARD)
        terminal.settle(1.0)
        status = Path(f"/proc/{terminal.process}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        assert found is not None
        return float(found[1])


def _grading(apps: ExitStack, words: list[str], studied: World) -> Callable[[], float]:
    terminal = apps.enter_context(Terminal(words, studied.environment))
    card, _ = terminal.wait_for(_CARD)

    def grade() -> float:
        nonlocal card
        terminal.settle(0.1)
        terminal.press("\r")
        terminal.wait_for(_RATINGS_SHOWN)
        terminal.settle(0.1)
        begin = terminal.press("4")
        card, shown = terminal.wait_for(rf"{MARK}(?!{card.removeprefix(MARK)})\d{{6,}}")
        return shown - begin

    return grade
