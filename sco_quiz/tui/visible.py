"""Text of decks and learners with a sign for each character that would steer a terminal; knows nothing of Textual."""

from __future__ import annotations

from functools import cache

_CONTROL_PICTURES = 0x2400
"""Unicode shows the control character N (0 to 31) as the character 0x2400 + N."""

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@cache
def _shown_as() -> dict[int, str]:
    """What is shown for each character that would steer a terminal. None of them is printable."""
    return {
        **{code: chr(_CONTROL_PICTURES + code) for code in range(32) if chr(code) not in "\t\n\r"},
        ord("\r"): "",
        0x7F: "\N{SYMBOL FOR DELETE}",
        # The second set of control characters, where 0x9B alone begins an escape sequence.
        **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
        # What turns the direction of the text around it: it could show another text than it is.
        **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), _REPLACEMENT),
        # Line and paragraph separators: ends of line to some terminals and not to others.
        **dict.fromkeys((0x2028, 0x2029), "\n"),
        # Halves of surrogate pairs can't be written to a terminal.
        **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
    }


def visible(text: str) -> str:
    """The text with a visible sign for each character that would steer a terminal; all others are as they were."""
    return text if text.isprintable() else text.translate(_shown_as())


def one_line(text: str) -> str:
    """The visible text with its runs of white space, ends of line included, as single blanks."""
    return " ".join(visible(text).split())
