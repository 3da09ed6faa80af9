"""The quick way for cards in simple YAML, as nearly all are written: one regular expression, without a YAML parser.

It takes a small, safe part of YAML (plain and quoted texts, lists, pairs; no escapes, tabs, anchors, block scalars) in
which a line means one thing only, and only cards without any problem. Everything else it leaves to the YAML parser,
which gives the same note for every card that is taken here (a property that the tests check). It is what keeps parsing
a deck at a fraction of the time that libyaml's own events take.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sco_quiz.deckfile.faults import faults_of
from sco_quiz.deckfile.format import CONTENT_KEYS, KIND_RULES, NOTE_KEYS, KindRule, Shape
from sco_quiz.deckfile.note_reading import build_content, read_note
from sco_quiz.deckfile.report import Report
from sco_quiz.deckfile.tree import Composer, Sequence
from sco_quiz.deckfile.values import is_valid_id, same_text
from sco_quiz.domain.deck import Kind, Note

_START = r"""(?:[^\s\-?:,\[\]{}#&*!|>'"%@`]|-(?=[0-9A-Za-z]))"""
_LINE = rf"{_START}[^:#\n\t]*+(?:(?::(?=[^\s])|(?<=[^\s])\#)[^:#\n\t]*+)*+(?<! )"
_QUOTED = r"""(?:"[^"\\\n\t]*+"|'[^'\n\t]*+')"""
_WORDS = r"""[^\s\-?:,\[\]{}#&*!|>'"%@`][^?:#\n\t,\[\]{}]{0,200}+(?<! )"""
_ITEM = rf"(?:{_WORDS}|{_QUOTED})"
_FLOW_LIST = rf"\[{_ITEM}(?:, ?{_ITEM})*+\]"
_FLOW_PAIRS = rf"\{{{_WORDS}: {_ITEM}(?:, ?{_WORDS}: {_ITEM})*+\}}"
_TRAIL = r"(?:\n *(?:#[^\n]*)?)*+"

_EACH_ITEM = re.compile(_ITEM)
_EACH_PAIR = re.compile(rf"({_WORDS}): ({_ITEM})")
_EACH_LINE_ITEM = re.compile(r"\n *- ([^\n]*)")
_EACH_LINE_PAIR = re.compile(rf"\n *({_WORDS}): ([^\n]*)")
_NOT_PLAIN = frozenset(" \"'[{")
"""Second characters of a value (after its space, or after the line feed of a list) that is not plain text."""
_FOLD = re.compile(r"\n *")

_FAULTLESS = frozenset({Kind.BASIC, Kind.TYPED, Kind.TRUE_FALSE})
"""Kinds whose contents are sound whenever their values are."""

_KEYS = {key.name: key for key in NOTE_KEYS}


class PlainNotes:
    """Reads the simple cards of one deck, whose ``- `` stand after ``indent`` spaces."""

    def __init__(self, indent: int) -> None:
        self._indent = indent
        column = indent + 2
        line = rf"(?:{_LINE}|{_QUOTED})"
        folded = rf"{_LINE}(?:\n {{{column + 1},}}{_LINE})*+"
        value = (
            rf"(?: (?:{folded}|{_QUOTED}|{_FLOW_LIST}|{_FLOW_PAIRS})"
            rf"|(?:\n {{{column}}}- {line})++|(?:\n {{{column + 2}}}- {line})++"
            rf"|(?:\n {{{column + 2}}}{_WORDS}: {line})++)"
        )
        self._card = re.compile(rf"([a-z]++:{value}(?:\n {{{column}}}[a-z]++:{value})*+){_TRAIL}")
        self._keys = re.compile("\n" + " " * column + "([a-z]++):")
        self._before = "\n" + " " * column
        self._plans: dict[tuple[str, ...], _Plan | None] = {}

    def read(self, text: str, line: int) -> Note | None:
        """The note of a card's text after its ``- ``, which begins on ``line``; None for all that is not simple."""
        matched = self._card.fullmatch(text)
        if matched is None:
            return None
        parts = self._keys.split(self._before + matched[1])
        names, raws = tuple(parts[1::2]), parts[2::2]
        try:
            plan = self._plans[names]
        except KeyError:
            plan = self._plans[names] = _plan_for(names)
        if plan is None:
            return None
        kind, converters = plan
        values: dict[str, Any] = {
            name: raw[1:] if convert is _text and raw[1] not in _NOT_PLAIN and "\n" not in raw else convert(raw)
            for name, convert, raw in zip(names, converters, raws, strict=True)
        }
        if None in values.values():
            return None
        take = values.get
        declared = take("kind")
        if declared is not None:
            if declared != kind and (declared, kind) != (Kind.TYPED, Kind.BASIC):
                return None
            kind = Kind(declared)
        content = build_content(kind, values)
        if kind not in _FAULTLESS and any(True for _ in faults_of(content)):
            return None
        return Note(
            take("id", ""),
            content,
            take("hint", ""),
            take("explanation", ""),
            take("source", ""),
            take("tags", ()),
            take("suspended", False),
            take("ignore", ()),
            line,
            self._indent + 3,
            DeferredMarks(text, line, self._indent),
        )


class DeferredMarks(Mapping[str, tuple[int, int]]):
    """The marks of a simple card, found by the YAML parser when the first of them is asked for."""

    __slots__ = ("_indent", "_line", "_marks", "_text")

    def __init__(self, text: str, line: int, indent: int) -> None:
        self._text = text
        self._line = line
        self._indent = indent
        self._marks: Mapping[str, tuple[int, int]] | None = None

    def __getitem__(self, key: str) -> tuple[int, int]:
        return self._found()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())

    def _found(self) -> Mapping[str, tuple[int, int]]:
        if self._marks is None:
            report = Report("")
            root = Composer(report).compose(f"{' ' * self._indent}- {self._text}", self._line)
            note = read_note(root.items[0], report) if isinstance(root, Sequence) else None
            self._marks = note.marks if note is not None else {}
        return self._marks


_Converter = Callable[[str], Any]
_Plan = tuple[Kind, tuple[_Converter, ...]]


def _plan_for(names: tuple[str, ...]) -> _Plan | None:
    """Kind and converters for cards with these keys in this order; None where the keys have any problem."""
    present = frozenset(names)
    if len(present) < len(names) or not present <= _KEYS.keys():
        return None
    content = present & CONTENT_KEYS
    rule = next((rule for rule in KIND_RULES if _is_fit(rule, content)), None)
    if rule is None:
        return None
    converters = [_CONVERTERS[_KEYS[name].shape] for name in names]
    if rule.kind is Kind.TRUE_FALSE:
        converters[names.index("answer")] = _flag
    if "id" in present:
        converters[names.index("id")] = _id
    return rule.kind, tuple(converters)


def _is_fit(rule: KindRule, content: frozenset[str]) -> bool:
    one_of = len(content.intersection(rule.one_of)) == 1 if rule.one_of else True
    return one_of and content >= frozenset(rule.required) and content <= rule.content


def _text(raw: str) -> str | None:
    first = raw[1]
    if first in _NOT_PLAIN:
        return _unquoted(raw[1:]) if first in "\"'" else None
    return _FOLD.sub(" ", raw[1:]) if "\n" in raw else raw[1:]


def _unquoted(raw: str) -> str | None:
    text = raw[1:-1] if raw[0] in "\"'" else raw
    return text if text and not text.isspace() else None


def _texts(raw: str) -> tuple[str, ...] | None:
    if raw.startswith(" ["):
        if '"' not in raw and "'" not in raw:
            return tuple(raw[2:-1].replace(", ", ",").split(","))
        items = _EACH_ITEM.findall(raw)
    elif raw[0] == "\n":
        items = _EACH_LINE_ITEM.findall(raw)
        if len(items) < raw.count("\n"):
            return None
    else:
        return None
    texts = tuple(map(_unquoted, items))
    return None if None in texts else texts  # type: ignore[return-value]  # None has just been ruled out


def _pairs(raw: str) -> tuple[tuple[str, str], ...] | None:
    if raw.startswith(" {"):
        items = _EACH_PAIR.findall(raw)
    elif raw[0] == "\n":
        items = _EACH_LINE_PAIR.findall(raw)
        if len(items) < raw.count("\n"):
            return None
    else:
        return None
    found = [(left, text) for left, right in items if (text := _unquoted(right)) is not None]
    if len(found) < len(items) or len({same_text(left) for left, _ in found}) < len(found):
        return None
    return tuple(found)


def _flag(raw: str) -> bool | None:
    word = raw.strip().lower()
    return word == "true" if word in {"true", "false"} else None


def _id(raw: str) -> str | None:
    text = _text(raw)
    return text if text is not None and is_valid_id(text) else None


_CONVERTERS: dict[Shape, _Converter] = {
    Shape.TEXT: _text,
    Shape.FLAG: _flag,
    Shape.TEXTS: _texts,
    Shape.PAIRS: _pairs,
}
