"""Text of decks and learners as content of a widget: literal, never markup."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style

from sco_quiz.tui.visible import visible


def literal(text: str, style: Style | str = "") -> Content:
    """The visible text, character by character, in one style; brackets mean nothing in it."""
    shown = visible(text)
    return Content.styled(shown, style) if style else Content(shown)
