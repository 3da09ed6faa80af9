"""Reports that are asked for in so many words, such as ``sco-quiz due --json``: understood without argparse.

Scripts, prompts and status bars ask for these often, and argparse alone takes as long as everything else they do.
Words that are only a little different go to argparse, which knows all of them, help and errors included.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sco_quiz.cli.parsing import Execute

REPORTS = ("due", "decks")


class ReportWords:
    """What argparse makes of ``COMMAND`` and ``COMMAND --json``, for the commands in ``REPORTS``."""

    def __init__(self, command: str, *, json: bool) -> None:
        self.profile = ""
        self.json = json
        if command == "due":
            self.decks: list[str] = []


def report_for(words: list[str]) -> tuple[Execute, ReportWords] | None:
    """The command's function and its arguments; None for all that has to be looked at more closely."""
    if not words or words[0] not in REPORTS or words[1:] not in ([], ["--json"]):
        return None
    if words[0] == "due":
        from sco_quiz.cli.due import execute
    else:
        from sco_quiz.cli.decks import execute
    return execute, ReportWords(words[0], json=len(words) > 1)
