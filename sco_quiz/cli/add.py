"""``sco-quiz add``: asks for cards one after another, and writes them into a deck."""

from __future__ import annotations

import sys

from sco_quiz.cli.library import open_library

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLE = """\
sco-quiz add capitals
printf 'What is the capital of Peru?\\nLima\\n\\n' | sco-quiz add capitals"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("deck", metavar="DECK", help="the id or the file of the deck that the cards go into")


def execute(arguments: argparse.Namespace) -> int:
    """Ask for cards until there are no more; 1 if a card from a pipe could not be added."""
    with open_library(arguments) as library:
        from sco_quiz.cli.dialog import add_cards
        from sco_quiz.services.adding import Adding

        return add_cards(Adding.open(library, arguments.deck), sys.stdin, interactive=sys.stdin.isatty())
