"""The first question, on the terminal before Textual is loaded, where the app will show it a moment later.

Loading Textual takes most of the start, and the question is known before it. So it is painted by hand, in the frame
and in the place that ``screens.study`` gives it, and the app paints over it. What is typed meanwhile waits in the
terminal, and the app takes it up.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sco_quiz.domain.cells import cell_width
from sco_quiz.tui.visible import one_line, visible

ENTER_ALTERNATE_SCREEN = "\x1b[?1049h"
_LEAVE_ALTERNATE_SCREEN = "\x1b[?1049l\x1b[?25h\x1b[?7h"
_CLEAN_UNWRAPPED_WITHOUT_CURSOR = "\x1b[2J\x1b[?7l\x1b[?25l"
_BOLD, _FAINT, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[m"

# The measures of screens/study.tcss.
_WIDEST = 84
_NARROW = 60
_TALL, _TALL_CARD = 30, 22
_ROOMY = 26
_ABOVE_STAGE, _AROUND_STAGE = 2, 6


class FirstPaint:
    """Whether the first question stands on the terminal already; the driver asks, and then doesn't wipe it away."""

    done = False


@contextmanager
def first_paint(title: str, heading: str, prompt: str) -> Iterator[None]:
    """Paint a question, if there is a terminal for it; where what follows fails, the terminal is as it was before."""
    output = sys.__stderr__  # as Textual does
    if output is None or not output.isatty() or os.name == "nt" or os.environ.get("TERM", "") in ("", "dumb"):
        yield
        return
    columns, rows = os.get_terminal_size(output.fileno())
    output.write(ENTER_ALTERNATE_SCREEN + _CLEAN_UNWRAPPED_WITHOUT_CURSOR)
    output.writelines(
        f"\x1b[{row + 1};{column + 1}H{style}{text}{_PLAIN}"
        for row, column, style, text in painted(title, heading, prompt, columns, rows)
    )
    output.flush()
    FirstPaint.done = True
    try:
        yield
    except BaseException:
        output.write(_LEAVE_ALTERNATE_SCREEN)
        output.flush()
        raise
    finally:
        FirstPaint.done = False


def painted(title: str, heading: str, prompt: str, columns: int, rows: int) -> Iterator[tuple[int, int, str, str]]:
    """What is painted on a terminal of that size: row, column (both from 0), style, text."""
    narrow = columns < _NARROW
    width = min(_WIDEST, columns - (0 if narrow else 2))
    stage = rows - _AROUND_STAGE - (rows >= _ROOMY)
    height = _TALL_CARD if rows >= _TALL else stage
    left, top = (columns - width) // 2, _ABOVE_STAGE + max(0, stage - height) // 2
    inset = 2 if narrow else 4
    inner = width - 2 * inset
    if inner < 8 or height < 5:
        return
    yield 0, 1 if narrow else 2, _BOLD, _cut(one_line(title), columns - 4)
    yield top, left, _FAINT, f"╭─ {heading} ".ljust(width - 1, "─") + "╮"
    for row in range(top + 1, top + height - 1):
        yield row, left, _FAINT, "│"
        yield row, left + width - 1, _FAINT, "│"
    yield top + height - 1, left, _FAINT, "╰" + "─" * (width - 2) + "╯"
    for row, line in enumerate(_wrapped(visible(prompt).expandtabs(), inner), top + 2):
        if row >= top + height - 2:
            break
        yield row, left + inset, _BOLD, line


def _wrapped(text: str, width: int) -> Iterator[str]:
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and cell_width(longer) > width:
                yield line
                longer = word
            while cell_width(longer) > width:
                head = _cut(longer, width)
                yield head
                longer = longer[len(head) :]
            line = longer
        yield line


def _cut(text: str, width: int) -> str:
    """As much of the text as fits into so many cells; at least one character."""
    for end, character in enumerate(text):
        width -= cell_width(character)
        if width < 0:
            return text[: max(1, end)]
    return text
