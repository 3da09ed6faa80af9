"""The same jobs done by Anki's own library (the ``anki`` package, 26.9 or newer), where it is installed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.worlds import worlds_folder

MISSING = "the `anki` package is not installed: pip install -e '.[bench]'"
_AT_ONCE = 10_000
_A_DAY = 1_000
"""Cards a day, new ones and reviews: more than are answered, or the measured answers would end the day."""

OPEN_AND_FETCH = """
import sys
from anki.collection import Collection
collection = Collection(sys.argv[1])
assert collection.sched.getCard() is not None
"""
"""A program that opens the collection it is given and fetches its first card."""


def has_anki() -> bool:
    """Whether there is something to compare with."""
    return find_spec("anki") is not None


def collection(notes: int) -> Path:
    """A collection of so many new cards, made where it isn't there yet."""
    path = worlds_folder() / f"anki-{notes}-{_A_DAY}.anki2"
    if not path.exists():
        print(f"making an Anki collection of {notes:,} cards ...", file=sys.stderr)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        opened = _open(draft)
        for first in range(0, notes, _AT_ONCE):
            _add_notes(opened, range(first, min(notes, first + _AT_ONCE)))
        options = opened.decks.get_config(1)
        options["new"]["perDay"] = options["rev"]["perDay"] = _A_DAY
        opened.decks.update_config(options)
        opened.close()
        draft.rename(path)
    return path


def answering(notes: int, folder: Path) -> Callable[[], object]:
    """A function that answers the card on show with Easy and fetches the next one, in a copy of the collection."""
    path = folder / f"anki-{notes}.anki2"
    shutil.copy(collection(notes), path)
    opened = _open(path)  # the scheduler holds no reference to it
    card = opened.sched.getCard()
    card.start_timer()

    def answer() -> None:
        nonlocal card
        opened.sched.answerCard(card, 4)
        card = opened.sched.getCard()
        card.start_timer()

    return answer


def _open(path: Path) -> Any:  # noqa: ANN401 - Anki may not be installed where types are checked
    return import_module("anki.collection").Collection(str(path))


def _add_notes(opened: Any, numbers: range) -> None:  # noqa: ANN401 - Anki may not be installed where types are checked
    request = import_module("anki.collection").AddNoteRequest
    kind = opened.models.by_name("Basic")
    requests = []
    for number in numbers:
        note = opened.new_note(kind)
        note["Front"] = f"Which of bench-{number:06} is it?"
        note["Back"] = f"answer {number}"
        requests.append(request(note, 1))
    opened.add_notes(requests)
