"""``sco-quiz cards``: cards with their memory, of decks or of what a search finds."""

from __future__ import annotations

import os

from sco_quiz.cli.library import add_json, open_library
from sco_quiz.cli.output import columns, shorten, write_json_rows
from sco_quiz.services.clock import local_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from sco_quiz.services.library import Library

EXAMPLE = """\
sco-quiz cards shanghai-spirit --json         all cards of a deck
sco-quiz cards summit -tag:dates              with a word, without a tag
sco-quiz cards 'is:due or prop:lapses>=3'     in the syntax of Anki's browser
sco-quiz cards 'deck:sco* rated:7:again'      forgotten within a week"""

_MARKS = frozenset(':"*()\\ ')
_ENDINGS = (".yaml", ".yml")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "words",
        nargs="*",
        metavar="DECK|QUERY",
        help="decks (ids, files, folders), and what to find: text, deck:, tag:, kind:, prompt:, answer:, source:,"
        " card:, is:due|new|learn|review|suspended|buried|leech, prop:ivl|due|s|d|r|reps|lapses, flag:, rated:,"
        " introduced:, quotes, -, or, parentheses, *",
    )
    parser.add_argument(
        "--order",
        default="deck",
        metavar="KEY",
        choices=("deck", "prompt", "due", "stability", "difficulty", "retrievability", "reps", "lapses"),
        help="deck, prompt, due, stability, difficulty, retrievability, reps or lapses",
    )
    parser.add_argument("--limit", type=_count, metavar="N", help="at most so many")
    add_json(parser)


def separate_options(words: list[str]) -> list[str]:
    """The options first, so that ``-tag:dates`` can be a part of the search."""
    options: list[str] = []
    rest: list[str] = []
    left = iter(words)
    for word in left:
        if word == "--":
            rest += left
        elif word in {"--profile", "--order", "--limit"}:
            options += [word, *(value for value in [next(left, None)] if value is not None)]
        elif word.startswith("--") or word == "-h":
            options.append(word)
        else:
            rest.append(word)
    return [*options, "--", *rest] if rest else options


def execute(arguments: argparse.Namespace) -> int:
    """List the cards, deck by deck in the order of the files, or as ``--order`` says."""
    with open_library(arguments) as library:
        cards = _cards(library, arguments)
        if arguments.json:
            write_json_rows(cards)
            return 0
        rows = [("card", "kind", "state", "due", "prompt")]
        for card in cards:
            state = "suspended" if card["suspended"] else str(card["state"])
            due = local_words(str(card["due"])) if card["due"] else ""
            rows.append((str(card["card"]), str(card["kind"]), state, due, shorten(str(card["prompt"]), 60)))
        print(*(columns(rows) if len(rows) > 1 else ["No card is found."]), sep="\n")
    return 0


def _cards(library: Library, arguments: argparse.Namespace) -> Iterator[Mapping[str, object]]:
    """The rows, with the design's keys."""
    from itertools import islice

    deck_ids = library.deck_ids
    decks = [word for word in arguments.words if word in deck_ids or os.path.lexists(word) or _is_path(word)]
    query = " ".join(word for word in arguments.words if word not in decks)
    selection = library.select(decks)
    if not query and arguments.order == "deck":
        return islice(library.cards(selection), arguments.limit)
    from sco_quiz.domain.search import Order
    from sco_quiz.services.finding import search

    found = search(library, query, selection, Order(arguments.order))
    if not found and len(arguments.words) == 1 and not set(query) & _MARKS:
        library.select([query])  # a deck that isn't there, most likely: says so, and what was meant
    return islice(found.reports(), arguments.limit)


def _count(word: str) -> int:
    """A number of cards, for argparse."""
    if not (word.isascii() and word.isdigit()):
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"{word!r} is no number of cards")
    return int(word)


def _is_path(word: str) -> bool:
    return word.lower().endswith(_ENDINGS) or word.startswith(("./", "../", "/", "~/"))
