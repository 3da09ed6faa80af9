"""Deck files to notes: time and memory against ``yaml.load`` with libyaml."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from bench.decks import deck_text
from bench.measuring import Result, compare, not_measured, timed
from bench.scale import Scale
from bench.worlds import environment
from sco_quiz.deckfile.parsing import parse_deck

_PEAK = """
import re, sys
{imports}
def kilobytes(name):
    return int(re.search(name + r":\\s+(\\d+)", open("/proc/self/status").read())[1])
data = open(sys.argv[1], "rb").read()
before = kilobytes("VmRSS")
kept = {act}
print(kilobytes("VmHWM") - before)
"""
_OURS = _PEAK.format(imports="from sco_quiz.deckfile.parsing import parse_deck", act="parse_deck(data)")
_YAML = _PEAK.format(imports="import yaml", act="yaml.load(data, yaml.CSafeLoader)")


def measure_parse(scale: Scale, folder: Path) -> Iterator[Result]:
    """One large file, with positions and all checks."""
    data = deck_text(0, scale.notes).encode()
    what = f"parsing one file of {scale.notes:,} notes, with positions and checks"
    yield compare(
        what,
        0.12,
        lambda: timed(lambda: parse_deck(data)),
        ("`yaml.load(…, CSafeLoader)`", lambda: timed(lambda: yaml.load(data, yaml.CSafeLoader))),
        max(3, scale.rounds // 2),
    )
    if sys.platform != "linux":
        yield not_measured(f"{what}: peak memory", 0.3, "the peak is read from Linux's /proc")
        return
    path = folder / "deck.yaml"
    path.write_bytes(data)
    ours, theirs = (_peak_of(program, path) for program in (_OURS, _YAML))
    measured = f"{ours / 1024:.1f} MB against {theirs / 1024:.1f} MB for `yaml.load(…, CSafeLoader)`"
    yield Result(f"{what}: peak memory", ours / theirs, 0.3, measured)


def _peak_of(program: str, path: Path) -> int:
    """By how many KiB a process's memory grew at most."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], env=environment({}), capture_output=True, check=True, text=True
    )
    return max(1, int(done.stdout))
