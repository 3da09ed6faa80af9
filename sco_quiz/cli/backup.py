"""``sco-quiz backup``: all progress, as it is now, in one file."""

from __future__ import annotations

from sco_quiz.cli.library import open_library

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLE = """\
sco-quiz backup          into the folder `backups` beside your progress
sco-quiz backup me.db    to a file of your choice"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", nargs="?", default="", metavar="FILE", help="the new file (default: named after now)")


def execute(arguments: argparse.Namespace) -> int:
    """Make the backup, and say where it is."""
    from sco_quiz.services.backups import back_up

    with open_library(arguments) as library:
        print(f"Progress is backed up in {back_up(library, arguments.file)}")
    return 0
