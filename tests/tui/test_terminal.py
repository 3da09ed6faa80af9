"""The app in a real terminal: a process on a pseudo-terminal, from the first question to the end of the process."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tui.running import BASIC, OpenLibrary, deck, ratings_kept

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
PATIENCE = 60


class Run:
    """A process on a pseudo-terminal, and what it has written."""

    def __init__(self, process: int, terminal: int) -> None:
        self.process = process
        self.terminal = terminal
        self.written = b""

    def wait_for(self, text: str) -> None:
        """Read until a text is written; fails where the process ends or nothing comes."""
        sought = text.encode()
        start = len(self.written)
        while sought not in self.written[start:]:
            assert self._read(), self.written.decode(errors="replace")

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self.terminal, keys.encode())

    def wait_for_end(self) -> int:
        """The exit code."""
        while self._read():
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])

    def _read(self) -> bool:
        ready, _, _ = select.select([self.terminal], [], [], PATIENCE)
        try:
            data = os.read(self.terminal, 65536) if ready else b""
        except OSError:  # Linux says so where the other side is closed
            data = b""
        self.written += data
        return bool(data)


@contextmanager
def running(home: Path, *words: str) -> Iterator[Run]:
    import pty

    process, terminal = pty.fork()
    if process == 0:
        os.environ |= {"SCO_QUIZ_HOME": str(home), "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        os.execv(sys.executable, [sys.executable, "-m", "sco_quiz", *words])  # noqa: S606 - a list, no shell
    try:
        yield Run(process, terminal)
    finally:
        os.close(terminal)
        for _ in range(100):
            try:
                if os.waitpid(process, os.WNOHANG)[0]:
                    break
            except ChildProcessError:
                break
            os.kill(process, signal.SIGKILL)
            time.sleep(0.01)


@pytest.fixture
def home(open_library: OpenLibrary, tmp_path: Path) -> Path:
    open_library(test=deck(BASIC)).close()
    return tmp_path / "home"


def test_from_the_first_question_to_the_end(home: Path, open_library: OpenLibrary) -> None:
    with running(home, "study", "test", "--form", "flip") as run:
        run.wait_for("When was the SCO founded?")
        run.wait_for("Leave")
        run.press(" ")
        run.wait_for("June 2001")
        run.press("4")
        run.wait_for("Done for now")
        run.press("q")
        assert run.wait_for_end() == 0
        # The alternate screen is entered once, by the first paint, and left.
        assert run.written.count(b"\x1b[?1049h") == 1
        assert run.written.rindex(b"\x1b[?1049l") > run.written.rindex(b"\x1b[?1049h")
    assert ratings_kept(open_library()) == ["easy"]


def test_a_program_that_is_asked_to_end_gives_the_terminal_back(home: Path) -> None:
    with running(home, "study", "test", "--form", "flip") as run:
        run.wait_for("When was the SCO founded?")
        run.wait_for("Leave")
        os.kill(run.process, signal.SIGTERM)
        assert run.wait_for_end() == 143
        assert run.written.rindex(b"\x1b[?1049l") > run.written.rindex(b"\x1b[?1049h")
        assert b"Traceback" not in run.written


def test_what_is_typed_while_the_app_is_loaded_is_not_lost(home: Path, open_library: OpenLibrary) -> None:
    with running(home, "study", "test", "--form", "flip") as run:
        run.wait_for("When was the SCO founded?")
        run.press(" ")
        run.wait_for("June 2001")
        run.press("\x1b")
        run.wait_for("Nothing was answered")
        run.press("q")
        assert run.wait_for_end() == 0
    assert ratings_kept(open_library()) == []


def test_e_lends_the_terminal_to_the_editor_and_takes_it_back(
    home: Path, open_library: OpenLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "nano"  # a name that takes +LINE
    editor.write_text(
        "#!/bin/sh\n"
        'echo "editing $1"\n'
        "read reply\n"
        'echo "heard $reply"\n'
        'sed "s/When was/When exactly was/" "$2" > "$2.new" && mv "$2.new" "$2"\n',
        encoding="utf-8",
    )
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    with running(home, "study", "test", "--form", "flip") as run:
        run.wait_for("When was the SCO founded?")
        run.wait_for("Leave")
        for _ in range(2):
            run.press("e")
            run.wait_for("editing +3")
            run.press("a whole line\r")
            run.wait_for("heard a whole line")
            run.wait_for("Leave")
        run.press(" ")
        run.wait_for("June 2001")
        run.press("4")
        run.wait_for("Done for now")
        run.press("q")
        assert run.wait_for_end() == 0
        assert b"When exactly was" in run.written
    assert ratings_kept(open_library()) == ["easy"]
