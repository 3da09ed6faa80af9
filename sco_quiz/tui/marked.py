"""Deck text with the Markdown that its author wrote, as content in which nothing can be clicked or run.

Plain text, the usual case, costs one look with a regular expression. Emphasis, code and links within a line become
spans; what needs blocks (lists, tables, code fences) is left to Textual's Markdown widget.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content, Span

from sco_quiz.tui.literal import literal
from sco_quiz.tui.visible import visible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BLOCK = re.compile(
    r"^ {0,3}(?:[-*+] +\S|\d{1,3}[.)] +\S|#{1,6} +\S|> ?\S|```|~~~|\|.*\|[ \t]*$)",
    re.MULTILINE,
)
_INLINE = re.compile(r"[*_`]|\]\(")
LONGEST = 20_000
"""Characters above which a text is shown plain: nobody reads it as a card, and parsing it would be felt."""

_STYLES = {"strong": "bold", "em": "italic", "s": "strike", "link": "underline"}
_CODE_STYLE = "$text-accent"
_parsers: list[MarkdownIt] = []


def has_blocks(text: str) -> bool:
    """Whether the text has lists, headings, quotations, tables or fenced code."""
    return len(text) <= LONGEST and _BLOCK.search(text) is not None


def marked(text: str) -> Content:
    """The text, visible and literal, with emphasis and code as its author marked them; a link shows its address."""
    if len(text) > LONGEST or _INLINE.search(text) is None:
        return literal(text)
    builder = _Builder()
    for token in _parser().parseInline(visible(text))[0].children or ():
        builder.take(token)
    return Content("".join(builder.parts), spans=builder.spans)


class _Builder:
    """Content in the making: its parts, its spans, and the marks that are still open."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.spans: list[Span] = []
        self._length = 0
        self._open: list[tuple[str, int, str]] = []

    def take(self, token: Token) -> None:
        """Go on by one token of markdown-it."""
        kind, _, place = token.type.rpartition("_")
        if place == "open":
            self._open.append((_STYLES.get(kind, ""), self._length, str(token.attrs.get("href", ""))))
        elif place == "close":
            self._close(*self._open.pop())
        elif token.type == "code_inline":
            start = self._length
            self._add(token.content)
            self._mark(start, _CODE_STYLE)
        else:
            self._add("\n" if token.type in ("softbreak", "hardbreak") else token.content)

    def _close(self, style: str, start: int, address: str) -> None:
        self._mark(start, style)
        if address and "".join(self.parts)[start:] != address:
            self._add(f" ({address})")

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)

    def _mark(self, start: int, style: str) -> None:
        if style and self._length > start:
            self.spans.append(Span(start, self._length, style))


def _parser() -> MarkdownIt:
    if not _parsers:
        from markdown_it import MarkdownIt

        _parsers.append(MarkdownIt("commonmark", {"html": False}).enable("strikethrough").disable(["image", "entity"]))
    return _parsers[0]
