"""The questions of a quiz in one line: which is on show, which have an answer, which are flagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from textual.content import Content
from textual.events import Click, MouseMove
from textual.message import Message
from textual.style import Style
from textual.widget import Widget


class Mark(Enum):
    """How a question stands: its sign and its colour."""

    OPEN = ("·", "$foreground 50%")
    GIVEN = ("●", "$text-primary")
    FLAGGED = ("⚑", "$text-warning")
    CLOSED = ("-", "$foreground 50%")
    RIGHT = ("✓", "$text-success")
    PARTLY = ("~", "$text-warning")
    WRONG = ("✗", "$text-error")


class QuestionStrip(Widget):
    """A sign for each question, to be clicked; as many as there is room for, around the one on show."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    QuestionStrip { height: 1; width: 100%; padding: 0 2; text-wrap: nowrap; text-overflow: clip; }
    """

    @dataclass
    class Chosen(Message):
        """A question was clicked; its place counts from 0."""

        place: int

    def __init__(self) -> None:
        super().__init__()
        self._marks: tuple[Mark, ...] = ()
        self._place = 0

    def show(self, marks: Sequence[Mark], place: int) -> None:
        """Show how each question stands, and which is on show."""
        if (tuple(marks), place) != (self._marks, self._place):
            self._marks, self._place = tuple(marks), place
            self.refresh()

    def render(self) -> Content:
        """The signs, the one on show in brackets."""
        room = max(1, (self.content_size.width - 3) // 2)
        first = max(0, min(self._place - room // 2, len(self._marks) - room))
        shown = range(first, min(len(self._marks), first + room))
        parts = [Content("…" if first else " ")]
        for place in shown:
            sign, colour = self._marks[place].value
            here = place == self._place
            parts.append(
                Content.assemble((sign, f"bold {colour}" if here else colour)).stylize_before(
                    Style.from_meta({"place": place})
                )
            )
            parts.append(Content(" "))
            if here:
                parts[-3:] = [Content("["), parts[-2], Content("]")]
        if shown and shown[-1] + 1 < len(self._marks):
            parts.append(Content("…"))
        return Content("").join(parts)

    def on_click(self, event: Click) -> None:
        """Go to the question under the mouse."""
        event.stop()
        place = event.style.meta.get("place")
        if isinstance(place, int):
            self.post_message(self.Chosen(place))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show what can be clicked, and which question it is."""
        place = event.style.meta.get("place")
        self.styles.pointer = "default" if place is None else "pointer"
        self.tooltip = None if place is None else f"Question {place + 1}"
