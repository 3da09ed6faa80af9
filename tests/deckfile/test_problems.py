"""Each kind of bad input gives its code at its place, and the good notes around it stay usable."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.deckfile import EXPLANATIONS, Code, parse_deck, tree
from sco_quiz.deckfile.report import MOST_PROBLEMS
from sco_quiz.domain.identity import identity_of
from tests.strategies import texts

BEFORE = "cards:\n  - question: good\n    answer: one\n"
AFTER = "  - question: last\n    answer: two\n"

BAD_CARDS = {
    # name: (lines of the card, from line 4; code, line, column; a part of the hint)
    "colon in text": ("- question: foo: bar\n  answer: a", "E101", 4, 18, "quotes"),
    "open quote": ('- question: "foo\n  answer: a', "E101", 4, 15, "closing"),
    "open bracket": ("- question: [a\n  answer: b", "E101", 4, 15, "`]`"),
    "bold in stars": ("- question: **bold**\n  answer: a", "E101", 4, 16, "quotes"),
    "at sign": ("- question: @home\n  answer: a", "E101", 4, 15, "quotes"),
    "unknown escape": ('- question: "a\\qb"\n  answer: c', "E101", 4, 17, "single quotes"),
    "text after a quote": ('- question: "a" b\n  answer: c', "E101", 4, 19, "same column"),
    "text that begins with a dash": ("- question: a\n  answer: - x", "E101", 5, 13, "in quotes"),
    "ragged keys": ("- question: a\n answer: b", "E101", 5, 4, "indentation"),
    "tab": ("- question: foo\n\tanswer: a", "E102", 5, 3, "spaces"),
    "duplicate key": ("- question: foo\n  question: a\n  answer: b", "E103", 5, 5, "one of the two"),
    "duplicate left side": ("- question: q\n  pairs: {a: b, a: c}", "E103", 5, 19, "one of the two"),
    "misspelt key": ("- question: foo\n  anwser: b", "E104", 5, 5, "did you mean `answer`?"),
    "missing answer": ("- question: foo", "E105", 4, 5, "`answer: …`"),
    "missing question": ("- answer: foo", "E105", 4, 5, "`question: …`"),
    "nothing but a hint": ("- hint: foo", "E105", 4, 5, "`question: …`"),
    "list for text": ("- question: foo\n  answer: [a, b]", "E106", 5, 13, "`answers:`"),
    "braces for text": ("- question: foo\n  answer: {{a}}", "E106", 5, 13, "brace"),
    "text for list": ("- question: foo\n  answers: a", "E106", 5, 14, "`answers: [a]`"),
    "list for pairs": ("- question: foo\n  pairs: [a]", "E106", 5, 12, "left: right"),
    "list as key": ("- ? [a]\n  : b\n  question: a\n  answer: b", "E106", 4, 7, "key: value"),
    "text for card": ("- just text", "E106", 4, 5, "question: …"),
    "no value": ("- question: foo\n  answer:", "E107", 5, 12, "delete"),
    "empty quotes": ("- question: foo\n  answer: ''", "E107", 5, 13, "delete"),
    "empty list": ("- question: foo\n  answers: []", "E107", 5, 14, "items"),
    "empty item": ("- question: foo\n  answers: [a, '']", "E107", 5, 18, "delete"),
    "empty card": ("- ", "E107", 4, 4, "question"),
    "tag": ("- question: !!python/object:os.system q\n  answer: a", "E111", 4, 15, "delete"),
    "unknown alias": ("- question: *nope\n  answer: a", "E112", 4, 15, "'*nope'"),
    "alias of itself": ("- question: q\n  answers: &x [*x, b]", "E112", 5, 18, "quotes"),
    "nested 10,000 deep": (f"- question: {'[' * 10_000}\n  answer: a", "E114", 4, 29, "five"),
    "ESC": ("- question: a\x1b[31m\n  answer: a", "E117", 4, 16, "delete"),
    "NUL": ("- question: a\x00\n  answer: a", "E117", 4, 16, "delete"),
    "bidi override": ("- question: ab\u202ec\n  answer: a", "E117", 4, 17, "delete"),
    "ESC by an escape": ('- question: "a\\x1b"\n  answer: a', "E117", 4, 15, "escape"),
    "space in id": ("- id: a b\n  question: a\n  answer: b", "E201", 4, 9, "letters"),
    "list as id": ("- id: [a]\n  question: a\n  answer: b", "E106", 4, 9, "one text"),
    "same as another": ("- question: good\n  answer: one", "E203", 4, 5, "delete"),
    "cloze with answer": ("- cloze: a {{b}}\n  answer: x", "E204", 5, 5, "card of its own"),
    "answer and answers": (
        "- question: q\n  answer: x\n  answers: [x]\n  choices: [y]",
        "E204",
        5,
        5,
        "card of its own",
    ),
    "kind of other keys": ("- kind: cloze\n  question: a\n  answer: x", "E205", 4, 11, "`cloze`"),
    "unknown kind": ("- kind: type\n  question: a\n  answer: x", "E206", 4, 11, "did you mean `typed`?"),
    "kind without its keys": ("- kind: choice\n  question: a\n  answer: x", "E105", 4, 5, "`choices: …`"),
    "yes for true": ("- statement: a\n  answer: yes", "E207", 5, 13, "`true` or `false`"),
    "on for true": ("- question: a\n  answer: b\n  reverse: on", "E207", 6, 14, "`true` or `false`"),
    "option twice": ("- question: q\n  answer: x\n  choices: [y, z, y]", "E208", 6, 21, "delete"),
    "option twice but for spaces": ("- question: q\n  answer: x\n  choices: [y z, 'y  z']", "E208", 6, 20, "delete"),
    "item twice": ("- question: q\n  order: [a, b, a]", "E208", 5, 19, "delete"),
    "right option is wrong": ("- question: q\n  answer: x\n  choices: [y, x]", "E209", 6, 18, "wrong options only"),
    "nothing hidden": ("- cloze: abc", "E210", 4, 12, "{{…}}"),
    "empty deletion": ("- cloze: 'a {{c1::}} b'", "E211", 4, 12, "hidden text"),
    "nested deletion": ("- cloze: 'a {{c1::b {{c2::c}}}}'", "E212", 4, 12, "{{c1::text::cue}}"),
    "open deletion": ("- cloze: 'a {{b'", "E212", 4, 12, "{{text}}"),
    "closed deletion": ("- cloze: 'a b}}'", "E212", 4, 12, "{{text}}"),
    "order of one": ("- question: q\n  order: [a]", "E213", 5, 12, "two"),
    "one pair": ("- question: q\n  pairs: {a: b}", "E213", 5, 12, "two"),
}


def indented(card: str) -> str:
    return "".join(f"  {line}\n" for line in card.split("\n"))


@pytest.mark.parametrize("name", BAD_CARDS)
def test_a_bad_card_is_reported_at_its_place_and_its_neighbours_stay(name: str) -> None:
    card, code, line, column, hint = BAD_CARDS[name]
    read = parse_deck(BEFORE + indented(card) + AFTER, "deck.yaml")
    assert [(problem.code, problem.line, problem.column) for problem in read.problems] == [(code, line, column)]
    problem = read.problems[0]
    assert hint in problem.hint
    assert problem.message.endswith(".")
    assert str(problem).startswith(f"deck.yaml:{line}:{column}: error[{code}] ")
    assert read.deck is not None
    assert [note.line for note in read.deck.notes] == [2, 4 + len(card.split("\n"))]


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="compares libyaml with PyYAML's own parser")
@pytest.mark.parametrize("name", BAD_CARDS)
def test_a_bad_card_has_the_same_code_without_libyaml(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "open_events", tree.open_events_in_python)
    card, code, line, *_ = BAD_CARDS[name]
    read = parse_deck(BEFORE + indented(card) + AFTER)
    assert [(problem.code, problem.line) for problem in read.problems] == [(code, line)]


HEADS = {
    # name: (text; code, line, column; how many notes stay)
    "empty file": ("", "E108", 0, 0, 0),
    "blank file": (" \n\n", "E108", 0, 0, 0),
    "comments only": ("# a deck\n", "E108", 0, 0, 0),
    "no cards": ("title: x\n", "E108", 0, 0, 0),
    "cards without value": ("id: x\ncards:\n", "E108", 2, 7, 0),
    "empty list of cards": ("cards: []\n", "E108", 1, 8, 0),
    "misspelt cards": ("card:\n- question: q\n  answer: a\n", "E104", 1, 1, 0),
    "text for cards": ("cards: none\n", "E106", 1, 8, 0),
    "mapping for cards": ("cards: {question: q}\n", "E106", 1, 8, 0),
    "list for deck": ("- question: q\n  answer: a\n", "E109", 1, 1, 0),
    "text for deck": ("hello\n", "E109", 1, 1, 0),
    "second document": (BEFORE + "---\n" + BEFORE, "E110", 4, 1, 1),
    "broken title": ("title: a: b\n" + BEFORE, "E101", 1, 9, 1),
    "unknown key of the deck": ("autor: me\n" + BEFORE, "E104", 1, 1, 1),
    "unknown key below": (BEFORE + "licence: MIT\n", "E104", 4, 1, 1),
    "key of the deck twice": ("id: a\nid: b\n" + BEFORE, "E103", 2, 1, 1),
    "text for authors": ("authors: me\n" + BEFORE, "E106", 1, 10, 1),
    "text for source": ("source: me\n" + BEFORE, "E106", 1, 9, 1),
    "unknown key of source": ("source: {titel: x}\n" + BEFORE, "E104", 1, 10, 1),
    "invalid id of the deck": ("id: a b\n" + BEFORE, "E201", 1, 5, 1),
    "cards in brackets": ("cards: [{question: q, answer: a}, {question: r}]\n", "E105", 1, 35, 1),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_problem_outside_of_the_cards_is_reported_at_its_place(name: str) -> None:
    text, code, line, column, notes = HEADS[name]
    read = parse_deck(text, "deck.yaml")
    assert [(problem.code, problem.line, problem.column) for problem in read.problems] == [(code, line, column)]
    assert (len(read.deck.notes) if read.deck else 0) == notes


def test_two_notes_with_one_id_keep_the_first() -> None:
    read = parse_deck("cards:\n- {id: x, question: q, answer: a}\n- id: x\n  question: r\n  answer: b\n")
    assert [(problem.code, problem.line, problem.column) for problem in read.problems] == [("E202", 3, 7)]
    assert read.deck is not None
    assert len(read.deck.notes) == 1


asking = st.sampled_from(["question: q", "question: r"])
answering = st.sampled_from(["answer: a", "answer: b", "answers: [a]", "kind: typed\n  answer: a", "order: [a, b]"])
adding = st.sampled_from(["", "\n  hint: h", "\n  tags: [t]"])


@given(st.lists(st.tuples(asking, answering, adding), max_size=8))
def test_of_notes_that_ask_and_answer_the_same_the_first_is_kept(cards: list[tuple[str, str, str]]) -> None:
    read = parse_deck("cards:\n" + "".join(f"- {asks}\n  {answers}{adds}\n" for asks, answers, adds in cards))
    firsts = list(dict.fromkeys((asks, answers) for asks, answers, _ in cards))
    kept = [identity_of(note.content) for note in read.deck.notes] if read.deck else []
    assert len(kept) == len(set(kept)) == len(firsts)
    assert [problem.code for problem in read.problems if cards] == ["E203"] * (len(cards) - len(firsts))


def test_all_problems_of_a_file_are_collected_in_order() -> None:
    cards = "".join(indented(card) for card, *_ in BAD_CARDS.values())
    read = parse_deck("titel: x\n" + BEFORE + cards + AFTER)
    assert len(read.problems) == len(BAD_CARDS) + 1
    places = [(problem.line, problem.column) for problem in read.problems]
    assert places == sorted(places)
    assert read.deck is not None
    assert len(read.deck.notes) == 2


def test_a_note_with_an_unknown_or_bad_optional_key_stays_usable() -> None:
    read = parse_deck("cards:\n- question: q\n  answer: a\n  hint: [x]\n  explnation: y\n")
    assert [problem.code for problem in read.problems] == ["E106", "E104"]
    assert read.deck is not None
    assert read.deck.notes[0].hint == ""


def test_aliases_of_aliases_are_refused_before_they_explode() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 30)]
    read = parse_deck("\n".join(lines) + "\n" + BEFORE)
    assert "E113" in {problem.code for problem in read.problems}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_called_by_its_name(encoding: str) -> None:
    read = parse_deck(BEFORE.encode(encoding))
    assert [problem.code for problem in read.problems] == ["E116"]
    assert "UTF-16" in read.problems[0].message


def test_bytes_that_are_not_utf8_cost_only_the_cards_that_hold_them() -> None:
    read = parse_deck(BEFORE.encode() + "  - question: café\n    answer: ñ\n".encode("latin-1") + AFTER.encode())
    assert [(problem.code, problem.line, problem.column) for problem in read.problems] == [("E116", 4, 18)]
    assert read.deck is not None
    assert [note.line for note in read.deck.notes] == [2, 6]


def test_a_file_that_is_nothing_but_problems_is_not_read_to_its_end() -> None:
    read = parse_deck(BEFORE + "  - {}\n" * 20_000 + AFTER)
    assert len(read.problems) == MOST_PROBLEMS + 1
    assert read.problems[-1].code == "E119"
    assert read.deck is not None
    assert len(read.deck.notes) == 1


def test_a_binary_file_is_not_read_to_its_end() -> None:
    read = parse_deck(b"\x00\x01\x02\n" * 20_000)
    assert read.deck is None
    assert len(read.problems) == MOST_PROBLEMS + 1


def test_every_code_is_explained() -> None:
    assert set(EXPLANATIONS) == set(Code)
    assert all(explained.title and explained.reason.endswith(".") for explained in EXPLANATIONS.values())


scraps = st.sampled_from(
    ["cards:", "- ", "  - ", "question: ", "answer: ", "    answer: x", "id: ", *"[]{}'|", '"', "&a ", "*a", "\n"]
)
near_decks = st.lists(st.one_of(scraps, texts())).map("".join)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200), near_decks))
def test_whatever_a_file_holds_it_gives_notes_or_problems_and_never_raises(data: bytes | str) -> None:
    read = parse_deck(data, "deck.yaml")
    assert read.problems or read.deck is not None
    assert read.deck is None or read.deck.notes
    assert all(problem.line >= 0 and problem.column >= 0 for problem in read.problems)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=60), st.integers(0, 200))
def test_a_damaged_file_never_raises(damage: bytes, position: int) -> None:
    data = (BEFORE + AFTER).encode()
    parse_deck(data[:position] + damage + data[position:])
