"""The quick way for simple cards takes nothing that the YAML parser reads otherwise."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sco_quiz.deckfile import parsing, tree
from sco_quiz.deckfile.note_reading import read_note
from sco_quiz.deckfile.plain_notes import PlainNotes
from sco_quiz.deckfile.report import Report
from sco_quiz.deckfile.tree import Composer, Sequence
from sco_quiz.domain.deck import Note
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
    "\n    ",
    "\n",
    "{{c1::x}}",
]

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


def through_yaml(text: str) -> Note | None:
    report = Report("")
    root = Composer(report).compose("  - " + text, 1)
    if report.count or not isinstance(root, Sequence):
        return None
    note = read_note(root.items[0], report)
    return None if report.problems else note


@settings(deadline=None, max_examples=500)
@given(card_texts())
@example("question: a\n      b  c\n      d\n    answer: x")
@example("question: 'it''s'\n    answer: x")
@example("question: a\n    answer: [a , b]")
@example("question: a\n    answers: [a, b c]\n    choices: ['d, e', \"f]\"]")
def test_what_is_read_the_quick_way_is_what_yaml_says(text: str) -> None:
    note = PlainNotes(2).read(text, 1)
    if note is not None:
        slow = through_yaml(text)
        assert note == slow
        assert (note.line, note.column) == (slow.line, slow.column)
        assert dict(note.marks) == dict(slow.marks)


@pytest.mark.parametrize(
    "text",
    [
        "question: a\n    answer: b",
        "id: x\n    question: a? (b, c)\n    answer: 12:30\n    hint: C# and https://example.org/#x\n",
        "question: a\n    answers: [b, 'c, d', \"e\"]\n    choices:\n      - f g\n      - h, i",
        "question: a\n    answers:\n    - b\n    - c\n",
        "question: a\n    pairs: {b: c, d: 'e'}",
        "question: a\n    pairs:\n      b: c\n      d: e",
        "statement: goes on\n      here\n    answer: TRUE",
        "cloze: 'A {{gap}}'\n\n  # comment\n",
        "kind: typed\n    question: a\n    answer: b",
    ],
)
def test_cards_as_people_write_them_go_the_quick_way(text: str) -> None:
    note = PlainNotes(2).read(text, 7)
    assert note is not None
    assert note == through_yaml(text)


class _NoQuickWay:
    """Leaves every card to the YAML parser."""

    def __init__(self, indent: int) -> None:
        """Take what ``PlainNotes`` takes."""

    def read(self, text: str, line: int) -> None:
        """Read nothing."""


@settings(deadline=None, max_examples=200)
@given(st.lists(card_texts(), min_size=1, max_size=4))
def test_whole_decks_are_the_same_either_way_and_with_either_yaml_parser(cards: list[str]) -> None:
    text = "id: deck\ncards:\n" + "".join(f"  - {card}\n" for card in cards)
    quick = parsing.parse_deck(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "PlainNotes", _NoQuickWay)
        slow = parsing.parse_deck(text)
        patch.setattr(tree, "open_events", tree.open_events_in_python)
        in_python = parsing.parse_deck(text)
    assert (quick.deck, quick.problems) == (slow.deck, slow.problems)
    if "\t" not in text:
        assert quick.deck == in_python.deck
        assert bool(quick.problems) == bool(in_python.problems)
