"""Pairs to be found: each left side is given one of the options, by letter, arrow or mouse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click, MouseMove
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from sco_quiz.domain.grading.result import Grade
from sco_quiz.domain.question import Answer, AskMatch, Matched, Question
from sco_quiz.domain.rating import Verdict
from sco_quiz.tui.actions import MATCH, MATCH_KEYS, bindings_of
from sco_quiz.tui.marked import marked
from sco_quiz.tui.visible import one_line
from sco_quiz.tui.widgets.questions.view import QuestionView, Shown

_SHORT = 24
"""Cells up to which options stand side by side; longer ones have a line each."""


class PairRow(Horizontal):
    """A left side and what it is paired with."""

    DEFAULT_CSS = """
    PairRow {
        height: auto;
        width: 100%;
        padding: 0 1;
        pointer: pointer;
        .sign { width: 2; text-style: bold; }
        .left { width: auto; max-width: 45%; height: auto; }
        .arrow { width: 3; color: $text-muted; }
        .partner { width: 1fr; height: auto; }
        &.-cursor { background: $boost; .left { text-style: bold; } .sign { color: $accent; } }
        &.-right { .sign, .partner { color: $text-success; text-style: bold; } }
        &.-wrong { .sign { color: $text-error; } .partner { text-style: bold; } }
    }
    """

    @dataclass
    class Clicked(Message):
        """A row was clicked."""

        index: int

    def __init__(self, index: int) -> None:
        super().__init__()
        self._index = index

    def compose(self) -> ComposeResult:
        """The row's parts."""
        yield Static(markup=False, classes="sign")
        yield Static(markup=False, classes="left")
        yield Static("→", markup=False, classes="arrow")
        yield Static(markup=False, classes="partner")

    def show_left(self, left: str, width: int) -> None:
        """Show the left side in a column of so many cells."""
        place = self.query_one(".left", Static)
        place.update(marked(left))
        place.styles.width = width

    def show_partner(self, sign: str, partner: Content, state: str = "") -> None:
        """Show the right side, a sign before the row, and a class for its colour."""
        self.query_one(".sign", Static).update(sign)
        self.query_one(".partner", Static).update(partner)
        self.set_classes(f"-{state}" if state else "")

    def on_click(self, event: Click) -> None:
        """A click selects."""
        event.stop()
        self.post_message(self.Clicked(self._index))


class Pool(Static):
    """The options with their letters, each to be clicked; those in use are marked."""

    DEFAULT_CSS = """
    Pool { height: auto; width: 100%; margin: 1 0 0 0; padding: 0 1 0 3; }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    @dataclass
    class Chosen(Message):
        """An option was clicked."""

        index: int

    def show_options(self, options: Iterable[str], used: frozenset[int]) -> None:
        """Show the options, side by side where all are short."""
        shown = [_option(index, one_line(option), index in used) for index, option in enumerate(options)]
        short = all(content.cell_length <= _SHORT for content in shown)
        self.update(Content("   " if short else "\n").join(shown))

    def on_click(self, event: Click) -> None:
        """Choose the option under the mouse."""
        event.stop()
        index = event.style.meta.get("option")
        if isinstance(index, int):
            self.post_message(self.Chosen(index))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show what can be clicked."""
        self.styles.pointer = "pointer" if "option" in event.style.meta else "default"


class MatchView(QuestionView, can_focus=True):
    """Left sides in rows, options below. An option goes to the row under the cursor, which moves on to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(MATCH)]
    DEFAULT_CSS = """
    MatchView #pairs { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._question = AskMatch("", (), (), ())
        self._given: list[int | None] = []
        self._cursor = 0
        self._open = False

    def compose(self) -> ComposeResult:
        """The rows' place, and the options."""
        yield Vertical(id="pairs")
        yield Pool(markup=False)

    @property
    def _rows(self) -> list[PairRow]:
        return list(self.query(PairRow))[: len(self._given)]

    async def ask(self, card: Shown, question: Question) -> None:  # noqa: ARG002 - the prompt stands above
        """Show the left sides without partners."""
        assert isinstance(question, AskMatch)  # noqa: S101 - view_for pairs them
        self._question = question
        self._given = [None] * len(question.lefts)
        rows = list(self.query(PairRow))
        if len(rows) < len(self._given):
            await self.query_one("#pairs").mount_all(PairRow(index) for index in range(len(rows), len(self._given)))
        width = max(marked(left).cell_length for left in question.lefts) + 1
        for index, row in enumerate(self.query(PairRow)):
            row.display = index < len(self._given)
            if row.display:
                row.show_left(question.lefts[index], width)
        self._cursor, self._open = 0, True
        self.query_one(Pool).display = True
        self._show()
        self.focus(scroll_visible=False)

    @property
    def draft(self) -> Answer | None:
        """The pairs made so far."""
        begun = self._open and any(option is not None for option in self._given)
        return Matched(tuple(self._given)) if begun else None

    def take_up(self, answer: Answer) -> None:
        """Show the pairs that were made before."""
        if isinstance(answer, Matched) and len(answer.options) == len(self._given):
            self._given = list(answer.options)
            self._show()

    async def reveal(self, card: Shown, question: Question, answer: Answer, grade: Grade | None) -> None:  # noqa: ARG002 - the grade says it
        """Show the right pairs, and beside a wrong one what was given."""
        self._open = False
        self.query_one(Pool).display = False
        for row, part in zip(self._rows, () if grade is None else grade.parts, strict=False):
            if part.verdict is Verdict.RIGHT:
                row.show_partner("✓", marked(part.expected), "right")
            else:
                given = Content.assemble(("\nyou: ", "not bold $foreground 60%"), (one_line(part.given), "not bold"))
                missed = Content.styled("\nmissed", "not bold $foreground 60%")
                row.show_partner("✗", marked(part.expected) + (given if part.given else missed), "wrong")

    def _show(self) -> None:
        options = self._question.options
        for index, (row, given) in enumerate(zip(self._rows, self._given, strict=True)):
            here = index == self._cursor
            partner = Content.styled("…", "$foreground 60%") if given is None else marked(options[given])
            row.show_partner("▸" if here else "", partner, "cursor" if here else "")
        self.query_one(Pool).show_options(options, frozenset(each for each in self._given if each is not None))
        if self._rows:
            self._rows[self._cursor].scroll_visible(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Pairs change until the answer is given; a letter needs an option."""
        if action == "pair" and isinstance(parameters[0], int):
            return self._open and parameters[0] < len(self._question.options)
        return self._open

    def action_move(self, steps: int) -> None:
        """Go to another row, round the ends."""
        self._cursor = (self._cursor + steps) % len(self._given)
        self._show()

    def action_turn(self, steps: int) -> None:
        """Give the row the option after, or before, the one that it has, among those that are free."""
        here = self._given[self._cursor]
        free = [index for index in range(len(self._question.options)) if index == here or index not in self._given]
        if free:
            place = free.index(here) + steps if here is not None else (0 if steps > 0 else -1)
            self._given[self._cursor] = free[place % len(free)]
            self._show()

    def action_pair(self, index: int) -> None:
        """Give the row an option, taking it from the row that had it; then go on to the next row without one."""
        self._given = [None if given == index else given for given in self._given]
        self._given[self._cursor] = index
        count = len(self._given)
        following = [(self._cursor + step) % count for step in range(1, count)]
        self._cursor = next((row for row in following if self._given[row] is None), self._cursor)
        self._show()

    def action_clear(self) -> None:
        """Take the row's option away."""
        self._given[self._cursor] = None
        self._show()

    def submit(self) -> None:
        """Give the pairs as they are."""
        self.post_message(self.Given(Matched(tuple(self._given))))

    def on_pair_row_clicked(self, message: PairRow.Clicked) -> None:
        """A click selects a row."""
        message.stop()
        if self._open:
            self._cursor = message.index
            self._show()

    def on_pool_chosen(self, message: Pool.Chosen) -> None:
        """A click is as good as a letter."""
        message.stop()
        if self._open and message.index < len(self._question.options):
            self.action_pair(message.index)


def _option(index: int, text: str, used: bool) -> Content:
    key = MATCH_KEYS[index] if index < len(MATCH_KEYS) else "·"
    style = "$foreground 50%" if used else ""
    content = Content.assemble((key, "bold $text-accent"), "  ", (text + " (used)" * used, style))
    return content.stylize_before(Style.from_meta({"option": index}))
