"""Values of simple YAML to text, lists and pairs, without a YAML parser.

A raw value is what stands between the colon of its key and the line feed after it, with all lines that belong to it;
that of a text begins after a space. What is not simple, or has a problem, is refused, and nothing is said of it.
"""

from __future__ import annotations

import re
from functools import cache

from sco_quiz.deckfile.values import are_distinct

NOT_PLAIN = "\"'|>"
"""First characters of a text that has to be read by ``text_in``; so has any that goes on in a second line."""

WORD_START = r"""[^\s\-?:,\[\]{}#&*!|>'"%@`]"""
WORDS_ON = r"[\x00-\x08\x0b-\"$-9;-\xff]*+[^:#\n\t]*+"
"""The rest of a plain text up to what may end it: no colon, ``#`` or tab. Nearly all of it is matched by the first set,
which lies below 256 and is not negated: ``re`` goes through it in two thirds of the time that the second takes."""
LINE = rf"(?:{WORD_START}|-(?=[0-9A-Za-z])){WORDS_ON}(?:(?::(?=[^\s])|(?<=[^\s])\#){WORDS_ON})*(?<! )"
"""A plain text on one line."""

_SINGLE = r"'[^'\n\t]*+(?:''[^'\n\t]*+)*'"
_DOUBLE = r'"[^"\\\n\t]*+(?:\\[\\"nt][^"\\\n\t]*+)*"'
_FOLDED_SINGLE = r"'[^'\n\t]*+(?:(?:''|(?<![ '])\n +(?=[^\s']))[^'\n\t]*+)*'"
_FOLDED_DOUBLE = r'"[^"\\\n\t]*+(?:(?:\\[\\"nt]|(?<![ "])\n +(?=[^\s"]))[^"\\\n\t]*+)*"'
_FOLDED = rf"{LINE}(?:\n++ +{LINE})*"
_LITERAL_BLOCK = r"\|-?\n( +)(?=[^\s])[^\n]*+(?:\n++\1 *+(?=[^\s])[^\n]*+)*"
_FOLDED_BLOCK = r">-?\n( +)(?=[^\s])[^\n]*+(?:\n++\1(?=[^\s])[^\n]*+)*"

_WORDS = rf"{WORD_START}[^?:#\n\t,\[\]{{}}]{{0,200}}+(?<! )"
_ITEM = rf"(?:{_WORDS}|{_SINGLE}|{_DOUBLE})"
_PLAIN_LIST = re.compile(rf" \[{_WORDS}(?:, {_WORDS})*\]")
_LIST = rf" \[{_ITEM}(?:,(?: ?|\n +){_ITEM})*\]"
_LIST_LINE = rf"- (?:{LINE}(?:\n\1 +{LINE})*|{_SINGLE}|{_DOUBLE})"
_LIST_LINES = rf"\n( +){_LIST_LINE}(?:\n\1{_LIST_LINE})*"
_PAIR = rf"{_WORDS}: {_ITEM}"
_PAIRS = rf" \{{{_PAIR}(?:,(?: ?|\n +){_PAIR})*\}}"
_EACH_PAIR = rf"({_WORDS}): ({_ITEM})"
_PAIR_LINE = rf"{_WORDS}: (?:{LINE}|{_SINGLE}|{_DOUBLE})"
_PAIR_LINES = rf"\n( +){_PAIR_LINE}(?:\n\1{_PAIR_LINE})*"

_BREAK = re.compile(r"\n *")
_FOLD = re.compile(r"\n(\n*) *")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}

_compiled = cache(re.compile)
"""Compiles a pattern when it is first needed: most decks need few of them."""


class NotSimpleError(Exception):
    """This is not as simple as it looked, or has a problem."""


def text_in(raw: str) -> str:
    """The text of a raw value that has been matched by ``LINE``, or that begins or goes on as ``NOT_PLAIN`` says."""
    first = raw[:1]
    if first not in NOT_PLAIN and "\n" not in raw:
        return raw
    match first:
        case '"':
            return _unquoted(raw, _FOLDED_DOUBLE)
        case "'":
            return _unquoted(raw, _FOLDED_SINGLE)
        case "|":
            lines = _lines_of_block(raw, _LITERAL_BLOCK)
        case ">":
            lines = _unfolded(_lines_of_block(raw, _FOLDED_BLOCK))
        case _:
            _match(_FOLDED, raw)
            return _unfolded(raw)
    return lines if raw[1] == "-" else f"{lines}\n"


def texts_in(raw: str) -> tuple[str, ...]:
    """The texts of a list, in brackets or one a line."""
    if _PLAIN_LIST.fullmatch(raw):
        return tuple(raw[2:-1].split(", "))
    if raw[:1] != "\n":
        _match(_LIST, raw)
        return tuple(map(_item, _compiled(_ITEM).findall(raw)))
    margin = _match(_LIST_LINES, raw)[1]
    return tuple(map(_item, raw.split(f"\n{margin}- ")[1:]))


def pairs_in(raw: str) -> tuple[tuple[str, str], ...]:
    """The pairs of a mapping, in braces or one a line."""
    if raw[:1] != "\n":
        _match(_PAIRS, raw)
        found = _compiled(_EACH_PAIR).findall(raw)
    else:
        _match(_PAIR_LINES, raw)
        found = [line.lstrip(" ").split(": ", 1) for line in raw[1:].split("\n")]
    pairs = tuple([(left, _item(right)) for left, right in found])
    if not are_distinct(tuple([left for left, _ in pairs])):
        raise NotSimpleError
    return pairs


def flag_in(text: str) -> bool:
    """True or false, in any case."""
    word = text.strip().lower()
    if word not in {"true", "false"}:
        raise NotSimpleError
    return word == "true"


def _match(pattern: str, raw: str) -> re.Match[str]:
    matched = _compiled(pattern).fullmatch(raw)
    if matched is None:
        raise NotSimpleError
    return matched


def _item(raw: str) -> str:
    """The text of an item whose list has been matched."""
    match raw[0]:
        case '"':
            return _unquoted(raw, _DOUBLE)
        case "'":
            return _unquoted(raw, _SINGLE)
        case _:
            return _unfolded(raw)


def _unquoted(raw: str, pattern: str) -> str:
    _match(pattern, raw)
    text = _unfolded(raw[1:-1])
    if raw[0] == "'":
        text = text.replace("''", "'")
    elif "\\" in text:
        text = _ESCAPE.sub(lambda escape: _ESCAPED[escape[1]], text)
    if not text or text.isspace():
        raise NotSimpleError
    return text


def _unfolded(text: str) -> str:
    """Lines as one: a line feed stands for a space, more of them for one less."""
    if "\n" not in text:
        return text
    return _FOLD.sub(lambda breaks: breaks[1] or " ", text) if "\n\n" in text else _BREAK.sub(" ", text)


def _lines_of_block(raw: str, pattern: str) -> str:
    margin = _match(pattern, raw)[1]
    return raw[raw.index("\n") :].replace(f"\n{margin}", "\n")[1:]
