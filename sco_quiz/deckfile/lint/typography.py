"""A rule about slips of the keyboard, and where exactly they stand, for ``check --fix``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sco_quiz.deckfile.lint.notes import texts_with_keys
from sco_quiz.deckfile.lint.rule import Finding, Rule, in_each_note
from sco_quiz.deckfile.lint.sources import HALADYNA, cite
from sco_quiz.deckfile.lint.wording import holds_code, quote
from sco_quiz.domain.deck import Deck, Note
from sco_quiz.domain.problem import Severity

SLIP = re.compile(
    r"(?P<spaces>(?<=[^\W\d_][,;])  +(?=\S)|(?<=[\w.!?)\"'”\u2019]) {2,3}(?=[\w(\"'“\u2018]))|"
    r"(?P<before>(?<=[^\W_]) +(?=[,.](?:\s|$)))"
)
"""Two or three spaces between words, or a space before a comma or full stop; wider gaps are a layout of their own."""


def slips_in(text: str) -> list[re.Match[str]]:
    """The slips in a text; none in code, formulas, tables or verse set out with spaces."""
    if holds_code(text) or "|" in text or re.search(r" {4}|\t|^ |(?<!\S)\.\.", text, re.MULTILINE):
        return []
    return list(SLIP.finditer(text))


def mended(text: str) -> str:
    """The text with each run of spaces made one, and none before a comma or full stop."""
    for slip in reversed(slips_in(text)):
        text = text[: slip.start()] + ("" if slip["before"] else " ") + text[slip.end() :]
    return text


def _slip(deck: Deck, note: Note) -> Iterator[Finding]:
    for key, text in texts_with_keys(note):
        slips = slips_in(text)
        if slips:
            slip = slips[0]
            around = text[max(0, slip.start() - 12) : slip.end() + 12]
            what = "is a space before a mark" if slip["before"] else "are two spaces in a row"
            shown = quote(around) if slip["before"] else f"“{around.strip()}”".replace("\n", " ")
            yield Finding(deck, f"There {what} in {shown}.", "`sco-quiz check --fix` mends it.", note, key)


RULES: Final = (
    Rule(
        "W481",
        "spacing-slip",
        Severity.WARNING,
        "Two spaces in a row, or a space before a comma or full stop.",
        "A slip draws the eye away from what is asked, and in an option it marks the option.",
        cite(HALADYNA, "guideline 12, grammar, punctuation, spelling"),
        """\
- question: Where did  the SCO meet in 2018 ?
  answer: Qingdao
""",
        """\
- question: Where did the SCO meet in 2018?
  answer: Qingdao
""",
        in_each_note(_slip),
        fixable=True,
    ),
)
