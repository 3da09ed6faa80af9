"""Safe repairs of a deck's text: edits of single values that leave every other byte as it was.

What is safe: spacing slips (W481) and numbers among wrong options in no order (W456). A repair counts only if the text,
read again, differs from what it was in nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import yaml
from yaml.events import ScalarEvent

from sco_quiz.deckfile.lint.figures import order_of_choices
from sco_quiz.deckfile.lint.notes import texts_with_keys
from sco_quiz.deckfile.lint.selection import is_on
from sco_quiz.deckfile.lint.typography import SLIP, mended, slips_in
from sco_quiz.deckfile.parsing import ReadDeck, parse_deck
from sco_quiz.deckfile.tree import open_events
from sco_quiz.domain.deck import (
    Basic,
    Choice,
    Cloze,
    Content,
    Deck,
    ListItems,
    Match,
    Note,
    Order,
    TrueFalse,
    Typed,
)

SPACING: Final = "W481"
UNORDERED: Final = "W456"

_MOST_ROUNDS: Final = 5
"""A repair may uncover another (a space that stood before a comma); texts need one round or two."""

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters ``start`` up to ``end`` of a text, to be replaced."""

    start: int
    end: int
    replacement: str


Repair: TypeAlias = tuple[Edit, ...]
"""Edits that belong together: all are made, or none."""


@dataclass(frozen=True, slots=True)
class FixedText:
    """A deck's text after its repairs, and how many were made."""

    text: str
    repairs: int


def fix_text(text: str, path: str = "", select: Sequence[str] = (), ignore: Sequence[str] = ()) -> FixedText:
    """Make every safe repair that ``select`` and ``ignore`` (prefixes of codes) allow; line endings may be of any sort.

    A text that gives no deck comes back as it is. Fixing a fixed text changes nothing.
    """
    repairs = 0
    for _ in range(_MOST_ROUNDS):
        text, made = _fix_once(text, path, select, ignore)
        repairs += made
        if not made:
            break
    return FixedText(text, repairs)


def _fix_once(text: str, path: str, select: Sequence[str], ignore: Sequence[str]) -> tuple[str, int]:
    before = parse_deck(text, path)
    repairs = tuple(_repairs(text, before.deck, select, ignore)) if before.deck is not None else ()
    if not repairs:
        return text, 0
    together = apply_edits(text, [edit for repair in repairs for edit in repair])
    if _says_the_same(before, parse_deck(together, path)):
        return together, len(repairs)
    # One of them doesn't fit: each is then tried by itself, from the end of the file, so that places stay valid.
    made = 0
    for repair in sorted(repairs, reverse=True):
        tried = apply_edits(text, repair)
        if _says_the_same(before, parse_deck(tried, path)):
            text = tried
            made += 1
    return text, made


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text with all edits made; they may stand in any order and must not overlap."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits):
        parts += (text[position : edit.start], edit.replacement)
        position = edit.end
    return "".join((*parts, text[position:]))


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a scalar stands in the text, and its style in YAML: plain, a quote, or a block's mark."""

    start: int
    end: int
    style: str


def _spans_of(text: str) -> dict[tuple[int, int], _Span]:
    """All scalars by their line and column (from 1), up to the first syntax error."""
    starts = [0, *(found.end() for found in _LINE_BREAK.finditer(text))]
    spans: dict[tuple[int, int], _Span] = {}
    next_event = open_events(text)
    try:
        while (event := next_event()) is not None:
            if isinstance(event, ScalarEvent) and event.start_mark is not None and event.end_mark is not None:
                first, last = event.start_mark, event.end_mark
                if last.line < len(starts):
                    start, end = starts[first.line] + first.column, starts[last.line] + last.column
                    spans[first.line + 1, first.column + 1] = _Span(start, end, event.style or "")
    except yaml.YAMLError:
        pass  # the parser reports it; what stands after it is not repaired
    return spans


def _repairs(text: str, deck: Deck, select: Sequence[str], ignore: Sequence[str]) -> Iterator[Repair]:
    notes = [note for note in deck.notes if _has_slips(note) or _is_unordered(note)]
    spans = _spans_of(text) if notes else {}
    for note in notes:
        if _is_unordered(note) and is_on(UNORDERED, deck, note, select, ignore):
            edits = _reordered(text, note, spans)
            if edits:
                yield edits
                continue  # its options move; slips in them wait for the next round
        if is_on(SPACING, deck, note, select, ignore):
            yield from _respaced(text, note, spans)


def _has_slips(note: Note) -> bool:
    return any(slips_in(value) for _, value in texts_with_keys(note))


def _is_unordered(note: Note) -> bool:
    content = note.content
    if not isinstance(content, Choice) or len(content.choices) < 3:
        return False
    ascending = order_of_choices(content)
    places = tuple(range(len(content.choices)))
    return ascending is not None and ascending not in (places, places[::-1])


def _respaced(text: str, note: Note, spans: dict[tuple[int, int], _Span]) -> Iterator[Repair]:
    for key, value in texts_with_keys(note):
        span = spans.get(note.marks.get(key, (0, 0)))
        if span is None or not slips_in(value):
            continue
        start, end = (span.start + 1, span.end - 1) if span.style in {"'", '"'} else (span.start, span.end)
        edits = tuple(
            Edit(start + slip.start(), start + slip.end(), "" if slip["before"] else " ")
            for slip in SLIP.finditer(text[start:end])
        )
        if edits:
            yield edits


def _reordered(text: str, note: Note, spans: dict[tuple[int, int], _Span]) -> Repair:
    content = note.content
    assert isinstance(content, Choice)  # noqa: S101 - the caller has asked _is_unordered
    order = order_of_choices(content) or ()
    found = [spans.get(note.marks.get(f"choices[{place}]", (0, 0))) for place in range(len(content.choices))]
    items = [span for span in found if span is not None]
    if len(items) < len(found) or any(not _stands_alone(text, span) for span in items):
        return ()
    return tuple(
        Edit(items[place].start, items[place].end, text[items[source].start : items[source].end])
        for place, source in enumerate(order)
        if place != source
    )


def _stands_alone(text: str, span: _Span) -> bool:
    """Whether a value can change places: on one line, without an anchor, a block or a comment of its own."""
    raw = text[span.start : span.end]
    rest = text[span.end :].split("\n", 1)[0]
    return span.style in {"", "'", '"'} and not re.search(r"[\r\n&]", raw) and not re.match(r"\s+#", rest)


def _says_the_same(before: ReadDeck, after: ReadDeck) -> bool:
    """Whether two texts give the same deck but for what a repair may change."""
    if before.deck is None or after.deck is None:
        return False
    codes = [problem.code for problem in before.problems]
    return codes == [problem.code for problem in after.problems] and _levelled(before.deck) == _levelled(after.deck)


def _levelled(deck: Deck) -> Deck:
    notes = tuple(
        replace(
            note,
            content=_with_texts(note.content, mended),
            hint=mended(note.hint),
            explanation=mended(note.explanation),
        )
        for note in deck.notes
    )
    return replace(deck, notes=notes)


def _with_texts(content: Content, change: Callable[[str], str]) -> Content:
    def each(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(change, texts))

    match content:
        case Basic() | Typed():
            return replace(
                content,
                question=change(content.question),
                answer=change(content.answer),
                accept=each(content.accept),
            )
        case Choice():
            # Numbers may change places among the wrong options; whether they are the same ones is what counts.
            choices = each(content.choices)
            ordered = tuple(sorted(choices)) if order_of_choices(content) is not None else choices
            return Choice(change(content.question), each(content.answers), ordered)
        case TrueFalse():
            return replace(content, statement=change(content.statement))
        case Cloze():
            return Cloze(change(content.text))
        case ListItems():
            return ListItems(change(content.question), each(content.answers))
        case Order():
            return Order(change(content.question), each(content.items))
        case Match():
            pairs = tuple((change(left), change(right)) for left, right in content.pairs)
            return Match(change(content.question), pairs)
