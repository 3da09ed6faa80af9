"""``sco-quiz doctor``: looks progress over, and settles what has lost its card."""

from __future__ import annotations

from sco_quiz.cli.library import add_json, open_library
from sco_quiz.cli.output import shorten, write_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from sco_quiz.services.acting import Done
    from sco_quiz.services.clock import Clock
    from sco_quiz.services.doctor import Diagnosis, Orphan
    from sco_quiz.services.library import Library

EXAMPLE = """\
sco-quiz doctor
sco-quiz doctor --reattach capitals/lima capitals/peru
sco-quiz doctor --forget capitals/atlantis"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "--reattach", nargs=2, metavar=("OLD", "NEW"), help="give the progress of the card OLD to NEW, which has none"
    )
    one.add_argument("--forget", metavar="CARD", help="forget the progress of a card")
    one.add_argument("--undo", nargs="+", metavar="ID", help="take one of these back; each says how")
    one.add_argument("--rebuild", action="store_true", help="derive everything from the review log anew")
    add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Do what is asked for, or report; 1 if something is wrong with the database."""
    from sco_quiz.services import doctor

    with open_library(arguments) as library:
        if arguments.reattach:
            done = doctor.reattach(library, *arguments.reattach)
            return _report_done(done, "now has the progress that was asked for", as_json=arguments.json)
        if arguments.forget:
            done = doctor.forget(library, arguments.forget)
            return _report_done(done, "is forgotten; its reviews stay in the log", as_json=arguments.json)
        if arguments.undo:
            doctor.take_back(library, arguments.undo)
            if arguments.json:
                write_json({"taken_back": arguments.undo})
            else:
                print("Taken back.")
            return 0
        if arguments.rebuild:
            return _rebuild(library, as_json=arguments.json)
        diagnosis = doctor.examine(library)
        if arguments.json:
            write_json(_as_object(diagnosis, library.clock))
        else:
            _print(diagnosis)
        return 1 if diagnosis.findings else 0


def _report_done(done: Done, what: str, *, as_json: bool) -> int:
    if as_json:
        write_json({"cards": list(done.cards), "undo": list(done.acts)})
        return 0
    for card in done.cards:
        print(f"{card} {what}.")
    print(f"Take it back with `sco-quiz doctor --undo {' '.join(done.acts)}`.")
    return 0


def _rebuild(library: Library, *, as_json: bool) -> int:
    from sco_quiz.services import doctor

    different = doctor.rebuild(library)
    if as_json:
        write_json({"different": different})
    else:
        print(f"Everything was derived from the review log anew; {different:,} of its rows were different before.")
    return 0


def _print(diagnosis: Diagnosis) -> None:
    print(diagnosis.database)
    if diagnosis.findings:
        print(*(f"  {finding}" for finding in diagnosis.findings), sep="\n")
        print("`sco-quiz doctor --rebuild` derives everything from the review log anew; `sco-quiz restore` goes back")
        print("to a backup.")
    else:
        print("  The file is sound, and everything in it is what the review log says.")
    if not diagnosis.orphans:
        return
    print("\nThese cards have progress, and are in no deck any more. It is kept, and comes back with the card:")
    for orphan in diagnosis.orphans:
        reps = f"{orphan.memory.reps} reviews" if orphan.memory else "no reviews"
        print(f"\n{orphan.card} ({reps})")
        if orphan.prompt or orphan.answer:
            print(f"  {shorten(orphan.prompt, 70)}\n  {shorten(orphan.answer, 70)}")
        for card in orphan.likely:
            print(f"  it may be:  sco-quiz doctor --reattach {_quoted(orphan.card)} {_quoted(card)}")
    print("\n`--reattach OLD NEW` gives the progress of one card to another; `--forget CARD` forgets it.")


def _quoted(card: str) -> str:
    from shlex import quote

    return quote(card)


def _as_object(diagnosis: Diagnosis, clock: Clock) -> dict[str, object]:
    return {
        "database": diagnosis.database,
        "problems": list(diagnosis.findings),
        "orphans": [_orphan(orphan, clock) for orphan in diagnosis.orphans],
    }


def _orphan(orphan: Orphan, clock: Clock) -> dict[str, object]:
    from sco_quiz.services.clock import iso

    memory = orphan.memory
    due = None if memory is None else memory.due_at or clock.day_start(memory.due_day)
    return {
        "card": orphan.card,
        "prompt": orphan.prompt,
        "answer": orphan.answer,
        "state": "new" if memory is None else memory.state.value,
        "reps": 0 if memory is None else memory.reps,
        "lapses": 0 if memory is None else memory.lapses,
        "stability": None if memory is None else memory.stability,
        "due": None if due is None else iso(due),
        "likely": list(orphan.likely),
    }
