"""What is painted before Textual is loaded stands where the app puts it, and never stays behind."""

from __future__ import annotations

import io
import os
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.cells import cell_width
from sco_quiz.tui.first_paint import FirstPaint, first_paint, painted
from tests.tui.running import BASIC, TYPED, OpenLibrary, deck, shown, studying

LONG = (
    "{id: long, question: 'Which of the many organisations of the region "
    + "and its neighbours " * 9
    + "is it?', answer: x}"
)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 20), (61, 29), (80, 25)], ids=str)
@pytest.mark.parametrize("card", [BASIC, TYPED, LONG], ids=["basic", "typed", "long"])
async def test_everything_stands_where_the_app_puts_it(
    open_library: OpenLibrary, card: str, size: tuple[int, int]
) -> None:
    library = open_library(test=deck(card))
    app = studying(library)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        lines = shown(app).splitlines()
        question = next(library.cards())
        heading = "Type the answer" if question["kind"] == "typed" else "Question"
        for row, column, _, text in painted("All decks", heading, str(question["prompt"]), *size):
            if not text.startswith("╰"):  # the deck's title is set into it later
                assert lines[row][column : column + len(text)].rstrip() == text.rstrip()


@given(prompt=st.text(max_size=300), columns=st.integers(1, 200), rows=st.integers(1, 60))
@settings(max_examples=150, deadline=None)
def test_nothing_leaves_the_screen_or_steers_the_terminal(prompt: str, columns: int, rows: int) -> None:
    for row, column, _, text in painted(prompt, "Question", prompt, columns, rows):
        assert 0 <= row < rows
        assert column >= 0
        assert column + cell_width(text) <= columns + 1
        assert "\x1b" not in text
        assert "\n" not in text


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 2


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    output = Terminal()
    monkeypatch.setattr(sys, "__stderr__", output)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((80, 24)))
    monkeypatch.setenv("TERM", "xterm-256color")
    return output


def test_a_start_that_fails_leaves_the_terminal_as_it_was(terminal: Terminal) -> None:
    def start() -> None:
        with first_paint("All decks", "Question", "When?"):
            assert "When?" in terminal.getvalue()
            assert FirstPaint.done
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        start()
    assert terminal.getvalue().endswith("\x1b[?1049l\x1b[?25h\x1b[?7h")
    assert not FirstPaint.done


@pytest.mark.parametrize("name", ["dumb", ""])
def test_a_terminal_that_cannot_do_it_is_left_alone(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("TERM", name)
    with first_paint("All decks", "Question", "When?"):
        assert terminal.getvalue() == ""
