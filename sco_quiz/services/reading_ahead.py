"""A second process that reads deck files while this one writes the index: for whole collections, where it pays.

Both work through one list, this process from its beginning and the other from its end, until they meet. The other
process is a gain and no more: where it can't be started, or dies, everything is read here.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO

from sco_quiz.services.file_reading import FileReading, read_file
from sco_quiz.services.outlines import Known

PAYS_FROM = 2_000_000
"""Bytes of deck files from which the second process saves more time than its start takes."""

_SERVE = "from sco_quiz.services.reading_ahead import serve; serve()"
_LENGTH = 8

Wanted = tuple[str, Known]
"""A path, and what is known of it."""


def read_files(wanted: Sequence[Wanted], size: int) -> Iterator[FileReading]:
    """Read the files, in no certain order, each once; ``size`` is that of all of them together, in bytes."""
    second = _start(wanted) if len(wanted) > 1 and size >= PAYS_FROM and (os.cpu_count() or 1) > 1 else None
    if second is None:
        for path, known in wanted:
            yield read_file(path, known)
        return
    with second:
        yield from _read_with(second, wanted)


def _read_with(second: _SecondProcess, wanted: Sequence[Wanted]) -> Iterator[FileReading]:
    first, end = 0, len(wanted)
    while first < end:
        # The last but one is left to the second process, which is reading it, unless that has gone.
        reading = second.next_reading(wait=first == end - 1)
        if reading is not None:
            end -= 1
            yield reading
        else:
            yield read_file(*wanted[first])
            first += 1


def serve() -> None:
    """Be the second process: read what standard input asks for, last first, and write it to standard output."""
    gc.disable()  # nothing here lasts, so there is nothing to look for
    wanted: list[Wanted] = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the process that started this one
    for path, known in reversed(wanted):
        data = pickle.dumps(read_file(path, known), pickle.HIGHEST_PROTOCOL)
        try:
            sys.stdout.buffer.write(len(data).to_bytes(_LENGTH, "big") + data)
            sys.stdout.buffer.flush()
        except OSError:
            return  # the other process has what it needs, or has ended


class _SecondProcess:
    """The second process, and a thread that takes in what it writes, so that it never has to wait."""

    def __init__(self, process: subprocess.Popen[bytes], source: IO[bytes]) -> None:
        self._process = process
        self._readings: SimpleQueue[bytes] = SimpleQueue()
        self._is_done = False
        self._thread = Thread(target=self._take_in, args=(source,), daemon=True)
        self._thread.start()

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._thread.join()

    def next_reading(self, *, wait: bool) -> FileReading | None:
        """The next file that was read; None if there is none yet, or there will be none any more."""
        if self._is_done or (not wait and self._readings.empty()):
            return None
        data = self._readings.get()
        if not data:
            self._is_done = True
            return None
        reading: FileReading = pickle.loads(data)  # noqa: S301 - from the process that was started here
        return reading

    def _take_in(self, source: IO[bytes]) -> None:
        with source:
            while True:
                head = source.read(_LENGTH)
                length = int.from_bytes(head, "big") if len(head) == _LENGTH else 0
                data = source.read(length)
                if not length or len(data) < length:
                    self._readings.put(b"")
                    return
                self._readings.put(data)


def _start(wanted: Sequence[Wanted]) -> _SecondProcess | None:
    if not sys.executable:
        return None
    root = Path(__file__).resolve().parents[2]
    path = os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH", ""))))
    try:
        # -P: no module of the folder that the program happens to run in takes the place of one of ours.
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _SERVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
    except OSError:
        return None
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    try:
        with process.stdin as pipe:
            pickle.dump(list(wanted), pipe)
    except OSError:
        pass  # it died at once; the thread sees the end of its output
    return _SecondProcess(process, process.stdout)
