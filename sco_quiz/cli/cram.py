"""``sco-quiz cram``: practise anything, any number of times, without moving the schedule."""

from __future__ import annotations

import sys

from sco_quiz.cli.library import FORMS, add_decks, open_library, selected
from sco_quiz.cli.terminal import require_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLE = """\
sco-quiz cram shanghai-spirit    all of one deck
sco-quiz cram --failed-today     what you did not know today
sco-quiz cram --tag figure -n 10 --plain"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_decks(parser)
    add = parser.add_argument
    add("-n", "--count", type=int, metavar="N", help="at most so many cards (default: all that fit)")
    add("--tag", action="append", default=[], help="only cards with this tag; may be repeated")
    add("--failed-today", action="store_true", help="only cards that were rated Again today")
    add("--leeches", action="store_true", help="only cards that are forgotten again and again")
    add("--seed", type=int, metavar="S", help="the same seed asks in the same order")
    add("--plain", action="store_true", help="line by line, without the app")
    add("--form", choices=FORMS, help="how to ask cards with a short answer")


def execute(arguments: argparse.Namespace) -> int:
    """Practise until all is known, or the learner ends it."""
    if not arguments.plain:
        require_terminal("sco-quiz cram --plain")
    with open_library(arguments) as library:
        from sco_quiz.domain.adaptive import FormPreference
        from sco_quiz.domain.quiz.choosing import Filter
        from sco_quiz.services.cram import Cram, CramPlan

        plan = CramPlan(
            selection=selected(library, arguments),
            filter=Filter(tags=tuple(arguments.tag)),
            failed_today=arguments.failed_today,
            leeches=arguments.leeches,
            count=arguments.count,
            seed=arguments.seed,
        )
        cram = Cram.sit(library, plan, FormPreference(arguments.form) if arguments.form else None)
        if not arguments.plain:
            from sco_quiz.tui.launch import run_cram

            run_cram(library, cram, tuple(arguments.decks))
            return 0
        from sco_quiz.cli.plain import run_plain

        run_plain(cram, library.clock, sys.stdin, sys.stdout)
    return 0
