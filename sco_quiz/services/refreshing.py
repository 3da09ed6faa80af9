"""Bringing the index, and then progress, in line with the deck files. Loaded only when something changed."""

from __future__ import annotations

import hashlib
import os
import stat

from sco_quiz.deckfile.files import LARGEST, read_deck
from sco_quiz.deckfile.parsing import ReadDeck, parse_deck
from sco_quiz.services.shelf import Shelf, state_of
from sco_quiz.storage.index import Index, IndexedFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Report = Callable[[int, int], None]
    """Called with how many files are done, and of how many."""


def refresh_index(index: Index, shelf: Shelf, report: Report | None = None) -> None:
    """Read every file that is not surely as the index knows it; forget files that are gone."""
    known = index.files()
    stale = [path for path, state in shelf.files.items() if path not in known or not known[path].is_fresh(state)]
    for number, path in enumerate(stale):
        if report is not None:
            report(number, len(stale))
        _refresh_file(index, path, known.get(path))
    if report is not None and stale:
        report(len(stale), len(stale))
    gone = [path for path in known if path not in shelf.files and not os.path.lexists(path)]
    if gone:
        index.remove(gone)


def _refresh_file(index: Index, path: str, known: IndexedFile | None) -> None:
    state = state_of(path)
    data = _read(path)
    digest = "" if data is None else hashlib.blake2b(data, digest_size=16).hexdigest()
    if known is not None and data is not None and known.hash == digest:
        index.touch(path, state)
        return
    read: ReadDeck = read_deck(path) if data is None else parse_deck(data, path)
    if data is not None or known is None or index.problems(path) != list(read.problems):
        index.store(path, state, digest, read.deck, read.problems)
    else:
        index.touch(path, state)


def _read(path: str) -> bytes | None:
    """What a file holds; None where ``read_deck`` has to say why it can't be read."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            return None
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        return None
    return data if len(data) <= LARGEST else None
