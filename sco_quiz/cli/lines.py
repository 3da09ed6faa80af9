"""Lines typed and lines written, for study and quizzes without a screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from sco_quiz.cli.streams import readable
from sco_quiz.errors import ScoQuizError


def line_reader(source: TextIO, kept: str) -> Callable[[], str]:
    """A function that reads a line; EOFError at the end, ScoQuizError for bytes that are no text.

    ``kept`` says what becomes of what was read so far.
    """

    def read() -> str:
        try:
            line = source.readline()
        except UnicodeDecodeError as error:
            raise ScoQuizError("The input is not text in the terminal's encoding.", f"Send UTF-8; {kept}.") from error
        if not line:
            raise EOFError
        return line

    return read


def answer_reader(source: TextIO, kept: str) -> Callable[[], str]:
    """The same for answers: characters that command a terminal, such as arrow keys send, each become U+FFFD."""
    read = line_reader(source, kept)
    return lambda: readable(read().replace("\t", " ").rstrip("\r\n"))


def line_writer(target: TextIO) -> Callable[[str], None]:
    """A function that writes a line through at once."""

    def write(line: str) -> None:
        print(line, file=target, flush=True)

    return write
