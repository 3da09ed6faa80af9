"""Bytes to text that YAML can read, with what cannot stand in a deck replaced and reported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import name

from sco_quiz.deckfile.codes import Code
from sco_quiz.deckfile.report import Report

_FORBIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters of C0 and C1, but for tab and line feed
    "\u2028\u2029"  # line breaks that editors and YAML count differently
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates (CVE-2021-42574)
    "\ufeff\ufffe\uffff"  # a byte order mark inside the text, and noncharacters
    "\ud800-\udfff"  # surrogates: bytes that are not UTF-8, and halves of a character
)
FORBIDDEN = re.compile(f"[{_FORBIDDEN}]")
"""Characters that no text of a deck may hold."""

_ALLOWED_BYTES = bytes(code for code in range(256) if code in b"\t\n\r" or (code >= 0x20 and code != 0x7F))
_REPLACEMENT = "\ufffd"
_NAMES = {
    "\x00": "NUL",
    "\x07": "BEL",
    "\x08": "BACKSPACE",
    "\x1b": "ESC",
    "\x7f": "DELETE",
    "\ufeff": "byte order mark",
}


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a deck with line feeds as its only line breaks, and the lines (from 1) that held something forbidden.

    Columns are those of the file as an editor counts them; each forbidden character has become U+FFFD.
    """

    text: str
    bad_lines: frozenset[int]


def describe_character(character: str) -> str:
    """A forbidden character in words: its code and, where it has one, its name."""
    named = _NAMES.get(character) or name(character, "")
    code = f"U+{ord(character):04X}"
    return f"{code} ({named})" if named else code


def read_source(data: bytes | str, report: Report) -> SourceText | None:
    """Decode UTF-8 (a byte order mark is taken) and replace what is forbidden; None if it is no text at all."""
    if isinstance(data, bytes):
        if _looks_like_utf16(data):
            report.add(Code.NOT_UTF8, (0, 0), "The file is UTF-16, not UTF-8.", "save it as UTF-8 in your editor")
            return None
        suspicious = not data.isascii() or bool(data.translate(None, _ALLOWED_BYTES))
        text = data.decode("utf-8", "surrogateescape")
    else:
        suspicious = True
        text = data
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not suspicious or FORBIDDEN.search(text) is None:
        return SourceText(text, frozenset())
    return _replace_forbidden(text, report)


def _looks_like_utf16(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    beginning = data[:64]
    return len(beginning) > 2 and (not any(beginning[1::2]) or not any(beginning[0::2]))


def _replace_forbidden(text: str, report: Report) -> SourceText | None:
    """Report the first forbidden character of each line (bytes that are not UTF-8 once a file) and replace them all."""
    bad_lines: set[int] = set()
    foreign: list[tuple[int, int, int]] = []
    line, counted = 1, 0
    found = FORBIDDEN.search(text)
    while found is not None:
        position, character = found.start(), found[0]
        line += text.count("\n", counted, position)
        counted = position
        column = position - text.rfind("\n", 0, position)
        if "\udc80" <= character <= "\udcff":
            foreign.append((line, column, ord(character) - 0xDC00))
        else:
            report.add(
                Code.FORBIDDEN_CHARACTER,
                (line, column),
                f"The character {describe_character(character)} cannot stand in a deck.",
                "delete it; it may be invisible in your editor",
            )
            if report.is_full:
                return None
        bad_lines.add(line)
        line_end = text.find("\n", position)
        found = FORBIDDEN.search(text, line_end) if line_end >= 0 else None
    if foreign:
        line, column, value = foreign[0]
        more = f", nor are others on {len(foreign) - 1} more lines" if len(foreign) > 1 else ""
        report.add(
            Code.NOT_UTF8,
            (line, column),
            f"The byte 0x{value:02X} is not UTF-8{more}.",
            "save the file as UTF-8 in your editor",
        )
    return SourceText(FORBIDDEN.sub(_REPLACEMENT, text), frozenset(bad_lines))
