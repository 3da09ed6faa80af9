"""What the options of a command do, as manuals list them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_quiz.domain.deck import Basic
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.document import Sentence

_LISTED = re.compile(
    r"^(?P<option>-\w(?:, --[\w-]+(?:\[?=\S+)?)?|--[\w-]+(?:\[?=\S+)?)\s+(?P<does>[a-z][^-].{6,80}?)[.;]?$"
)


def draft_command_options(sentence: Sentence, command: str) -> Iterator[Candidate]:
    """Ask ``ls: What does the option -a, --all do?``; the command is named by the document's title."""
    if sentence.heading.upper() == "NAME" and (
        named := re.match(rf"{re.escape(command)} - (?P<does>[a-z].+)$", sentence.text)
    ):
        yield Candidate(Basic(f"What does {command} do?", named["does"]), "command option", 84, sentence, named["does"])
    found = _LISTED.match(sentence.text)
    if found is None or sentence.place != 1 or not command:
        return
    does = found["does"].strip()
    whole = (
        does.count("(") == does.count(")") and len(does.split()) >= 3 and "same as" not in does and "like" not in does
    )
    if whole:
        text = f"{command}: What does the option {found['option']} do?"
        yield Candidate(Basic(text, does), "command option", 60, sentence, does.lower())
