"""A deck file, read and compiled for the index: here, or in another process while this one writes."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path
from typing import NamedTuple

from sco_quiz.deckfile.files import LARGEST, read_deck
from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.services.outlines import NOTHING_KNOWN, Known, outline_of, splice_of
from sco_quiz.services.shelf import state_of
from sco_quiz.storage.compiling import Compiled, compile_file
from sco_quiz.storage.index import FileState
from sco_quiz.storage.splicing import Splice


class FileReading(NamedTuple):
    """What a file holds, and its ``state`` just before it was read.

    ``digest`` is empty where nothing could be read; ``compiled`` is None where the file holds what it held, and a
    splice where it is enough to take in what changed.
    """

    path: str
    state: FileState
    digest: str
    compiled: Compiled | Splice | None


def read_file(path: str, known: Known = NOTHING_KNOWN) -> FileReading:
    """Read a file of which that is known."""
    state = state_of(path)
    data = _bytes_of(path)
    digest = "" if data is None else hashlib.blake2b(data, digest_size=16).hexdigest()
    if digest and digest == known.digest:
        return FileReading(path, state, digest, None)
    splice = None if data is None else splice_of(known, data, path)
    if splice is not None:
        return FileReading(path, state, digest, splice)
    read = read_deck(path) if data is None else parse_deck(data, path)
    # A file that is read for the first time is one of many, most of which never change again.
    outline = outline_of(data, read) if data is not None and known.digest else b""
    return FileReading(path, state, digest, compile_file(read.deck, read.problems, outline))


def _bytes_of(path: str) -> bytes | None:
    """What a file holds; None where ``read_deck`` has to say why it can't be read."""
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            return None
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        return None
    return data if len(data) <= LARGEST else None
