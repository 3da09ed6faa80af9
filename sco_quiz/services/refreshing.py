"""Bringing the index in line with the deck files. Loaded only when something changed."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from contextlib import contextmanager, nullcontext
from itertools import chain, islice
from typing import TYPE_CHECKING

from sco_quiz.services.file_reading import FileReading, read_file
from sco_quiz.services.outlines import NOTHING_KNOWN, Known
from sco_quiz.services.reading_ahead import read_files
from sco_quiz.services.shelf import Shelf
from sco_quiz.storage.index import Index, IndexedFile
from sco_quiz.storage.rewriting import in_bulk
from sco_quiz.storage.splicing import Splice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sco_quiz.services.holding import HeldFiles

Report = Callable[[int, int], None]
"""Called with how many files are done, and of how many."""

_AT_ONCE = 10
"""Files taken in within one transaction: in ten times as many, the same pages of the index would be written anew."""


Kept = Callable[[Sequence[str]], object]
"""Called with the paths of files that have just been taken in for good."""


def refresh_index(
    index: Index, shelf: Shelf, report: Report | None = None, held: HeldFiles | None = None, kept: Kept | None = None
) -> None:
    """Read every file that is not surely as the index knows it; forget files that are gone.

    With ``held``, a usable deck that has errors now which it hadn't is held there, and stays in the index as it was.
    """
    known = index.files()
    stale = [
        path
        for path, state in shelf.files.items()
        if (path not in known or not known[path].is_fresh(state)) and (held is None or not held.is_held(path, state))
    ]
    if report is not None and stale:
        report(0, len(stale))
    wanted = [
        (path, Known(known[path].hash, index.outline(path)) if path in known else NOTHING_KNOWN) for path in stale
    ]
    with _collector_off(), in_bulk(index) if len(stale) > 1 else nullcontext():
        readings = read_files(wanted, sum(shelf.files[path].size for path in stale))
        for number, reading in enumerate(_in_transactions(index, readings, kept), 1):
            _take_in(index, reading, known.get(reading.path), held)
            if report is not None:
                report(number, len(stale))
    gone = [path for path in known if path not in shelf.files and not os.path.lexists(path)]
    if gone:
        index.remove(gone)


def _in_transactions(index: Index, readings: Iterator[FileReading], kept: Kept | None) -> Iterator[FileReading]:
    """The readings; what is done with each is part of a transaction on the index, several in one."""
    for first in readings:
        paths = []
        with index.changing():
            for reading in chain((first,), islice(readings, _AT_ONCE - 1)):
                yield reading
                paths.append(reading.path)
        if kept is not None:
            kept(paths)


def _take_in(index: Index, reading: FileReading, known: IndexedFile | None, held: HeldFiles | None) -> None:
    path, state, digest, compiled = reading
    if isinstance(compiled, Splice):
        is_taken_in = index.splice(path, state, digest, compiled)
    else:
        is_taken_in = compiled is None and index.touch(path, state, digest)
    if is_taken_in:
        if held is not None:
            held.release(path)
        return
    if compiled is None or isinstance(compiled, Splice):
        path, state, digest, compiled = read_file(path)
        assert compiled is not None and not isinstance(compiled, Splice)  # noqa: S101, PT018 - nothing was known of it
    if held is not None:
        if known is not None and known.deck and compiled.errors > known.errors:
            held.hold(path, state, compiled.problems(path))
            return
        held.release(path)
    if not digest and known is not None and index.is_stored(path, compiled):
        index.touch(path, state, digest)  # it still can't be read
    else:
        index.store(path, state, digest, compiled)


@contextmanager
def _collector_off() -> Iterator[None]:
    """Rows are made by the hundred thousand, and no cycles: looking for cycles meanwhile would take much time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
