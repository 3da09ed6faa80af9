"""The quick way for simple cards takes nothing that the YAML parser reads otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sco_quiz.deckfile import parsing, tree
from sco_quiz.deckfile.layout import Layout, cut
from sco_quiz.deckfile.note_reading import read_note
from sco_quiz.deckfile.plain_notes import PlainNotes
from sco_quiz.deckfile.report import Report
from sco_quiz.deckfile.source_text import read_source
from sco_quiz.deckfile.tree import Composer, Sequence
from sco_quiz.domain.deck import Basic, Note
from tests.strategies import NASTY

KEYS = ["question", "answer", "answers", "choices", "accept", "id", "hint", "tags", "pairs", "order", "statement"]
TOKENS = [
    *"abc ABC.,?:#-'\"[]{}&*!|>%@`\\=~/",
    ": ",
    " #",
    ", ",
    "- ",
    "é",
    "\u00a0",
    "\n      ",
    "\n      # ",
    "\n    ",
    "\n",
    "{{c1::x}}",
]
MARKS = [*":#'\"-[]{},|>&*!%@ \t\n", "\n ", "\n  ", "\n     ", "\n       ", "\\n", "''", "|-", ">-"]

values = st.one_of(
    st.sampled_from(["a b", "a: b", "'a b'", '"a"', "[a, b]", "[a, 'b, c']", "{a: b, c: d}", "true", "12:30", *NASTY]),
    st.lists(st.sampled_from(TOKENS), max_size=8).map("".join),
    st.lists(st.sampled_from([*TOKENS, "word"]), max_size=6).map(lambda parts: "a" + "".join(parts)),
    st.sampled_from(
        ["\n      - a\n      - b", "\n    - a\n    - 'b'", "\n      a: b\n      c: d", "\n      - a\n    - b"]
    ),
)


@st.composite
def card_texts(draw: st.DrawFn) -> str:
    """Cards in YAML, nearly right, as they stand after their ``- `` in column 3."""
    usual = [("question", "q"), ("answer", "a")] if draw(st.booleans()) else []
    drawn = draw(st.lists(st.tuples(st.sampled_from(KEYS), values), min_size=1, max_size=3))
    lines = [f"{key}:{value if value[:1] == chr(10) else ' ' + value}" for key, value in (*usual, *drawn)]
    tail = draw(st.sampled_from(["", "", "\n", "\n\n  # comment", "\n    # comment\n", " # comment"]))
    return "\n    ".join(lines) + tail


WRITTEN = [
    "question: a\n    answer: b",
    "id: x\n    question: a? (b, c)\n    answer: 12:30\n    hint: C# and https://example.org/#x\n",
    "question: a\n    answers: [b, 'c, d', \"e\"]\n    choices:\n      - f g\n      - h, i",
    "question: a\n    answers:\n    - b\n    - c\n",
    "question: a\n    answers:\n      - goes on\n        here\n      - 'it''s'",
    "question: a\n    answer: b\n    choices: [c, d,\n      e]",
    "question: a\n    pairs: {b: c, d: 'e'}",
    "question: a\n    pairs:\n      b: c\n      d: e",
    "statement: goes on\n      here\n    answer: TRUE",
    "question: goes on\n\n      after a blank line\n    answer: -1",
    "cloze: 'A {{gap}}'\n\n  # comment\n",
    'cloze: "A {{c1::gap}}, \\"quoted\\", \\\\ and\\ttabbed\\n"',
    "question: \"goes on\n      here\"\n    answer: 'and\n      here'",
    "kind: typed\n    question: a\n    answer: b",
    "question: |\n      Which?\n\n        indented\n      text\n    answer: |-\n      a # b\n      c: d",
    "question: a\n    answer: b\n    explanation: >-\n      goes\n      on\n\n      and on\n    hint: >\n      x",
    "question: a\n    answer: b\n    hint: |\n      at the end\n\n",
    "id: '12'\n    kind: basic\n    question: a\n    answer: b",
    "question: a\n    answer: b\n    reverse: true\n    suspended: False\n    tags: [x y, z]\n    ignore: [W301]",
]
"""Cards as people write them, as they stand after their ``- `` in column 3."""


@st.composite
def mutated_cards(draw: st.DrawFn) -> str:
    """Cards as people write them, with a few slips of the fingers."""
    text = draw(st.sampled_from(WRITTEN))
    slips = st.tuples(
        st.integers(0, len(text)), st.sampled_from(["insert", "delete", "double"]), st.sampled_from([*MARKS, *TOKENS])
    )
    for place, slip, inserted in draw(st.lists(slips, min_size=1, max_size=4)):
        taken = {"insert": inserted, "delete": "", "double": text[place : place + 1] * 2}[slip]
        text = text[:place] + taken + text[place + (slip != "insert") :]
    return text


def through_yaml(text: str, indent: int = 2, line: int = 1) -> Note | None:
    report = Report("")
    root = Composer(report).compose(f"{' ' * indent}- {text}", line)
    if report.count or not isinstance(root, Sequence) or len(root.items) > 1:
        return None
    note = read_note(root.items[0], report)
    return None if report.problems else note


def read_quickly(layout: Layout) -> Iterator[tuple[str, Note | None]]:
    """The text and the note of each card."""
    line = layout.first_line
    for start, end in layout.spans():
        text = layout.text[start:end]
        yield text, PlainNotes(layout).read(start, end, line)
        line += text.count("\n") + 1


@settings(deadline=None, max_examples=500)
@given(st.one_of(card_texts(), mutated_cards()), st.sampled_from([0, 2, 3]))
@example("question: a\n      b  c\n      d\n    answer: x", 2)
@example("question: 'it''s'\n    answer: x", 2)
@example("question: a \n    answer: b", 2)
@example("question: a\n    answer: '  '", 2)
@example('question: a\n    answer: "\\t"', 2)
@example("question: a\n    answers: [b , c]", 2)
@example("question: a\n    pairs: {b: c, b: d}", 2)
@example("question: a\n    pairs: {b : c, d: e }", 2)
@example("question: a\n    answers: [a, b c]\n    choices: ['d, e', \"f]\"]", 2)
@example("question: a\n    answer: |\n      b\n        \n", 2)
@example("question: a\n    answer: |\n      b\n     # c\n", 2)
@example("question: a\n    answer: |\n      b\n    # c\n      # d", 2)
@example("question: a\n    answer: >\n      b\n       c\n      d", 2)
@example("question: a\n    answer: b\n    hint: |\n      b\n   \n      # c\n      # d\n", 2)
@example("question: a\n    answer: b\n    hint: >\n      b\n    \n      # c\n", 2)
@example("question: a\n    answer: b\n    hint: c\n   \n      # d\n", 2)
@example("question: a\n    answer: b\n    hint: |\n      c\n   \n       \n", 2)
@example("question: a\n    answer: >\n      b \n      c", 2)
@example("question: a\n    answer: b\n    tags:", 2)
@example("question: a\n    answer: b\n    answer: c", 2)
@example('question: "a \n      b"\n    answer: c', 2)
@example('question: "a\\\n      b"\n    answer: c', 2)
@example("question: a\n    choices: [a, b]\n    answer: c\n    answers: [d]", 2)
@example("cloze: 'a {{c1::}}'", 2)
@example("cloze: 'a {{b} c}}'", 2)
def test_what_is_read_the_quick_way_is_what_yaml_says(text: str, indent: int) -> None:
    source = read_source(
        "cards:\n" + " " * indent + "- " + text.replace("\n    ", "\n" + " " * (indent + 2)), Report("")
    )
    assert source is not None
    layout = cut(source.text)
    if layout is None or source.bad_lines:
        return
    for card, note in read_quickly(layout):
        if note is not None:
            slow = through_yaml(card, layout.indent, note.line)
            assert slow is not None
            assert note == slow
            assert (note.line, note.column) == (slow.line, slow.column)
            assert dict(note.marks) == dict(slow.marks)
            assert hash(note) == hash(slow)


@pytest.mark.parametrize("text", WRITTEN)
def test_cards_as_people_write_them_go_the_quick_way(text: str) -> None:
    layout = cut(f"cards:\n  - {text}\n  - question: last\n    answer: x")
    assert layout is not None
    (card, note), _ = read_quickly(layout)
    assert card == text
    assert note is not None
    assert note == through_yaml(text)


def test_bundled_decks_go_the_quick_way() -> None:
    for path in sorted((Path(__file__).parents[2] / "decks").glob("*.yaml")):
        layout = cut(path.read_text(encoding="utf-8"))
        assert layout is not None
        assert [card for card, note in read_quickly(layout) if note is None] == []


def test_a_note_that_was_read_the_quick_way_is_as_frozen_as_any() -> None:
    layout = cut("cards:\n  - question: a\n    answer: b")
    assert layout is not None
    ((_, note),) = read_quickly(layout)
    assert note is not None
    for frozen in (note, note.content):
        with pytest.raises(FrozenInstanceError):
            setattr(frozen, frozen.__match_args__[0], "x")
    assert replace(note, id="x") == Note("x", Basic("a", "b"))


class _NoQuickWay:
    """Leaves every card to the YAML parser."""

    def __init__(self, layout: Layout) -> None:
        """Take what ``PlainNotes`` takes."""

    def read(self, start: int, end: int, line: int) -> None:
        """Read nothing."""


PARSERS_DIFFER = re.compile(r"\t|:[\[\]{},]")
"""Tabs, and a colon right before a bracket, a brace or a comma: in a list in brackets, libyaml takes it for a mistake,
and PyYAML's own parser for a key without a value."""


@settings(deadline=None, max_examples=200)
@given(st.lists(st.one_of(card_texts(), mutated_cards()), min_size=1, max_size=4))
@example(["question: a\n    answer: b\n    tags: [x y, z:]"])
def test_whole_decks_are_the_same_either_way_and_with_either_yaml_parser(cards: list[str]) -> None:
    text = "id: deck\ncards:\n" + "".join(f"  - {card}\n" for card in cards)
    quick = parsing.parse_deck(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "PlainNotes", _NoQuickWay)
        slow = parsing.parse_deck(text)
        patch.setattr(tree, "open_events", tree.open_events_in_python)
        in_python = parsing.parse_deck(text)
    assert (quick.deck, quick.problems) == (slow.deck, slow.problems)
    if not PARSERS_DIFFER.search(text):
        assert quick.deck == in_python.deck
        assert bool(quick.problems) == bool(in_python.problems)
