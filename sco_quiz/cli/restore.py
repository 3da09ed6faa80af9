"""``sco-quiz restore``: back to a backup; what was there before is kept beside it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLE = """\
sco-quiz restore          list the backups that there are
sco-quiz restore me.db    go back to one of them"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", nargs="?", default="", metavar="FILE", help="the backup (default: list them)")


def execute(arguments: argparse.Namespace) -> int:
    """Restore, or list what could be."""
    from sco_quiz.services.backups import backups, go_back

    if not arguments.file:
        found = [str(path) for path in backups(arguments.profile)]
        print(*(found or ["There are no backups yet; `sco-quiz backup` makes one."]), sep="\n")
        return 0
    former = go_back(arguments.file, arguments.profile)
    print(f"Progress is what {arguments.file} holds.")
    if former:
        print(f"What was there before is kept in {former}")
    return 0
