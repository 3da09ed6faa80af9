"""A bare ``sco-quiz``: opens the app."""

from __future__ import annotations

from sco_quiz.cli.library import open_library
from sco_quiz.cli.terminal import require_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def execute(arguments: argparse.Namespace) -> int:
    """Open the app at home."""
    require_terminal("sco-quiz study --plain")
    with open_library(arguments) as library:
        from sco_quiz.tui.launch import run_app

        run_app(library)
    return 0
