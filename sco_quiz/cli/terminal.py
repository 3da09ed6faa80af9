"""Whether a person is at a terminal, for commands that draw on it."""

from __future__ import annotations

import sys

from sco_quiz.errors import UsageError


def require_terminal(instead: str) -> None:
    """Raise UsageError, naming what to run ``instead``, unless both standard streams are a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "The app needs a terminal, and there is none here.",
            f"Run `{instead}` instead; `sco-quiz --help` lists the commands that work in pipes.",
        )
