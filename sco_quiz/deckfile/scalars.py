"""Text as a YAML scalar: plain where every YAML reader takes it for the same text, in quotes where one might not."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"""\w(?:[^:#\n\t\\"]|:(?=[^\s,\[\]{}])|(?<=[^\s])\#)*(?<!\s)""")
"""Begins with a letter or a digit, and has nothing in it that ends a plain scalar."""
_FLOW = re.compile(r"[,\[\]{}?]")
_TYPED = re.compile(
    r"(?:true|false|yes|no|on|off|y|n|null|nan|inf)"  # booleans and null of YAML 1.1 and 1.2
    r"|\d[\d_,.:exob+-]*[a-f\d]*"  # numbers in any base, sexagesimal ones, dates
    r"|\d+-\d+-\d+[t\s].*",  # times of day
    re.IGNORECASE,
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_LITERAL_LINES = re.compile(r"\S[^\n]*(?:\n(?: *\S[^\n]*)?)*")


def format_text(text: str, *, in_flow: bool = False, style: str = "") -> str:
    """``text`` on one line; ``in_flow`` inside brackets or braces; ``style`` is the quotation mark to keep, if any."""
    plain = _PLAIN.fullmatch(text) is not None and not _TYPED.fullmatch(text) and text.isprintable()
    if plain and not style and not (in_flow and _FLOW.search(text)):
        return text
    if text.isprintable() and style != '"' and ('"' in text or "\\" in text or style):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'


def format_block(text: str, indent: int) -> str:
    """``text`` as the value of a key: lines as a literal block indented by ``indent`` spaces, else on one line."""
    if "\n" not in text.rstrip("\n") or text.endswith("\n\n") or "\t" in text or not _LITERAL_LINES.fullmatch(text):
        return format_text(text)
    lines = text.removesuffix("\n").split("\n")
    if any(line != line.rstrip() for line in lines):
        return format_text(text)
    prefix = " " * indent
    return ("|" if text.endswith("\n") else "|-") + "".join(f"\n{prefix}{line}" if line else "\n" for line in lines)
