"""Deck text becomes domain types, with every value's place."""

from __future__ import annotations

import pytest

from sco_quiz.deckfile import parse_deck
from sco_quiz.domain.deck import (
    Basic,
    Choice,
    Cloze,
    Deck,
    ListItems,
    Match,
    Order,
    Source,
    TrueFalse,
    Typed,
)

EVERY_KIND = """\
# yaml-language-server: $schema=deck.schema.json
id: shanghai-spirit            # default: the file's name
title: The Shanghai Spirit
description: |
  Two
  lines
source: {title: An article, author: 'Xi', publisher: X, date: 2018-06-10, url: "https://example.org/#a"}
lint:
  ignore: [W301]
cards:
  - id: founded
    question: When was the SCO established?
    answer: June 2001
    accept: ["2001-06"]
    hint: A summer
    source: paragraph 3
    reverse: true

  # choices follow
  - question: In which city did leaders meet in 2018?
    answer: Qingdao
    choices: [Beijing, Shanghai, "Tianjin, China"]
  - question: Which of these are observers?
    answers: [A, B]
    choices: [C, D]
  - statement: The SCO is a military alliance.
    answer: false
  - cloze: "The SCO was founded in {{c1::June 2001}} in {{c2::Shanghai::city}}."
  - question: Name the values of the Shanghai Spirit.
    answers:
      - mutual trust
      - mutual benefit
    tags: [values]
    suspended: TRUE
    ignore: [W302]
  - question: Put these in order of time.
    order: [first, second, third]
  - question: How many are there?
    pairs: {members: 8, observers: 4}
  - kind: typed
    question: "Capital of
      China?"
    answer: no
"""


def parse(text: str | bytes) -> Deck:
    read = parse_deck(text, "folder/deck name.yaml")
    assert read.problems == ()
    assert read.deck is not None
    return read.deck


def test_all_eight_kinds_are_read() -> None:
    deck = parse(EVERY_KIND)
    assert [note.content for note in deck.notes] == [
        Basic("When was the SCO established?", "June 2001", ("2001-06",), reverse=True),
        Choice("In which city did leaders meet in 2018?", ("Qingdao",), ("Beijing", "Shanghai", "Tianjin, China")),
        Choice("Which of these are observers?", ("A", "B"), ("C", "D")),
        TrueFalse("The SCO is a military alliance.", answer=False),
        Cloze("The SCO was founded in {{c1::June 2001}} in {{c2::Shanghai::city}}."),
        ListItems("Name the values of the Shanghai Spirit.", ("mutual trust", "mutual benefit")),
        Order("Put these in order of time.", ("first", "second", "third")),
        Match("How many are there?", (("members", "8"), ("observers", "4"))),
        Typed("Capital of China?", "no"),
    ]


def test_optional_keys_are_read() -> None:
    deck = parse(EVERY_KIND)
    founded, values = deck.notes[0], deck.notes[5]
    assert (founded.id, founded.hint, founded.source) == ("founded", "A summer", "paragraph 3")
    assert (values.tags, values.suspended, values.ignore) == (("values",), True, ("W302",))


def test_a_deck_says_what_it_is() -> None:
    deck = parse(EVERY_KIND)
    assert (deck.id, deck.title, deck.description) == ("shanghai-spirit", "The Shanghai Spirit", "Two\nlines\n")
    assert deck.source == Source("An article", "Xi", "X", "2018-06-10", "https://example.org/#a")
    assert deck.ignore == ("W301",)


def test_id_and_title_default_to_the_files_name() -> None:
    deck = parse("cards: [{question: q, answer: a}]")
    assert (deck.id, deck.title, deck.path) == ("deck-name", "deck-name", "folder/deck name.yaml")


def test_scalars_stay_what_the_author_typed() -> None:
    typed = ["no", "1.10", "12:30", "2001-06-15", "~", "null", "0x1F", "1_000", "010", ".inf", "<<", "="]
    deck = parse("cards:\n" + "".join(f"  - question: q{i}\n    answer: {text}\n" for i, text in enumerate(typed)))
    assert [note.content for note in deck.notes] == [Basic(f"q{i}", text) for i, text in enumerate(typed)]


def test_marks_are_where_the_values_stand() -> None:
    lines = EVERY_KIND.split("\n")
    for note in parse(EVERY_KIND).notes:
        assert lines[note.line - 1].find("- ") == note.column - 3
        for key, (line, column) in note.marks.items():
            assert (line, column) == note.position_of(key)
            value = lines[line - 1][column - 1 :]
            assert value.strip()
            if "[" not in key and not value.startswith("- "):
                assert f"{key}: {value}" in lines[line - 1]
    choice = parse(EVERY_KIND).notes[1]
    line, column = choice.position_of("choices[2]")
    assert lines[line - 1][column - 1 :] == '"Tianjin, China"]'
    match = parse(EVERY_KIND).notes[7]
    line, column = match.position_of("pairs[1]")
    assert lines[line - 1][column - 1 :] == "4}"


def test_a_block_scalar_is_the_same_whatever_follows_its_card() -> None:
    card = "  - question: q\n    answer: |\n      one\n      two"
    for after in ("", "\n", "\n\n", "\n  - question: r\n    answer: b\n", "\n\n  - question: r\n    answer: b\n"):
        assert parse(f"cards:\n{card}{after}").notes[0].content == Basic("q", "one\ntwo\n")


def test_windows_line_endings_and_a_byte_order_mark_change_nothing() -> None:
    deck = parse(EVERY_KIND)
    windows = parse(b"\xef\xbb\xbf" + EVERY_KIND.replace("\n", "\r\n").encode())
    assert windows == deck
    assert [dict(note.marks) for note in windows.notes] == [dict(note.marks) for note in deck.notes]


def test_aliases_repeat_what_was_anchored() -> None:
    deck = parse("cards:\n- question: q\n  answer: &a x\n- question: r\n  answer: *a\n")
    assert [note.content for note in deck.notes] == [Basic("q", "x"), Basic("r", "x")]


@pytest.mark.parametrize("line", ["id: geo", "id: geo # the id", 'id: "geo"', "id: 'geo'  # the id"])
def test_a_mistake_elsewhere_in_the_header_leaves_the_deck_its_id(line: str) -> None:
    read = parse_deck(f"title: T: x\n{line}\ncards:\n  - question: a\n    answer: b\n".encode(), "f.yaml")
    assert read.deck is not None
    assert read.deck.id == "geo"
    assert [problem.code for problem in read.problems] == ["E101"]


@pytest.mark.parametrize("mark", ["|-", ">", "|2"])
def test_a_stray_mark_of_a_block_text_below_the_cards_is_no_part_of_them(mark: str) -> None:
    read = parse_deck(f"cards:\n  - question: a\n    answer: b\n{mark}\n".encode(), "f.yaml")
    assert [(problem.code, problem.line) for problem in read.problems] == [("E101", 4)]
    assert read.deck is not None
    assert len(read.deck.notes) == 1
