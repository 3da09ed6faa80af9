"""Lines of text, Markdown and HTML into blocks: paragraphs and headings, without the marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

LONGEST_BLOCK = 20_000
"""Characters; a longer paragraph is taken in parts."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a heading, as text."""

    text: str
    is_heading: bool = False


_ITEM = re.compile(r"^\s*(?:[-*+•‣·\u2013]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_RULE = re.compile(r"^\s*(?:[-=*_~^#\"'`+.]\s?){3,}\s*$")
_TABLE = re.compile(r"^\s*\|.*\||^\s*\+[-=+]+\+")
_FENCE = re.compile(r"^\s*(```|~~~)")
_DIRECTIVE = re.compile(r"^\s*(?:\.\. |:[\w-]+:|\[[^\]]+\]:\s|<!--|!\[[^\]]*\]\([^)]*\)\s*$)")
_TERMINAL = (".", "!", "?", ":", ";", ",", '."', ".”", ".)", "…")


def blocks_of_text(lines: Iterable[str]) -> Iterator[Block]:
    """Plain text: blank lines part paragraphs, items stand alone, a short line without a full stop is a heading."""
    return _blocks(lines, marked=False)


def blocks_of_markdown(lines: Iterable[str]) -> Iterator[Block]:
    """Markdown (and the part of reStructuredText that looks like it): code, tables, images and comments left out."""
    return _blocks(lines, marked=True)


def _blocks(lines: Iterable[str], *, marked: bool) -> Iterator[Block]:
    held: list[str] = []
    for line in _prose_lines(lines) if marked else (raw.rstrip("\r\n\f") for raw in lines):
        indented_code = marked and not held and line.startswith(("    ", "\t")) and not _ITEM.match(line)
        if indented_code and line.strip():
            continue
        heading = re.match(r"^#{1,6}\s+(.*?)\s*#*$", line) if marked else None
        if not marked and not held and re.match(r"[A-Z][A-Z ]{2,40}$", line):
            yield Block(line, is_heading=True)
            continue
        rule = bool(line.strip()) and _RULE.match(line) is not None
        ends = rule or heading is not None or not line.strip()
        ends = ends or (marked and (_TABLE.match(line) or _DIRECTIVE.match(line)) is not None)
        length = sum(map(len, held))
        full = length > LONGEST_BLOCK and (held[-1].rstrip().endswith(_TERMINAL) or length > 4 * LONGEST_BLOCK)
        if ends or _ITEM.match(line) or full:
            yield from _finished(held, marked=marked, underlined=rule)
            held = []
        if heading is not None:
            yield Block(unmarked(heading[1]), is_heading=True)
        if not ends:
            held.append(line)
    yield from _finished(held, marked=marked)


def _prose_lines(lines: Iterable[str]) -> Iterator[str]:
    """The lines of Markdown; those of front matter, fenced code and comments come as blank ones."""
    until: str | None = None
    for number, raw in enumerate(lines):
        line = raw.rstrip("\r\n\f")
        if until is not None:
            until = None if until in line else until
            yield ""
        elif number == 0 and line.strip() == "---":
            until = "---"
        elif fence := _FENCE.match(line):
            until = fence[1]
            yield ""
        elif "<!--" in line:
            until = None if "-->" in line else "-->"
            yield ""
        else:
            yield line


def _finished(held: list[str], *, marked: bool, underlined: bool = False) -> Iterator[Block]:
    """The block that the held lines make, if any."""
    if not held:
        return
    item = _ITEM.match(held[0])
    first = held[0][item.end() :] if item else held[0]
    text = re.sub(r"[\u2010\u00ad]\s+", "", " ".join((first, *held[1:]))).strip()
    text = unmarked(text) if marked else text
    if not text:
        return
    if underlined and len(held) > 1:
        yield from _finished(held[:-1], marked=marked)
        yield Block(unmarked(held[-1].strip()), is_heading=True)
        return
    short = len(held) == 1 and len(text) <= 100 and item is None and not (held[0][:1].isspace() and " - " in text)
    yield Block(text, is_heading=short and (underlined or not text.endswith(_TERMINAL)))


_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_STRONG = re.compile(r"(\*\*\*|\*\*|\*|___|__|(?<!\w)_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_CODE = re.compile(r"(`+)\s?(.+?)\s?\1")
_RST_LINK = re.compile(r":[\w:.-]+:`([^`<]+?)(?:\s*<[^>`]*>)?`|`([^`<]+?)\s*<[^>`]*>`_{1,2}")
_RST_REFERENCE = re.compile(r"`([^`]+)`__?(?!\w)|(?<![\w`])(\w[\w.-]*\w)_(?![\w_])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>-])")


def unmarked(text: str) -> str:
    """Markdown inline marks taken off: emphasis, code, links to their words, images and tags to nothing."""
    text = _RST_LINK.sub(lambda match: match[1] or match[2], text)
    text = _RST_REFERENCE.sub(lambda match: match[1] or match[2], text)
    text = _LINK.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    text = _TAG.sub("", text)
    text = _CODE.sub(r"\2", text)
    text = _STRONG.sub(r"\2", _STRONG.sub(r"\2", text))
    return re.sub(r"^(?:>\s?)+", "", _ESCAPED.sub(r"\1", text)).strip()


_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "nav", "footer", "form", "button", "svg", "math", "pre", "select",
     "aside", "textarea", "table", "iframe", "object", "canvas", "video", "audio")
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset(
    ("p", "li", "div", "blockquote", "section", "article", "main", "header", "dd", "dt", "ul", "ol", "dl", "body", "hr",
     "figure", "figcaption", "address", "details", "summary")
)  # fmt: skip
_VOID = frozenset(("hr",))


class _HtmlBlocks(HTMLParser):
    """Collects blocks as pieces of HTML are fed; what is skipped, with all in it, leaves nothing behind."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._words: list[str] = []
        self._length = 0
        self._skipping: list[str] = []
        self._heading = False
        self._in_head_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or what is to be skipped."""
        del attrs
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.append(tag)
        elif tag in _SKIPPED:
            self._skipping.append(tag)
        elif tag in _BLOCKS:
            self.finish()
            self._heading = tag in _HEADINGS
        elif tag == "title":
            self._in_head_title = True
        elif tag == "br":
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End what the tag began."""
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
        elif tag in _BLOCKS:
            self.finish()
        elif tag == "title":
            self._in_head_title = False

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._skipping or self._in_head_title:
            return
        self._words.append(data)
        self._length += len(data)
        if self._length > LONGEST_BLOCK:
            self.finish()

    def finish(self) -> None:
        """Close the block at hand."""
        text = " ".join("".join(self._words).split())
        if text:
            self.blocks.append(Block(text, is_heading=self._heading))
        self._words, self._length, self._heading = [], 0, False


def blocks_of_html(lines: Iterable[str]) -> Iterator[Block]:
    """The blocks of an HTML page; scripts, styles, navigation, tables and code are left out."""
    parser = _HtmlBlocks()
    for line in lines:
        parser.feed(line)
        yield from parser.blocks
        parser.blocks.clear()
    parser.close()
    parser.finish()
    yield from parser.blocks
