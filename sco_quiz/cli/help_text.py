"""The help of a command on one screen of 80 by 24: argparse's own takes a line for each of its headings and wraps."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterable, Iterator

_WIDTH = 80
_COLUMN = 24
"""Where the explanations begin; a longer option has its explanation on the next line."""


def command_help(parser: argparse.ArgumentParser, arguments: Iterable[argparse.Action], examples: str) -> str:
    """What a command is for, each of its arguments that isn't hidden, and examples."""
    shown = [each for each in arguments if each.help != argparse.SUPPRESS and each.dest != "help"]
    positional = [_takes(each) for each in shown if not each.option_strings]
    options = ["[OPTION ...]"] if any(each.option_strings for each in shown) else []
    lines = [" ".join(["usage:", parser.prog, *options, *positional]), str(parser.description)]
    if shown:
        lines.append("")
    for each in sorted(shown, key=lambda argument: bool(argument.option_strings)):
        lines += _argument_lines(each)
    first, *rest = examples.splitlines()
    return "\n".join([*lines, "", "example:", f"  {first}", *(f"  {line}" for line in rest), ""])


def _argument_lines(argument: argparse.Action) -> Iterator[str]:
    named = ", ".join(argument.option_strings)
    name = f"  {named} {_takes(argument)}".rstrip() if named else f"  {_takes(argument)}"
    explained = textwrap.wrap(str(argument.help), _WIDTH - _COLUMN) or [""]
    if len(name) > _COLUMN - 2:
        yield name
    else:
        yield f"{name:{_COLUMN}}{explained.pop(0)}"
    yield from (" " * _COLUMN + line for line in explained)


def _takes(argument: argparse.Action) -> str:
    """What comes after an option, or in its place: ``N``, ``DECK ...``, ``[FILE]``."""
    if argument.nargs == 0:
        return ""
    if isinstance(argument.metavar, tuple):
        return " ".join(argument.metavar)
    name = argument.metavar or "|".join(map(str, argument.choices or [argument.dest.upper()]))
    return {"*": f"[{name} ...]", "+": f"{name} ...", "?": f"[{name}]"}.get(str(argument.nargs), name)
