"""``sco-quiz due``: what today asks for."""

from __future__ import annotations

from sco_quiz.cli.library import add_decks, add_json, open_library, selected
from sco_quiz.cli.output import columns, write_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLE = "sco-quiz due --json"

_COUNTS = ("new", "learning", "review", "total")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_decks(parser)
    add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Report today's cards, within the day's limits."""
    with open_library(arguments, refreshed=False) as library:
        report = library.due(selected(library, arguments))
        if arguments.json:
            write_json(report)
            return 0
        _print(report, library.clock.now())
    return 0


def _print(report: dict[str, object], now: int) -> None:
    decks = report["decks"]
    if isinstance(decks, list) and decks:
        rows = [["deck", *_COUNTS]]
        rows += [[deck["id"], *(f"{deck[key]:,}" for key in _COUNTS)] for deck in decks]
        rows.append(["today", *(f"{report[key]:,}" for key in _COUNTS)])
        print(*columns(rows, right=frozenset({1, 2, 3, 4})), sep="\n")
        return
    print("Nothing is due now.")
    if report["next_due"] is not None:
        from sco_quiz.services.clock import instant_of
        from sco_quiz.services.wording import interval_words

        wait = interval_words(max(0, instant_of(str(report["next_due"])) - now))
        print(f"The next card is due in {wait}.")
