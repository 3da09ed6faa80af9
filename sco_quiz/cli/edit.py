"""``sco-quiz edit``: opens a card or a deck in your editor, and looks it over afterwards."""

from __future__ import annotations

import sys

from sco_quiz.cli.library import open_library

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from sco_quiz.services.library import Library

EXAMPLE = """\
sco-quiz edit capitals               a deck
sco-quiz edit capitals/peru          one card of it, at its line
sco-quiz edit decks/capitals.yaml:12 a file, at a line"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("what", metavar="CARD|DECK|PATH", help="a card's id, a deck's id, or a file (PATH:LINE)")


def execute(arguments: argparse.Namespace) -> int:
    """Open the editor, and report what `check` finds when it is closed."""
    from sco_quiz.services.editing import editor_command, find_place, needs_terminal, open_in_editor

    command = editor_command("")  # so that a missing editor is said before anything is copied
    with open_library(arguments) as library:
        place = find_place(library, arguments.what)
        if place.copied:
            print(f"This deck came with sco-quiz: it was copied to {place.path}, and the copy is yours to edit.")
        if needs_terminal(command) and not (sys.stdin.isatty() and sys.stdout.isatty()):
            from sco_quiz.errors import UsageError

            raise UsageError(
                f"The editor `{command[0]}` needs a terminal, and there is none here.",
                f"Open {place.path} at line {place.line} yourself, then run `sco-quiz check` on it.",
            )
        open_in_editor(place.path, place.line)
        return _look_over(library, place.path)


def _look_over(library: Library, path: str) -> int:
    """Check the deck as it is now, and let progress follow the edit at once."""
    from sco_quiz.services.authoring import check, render_report
    from sco_quiz.services.problems import UNSURE_EDIT

    report = check([path])
    text = render_report(report, "text")
    if text:
        print(text)
    library.refresh()
    for problem in library.problems():
        if problem.code == UNSURE_EDIT and problem.path == path:
            print(problem)
    print(report.summary)
    return report.exit_code
