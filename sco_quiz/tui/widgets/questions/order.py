"""Items to be brought into order: moved with the keyboard, or dragged with the mouse."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.events import MouseDown, MouseMove, MouseUp

from sco_quiz.domain.grading.result import Grade
from sco_quiz.domain.question import Answer, Arranged, AskOrder, Question
from sco_quiz.domain.rating import Verdict
from sco_quiz.tui.actions import ORDER, bindings_of
from sco_quiz.tui.widgets.questions.choice import OptionRow
from sco_quiz.tui.widgets.questions.view import QuestionView, Shown


class OrderView(QuestionView, can_focus=True):
    """Items in rows. One is picked up, moved and put down again; or moved at once; or dragged."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(ORDER)]
    DEFAULT_CSS = """
    OrderView OptionRow {
        .key { text-align: right; padding: 0 1 0 0; width: 4; }
        .remark { max-width: 50%; }
        &.-wrong .text { color: $foreground; text-style: bold; }
        &.-held { background: $primary; color: $text; .text { text-style: bold; } .key { color: $text; } }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._question = AskOrder("", (), ())
        self._order: list[int] = []
        self._cursor = 0
        self._held = False
        self._dragged = False
        self._touched = False
        self._open = False

    @property
    def _rows(self) -> list[OptionRow]:
        return list(self.query_children(OptionRow))[: len(self._order)]

    async def ask(self, card: Shown, question: Question) -> None:  # noqa: ARG002 - the prompt stands above
        """Show the items as the question has shuffled them."""
        assert isinstance(question, AskOrder)  # noqa: S101 - view_for pairs them
        self._question = question
        self._order = list(range(len(question.items)))
        rows = list(self.query_children(OptionRow))
        if len(rows) < len(self._order):
            await self.mount_all(OptionRow(index) for index in range(len(rows), len(self._order)))
        for index, row in enumerate(self.query_children(OptionRow)):
            row.display = index < len(self._order)
        self._cursor, self._held, self._dragged, self._touched, self._open = 0, False, False, False, True
        self._show()
        self.focus(scroll_visible=False)

    @property
    def draft(self) -> Answer | None:
        """The order as it is, once an item was moved."""
        return Arranged(tuple(self._order)) if self._open and self._touched else None

    def take_up(self, answer: Answer) -> None:
        """Show the order that was given before."""
        if isinstance(answer, Arranged) and sorted(answer.items) == sorted(self._order):
            self._order, self._touched = list(answer.items), True
            self._show()

    async def reveal(self, card: Shown, question: Question, answer: Answer, grade: Grade | None) -> None:  # noqa: ARG002 - the prompt stands above
        """Show the right order; where an item stood elsewhere, say where."""
        assert isinstance(question, AskOrder)  # noqa: S101 - view_for pairs them
        self._open = self._held = False
        given = answer.items if isinstance(answer, Arranged) else ()
        parts = () if grade is None else grade.parts
        for place, (row, index) in enumerate(zip(self._rows, question.right, strict=True)):
            right = place < len(parts) and parts[place].verdict is Verdict.RIGHT
            stood = given.index(index) + 1 if index in given else None
            row.show_option(f"{place + 1}.", question.items[index])
            remark = "" if right else "missed" if stood is None else f"you: {stood}."
            row.show_state("✓" if right else "✗", remark, "right" if right else "wrong")

    def _show(self) -> None:
        for place, (row, index) in enumerate(zip(self._rows, self._order, strict=True)):
            here = place == self._cursor
            row.show_option(f"{place + 1}.", self._question.items[index])
            row.show_state("↕" if here and self._held else "▸" if here else "", "")
            row.set_class(here, "-cursor")
            row.set_class(here and self._held, "-held")
        if self._rows:
            self._rows[self._cursor].scroll_visible(animate=False)

    def _carry_to(self, place: int) -> None:
        """Move the item under the cursor to another place; those between close up."""
        place = max(0, min(place, len(self._order) - 1))
        if place != self._cursor:
            self._order.insert(place, self._order.pop(self._cursor))
            self._cursor, self._touched = place, True
            self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Items move until the answer is given; a number needs a place."""
        if action == "put" and isinstance(parameters[0], int):
            return self._open and parameters[0] < len(self._order)
        return self._open

    def action_move(self, steps: int) -> None:
        """Go to another item; or take the one that is picked up along."""
        if self._held:
            self._carry_to(self._cursor + steps)
        else:
            self._cursor = (self._cursor + steps) % len(self._order)
            self._show()

    def action_carry(self, steps: int) -> None:
        """Move the item."""
        self._carry_to(self._cursor + steps)

    def action_put(self, place: int) -> None:
        """Move the item to a place."""
        self._carry_to(place)

    def action_hold(self) -> None:
        """Pick the item up, or put it down."""
        self._held = not self._held
        self._show()

    def submit(self) -> None:
        """Give the order as it is."""
        self.post_message(self.Given(Arranged(tuple(self._order))))

    # The mouse drags an item; without dragging, a click picks it up, and the next click puts it down where it is.

    def _place_at(self, event: MouseDown | MouseMove | MouseUp) -> int | None:
        offset = event.screen_offset
        return next((place for place, row in enumerate(self._rows) if row.region.contains_point(offset)), None)

    def on_mouse_down(self, event: MouseDown) -> None:
        """Pick up what is under the mouse; or put down there what was picked up before."""
        place = self._place_at(event)
        if not self._open or place is None:
            return
        event.stop()
        if self._held and place != self._cursor:
            self._carry_to(place)
            self._dragged = True
        elif not self._held:
            self._cursor, self._held, self._dragged = place, True, False
        else:
            self._dragged = True
        self.capture_mouse()
        self._show()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Take along what is held by the mouse."""
        place = self._place_at(event)
        if self._open and self._held and event.button and place is not None and place != self._cursor:
            self._dragged = True
            self._carry_to(place)

    def on_mouse_up(self, event: MouseUp) -> None:
        """Put down what was dragged; what was only clicked stays picked up."""
        self.release_mouse()
        if self._open and self._held and self._dragged:
            event.stop()
            self._held = self._dragged = False
            self._show()

    def on_option_row_pointed(self, message: OptionRow.Pointed) -> None:
        """The cursor follows keys and drags alone: it says what is moved."""
        message.stop()

    def on_option_row_clicked(self, message: OptionRow.Clicked) -> None:
        """Clicks were dealt with as what they are made of."""
        message.stop()
