r"""Cloze texts: ``{{c1::hidden::cue}}``, or ``{{hidden}}``, which counts up by itself.

Groups without a number take 1, 2, 3 ... in order, skipping the numbers written in the text. The notation is Anki's
(https://docs.ankiweb.net/editing.html#cloze-deletion). Nested deletions are not part of format version 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

BLANK = "[...]"
"""What stands in a prompt for hidden text without a cue."""

_DELETION = re.compile(r"\{\{(?:c(\d{1,3})::)?(.*?)\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Deletion:
    """Hidden text: its group (from 1), the text, its cue (may be empty), and where it stands in the note's text."""

    group: int
    text: str
    cue: str
    start: int
    end: int


@lru_cache(maxsize=256)
def deletions_of(text: str) -> tuple[Deletion, ...]:
    """All deletions of a cloze text in order; empty where there is none."""
    found = list(_DELETION.finditer(text))
    taken = {int(match[1]) for match in found if match[1]}
    result = []
    counter = 0
    for match in found:
        if match[1]:
            group = int(match[1])
        else:
            counter += 1
            while counter in taken:
                counter += 1
            group = counter
        hidden, _, cue = match[2].partition("::")
        result.append(Deletion(group, hidden, cue, match.start(), match.end()))
    return tuple(result)


def groups_of(text: str) -> tuple[int, ...]:
    """The group numbers of a cloze text, ascending: one card each."""
    return tuple(sorted({deletion.group for deletion in deletions_of(text)}))


def prompt_of(text: str, group: int) -> str:
    """The text with ``group`` hidden (as ``[cue]`` or ``[...]``) and all other groups shown."""
    return _substitute(text, lambda d: (f"[{d.cue}]" if d.cue else BLANK) if d.group == group else d.text)


def answers_of(text: str, group: int) -> tuple[str, ...]:
    """The hidden texts of ``group``, in order."""
    return tuple(deletion.text for deletion in deletions_of(text) if deletion.group == group)


def full_text(text: str) -> str:
    """The text with nothing hidden."""
    return _substitute(text, lambda deletion: deletion.text)


def _substitute(text: str, shown: Callable[[Deletion], str]) -> str:
    parts: list[str] = []
    position = 0
    for deletion in deletions_of(text):
        parts += (text[position : deletion.start], shown(deletion))
        position = deletion.end
    return "".join((*parts, text[position:]))
