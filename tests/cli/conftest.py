from __future__ import annotations

import io
import json
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sco_quiz.cli import run

Command = Callable[..., "Outcome"]


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """Programs that a test starts can be interrupted, even where the tests were started so that they can't."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's folder of their own, at a fixed time, with a small deck beside the bundled ones."""
    monkeypatch.setenv("SCO_QUIZ_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SCO_QUIZ_NOW", "2026-12-01T09:00:00+00:00")
    monkeypatch.setenv("TZ", "UTC")
    return tmp_path


@pytest.fixture
def command(
    home: Path,  # noqa: ARG001 - every command runs in a home of its own
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    """Run a command line with typed input, as a process would, and give what it said."""

    def call(*words: str | Path, typed: str = "") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        try:
            code = run([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call
