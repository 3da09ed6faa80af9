"""Answers that are chosen among options, by number, cursor or mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Click, Enter, Leave
from textual.message import Message
from textual.widgets import Static

from sco_quiz.domain.question import Answer, AskChoice, Chosen, Question
from sco_quiz.tui.actions import CHOICE, bindings_of
from sco_quiz.tui.marked import marked
from sco_quiz.tui.widgets.questions.view import QuestionView, Shown

if TYPE_CHECKING:
    from sco_quiz.domain.grading import Grade


class OptionRow(Horizontal):
    """One option: a sign, its key, its text, and after grading a word on it."""

    DEFAULT_CSS = """
    OptionRow {
        height: auto;
        width: 100%;
        padding: 0 1;
        pointer: pointer;
        .sign { width: 2; text-style: bold; }
        .key { width: 3; color: $text-muted; }
        .text { width: 1fr; height: auto; }
        .remark { width: auto; color: $text-muted; padding: 0 0 0 1; }
        &.-cursor { background: $boost; .text { text-style: bold; } .key { color: $accent; } }
        &.-right .sign, &.-right .text { color: $text-success; text-style: bold; }
        &.-wrong .sign, &.-wrong .text { color: $text-error; }
        &.-other .text { color: $text-muted; }
    }
    """

    class Pointed(Message):
        """The mouse is over an option."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Clicked(Message):
        """An option was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, index: int) -> None:
        super().__init__()
        self._index = index

    def compose(self) -> ComposeResult:
        """The row's four parts."""
        yield Static(markup=False, classes="sign")
        yield Static(markup=False, classes="key")
        yield Static(markup=False, classes="text")
        yield Static(markup=False, classes="remark")

    def show_option(self, key: str, text: str) -> None:
        """Show an option that can be chosen."""
        self.query_one(".key", Static).update(key)
        self.query_one(".text", Static).update(marked(text))
        self.show_state("", "")

    def show_state(self, sign: str, remark: str, state: str = "") -> None:
        """Show how the option stands: a sign before it, a word after it, and a class for its colour."""
        self.query_one(".sign", Static).update(sign)
        place = self.query_one(".remark", Static)
        place.update(remark)
        place.display = bool(remark)
        self.set_classes(f"-{state}" if state else "")

    def on_enter(self, _event: Enter) -> None:
        """Follow the mouse."""
        self.post_message(self.Pointed(self._index))

    def on_leave(self, _event: Leave) -> None:
        """Leave the cursor where it is."""

    def on_click(self, event: Click) -> None:
        """A click chooses."""
        event.stop()
        self.post_message(self.Clicked(self._index))


class ChoiceView(QuestionView, can_focus=True):
    """Options in rows. One right option: choosing it gives the answer. Several: they are ticked, then given."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(CHOICE)]
    KEYS: tuple[str, ...] = tuple("123456789")

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._cursor = 0
        self._several = False
        self._ticked: set[int] = set()
        self._open = False

    async def ask(self, card: Shown, question: Question) -> None:  # noqa: ARG002 - the prompt stands above
        """Show the options, with the cursor on the first."""
        assert isinstance(question, AskChoice)  # noqa: S101 - view_for pairs them
        await self.show_options(question.options, several=len(question.right) > 1)

    async def show_options(self, options: Sequence[str], *, several: bool) -> None:
        """Show options to choose from; rows are used again."""
        rows = list(self.query_children(OptionRow))
        if len(rows) < len(options):
            await self.mount_all(OptionRow(index) for index in range(len(rows), len(options)))
            rows = list(self.query_children(OptionRow))
        for index, row in enumerate(rows):
            row.display = index < len(options)
            if index < len(options):
                row.show_option(self.KEYS[index] if index < len(self.KEYS) else "", options[index])
        self._count, self._several, self._ticked, self._open = len(options), several, set(), True
        self._move_to(0)
        self.focus(scroll_visible=False)

    async def reveal(self, card: Shown, question: Question, answer: Answer, grade: Grade | None) -> None:  # noqa: ARG002 - the options say it
        """Mark each option: right, wrong, missed."""
        assert isinstance(question, AskChoice)  # noqa: S101 - view_for pairs them
        self.show_marks(question.right, self.chosen_in(answer))

    def show_marks(self, right: frozenset[int], chosen: frozenset[int]) -> None:
        """Mark the right options and those that were chosen, by sign, word and colour."""
        self._open = False
        for index, row in enumerate(list(self.query_children(OptionRow))[: self._count]):
            match (index in right, index in chosen):
                case (True, True):
                    row.show_state("✓", "your answer", "right")
                case (True, False):
                    row.show_state("✓", "missed" if len(right) > 1 else "the answer", "right")
                case (False, True):
                    row.show_state("✗", "your answer", "wrong")
                case _:
                    row.show_state("", "", "other")

    @property
    def draft(self) -> Answer | None:
        """What is ticked, where several are right; choosing the only one gives it."""
        return self.answer_for(frozenset(self._ticked)) if self._open and self._ticked else None

    def take_up(self, answer: Answer) -> None:
        """Tick, or go to, what was chosen before."""
        chosen = self.chosen_in(answer)
        if self._several:
            self._ticked = set(chosen)
        elif chosen:
            list(self.query_children(OptionRow))[min(chosen)].show_state("", "your answer")
        self._move_to(min(chosen, default=0))

    def _move_to(self, index: int) -> None:
        self._cursor = index
        for number, row in enumerate(list(self.query_children(OptionRow))[: self._count]):
            here = number == index
            row.set_class(here, "-cursor")
            ticked = number in self._ticked
            box = ("■" if ticked else "□") if self._several else ("▸" if here else "")
            row.query_one(".sign", Static).update(box)
            if here:
                row.scroll_visible(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Options can be chosen until the answer is given; a number needs an option."""
        if not self._open:
            return False
        if action == "pick" and isinstance(parameters[0], int):
            return parameters[0] < self._count
        return self._several or action != "tick"

    def action_move(self, steps: int) -> None:
        """Move the cursor, round the ends."""
        self._move_to((self._cursor + steps) % self._count)

    def action_pick(self, index: int) -> None:
        """Choose an option: give it where one is right, tick it where several are."""
        if self._several:
            self._ticked ^= {index}
            self._move_to(index)
        else:
            self._give(frozenset({index}))

    def action_tick(self) -> None:
        """Tick the option under the cursor, or take the tick away."""
        self.action_pick(self._cursor)

    def submit(self) -> None:
        """Give what is ticked, or the option under the cursor."""
        self._give(frozenset(self._ticked) if self._several else frozenset({self._cursor}))

    def on_option_row_pointed(self, message: OptionRow.Pointed) -> None:
        """The cursor follows the mouse."""
        message.stop()
        if self._open and message.index != self._cursor:
            self._move_to(message.index)

    def on_option_row_clicked(self, message: OptionRow.Clicked) -> None:
        """A click is as good as a key."""
        message.stop()
        if self._open:
            self.action_pick(message.index)

    def _give(self, chosen: frozenset[int]) -> None:
        self.post_message(self.Given(self.answer_for(chosen)))

    def answer_for(self, chosen: frozenset[int]) -> Answer:
        """What choosing these options says."""
        return Chosen(chosen)

    def chosen_in(self, answer: Answer) -> frozenset[int]:
        """The options that an answer says."""
        return answer.options if isinstance(answer, Chosen) else frozenset()
