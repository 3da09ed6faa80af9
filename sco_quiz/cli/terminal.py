"""Whether a person is at a terminal, for commands that draw on it."""

from __future__ import annotations

import sys

from sco_quiz.errors import UsageError


def require_terminal(instead: str) -> None:
    """Raise UsageError, naming what to run ``instead``, unless all standard streams are a terminal.

    Standard error counts, too: it is what Textual draws on.
    """
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise UsageError(
            "The app needs a terminal, and there is none here.",
            f"Run `{instead}` instead; `sco-quiz --help` lists the commands that work in pipes.",
        )
