"""Files into documents: text, Markdown and HTML here, office formats in ``office``."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sco_quiz.drafting.document import Document, Paragraph
from sco_quiz.drafting.markup import Block, blocks_of_html, blocks_of_markdown, blocks_of_text
from sco_quiz.errors import UnusableFileError

LARGEST = 50_000_000
"""Bytes: what is larger is no document to make a deck of at once."""

_CHUNK = 65_536
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_DROPPED_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_HTML = frozenset((".html", ".htm", ".xhtml"))
_MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".rst"))
_OFFICE = frozenset((".pdf", ".epub", ".docx"))


def clean(text: str) -> str:
    """Text without escape sequences, control characters and invisible marks, in single spaces, NFC."""
    text = _ESCAPES.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        kept = (" " if char.isspace() else char for char in text if _is_kept(char))
        text = "".join(kept)
    return " ".join(text.split())


def _is_kept(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in _DROPPED_CATEGORIES


def read_document(path: Path) -> Document:
    """A document over a file; the file is read anew, piece by piece, each time the document is walked.

    Raises ``UnusableFileError`` where there is no such file, or it is binary, too large, or of an unknown format.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnusableFileError(f"{path} is a folder, not a document.", "Name a file.")
    except OSError as error:
        raise UnusableFileError(
            f"{path} cannot be read: {error.strerror}.", "Check the name of the document."
        ) from error
    if size > LARGEST:
        raise UnusableFileError(
            f"{path} is larger than {LARGEST // 1_000_000} MB.", "Split the document and draft from its parts."
        )
    named = path.suffix.lower() in _HTML | _MARKDOWN | _OFFICE | {".txt", ".text"}
    return _document(path.stem if named else path.name, _blocks_of_file(path))


def parse_document(text: str, title: str, suffix: str = ".txt") -> Document:
    """A document over a text in memory; ``suffix`` says how it is marked up (``.md``, ``.html``)."""
    return _document(title, lambda: _reader(suffix)(text.splitlines(keepends=True)))


def _reader(suffix: str) -> Callable[[Iterable[str]], Iterator[Block]]:
    if suffix in _HTML:
        return blocks_of_html
    return blocks_of_markdown if suffix in _MARKDOWN else blocks_of_text


def _blocks_of_file(path: Path) -> Callable[[], Iterator[Block]]:
    suffix = path.suffix.lower()
    if suffix in _OFFICE:
        from sco_quiz.drafting.office import blocks_of_office

        return lambda: blocks_of_office(path)
    with path.open("rb") as file:
        sample = file.read(_CHUNK)
    encoding = _encoding_of(sample, path)
    if suffix not in _HTML and re.match(
        r"\s*(?:<!doctype html|<html)", sample.decode(encoding, "replace"), re.IGNORECASE
    ):
        suffix = ".html"
    return lambda: _reader(suffix)(_lines(path, encoding))


def _lines(path: Path, encoding: str) -> Iterator[str]:
    """The lines of a file, a very long one in parts that end with a sentence, so that no line fills the memory."""
    with path.open(encoding=encoding, errors="replace", newline=None) as file:
        held = ""
        while part := file.readline(_CHUNK):
            held += part
            if held.endswith("\n"):
                yield held
                held = ""
            elif len(held) >= _CHUNK:
                end = max(held.rfind(". ") + 1, 0) or held.rfind(" ") + 1 or len(held)
                yield held[:end]
                held = held[end:]
        if held:
            yield held


def _encoding_of(sample: bytes, path: Path) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0c\x1b\x08" for byte in sample)
    if b"\0" in sample or controls > len(sample) // 20:
        raise UnusableFileError(
            f"{path} is not text: it holds binary data.",
            "Drafting reads text, Markdown, HTML, PDF, EPUB and DOCX files, told by their endings.",
        )
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _document(title: str, blocks: Callable[[], Iterator[Block]]) -> Document:
    first = next((block for block in _cleaned(blocks())), None)
    title = first.text if first is not None and first.is_heading and len(first.text) <= 120 else title
    if manual := re.match(r"([\w.-]+)\(\d\w*\) .*\1\(", title):
        title = manual[1].lower()
    return Document(title, lambda: _paragraphs(blocks(), title))


def _cleaned(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if text := clean(block.text):
            yield Block(text, is_heading=block.is_heading)


def _paragraphs(blocks: Iterable[Block], title: str) -> Iterator[Paragraph]:
    number = 0
    heading = ""
    for block in _cleaned(blocks):
        if block.is_heading:
            heading = "" if block.text == title else block.text
            continue
        number += 1
        yield Paragraph(number, block.text, heading)
