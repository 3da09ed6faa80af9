"""Edits of a deck's text that leave every other byte as it was: comments, quotes, order, line endings.

Each edit is checked by parsing its result; one that would say anything else than was meant is not made at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import yaml
from yaml.events import Event, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from sco_quiz.deckfile import tree
from sco_quiz.deckfile.layout import cut
from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.deckfile.report import Report
from sco_quiz.deckfile.scalars import format_text
from sco_quiz.deckfile.source_text import read_source
from sco_quiz.deckfile.writing import write_note
from sco_quiz.domain.deck import Deck, Note
from sco_quiz.domain.identity import identity_of
from sco_quiz.errors import UnusableFileError

_MARK = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_DASHES = re.compile(r" *(?:- +)*")
_EMPTY_CARDS = re.compile(r"^cards:[ ]*(?:\[[ ]*\])?[ ]*(?P<comment>#[^\r\n]*)?(?=\r|\n|\Z)", re.MULTILINE)


def insert_note_ids(data: bytes, deck: Deck, ids: Mapping[int, str]) -> bytes:
    """Write ids into the deck that ``data`` was parsed into: ``ids`` has them by the notes' places in ``deck.notes``.

    A note that is written in a way that leaves no safe place for an id (an anchor before its first key) stays without,
    and so does one that another without an id says again.
    Raises UnusableFileError if the result would not be the same deck with the ids.
    """
    lines = _lines_of(data)
    line_end = _line_end_of(lines)
    notes = list(deck.notes)
    placed: set[tuple[int, int]] = set()
    for number in sorted(ids, reverse=True):
        note = notes[number]
        line = lines[note.line - 1]
        before, after = line[: note.column - 1], line[note.column - 1 :]
        name = format_text(ids[number], in_flow=True)
        if (note.line, note.column) in placed or after.startswith(("&", "!", "*")):
            continue
        if after.startswith("{"):
            lines[note.line - 1] = f"{before}{{id: {name}, {after[1:].lstrip(' ')}"
        elif _DASHES.fullmatch(before):
            lines[note.line - 1] = f"{before}id: {name}{line_end}{' ' * len(before)}{after}"
        else:
            continue
        placed.add((note.line, note.column))
        notes[number] = replace(note, id=ids[number])
    result = _joined(lines, data)
    read = parse_deck(result, deck.path).deck
    if read is not None and read.notes != tuple(notes):
        # Of two that say the same the second was left out; with an id for the first alone it would be a note.
        twins = {identity_of(note.content) for note in read.notes if not note.id}
        others = {number: name for number, name in ids.items() if identity_of(deck.notes[number].content) not in twins}
        if len(others) < len(ids):
            return insert_note_ids(data, deck, others)
    if read is None or read.notes != tuple(notes):
        raise UnusableFileError(
            f"The ids cannot be written into {deck.path} without changing what it says.",
            "put each card's keys on lines of their own, and try again",
        )
    return result


def replace_scalar(data: bytes, place: tuple[int, int], text: str) -> bytes:
    """Put ``text`` in the place of the scalar that begins at ``place`` (line and column from 1), with its quotes.

    Raises UnusableFileError if there is none, or if the result would not be the same but for this text.
    """
    before = _scalars_of(data)
    found = next((number for number, scalar in enumerate(before) if scalar.place == place), None)
    if found is None:
        raise UnusableFileError(
            f"There is no text at line {place[0]}, column {place[1]}.", "the file has changed; read it again"
        )
    scalar = before[found]
    lines = _lines_of(data)
    (line, column), (end_line, end_column) = scalar.place, scalar.end
    head = lines[line - 1][: column - 1]
    tail = lines[end_line - 1][end_column - 1 :] if end_line <= len(lines) else ""
    new = format_text(text, in_flow=scalar.in_flow, style=scalar.style if scalar.style in ("'", '"') else "")
    gap = "" if head.endswith((" ", "[", "{")) or not head else " "
    if scalar.style in ("|", ">") and (end_column == 1 or not tail):
        tail = _line_end_of(lines) + tail
    lines[line - 1 : end_line] = [head + gap + new + tail]
    result = _joined(lines, data)
    after = _scalars_of(result)
    expected = [text if number == found else scalar.text for number, scalar in enumerate(before)]
    if [scalar.text for scalar in after] != expected:
        raise UnusableFileError("The text cannot be replaced without changing its surroundings.", "edit the file")
    return result


def append_note(data: bytes, note: Note, path: str = "") -> bytes:
    """Write ``note`` below the last card of a deck (or as its first).

    Raises UnusableFileError if the deck cannot take it: its cards are written in brackets, or have such a card.
    """
    lines = _lines_of(data)
    line_end = _line_end_of(lines)
    text = "".join(line.rstrip("\r\n") + "\n" for line in lines)
    layout = cut(text)
    if layout is not None:
        cards = layout.cards
        at = layout.first_line - 1 + sum(card.count("\n") + 1 for card in cards)
        if cards[-1].endswith("\n"):
            at -= 1
        while at > layout.first_line and not lines[at - 1].strip():
            at -= 1
        written = "\n" * _has_blank_line_between(cards) + write_note(note, layout.indent)
    else:
        empty = next((number for number, line in enumerate(lines) if _EMPTY_CARDS.match(line)), None)
        if empty is None:
            raise UnusableFileError(
                f"The cards of {path or 'this deck'} are not a list of lines that begin with `- `.",
                "write `cards:` on a line of its own, and each card below it as `  - question: …`",
            )
        lines[empty] = re.sub(r":[ ]*\[[ ]*\]", ":", lines[empty], count=1)
        at = empty + 1
        written = write_note(note, 2)
    if at and not lines[at - 1].endswith(("\r", "\n")):
        lines[at - 1] += line_end
    lines[at:at] = [written.replace("\n", line_end)]
    result = _joined(lines, data)
    _check_appended(data, result, note, path)
    return result


def _has_blank_line_between(cards: list[str]) -> bool:
    """Whether the author parts the last two cards by a blank line (and perhaps a comment)."""
    if len(cards) < 2:
        return False
    for line in reversed(cards[-2].split("\n")):
        if not line.strip():
            return True
        if not line.lstrip().startswith("#"):
            break
    return False


def _check_appended(data: bytes, result: bytes, note: Note, path: str) -> None:
    old, new = parse_deck(data, path), parse_deck(result, path)
    notes = (*(old.deck.notes if old.deck else ()), note)
    if new.deck is not None and new.deck.notes == notes:
        return
    added = [problem for problem in new.problems if problem.code not in {old.code for old in old.problems}]
    raise UnusableFileError(
        f"The card cannot be added: {added[-1].message}" if added else "The card cannot be added to this deck.",
        added[-1].hint if added else "run `sco-quiz check` on the deck first",
    )


class _PlacedScalar:
    """A scalar with its beginning and end (line and column from 1), its quotation mark, and whether it is in a flow."""

    __slots__ = ("end", "in_flow", "place", "style", "text")

    def __init__(self, event: ScalarEvent, *, in_flow: bool) -> None:
        self.text: str = event.value
        self.style: str = event.style or ""
        self.place = (event.start_mark.line + 1, event.start_mark.column + 1) if event.start_mark else (1, 1)
        self.end = (event.end_mark.line + 1, event.end_mark.column + 1) if event.end_mark else self.place
        self.in_flow = in_flow


def _scalars_of(data: bytes) -> list[_PlacedScalar]:
    """All scalars of a text, up to its first syntax error."""
    source = read_source(data, Report(""))
    scalars: list[_PlacedScalar] = []
    flows: list[bool] = []
    next_event = tree.open_events(source.text if source else "")
    event: Event | None
    try:
        while (event := next_event()) is not None:
            if isinstance(event, ScalarEvent):
                scalars.append(_PlacedScalar(event, in_flow=bool(flows and flows[-1])))
            elif isinstance(event, SequenceStartEvent | MappingStartEvent):
                flows.append(bool(event.flow_style))
            elif isinstance(event, SequenceEndEvent | MappingEndEvent):
                flows.pop()
    except yaml.YAMLError:
        pass
    return scalars


def _lines_of(data: bytes) -> list[str]:
    """The lines with their endings; what is not UTF-8 survives the way back."""
    return _LINE.findall(data.decode("utf-8", "surrogateescape").removeprefix(_MARK))


def _joined(lines: list[str], data: bytes) -> bytes:
    mark = _MARK.encode() if data.startswith(_MARK.encode()) else b""
    return mark + "".join(lines).encode("utf-8", "surrogateescape")


def _line_end_of(lines: list[str]) -> str:
    for line in lines:
        if line.endswith("\r\n"):
            return "\r\n"
        if line.endswith(("\r", "\n")):
            return line[-1]
    return "\n"
