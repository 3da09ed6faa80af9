"""A driver that stops reading keys at once when the program is left.

Textual's own driver for Linux and macOS looks for the end only between waits of a tenth of a second, and waits once
more after it. This one also waits for a pipe that is written to at the end.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from typing import Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from sco_quiz.tui.first_paint import ENTER_ALTERNATE_SCREEN, FirstPaint

_WAIT = 0.1
"""Seconds after which a lone escape byte is taken for the escape key, as in Textual's driver."""


class QuickDriver(LinuxDriver):
    """Textual's driver, with a wait for input that can be ended from outside."""

    def __init__(self, *args: Any, **keywords: Any) -> None:  # noqa: ANN401 - handed on to Textual as they are
        super().__init__(*args, **keywords)
        self._wake_reader, self._wake_writer = os.pipe()

    def write(self, data: str) -> None:
        """Write to the terminal; what was painted before Textual was loaded stays until the app paints over it."""
        if FirstPaint.done and data == ENTER_ALTERNATE_SCREEN:
            FirstPaint.done = False
            return
        super().write(data)

    def disable_input(self) -> None:
        """Stop reading keys, without delay."""
        os.write(self._wake_writer, b"\0")
        super().disable_input()

    def close(self) -> None:
        """Give back what the driver holds."""
        super().close()
        os.close(self._wake_reader)
        os.close(self._wake_writer)

    def resume_application_mode(self) -> None:
        """Take the terminal back after another program (an editor) had it; ``close`` was called before that."""
        self._wake_reader, self._wake_writer = os.pipe()
        super().resume_application_mode()

    def run_input_thread(self) -> None:
        """Read keys and hand them on, until the end is asked for."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_reader, selectors.EVENT_READ)
            while True:
                ready = {key.fd for key, _ in selector.select(_WAIT)}
                if self._wake_reader in ready:
                    os.read(self._wake_reader, 64)
                    return
                if self.fileno in ready:
                    data = os.read(self.fileno, 4096)
                    if not data:
                        selector.unregister(self.fileno)
                    for message in parser.feed(decode(data)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
