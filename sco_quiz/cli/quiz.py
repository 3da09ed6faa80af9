"""``sco-quiz quiz``: a scored test, in the app or line by line."""

from __future__ import annotations

import argparse
import sys

from sco_quiz.cli.library import add_decks, add_json, open_library, selected
from sco_quiz.cli.terminal import require_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sco_quiz.services.library import Library
    from sco_quiz.services.quiz import Quiz, QuizPlan

EXAMPLE = """\
sco-quiz quiz -n 10                         ten questions of all decks
sco-quiz quiz shanghai-spirit --time 5m     of one deck, against the clock
sco-quiz quiz --plain --seed 3 --pass 80    in lines; exits with 1 below 80%"""
_KINDS = ("basic", "typed", "choice", "true-false", "cloze", "list", "order", "match")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_decks(parser)
    add = parser.add_argument
    add("-n", "--count", type=int, default=10, metavar="N", help="how many questions (default: 10)")
    add("--seed", type=int, metavar="S", help="the same seed asks the same questions")
    add("--tag", action="append", default=[], help="only cards with this tag; may be repeated")
    add("--kind", action="append", default=[], choices=_KINDS, metavar="KIND", help="only this kind; may be repeated")
    add("--form", choices=("typed", "choice"), default="typed", help="how to ask basic cards (default: typed)")
    add("--time", metavar="TIME", help="a limit for the whole quiz, such as 10m")
    add("--per-question", metavar="TIME", help="a limit for each question, such as 30s")
    judging = parser.add_mutually_exclusive_group()
    judging.add_argument(
        "--judge-at-once", action="store_true", help="judge each answer when it is given, not when handed in"
    )
    judging.add_argument("--at-end", action="store_true", help=argparse.SUPPRESS)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--resume", action="store_true", help="go on with the quiz that was interrupted last")
    which.add_argument("--mistakes", action="store_true", help="ask again what the last quiz found wrong")
    which.add_argument("--new", action="store_true", help="begin a new quiz without a word about an interrupted one")
    add("--pass", type=float, metavar="PERCENT", dest="bar", help="exit with 1 if the score is lower")
    add("--add-missed", action="store_true", help="make what was missed due today")
    add("--plain", action="store_true", help="line by line, without the app")
    add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Ask, mark, and say how it went; 1 if the score is below ``--pass``, 130 if the learner left."""
    if not (arguments.plain or arguments.json):
        require_terminal("sco-quiz quiz --plain")
    plan = _plan(arguments)
    with open_library(arguments) as library:
        if arguments.plain or arguments.json:
            return _run_plain(library, _begin(library, arguments, plan), arguments)
        return _run_in_app(library, arguments, plan)


def _plan(arguments: argparse.Namespace) -> QuizPlan:
    """What the words ask for, but for the decks; UsageError for limits and bars that can't be."""
    from sco_quiz.domain.adaptive import FormPreference
    from sco_quiz.domain.deck import Kind
    from sco_quiz.domain.quiz.choosing import Filter
    from sco_quiz.domain.quiz.sitting import Judging, Rules
    from sco_quiz.errors import UsageError
    from sco_quiz.services.quiz import QuizPlan
    from sco_quiz.services.time_limits import parse_time_limit

    if arguments.bar is not None and not 0 <= arguments.bar <= 100:
        raise UsageError(f"No score can be {arguments.bar:g} per cent.", "Give --pass a number from 0 to 100.")
    return QuizPlan(
        filter=Filter(tuple(arguments.tag), tuple(map(Kind, arguments.kind))),
        count=arguments.count,
        seed=arguments.seed,
        form=FormPreference(arguments.form),
        rules=Rules(
            Judging.AT_ONCE if arguments.judge_at_once else Judging.AT_END,
            None if arguments.time is None else parse_time_limit(arguments.time),
            None if arguments.per_question is None else parse_time_limit(arguments.per_question),
        ),
    )


def _begin(library: Library, arguments: argparse.Namespace, plan: QuizPlan) -> Quiz:
    from dataclasses import replace

    from sco_quiz.services.quiz import Quiz
    from sco_quiz.services.wording import count_words

    if arguments.resume:
        return Quiz.resume(library)
    if arguments.mistakes:
        return Quiz.latest(library).retry(arguments.seed)
    waiting = Quiz.unfinished(library)
    quiz = Quiz.start(library, replace(plan, selection=selected(library, arguments)))
    if waiting and not arguments.new:
        print(
            f"A quiz of {count_words(waiting[0].questions, 'question')} was interrupted after"
            f" {count_words(waiting[0].answered, 'answer')}; `sco-quiz quiz --resume` goes on with it.",
            file=sys.stderr,
        )
    return quiz


def _run_in_app(library: Library, arguments: argparse.Namespace, plan: QuizPlan) -> int:
    """A quiz to go on with is on the screen at once; a new one is set up there, with what the command says."""
    from dataclasses import replace

    from sco_quiz.tui.launch import run_quiz

    if arguments.resume or arguments.mistakes:
        quiz = run_quiz(library, _begin(library, arguments, plan))
    else:
        quiz = run_quiz(library, replace(plan, selection=selected(library, arguments)))
    if quiz is None:
        return 0
    if arguments.add_missed:
        print(quiz.add_missed_to_today().sentence, file=sys.stderr)
    return 0 if arguments.bar is None or quiz.result.score.reaches(arguments.bar) else 1


def _run_plain(library: Library, quiz: Quiz, arguments: argparse.Namespace) -> int:
    from sco_quiz.cli import EXIT_INTERRUPTED
    from sco_quiz.cli.output import write_json
    from sco_quiz.cli.plain_quiz import result_lines, run_plain_quiz
    from sco_quiz.services.quiz_report import result_report

    for notice in quiz.notices:
        print(notice, file=sys.stderr)
    result = run_plain_quiz(quiz, sys.stdin, sys.stderr if arguments.json else sys.stdout)
    if result is None:
        return EXIT_INTERRUPTED
    if arguments.add_missed:
        print(quiz.add_missed_to_today().sentence, file=sys.stderr)
    if arguments.json:
        write_json(result_report(library, quiz))
    else:
        print(*result_lines(result), sep="\n")
    return 0 if arguments.bar is None or result.score.reaches(arguments.bar) else 1
