"""Settings, one a line: a label, and a value that arrows turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.events import Click, MouseMove
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from sco_quiz.tui.visible import one_line

_LABEL = 16


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A label, its value in words, and a remark after it."""

    label: str
    value: str
    remark: str = ""


class SettingList(Widget):
    """Lines of settings, one of them selected; arrows around its value can be clicked."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    SettingList { height: auto; width: 100%; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @dataclass
    class Turned(Message):
        """An arrow was clicked: the value after (1) or before (-1)."""

        index: int
        steps: int

    @dataclass
    class Chosen(Message):
        """A line was clicked."""

        index: int

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[SettingLine, ...] = ()
        self._selected = 0

    def show(self, lines: Sequence[SettingLine], selected: int) -> None:
        """Show lines, one of them selected."""
        self._lines, self._selected = tuple(lines), selected
        self.refresh(layout=True)

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join([self._line(index, line) for index, line in enumerate(self._lines)])

    def _line(self, index: int, line: SettingLine) -> Content:
        here = index == self._selected
        before, after = ("◂ ", " ▸") if here else ("  ", "  ")
        # Arrows and remark have to stay on the line, however long a list of decks is.
        room = self.content_size.width - _LABEL - 4 - len(before) - len(after) - (len(line.remark) + 1 if here else 0)
        value = _cut(one_line(line.value), max(8, room))
        return Content.assemble(
            ("▸ " if here else "  ", "$accent"),
            (f"{line.label:<{_LABEL}}", "bold" if here else "$foreground 60%"),
            Content.styled(before, "bold $text-accent").stylize(Style.from_meta({"turn": -1})),
            (value, "bold" if here else ""),
            Content.styled(after, "bold $text-accent").stylize(Style.from_meta({"turn": 1})),
            (f"{' ' * here}{line.remark}", "$foreground 60%"),
        ).stylize_before(Style.from_meta({"line": index}))

    def on_click(self, event: Click) -> None:
        """Select a line; an arrow turns its value."""
        event.stop()
        index, steps = event.style.meta.get("line"), event.style.meta.get("turn")
        if isinstance(index, int):
            message = self.Turned(index, steps) if isinstance(steps, int) and index == self._selected else None
            self.post_message(message or self.Chosen(index))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show what can be clicked."""
        self.styles.pointer = "pointer" if "line" in event.style.meta else "default"


def _cut(text: str, room: int) -> str:
    content = Content(text)
    return text if content.cell_length <= room else content.truncate(room, ellipsis=True).plain
