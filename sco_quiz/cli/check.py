"""``sco-quiz check``: what is wrong with a deck, where, and what to do about it."""

from __future__ import annotations

import argparse
import sys

from sco_quiz.cli.output import in_sentences
from sco_quiz.cli.streams import readable

EXAMPLE = """\
sco-quiz check decks/                 look over a folder
sco-quiz check --fix deck.yaml        mend what is safe, write missing ids
sco-quiz check --explain W401         why a rule is there, with examples"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="YAML files, and folders of them")
    parser.add_argument("--explain", metavar="CODE", help="say what a rule is for, with a bad and a good card")
    parser.add_argument("--select", metavar="CODES", type=_codes, default=(), help="only rules whose codes begin so")
    parser.add_argument("--ignore", metavar="CODES", type=_codes, default=(), help="leave out rules that begin so")
    parser.add_argument("--strict", action="store_true", help="exit with 1 on warnings, too")
    parser.add_argument("--fix", action="store_true", help="mend what is safe; every other byte stays as it is")
    parser.add_argument("--json", action="store_true", help="print JSON alone, for programs")
    parser.add_argument("--format", choices=("text", "json", "github", "sarif"), default="text", help="how to report")


def execute(arguments: argparse.Namespace) -> int:
    """Check the files, and say how it went in the exit code."""
    if arguments.explain:
        from sco_quiz.services.authoring import explain

        print(explain(arguments.explain))
        return 0
    from sco_quiz.services.authoring import ReportForm, check, render_report

    report = check(arguments.paths, arguments.select, arguments.ignore, fix=arguments.fix, strict=arguments.strict)
    form: ReportForm = "json" if arguments.json else arguments.format
    text = render_report(report, form)
    if text:
        print(text)
    for path, repairs in report.repaired:
        print(f"{readable(path)}: mended in {repairs} {'place' if repairs == 1 else 'places'}.", file=sys.stderr)
    for failure in report.failures:
        print(in_sentences(failure), file=sys.stderr)
    if form == "text":
        print(("\n" if text else "") + report.summary)
    return report.exit_code


def _codes(words: str) -> tuple[str, ...]:
    return tuple(word for word in words.replace(",", " ").split() if word)
