"""``sco-quiz decks``: the decks, with what is new, learning and due."""

from __future__ import annotations

from sco_quiz.cli.library import add_json, open_library
from sco_quiz.cli.output import columns, shorten, write_json
from sco_quiz.cli.streams import readable

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from sco_quiz.services.reporting import Row

EXAMPLE = "sco-quiz decks --json"

_COUNTS = ("cards", "new", "learning", "due", "suspended", "problems")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Report every deck, and where decks are looked for."""
    with open_library(arguments, refreshed=False) as library:
        decks = library.decks()
        if arguments.json:
            write_json(decks)
            return 0
        if decks:
            rows = [["deck", "title", *_COUNTS, "known"]]
            for deck in decks:
                counts = [f"{deck[key]:,}" for key in _COUNTS]
                rows.append([str(deck["id"]), shorten(str(deck["title"]), 32), *counts, f"{deck['known']:.0%}"])
            print(*columns(rows, right=frozenset(range(2, len(rows[0])))), sep="\n")
        else:
            print("There are no decks yet.")
        _print_problems(decks, library.missing, library.misnamed)
        print(f"\nYour own decks go into {library.places.decks}")
    return 0


def _print_problems(decks: Iterable[Row], missing: Iterable[str], misnamed: Iterable[str]) -> None:
    """Which files have problems, and where the config leads nowhere."""
    from sco_quiz.services.wording import count_words

    lines = [
        f"{readable(str(deck['path']))} has {count_words(int(str(deck['problems'])), 'problem')}."
        for deck in decks
        if deck["problems"]
    ]
    if lines:
        lines.append("`sco-quiz check` with the path of a deck, or of a folder of decks, says which.")
    lines += [f"{readable(path)} is not there; `decks` in config.toml names it." for path in missing]
    lines += [f"{readable(path)} has a name that is not UTF-8: give it another." for path in misnamed]
    if lines:
        print("", *lines, sep="\n")
