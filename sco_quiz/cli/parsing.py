"""Words of the command line to a command and its arguments, importing that one command alone."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

from sco_quiz import __version__
from sco_quiz.cli.commands import COMMANDS, module_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

Execute = Callable[[argparse.Namespace], int]


class _Parser(argparse.ArgumentParser):
    """argparse, with help that fits a screen, and errors that say what to do next."""

    examples = ""

    def format_help(self) -> str:
        """What the command is for, its arguments, and examples."""
        from sco_quiz.cli.help_text import command_help

        return command_help(self, self._actions, self.examples)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\nTry `{self.prog} --help`.\n")


def parse(words: list[str]) -> tuple[Execute, argparse.Namespace]:
    """The command's function and its arguments; argparse itself ends the process on ``--help`` and on errors."""
    shared, rest = _shared_options(words)
    if rest and not rest[0].startswith("-"):
        command = rest[0]
        if command not in COMMANDS:
            _top_parser().error(_unknown(command))
        execute, parser = command_parser(command)
        return execute, parser.parse_args(_separated(command, rest[1:]), shared)
    parser = _top_parser()
    parser.parse_args(rest)
    from sco_quiz.cli import app

    return app.execute, shared


def command_parser(command: str) -> tuple[Execute, argparse.ArgumentParser]:
    """A command's function and its parser."""
    module = import_module(module_of(command))
    summary = COMMANDS[command]
    parser = _Parser(prog=f"sco-quiz {command}", description=summary[0].upper() + summary[1:] + ".")
    parser.examples = module.EXAMPLE
    module.add_arguments(parser)
    add_profile(parser, argparse.SUPPRESS)
    return module.execute, parser


def _separated(command: str, words: list[str]) -> list[str]:
    """The words after the command, with ``--`` before those that aren't options although they begin with a dash.

    A command that takes such words says which they are by a function ``separate_options``.
    """
    separate: Callable[[list[str]], list[str]] = getattr(import_module(module_of(command)), "separate_options", list)
    return separate(words)


def add_profile(parser: argparse.ArgumentParser, explained: str = "") -> None:
    """``--profile``, which every command takes, before or after its name; explained with what holds for all of them."""
    parser.add_argument(
        "--profile",
        metavar="NAME",
        type=_profile,
        default=argparse.SUPPRESS,
        help=explained,
    )


def _shared_options(words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Options that may stand before the command, and what follows."""
    shared = argparse.Namespace(profile="")
    rest = list(words)
    while rest and (rest[0] == "--profile" or rest[0].startswith("--profile=")):
        option = rest.pop(0)
        if "=" in option:
            shared.profile = option.partition("=")[2]
        elif rest:
            shared.profile = rest.pop(0)
        else:
            _top_parser().error("argument --profile: expected a name")
        try:
            _profile(shared.profile)
        except argparse.ArgumentTypeError as error:
            _top_parser().error(f"argument --profile: {error}")
    return shared, rest


def _profile(name: str) -> str:
    """The name, unless it is empty, as an unset variable of a script is: that would be another learner's progress."""
    if not name:
        raise argparse.ArgumentTypeError("expected a name")
    return name


class _TopParser(_Parser):
    """What stands before a command, with the list of commands as its help."""

    def format_help(self) -> str:
        """The commands with a line each, what may stand before them, and an example."""
        width = max(map(len, COMMANDS))
        listing = [f"  {name:{width}}  {summary}" for name, summary in COMMANDS.items()]
        return "\n".join(
            [
                "usage: sco-quiz [--version] [--profile NAME] [COMMAND [--help] ...]",
                "Study and quiz yourself in the terminal. Without a command, opens the app.",
                *listing,
                "With --profile NAME, it keeps to the progress of the learner NAME.",
                "example: sco-quiz study --plain   studies line by line, without the app",
                "",
            ]
        )


def _top_parser() -> argparse.ArgumentParser:
    parser = _TopParser(prog="sco-quiz")
    parser.add_argument("--version", action="version", version=f"sco-quiz {__version__}")
    add_profile(parser)
    return parser


def _unknown(command: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(command, COMMANDS, n=1)
    return f"there is no command {command!a}" + (f"; did you mean `{close[0]}`?" if close else "")
