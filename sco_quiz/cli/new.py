"""``sco-quiz new``: starts a deck."""

from __future__ import annotations

import os

from sco_quiz.cli.library import open_library

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLE = """\
sco-quiz new capitals                 in your own folder of decks
sco-quiz new "World capitals"         with this title
sco-quiz new work/onboarding.yaml     anywhere else"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "place", nargs="?", default="", metavar="NAME|PATH", help="the deck's name, or its file (default: my-deck)"
    )


def execute(arguments: argparse.Namespace) -> int:
    """Make the deck, and say what can be done with it now."""
    from shlex import quote

    from sco_quiz.services.starting import start_deck

    with open_library(arguments) as library:
        started = start_deck(library, arguments.place)
    word = quote(started.deck if started.shown else os.path.relpath(started.path))
    print(f"Started {started.path}, with three notes to replace by your own.")
    print(f"  sco-quiz edit {word}     opens it in your editor")
    print(f"  sco-quiz add {word}      asks for cards one after another")
    print(f"  sco-quiz study {word}    studies it")
    return 0
