"""A real terminal for programs that draw: a pseudo-terminal of 80x24, read until a text stands on it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

COLUMNS, LINES = 80, 24
_PATIENCE = 20.0
"""Seconds after which a program that shows nothing is given up."""
_SETTLED = 3.0
"""Seconds after which only the cursor of a field is still drawn: it blinks as long as the field is there."""
_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[@-Z\\-_=>])")


class Terminal:
    """A program in a pseudo-terminal; in a ``with`` block, at whose end it is stopped if it still runs."""

    def __init__(self, words: Sequence[str], environment: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.begin = time.perf_counter()
        self._process = subprocess.Popen(
            words,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            start_new_session=True,
        )
        os.close(slave)
        self._shown = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    @property
    def process(self) -> int:
        """The program's process id."""
        return self._process.pid

    def press(self, keys: str) -> float:
        """Type keys; forgets what was shown before, and gives the instant (``perf_counter``)."""
        self._shown = b""
        now = time.perf_counter()
        os.write(self._master, keys.encode())
        return now

    def wait_for(self, pattern: str) -> tuple[str, float]:
        """Read until the regular expression is on the screen; gives what it matched, and the instant.

        Colours and cursor movements are cut out first, so the text has to be drawn in one piece. RuntimeError, with
        what was drawn, where it does not come.
        """
        wanted = re.compile(pattern.encode())
        deadline = time.perf_counter() + _PATIENCE
        while True:
            found = wanted.search(_ESCAPES.sub(b"", self._shown))
            if found is not None:
                return found[0].decode(), time.perf_counter()
            if not self._read(deadline):
                raise RuntimeError(f"{pattern!r} was never shown, but {self._shown[-2_000:]!r}")

    def settle(self, quiet: float = 0.3) -> None:
        """Read on until nothing was drawn for so many seconds, or only what blinks: some seconds at most."""
        end = time.perf_counter() + _SETTLED
        while time.perf_counter() < end and self._read(time.perf_counter() + quiet):
            pass

    def wait_for_end(self) -> float:
        """Read until the program has ended; gives the instant."""
        deadline = time.perf_counter() + _PATIENCE
        while self._read(deadline):
            pass
        self._process.wait(timeout=_PATIENCE)
        return time.perf_counter()

    def _read(self, deadline: float) -> bool:
        """Take in what is drawn, waiting for it until the deadline; False at the deadline and at the program's end."""
        ready, _, _ = select.select([self._master], [], [], max(0.0, deadline - time.perf_counter()))
        if not ready:
            return False
        try:
            data = os.read(self._master, 65_536)
        except OSError:
            return False  # Linux says so when the program has ended
        self._shown += data
        return bool(data)
