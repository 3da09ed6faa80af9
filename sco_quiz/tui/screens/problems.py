"""What is wrong in the decks, with file, line and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from sco_quiz.domain.problem import Problem, Severity
from sco_quiz.tui.actions import READING, bindings_of
from sco_quiz.tui.literal import literal
from sco_quiz.tui.screens.place import PlaceScreen
from sco_quiz.tui.visible import one_line
from sco_quiz.tui.widgets.key_bar import KeyBar

_MOST = 200
"""Problems shown at most; `sco-quiz check` lists them all."""


class ProblemsScreen(PlaceScreen):
    """All findings, one file after another; errors are marked by a sign and a word as well as by colour."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(READING)]
    CSS_PATH = "help.tcss"
    place = READING

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._problems = problems

    def compose(self) -> ComposeResult:
        """One paragraph a finding, under its file."""
        shown = self._problems[:_MOST]
        with VerticalScroll(can_focus=True) as box:
            box.border_title = Content("Problems in decks")
            for path, problems in groupby(shown, key=lambda problem: problem.path):
                yield Static(literal(one_line(path), "bold"), markup=False, classes="heading")
                yield Static(Content("\n").join([_paragraph(problem) for problem in problems]), markup=False)
            if len(self._problems) > len(shown):
                more = len(self._problems) - len(shown)
                yield Static(f"… and {more} more: run `sco-quiz check` to see all.", markup=False, classes="heading")
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def _paragraph(problem: Problem) -> Content:
    sign, colour = ("✗ error", "$text-error") if problem.severity is Severity.ERROR else ("! warning", "$text-warning")
    place = f"line {problem.line}" if problem.line else "whole file"
    parts: list[tuple[str, str] | str] = [
        (sign, f"bold {colour}"),
        f"  {place}  {problem.code}\n  {one_line(problem.message)}",
    ]
    if problem.hint:
        parts.append((f"\n  {one_line(problem.remedy)}", "$foreground 60%"))
    return Content.assemble(*parts)
