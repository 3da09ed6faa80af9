"""``sco-quiz study``: study what is due, in the app or line by line."""

from __future__ import annotations

import sys

from sco_quiz.cli.library import FORMS, add_decks, open_library, selected, warn_of_errors
from sco_quiz.cli.terminal import require_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLE = """\
sco-quiz study                    what is due of all decks, in the app
sco-quiz study shanghai-spirit    of one deck
sco-quiz study --plain            line by line, for screen readers and pipes"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_decks(parser)
    parser.add_argument("--plain", action="store_true", help="line by line, without the app")
    parser.add_argument("--form", choices=FORMS, help="how to ask cards with a short answer")


def execute(arguments: argparse.Namespace) -> int:
    """Study until nothing is left, or the learner ends it."""
    if not arguments.plain:
        require_terminal("sco-quiz study --plain")
    with open_library(arguments) as library:
        from sco_quiz.domain.adaptive import FormPreference

        form = FormPreference(arguments.form) if arguments.form else None
        if arguments.plain:
            from sco_quiz.cli.plain import run_plain
            from sco_quiz.services.study import Study

            selection = selected(library, arguments)
            warn_of_errors(library, selection)
            study = Study.start(library, selection, form)
            run_plain(study, library.clock, sys.stdin, sys.stdout)
            return 0
        from sco_quiz.tui.launch import run_app

        run_app(library, study=True, words=tuple(arguments.decks), form=form)
    return 0
