"""``sco-quiz log``: every review, oldest first."""

from __future__ import annotations

from sco_quiz.cli.library import add_decks, add_json, open_library, selected
from sco_quiz.cli.output import shorten, write_json_rows
from sco_quiz.services.clock import local_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLE = "sco-quiz log --json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_decks(parser)
    add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """List the reviews; those taken back are marked."""
    with open_library(arguments) as library:
        reviews = library.log(selected(library, arguments))
        if arguments.json:
            write_json_rows(reviews)
            return 0
        empty = True
        for review in reviews:
            empty = False
            when = local_words(str(review["reviewed_at"]))
            line = f"{when}  {review['rating']!s:5}  {review['mode']!s:5}  {review['card']}"
            if review["answer"]:
                line += f"  “{shorten(str(review['answer']), 40)}”"
            print(line + ("  (undone)" if review["voided"] else ""))
        if empty:
            print("There are no reviews yet; `sco-quiz study` makes the first.")
    return 0
