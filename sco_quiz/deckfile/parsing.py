"""Deck text to a Deck and its problems: all problems of a file are collected, and every good note stays usable."""

from __future__ import annotations

import gc
import re
from collections import abc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sco_quiz.deckfile.codes import Code
from sco_quiz.deckfile.header_reading import HeaderReader
from sco_quiz.deckfile.layout import Layout, cut
from sco_quiz.deckfile.note_reading import read_note
from sco_quiz.deckfile.plain_notes import PlainNotes
from sco_quiz.deckfile.report import Report
from sco_quiz.deckfile.source_text import SourceText, read_source
from sco_quiz.deckfile.tree import Composer, Mapping, Node, Scalar, Sequence
from sco_quiz.deckfile.values import place_of, report_wrong_shape
from sco_quiz.domain.deck import Deck, Note, prompt_of
from sco_quiz.domain.identity import identity_of
from sco_quiz.domain.problem import Problem

_WRITE_CARDS = "write `cards:` and below it `- question: …` with `answer: …`"
_ID_LINE = re.compile(r"^id: *(?P<quote>['\"]?)(?P<id>[\w][\w.-]*)(?P=quote) *(?: #.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ReadDeck:
    """What one file gave: its deck with all good notes (None where there is none), and every problem in file order.

    ``marks`` has the (line, column), from 1, of the deck's own keys (``id``, ``title`` ...). ``by_card``: each card was
    read by itself, so that a card that is as it was gives the note that it gave.
    """

    path: str
    deck: Deck | None
    problems: tuple[Problem, ...]
    marks: abc.Mapping[str, tuple[int, int]] = field(default_factory=dict, repr=False)
    by_card: bool = field(default=False, repr=False)


def parse_deck(data: bytes | str, path: object = "") -> ReadDeck:
    """Parse a deck's text; never raises for anything that ``data`` may hold."""
    report = Report(str(path))
    with _collector_off():
        source = read_source(data, report)
        if source is None:
            return ReadDeck(report.path, None, report.problems)
        parser = _DeckParser(source, report)
        deck, marks = parser.parse()
    return ReadDeck(report.path, deck, report.problems, marks, parser.by_card)


@contextmanager
def _collector_off() -> Iterator[None]:
    """Parsing makes many objects and no cycles: looking for cycles meanwhile would take most of the time.

    Freezing and unfreezing moves the new objects to the oldest generation at no cost; else the collector would look
    through all of them as soon as it is on again. What somebody else has frozen is left alone.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


class _DeckParser:
    def __init__(self, source: SourceText, report: Report) -> None:
        self._text = source.text
        self._bad_lines = source.bad_lines
        self._report = report
        self.by_card = False

    def parse(self) -> tuple[Deck | None, abc.Mapping[str, tuple[int, int]]]:
        if not self._text or self._text.isspace():
            self._report.add(Code.NO_CARDS, (0, 0), "The file is empty: there are no cards.", _WRITE_CARDS)
            return None, {}
        layout = cut(self._text)
        if layout is not None and (read := self._parse_by_card(layout)) is not None:
            self.by_card = True
            return read
        return self._parse_whole()

    def _parse_by_card(self, layout: Layout) -> tuple[Deck | None, abc.Mapping[str, tuple[int, int]]] | None:
        """Each card by itself; None where the text turns out not to be laid out as it seemed."""
        outside = Report(self._report.path)
        composer = Composer(outside)
        root = composer.compose(layout.outside)
        broken = bool(outside.problems)
        empty = _cards_at(root, layout.cards_line)
        if composer.has_anchors or not (broken or empty is not None):
            return None
        if empty is not None and empty.line != layout.cards_line:
            # A mark of a block text below the cards is an empty value of their key, read without them.
            outside.add(Code.NOT_YAML, (empty.line, empty.column), "Something stands below the cards.", "take it out")
        self._report.extend(outside)
        header = HeaderReader(root if isinstance(root, Mapping) else Mapping([], 1, 1), self._report)
        deck = header.read(self._report.path)
        if broken and "id" not in header.marks and (id_line := _ID_LINE.search(layout.outside)):
            deck = replace(deck, id=id_line["id"])
        return self._finish(deck, self._notes_by_card(layout)), header.marks

    def _notes_by_card(self, layout: Layout) -> Iterator[Note]:
        report, bad_lines = self._report, self._bad_lines
        composer = Composer(report)
        text = layout.text
        read_plain = PlainNotes(layout).read
        dash = " " * layout.indent + "- "
        line = layout.first_line
        for start, end in layout.spans():
            next_line = line + text.count("\n", start, end) + 1
            is_bad = bad_lines and not bad_lines.isdisjoint(range(line, next_line))
            note = None if is_bad else read_plain(start, end, line)
            if note is not None:
                yield note
            else:
                notes = self._read_card(composer, dash + text[start:end], line)
                yield from () if is_bad else notes
                if report.is_full:
                    return
            line = next_line

    def _read_card(self, composer: Composer, text: str, line: int) -> list[Note]:
        """The note of one card's text (several where cards begin with a lone ``-``), unless its YAML has a problem."""
        before = self._report.count
        root = composer.compose(text, line)
        if self._report.count > before or not isinstance(root, Sequence):
            return []
        return [note for item in root.items if (note := read_note(item, self._report)) is not None]

    def _parse_whole(self) -> tuple[Deck | None, abc.Mapping[str, tuple[int, int]]]:
        root = Composer(self._report).compose(self._text)
        if not isinstance(root, Mapping):
            if not self._report.count:
                self._report_no_deck(root)
            return None, {}
        bad_lines = self._bad_lines | self._report.lines()
        broken = bool(self._report.count)
        header = HeaderReader(root, self._report)
        deck = header.read(self._report.path)
        cards = header.cards
        if isinstance(cards, Sequence) and cards.items:
            return self._finish(deck, self._notes_of(cards, bad_lines)), header.marks
        if cards is None:
            if not broken and not header.cards_were_meant:
                self._report.add(Code.NO_CARDS, (0, 0), "The deck has no `cards:`.", _WRITE_CARDS)
        elif isinstance(cards, Sequence) or (isinstance(cards, Scalar) and not cards.text.strip()):
            if not broken:
                self._report.add(Code.NO_CARDS, place_of(cards), "The deck's `cards:` are empty.", _WRITE_CARDS)
        else:
            report_wrong_shape("cards", cards, "a list of cards", _WRITE_CARDS, self._report)
        return None, header.marks

    def _report_no_deck(self, root: Node | None) -> None:
        if root is None:
            self._report.add(Code.NO_CARDS, (0, 0), "The file holds no cards, only comments.", _WRITE_CARDS)
            return
        hint = "write `cards:` above the list" if isinstance(root, Sequence) else _WRITE_CARDS
        self._report.add(Code.NOT_A_DECK, place_of(root), "A deck is a mapping with the key `cards`.", hint)

    def _notes_of(self, cards: Sequence, bad_lines: frozenset[int] | set[int]) -> Iterator[Note]:
        ends = [item.line for item in cards.items[1:]] + [self._text.count("\n") + 2]
        for item, end in zip(cards.items, ends, strict=True):
            note = read_note(item, self._report)
            lines = range(item.line, max(end, item.line + 1))
            if note is not None and (not bad_lines or bad_lines.isdisjoint(lines)):
                yield note

    def _finish(self, deck: Deck, notes: Iterator[Note]) -> Deck | None:
        """The deck with those of the notes that can be told apart from the notes before them."""
        ids: dict[str, Note] = {}
        first_to_ask: dict[str, Note] = {}
        unnamed: dict[tuple[str, ...], int] = {}
        kept: list[Note] = []
        for note in notes:
            if note.id:
                if (owner := ids.setdefault(note.id, note)) is not note:
                    self._report.add(
                        Code.DUPLICATE_ID,
                        note.position_of("id"),
                        f"The id `{note.id}` is taken by the card on line {owner.line}.",
                        "give one of the two another id",
                    )
                    continue
            elif (earlier := first_to_ask.setdefault(prompt_of(note.content), note)) is not note:
                # Only notes that ask the same need a closer look.
                unnamed.setdefault(identity_of(earlier.content), earlier.line)
                identity = identity_of(note.content)
                if (first := unnamed.get(identity)) is not None:
                    self._report.add(
                        Code.IDENTICAL_NOTES,
                        (note.line, note.column),
                        f"The card on line {first} asks and answers the same.",
                        "delete one of the two, or give each an id",
                    )
                    continue
                unnamed[identity] = note.line
            kept.append(note)
        return replace(deck, notes=tuple(kept)) if kept else None


def _cards_at(root: Node | None, line: int) -> Scalar | None:
    """The empty value that the deck's ``cards`` have without their lines, if their key begins at that line."""
    if not isinstance(root, Mapping) or not root.block:
        return None
    for key, value in root.pairs:
        if isinstance(key, Scalar) and key.text == "cards" and (key.line, key.column) == (line, 1):
            return value if isinstance(value, Scalar) and not value.text else None
    return None
