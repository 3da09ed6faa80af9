"""PDF, EPUB and DOCX into blocks. EPUB and DOCX are zipped markup; PDF needs the extra ``documents``."""

from __future__ import annotations

import logging
import posixpath
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from sco_quiz.drafting.markup import Block, blocks_of_html, blocks_of_text
from sco_quiz.errors import UnusableFileError

LARGEST_MEMBER = 50_000_000
"""Bytes that one file inside an archive may unpack to: a small archive can hold a huge one."""


def blocks_of_office(path: Path) -> Iterator[Block]:
    """The blocks of a PDF, EPUB or DOCX file, told by its ending. Raises ``UnusableFileError``."""
    match path.suffix.lower():
        case ".pdf":
            return _blocks_of_pdf(path)
        case ".epub":
            return _blocks_of_epub(path)
        case _:
            return _blocks_of_docx(path)


def _blocks_of_pdf(path: Path) -> Iterator[Block]:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise UnusableFileError(
            f"{path} is a PDF, and the library that reads PDF files is not installed.",
            "Install it with: pip install 'sco-quiz[documents]'",
        ) from error
    # What it says of a broken file is said below, in a sentence.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        for page in PdfReader(path).pages:
            yield from blocks_of_text(_joined(page.extract_text()))
    except (PyPdfError, ValueError, OSError, KeyError) as error:
        raise UnusableFileError(
            f"{path} cannot be read as a PDF: {error}.", "Save it as text and draft from that."
        ) from error


def _joined(text: str) -> Iterator[str]:
    """The lines of a PDF page, with a blank one after a line that ends a paragraph early."""
    lines = text.splitlines()
    width = max((len(line) for line in lines), default=0)
    for line in lines:
        yield line.rstrip().removesuffix("-") if re.search(r"[a-z]-$", line) else line
        if line.rstrip().endswith((".", "!", "?", ":")) and len(line) < 0.8 * width:
            yield ""


def _member(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    with archive.open(name) as file:
        data = file.read(LARGEST_MEMBER + 1)
    if len(data) > LARGEST_MEMBER:
        raise UnusableFileError(f"{name} in {path} is too large.", "Split the document and draft from its parts.")
    return data.decode("utf-8", "replace")


class _Elements(HTMLParser):
    """Notes the attributes of every element: enough to follow an EPUB's own table of what it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        self.found.append((tag.rsplit(":", 1)[-1], {key: value or "" for key, value in attrs}))


def _elements(markup: str) -> list[tuple[str, dict[str, str]]]:
    parser = _Elements()
    parser.feed(markup)
    return parser.found


def _blocks_of_epub(path: Path) -> Iterator[Block]:
    try:
        with zipfile.ZipFile(path) as archive:
            container = _elements(_member(archive, "META-INF/container.xml", path))
            package = next(attributes["full-path"] for tag, attributes in container if tag == "rootfile")
            elements = _elements(_member(archive, package, path))
            places = {attributes.get("id"): attributes.get("href", "") for tag, attributes in elements if tag == "item"}
            for tag, attributes in elements:
                if tag == "itemref" and (href := places.get(attributes.get("idref"))):
                    name = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(href)))
                    yield from blocks_of_html(_member(archive, name, path).splitlines(keepends=True))
    except (zipfile.BadZipFile, KeyError, StopIteration, OSError, RuntimeError) as error:
        raise UnusableFileError(f"{path} cannot be read as an EPUB.", "Check that the file is whole.") from error


class _DocxBlocks(HTMLParser):
    """Collects the paragraphs of WordprocessingML (ECMA-376): ``w:p`` with ``w:t`` runs, ``w:pStyle`` for headings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._words: list[str] = []
        self._heading = False
        self._in_text = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a run, or note a style."""
        if tag == "w:t":
            self._in_text = True
        elif tag in {"w:tab", "w:br"}:
            self._words.append(" ")
        elif tag == "w:pstyle":
            style = (dict(attrs).get("w:val") or "").lower()
            self._heading = style.startswith(("heading", "title"))

    def handle_endtag(self, tag: str) -> None:
        """End a run or a paragraph."""
        if tag == "w:t":
            self._in_text = False
        elif tag == "w:p":
            self.blocks.append(Block("".join(self._words), is_heading=self._heading))
            self._words, self._heading = [], False

    def handle_data(self, data: str) -> None:
        """Text of a run."""
        if self._in_text:
            self._words.append(data)


def _blocks_of_docx(path: Path) -> Iterator[Block]:
    try:
        with zipfile.ZipFile(path) as archive:
            markup = _member(archive, "word/document.xml", path)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError) as error:
        raise UnusableFileError(f"{path} cannot be read as a DOCX file.", "Check that the file is whole.") from error
    parser = _DocxBlocks()
    parser.feed(markup)
    parser.close()
    yield from parser.blocks
