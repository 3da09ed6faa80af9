"""What is wrong with a deck that broke while the app is open, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sco_quiz.tui.visible import one_line

if TYPE_CHECKING:
    from sco_quiz.domain.problem import Problem


def problem_line(problems: Sequence[Problem]) -> str:
    """The first problem with its file's name and line, and that the deck stays; empty where there is none."""
    if not problems:
        return ""
    first = problems[0]
    return one_line(f"! {Path(first.path).name}:{first.line}: {first.message} The deck stays as it was.")
