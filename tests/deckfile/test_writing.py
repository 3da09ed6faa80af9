"""What is written reads back as the same deck, and edits leave every other byte as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sco_quiz.deckfile import append_note, insert_note_ids, parse_deck, propose_ids, replace_scalar, write_deck
from sco_quiz.deckfile.naming import slug_of
from sco_quiz.deckfile.scalars import format_text
from sco_quiz.domain.deck import Basic, Deck, Note
from sco_quiz.errors import UnusableFileError
from tests.strategies import NASTY, decks, notes, texts


def parsed(data: bytes | str, path: str = "deck.yaml") -> Deck:
    read = parse_deck(data, path)
    assert read.problems == ()
    assert read.deck is not None
    return read.deck


@settings(deadline=None, max_examples=150)
@given(decks())
def test_a_written_deck_reads_back_as_it_was(deck: Deck) -> None:
    assert parsed(write_deck(deck)) == deck


@settings(deadline=None, max_examples=100)
@given(st.one_of(texts(), st.sampled_from(NASTY), st.text("ab0: #-,[]{}?'", min_size=1).filter(str.strip)))
@example("0: 0")
def test_written_text_is_text_to_every_yaml_reader(text: str) -> None:
    written = format_text(text)
    assert "\n" not in written
    assert yaml.safe_load(f"- {written}\n") == [text]
    assert yaml.safe_load(f"[{format_text(text, in_flow=True)}]\n") == [text]


@pytest.mark.parametrize("text", ["no", "Yes", "1.10", "12:30", "2001-06-15", "0x1F", "1e3", "null", "1_000", "010"])
def test_text_that_a_reader_could_take_for_another_type_is_quoted(text: str) -> None:
    assert format_text(text) in (f'"{text}"', f"'{text}'")


@pytest.mark.parametrize("text", ["June 2001", "18 members", "Qingdao, China", "What is it?", "it's", "上海精神"])
def test_ordinary_text_is_written_without_quotes(text: str) -> None:
    assert format_text(text) == text


HAND_WRITTEN = """\
# a deck
id: mine   # its id

cards:
  # the first
  - question:   "What is the SCO?"   # why
    answer: 'an organisation'

  - {question: Who?, answer: They}
  -   id: kept
      statement: It is so.
      answer: true
  - cloze: {{gap}}
  - question: |
      Two
      lines?
    answer: >-
      folded
      text
# the end
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_ids_are_inserted_and_nothing_else_changes(line_end: str, mark: bytes) -> None:
    data = mark + HAND_WRITTEN.replace("\n", line_end).encode()
    deck = parse_deck(data, "mine.yaml").deck
    assert deck is not None
    ids = propose_ids(deck)
    result = insert_note_ids(data, deck, ids)
    assert ids == {0: "sco", 1: "who", 3: "two-lines"}
    expected = HAND_WRITTEN.replace('- question:   "What', '- id: sco\n    question:   "What')
    expected = expected.replace("{question: Who", "{id: who, question: Who")
    expected = expected.replace("- question: |", "- id: two-lines\n    question: |")
    assert result == mark + expected.replace("\n", line_end).encode()


@settings(deadline=None, max_examples=60)
@given(decks(), st.booleans())
def test_proposed_ids_are_new_and_the_deck_stays_the_same(deck: Deck, windows: bool) -> None:
    data = write_deck(deck).replace("\n", "\r\n" if windows else "\n").encode()
    ids = propose_ids(deck)
    written = insert_note_ids(data, parsed(data), ids)
    result = parsed(written)
    assert [note.id for note in result.notes] == [ids.get(i, note.id) for i, note in enumerate(deck.notes)]
    assert [replace(note, id="") for note in result.notes] == [replace(note, id="") for note in deck.notes]
    assert set(data.split()) <= set(written.split())


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("When was the SCO founded?", "sco-founded"),
        ("What is it?", "what-is-it"),
        ("上海精神", "上海精神"),
        ("???", "card"),
        ("It's Xi's", "xis"),
        ("x" * 60, "x" * 40),
    ],
)
def test_ids_are_readable(text: str, slug: str) -> None:
    assert slug_of(text) == slug


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("an organisation", "it's one", "'it''s one'"),
        ("What is the SCO?", 'a "b"', '"a \\"b\\""'),
        ("They", "a, b", '"a, b"'),
        ("mine", "no", '"no"'),
        ("folded text", "plain", "plain"),
        ("Two\nlines?\n", "One", "One"),
    ],
)
def test_a_scalar_is_replaced_with_its_quotes(old: str, new: str, written: str) -> None:
    data = HAND_WRITTEN.encode()
    lines = HAND_WRITTEN.split("\n")
    starts = {"folded text": ">-", "Two\nlines?\n": "|", "an organisation": "'an", "What is the SCO?": '"What'}
    sought = starts.get(old, old)
    line, text = next((number, line) for number, line in enumerate(lines, 1) if sought in line)
    place = (line, text.index(sought) + 1)
    result = replace_scalar(data, place, new).decode()
    changed = [new_line for new_line in result.split("\n") if new_line not in lines]
    assert len(changed) == 1
    assert changed[0][place[1] - 1 :].startswith(written)


def test_a_scalar_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnusableFileError, match="no text at line 1, column 1"):
        replace_scalar(b"# comment\nid: x\n", (1, 1), "y")


@settings(deadline=None, max_examples=60)
@given(decks(3), notes(), st.sampled_from(["", "\n", "\n\n# end\n", "tags: [x]\n"]), st.booleans())
def test_a_note_is_appended_to_any_deck_that_can_tell_it_apart(
    deck: Deck, note: Note, tail: str, windows: bool
) -> None:
    deck = replace(deck, tags=())
    note = replace(note, id="brand-new")
    data = (write_deck(deck) + tail).replace("\n", "\r\n" if windows else "\n").encode()
    result = append_note(data, note)
    assert parsed(result).notes == (*deck.notes, note)
    assert len(result) > len(data)
    head, foot = result[: len(data) // 2], data[: len(data) // 2]
    assert head == foot
    if windows:
        assert result.count(b"\n") == result.count(b"\r\n")


@pytest.mark.parametrize(
    "cards", ["cards:", "cards: []", "cards:   # none yet\n", "cards:\n- question: a\n  answer: b"]
)
def test_a_note_is_appended_to_empty_and_unfinished_decks(cards: str) -> None:
    result = append_note(f"id: x\n{cards}".encode(), Note("n", Basic("q", "a")))
    assert parsed(result).notes[-1] == Note("n", Basic("q", "a"))


@pytest.mark.parametrize(
    ("deck", "message"),
    [
        ("cards: [{question: q, answer: a}]", "not a list of lines"),
        ("cards:\n- question: q\n  answer: a\n", "asks and answers the same"),
        ("title: no cards here\n", "not a list of lines"),
    ],
)
def test_a_note_that_cannot_be_appended_is_refused_with_the_reason(deck: str, message: str) -> None:
    with pytest.raises(UnusableFileError, match=message):
        append_note(deck.encode(), Note("", Basic("q", "a")))


@pytest.mark.parametrize(
    ("between", "expected"),
    [("", ""), ("\n", "\n"), ("\n  # A comment.\n", "\n"), ("  # A comment.\n", "")],
)
def test_an_appended_note_stands_as_far_from_the_last_as_the_others_do(between: str, expected: str) -> None:
    deck = f"cards:\n  - question: Q1\n    answer: A1\n{between}  - question: Q2\n    answer: A2\n"
    result = append_note(deck.encode(), Note("", Basic("Q3", "A3"))).decode()
    assert result == f"{deck}{expected}  - question: Q3\n    answer: A3\n"
