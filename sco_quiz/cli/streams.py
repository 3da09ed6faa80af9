"""The standard streams as the commands need them: whatever they were started with, text can be written and read.

Imports next to nothing, because the quickest commands load it.
"""

from __future__ import annotations

import codecs
import io
import os
import sys

from sco_quiz.errors import UsageError

_ESCAPED = "sco_quiz_escaped"
_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_COMMANDS = dict.fromkeys((*range(32), *range(127, 160), 0x2028, 0x2029, *_BIDI), "\ufffd") | {10: "\n"}


def prepare_streams() -> None:
    r"""Make the standard streams take and give text; UsageError where there is no standard output at all.

    What the terminal's encoding lacks is written as JSON escapes it, so that JSON stays valid. A standard
    input that is closed has ended, and a standard error that is closed takes what is said without showing it.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - open as long as the process; pathlib is slow to load
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open as long as the process; pathlib is slow to load
    if sys.stdout is None:
        raise UsageError("Standard output is closed, so there is nowhere to write to.", "Leave out `>&-`.")
    codecs.register_error(_ESCAPED, _escaped)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors=_ESCAPED)


def abandon_output() -> None:
    """Let what is left to write go nowhere, so that Python's own flush at exit has nothing to complain of."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def readable(text: str) -> str:
    """The text without characters that a terminal could take for a command, or that reorder other text."""
    return text if text.isascii() and text.isprintable() else text.translate(_COMMANDS)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """What can't be encoded, in UTF-16 code units, as JSON escapes it (RFC 8259, section 7)."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join(["\\u" + units[place : place + 4] for place in range(0, len(units), 4)]), error.end
