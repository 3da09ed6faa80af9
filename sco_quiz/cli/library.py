"""The learner's library for a command: opened with its profile, files read with a progress bar where a person looks."""

from __future__ import annotations

import sys

from sco_quiz.cli.streams import readable
from sco_quiz.services.library import Library, Selection

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

FORMS = ("adaptive", "flip", "typed", "choice")
"""What a learner may prefer; ``domain.adaptive`` says what each means."""

_BAR_CELLS = 30


def open_library(arguments: argparse.Namespace, *, refreshed: bool = True) -> Library:
    """The library of the learner whom ``--profile`` names; close it at the end.

    Reports look at the deck files themselves: for those, it need not be ``refreshed`` before.
    """
    library = Library.open(profile=arguments.profile, report=_show_progress if sys.stderr.isatty() else None)
    try:
        if refreshed:
            library.refresh()
    except BaseException:
        library.close()
        raise
    return library


def add_decks(parser: argparse.ArgumentParser) -> None:
    """The positional ``DECK ...`` of commands that take a choice of decks."""
    parser.add_argument(
        "decks", nargs="*", metavar="DECK", help="a deck's id, YAML file, or folder of them (default: all)"
    )


def add_json(parser: argparse._ActionsContainer) -> None:
    """``--json``, which every report takes."""
    parser.add_argument("--json", action="store_true", help="print JSON alone, for programs")


def selected(library: Library, arguments: argparse.Namespace) -> Selection | None:
    """The decks that the command's words stand for; None for all."""
    return library.select(arguments.decks)


def warn_of_errors(library: Library, selection: Selection | None) -> None:
    """Say on standard error which of the decks have errors: cards of theirs may be missing."""
    for path, errors in library.faulty(selection):
        from sco_quiz.services.wording import count_words

        said = f"{path} has {count_words(errors, 'error')}, and cards may be missing: `sco-quiz check` says which."
        print(readable(said), file=sys.stderr)


def _show_progress(done: int, total: int) -> None:
    """One line on standard error, drawn over itself and wiped at the end; a single file needs none."""
    if total < 2:
        return
    filled = _BAR_CELLS * done // total
    line = f"\rReading decks [{'#' * filled}{'.' * (_BAR_CELLS - filled)}] {done}/{total}"
    sys.stderr.write(line if done < total else "\r" + " " * (len(line) - 1) + "\r")
    sys.stderr.flush()
