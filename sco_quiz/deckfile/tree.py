"""YAML text to a tree of plain values that know their line and column.

The tree is built from PyYAML's events without recursion: from libyaml where PyYAML was built with it, else from its
parser in Python. Every scalar is the text that was typed; tags are refused, aliases are followed in moderation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

import yaml
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from sco_quiz.deckfile.codes import Code
from sco_quiz.deckfile.report import Report, shortened
from sco_quiz.deckfile.yaml_errors import report_yaml_error

DEEPEST = 16
"""Levels of nesting that are read; the format needs five."""
MOST_ALIASED = 10_000
"""Values that all the aliases of a file may stand for together, aliases of aliases multiplied out."""

_PLAIN_TAGS = frozenset({"!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"})


@dataclass(slots=True)
class Scalar:
    """Text, with its line and column from 1."""

    text: str
    line: int
    column: int


@dataclass(slots=True)
class Sequence:
    """A list; ``size`` counts the values in it with all aliases multiplied out."""

    items: list[Node]
    line: int
    column: int
    size: int = 1


@dataclass(slots=True)
class Mapping:
    """A mapping as its keys and values in turn; ``block`` is false for one in braces."""

    items: list[Node]
    line: int
    column: int
    size: int = 1
    block: bool = True

    @property
    def pairs(self) -> list[tuple[Node, Node]]:
        """Keys with their values, in order; a key whose value a syntax error cut off is left out."""
        return list(zip(self.items[::2], self.items[1::2], strict=False))


Node: TypeAlias = Scalar | Sequence | Mapping


class _PythonParser(Reader, Scanner, Parser):
    """PyYAML's parser in Python, for installations without libyaml."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def _c_parser() -> Callable[[str], Callable[[], Event | None]] | None:
    if not yaml.__with_libyaml__:
        return None
    from yaml._yaml import CParser

    return lambda text: CParser(text).get_event


def open_events_in_python(text: str) -> Callable[[], Event | None]:
    """The events of a text by PyYAML's parser in Python, which differs from libyaml in its refusal of inner tabs."""
    return _PythonParser(text).get_event


open_events: Callable[[str], Callable[[], Event | None]] = _c_parser() or open_events_in_python
"""Gives, for a text, a function that returns its next event, or None after the last."""


def _place_of(event: Event, first_line: int) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + first_line, mark.column + 1) if mark is not None else (first_line, 1)


def _end_of_bearable_depth(error: yaml.YAMLError) -> int:
    """Where libyaml gives nesting up, a thousand levels deep, as newer ones do; 0 for any other error."""
    if isinstance(error, MarkedYAMLError) and error.problem_mark and "nesting depth" in (error.problem or ""):
        return error.problem_mark.index
    return 0


class _GivenUp(Exception):  # noqa: N818 -- not an error: the problem has been reported
    """Nothing more can be read from this part of the file."""


class Composer:
    """Builds the trees of one file, part by part; anchors are known in all parts that follow."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._anchors: dict[str, Node] = {}
        self._aliased = 0

    @property
    def has_anchors(self) -> bool:
        """Whether an anchor has been set so far."""
        return bool(self._anchors)

    def compose(self, text: str, first_line: int = 1) -> Node | None:
        """The tree of ``text``, whose first line is ``first_line`` of the file.

        Of text that breaks off in a syntax error, the tree up to there; None for no text at all.
        """
        root: list[Node] = []
        try:
            # The text of a single card ends before its last line feed, which belongs to a block scalar that ends there.
            self._build(open_events(text if text.endswith("\n") else f"{text}\n"), root, first_line)
        except _GivenUp:
            pass
        except yaml.YAMLError as error:
            end = _end_of_bearable_depth(error)
            if end:  # of what comes before it, more is nested than is read here: that is said at its own place
                return self.compose(text[:end], first_line)
            report_yaml_error(error, text, first_line, self._report)
        return root[0] if root else None

    def _build(  # noqa: C901, PLR0912 -- one case an event, in the one loop that every value passes
        self, next_event: Callable[[], Event | None], root: list[Node], first_line: int
    ) -> None:
        above: list[tuple[Sequence | Mapping | None, str | None]] = []
        parent: Sequence | Mapping | None = None
        anchor: str | None = None
        siblings = root
        documents = 0
        while (event := next_event()) is not None:
            match event:
                case ScalarEvent():
                    scalar = Scalar(event.value, *_place_of(event, first_line))
                    if event.tag is not None:
                        self._check_tag(event.tag, scalar)
                    if event.anchor is not None:
                        self._anchors[event.anchor] = scalar
                    siblings.append(scalar)
                    if parent is not None:
                        parent.size += 1
                case SequenceStartEvent() | MappingStartEvent():
                    collection = self._open(event, first_line, len(above))
                    siblings.append(collection)
                    above.append((parent, anchor))
                    parent, anchor, siblings = collection, event.anchor, collection.items
                case SequenceEndEvent() | MappingEndEvent() if parent is not None:
                    closed = parent
                    if anchor is not None:
                        self._anchors[anchor] = closed
                    parent, anchor = above.pop()
                    siblings = root if parent is None else parent.items
                    if parent is not None:
                        parent.size += closed.size
                case AliasEvent():
                    target = self._follow(event, first_line)
                    siblings.append(target)
                    if parent is not None:
                        parent.size += 1 if isinstance(target, Scalar) else target.size
                case DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        self._give_up(
                            Code.SEVERAL_DOCUMENTS,
                            event,
                            first_line,
                            "A second YAML document begins here.",
                            "write one deck a file, with `---` at most as its first line",
                        )
                case _:
                    pass  # the beginning and the end of the stream, the end of a document

    def _open(self, event: SequenceStartEvent | MappingStartEvent, first_line: int, depth: int) -> Sequence | Mapping:
        if depth >= DEEPEST:
            self._give_up(
                Code.TOO_DEEP,
                event,
                first_line,
                f"Values are nested more than {DEEPEST} levels deep.",
                "a deck needs five; take out brackets or indentation",
            )
        place = _place_of(event, first_line)
        collection: Sequence | Mapping
        if isinstance(event, SequenceStartEvent):
            collection = Sequence([], *place)
        else:
            collection = Mapping([], *place, block=not event.flow_style)
        if event.tag is not None:
            self._check_tag(event.tag, collection)
        return collection

    def _check_tag(self, tag: str, node: Node) -> None:
        if tag not in _PLAIN_TAGS:
            shown = shortened(tag.replace("tag:yaml.org,2002:", "!!"))
            self._report.add(
                Code.TAG, (node.line, node.column), f"The tag `{shown}` has no place in a deck.", "delete it"
            )

    def _follow(self, event: AliasEvent, first_line: int) -> Node:
        target = self._anchors.get(event.anchor or "")
        if target is None:
            place, name = _place_of(event, first_line), shortened(event.anchor or "")
            self._report.add(
                Code.UNKNOWN_ALIAS,
                place,
                f"The alias `*{name}` stands for nothing: no `&{name}` comes before it.",
                f"if the text begins with a star, put it in quotes: '*{name}'",
            )
            return Scalar("", *place)
        self._aliased += 1 if isinstance(target, Scalar) else target.size
        if self._aliased > MOST_ALIASED:
            self._give_up(
                Code.TOO_MANY_ALIASES,
                event,
                first_line,
                f"The aliases up to here stand for more than {MOST_ALIASED:,} values.",
                "write the values out, or use fewer aliases of aliases",
            )
        return target

    def _give_up(self, code: Code, event: Event, first_line: int, message: str, hint: str) -> NoReturn:
        self._report.add(code, _place_of(event, first_line), message, hint)
        raise _GivenUp
