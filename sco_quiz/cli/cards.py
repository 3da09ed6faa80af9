"""``sco-quiz cards``: cards with their memory."""

from __future__ import annotations

from sco_quiz.cli.library import add_decks, add_json, open_library, selected
from sco_quiz.cli.output import columns, shorten, write_json_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLE = "sco-quiz cards shanghai-spirit --json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_decks(parser)
    add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """List the cards, deck by deck, in the order of the files."""
    with open_library(arguments) as library:
        cards = library.cards(selected(library, arguments))
        if arguments.json:
            write_json_rows(cards)
            return 0
        rows = [("card", "kind", "state", "due", "prompt")]
        for card in cards:
            state = "suspended" if card["suspended"] else str(card["state"])
            due = str(card["due"] or "")[:16].replace("T", " ")
            rows.append((str(card["card"]), str(card["kind"]), state, due, shorten(str(card["prompt"]), 60)))
        print(*columns(rows), sep="\n")
    return 0
