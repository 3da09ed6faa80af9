"""Decks of any size from a seed, written straight into files: all eight kinds, with and without ids.

Each note makes one card and holds a word that is its own (``bench-000123``), so that it is known on a screen. One note
in twenty has a text of several lines (a block scalar), and clozes stand in quotes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

MARK = "bench-"
"""Begins the word that is a note's own; six or more digits follow."""

DECK_ID = "deck-"
"""Begins the id of each deck that is made here."""

_CONSONANTS = "bcdfghjklmnpqrstvwxz"
_VOWELS = "aeiou"
_KINDS = ("basic",) * 8 + ("typed",) * 4 + ("choice",) * 3 + ("cloze",) * 2 + ("true-false", "list", "order", "match")
MOST_FILES = 100


def vocabulary(seed: int = 6) -> list[str]:
    """Two thousand made-up words, the same for a seed."""
    random = Random(seed)

    def syllables() -> Iterator[str]:
        for _ in range(random.randint(1, 4)):
            yield random.choice(_CONSONANTS) + random.choice(_VOWELS)

    return ["".join(syllables()) for _ in range(2_000)]


def write_decks(folder: Path, notes: int, seed: int = 6) -> list[Path]:
    """Write ``notes`` notes to files of equal size, of 1,000 notes and more; at most a hundred files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = max(1, min(MOST_FILES, notes // 1_000))
    paths = []
    for number in range(files):
        first, last = notes * number // files, notes * (number + 1) // files
        path = folder / f"deck-{number:03}.yaml"
        path.write_text(deck_text(first, last - first, seed, number), encoding="utf-8")
        paths.append(path)
    return paths


def deck_text(first: int, notes: int, seed: int = 6, number: int = 0) -> str:
    """A deck with notes whose words count from ``first``."""
    random = Random(f"{seed}:{number}:{first}")
    words = vocabulary(seed)
    header = [
        f"id: {DECK_ID}{number:03}",
        f"title: Bench deck {number}",
        "description: Made by a program, to be measured.",
        "tags: [bench]",
        "cards:",
    ]
    lines = (line for note in range(first, first + notes) for line in _note(note, random, words, ids=number % 2 == 0))
    return "\n".join([*header, *lines, ""])


def _note(note: int, random: Random, words: list[str], *, ids: bool) -> Iterator[str]:
    def some(least: int, most: int) -> str:
        # Squared, so that a few words are common and most are rare, as in a language.
        return " ".join(words[int(random.random() ** 2 * len(words))] for _ in range(random.randint(least, most)))

    lines = [f"id: n{note}"] if ids else []
    lines += _content(note, random.choice(_KINDS), some)
    if random.random() < 0.5:
        lines.append(f"explanation: Because {some(5, 15)}.")
    if random.random() < 0.3:
        lines.append(f"source: paragraph {random.randint(1, 40)}")
    if random.random() < 0.3:
        lines.append(f"tags: [{some(1, 1)}]")
    if random.random() < 0.05:
        lines += ["hint: |", f"  {some(2, 5)}", f"  {some(2, 5)}"]
    yield f"  - {lines[0]}"
    for line in lines[1:]:
        yield f"    {line}"


def _content(note: int, kind: str, some: Callable[[int, int], str]) -> list[str]:
    word = f"{MARK}{note:06}"
    question = f"question: Which {some(3, 10)} of {word} {some(1, 6)}?"
    match kind:
        case "basic":
            return [question, f"answer: {some(1, 5)}"]
        case "typed":
            return [question, f"answer: {some(1, 5)}", "kind: typed"]
        case "choice":
            right, *wrong = (f"{some(1, 3)} {letter}" for letter in "abcd")
            return [question, f"answer: {right}", f"choices: [{', '.join(wrong)}]"]
        case "cloze":
            return [f'cloze: "In {word} {some(3, 8)} {{{{c1::{some(1, 3)}}}}} {some(1, 5)}."']
        case "true-false":
            return [f"statement: The {some(3, 9)} of {word} is {some(1, 3)}.", "answer: true"]
        case "list":
            return [question, f"answers: [{', '.join(f'{some(1, 3)} {letter}' for letter in 'abc')}]"]
        case "order":
            return [question, f"order: [{', '.join(f'{some(1, 3)} {letter}' for letter in 'abc')}]"]
        case _:
            pairs = ", ".join(f"{some(1, 2)} {letter}: {some(1, 2)} {letter}" for letter in "abc")
            return [question, f"pairs: {{{pairs}}}"]
