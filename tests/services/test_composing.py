from __future__ import annotations

import pytest

from sco_quiz.domain.deck import (
    Basic,
    Choice,
    Cloze,
    Content,
    ListItems,
    Match,
    Order,
    TrueFalse,
    Typed,
)
from sco_quiz.errors import UsageError
from sco_quiz.services.composing import Entry, note_of, parse_field


def entry(**fields: str) -> Entry:
    made = Entry()
    for name, text in fields.items():
        made = made.with_field(name, text)
    return made


@pytest.mark.parametrize(
    ("fields", "content"),
    [
        ({"question": "Capital of Peru?", "answer": "Lima"}, Basic("Capital of Peru?", "Lima")),
        ({"question": "Q?", "answer": "A", "accept": "B; C"}, Basic("Q?", "A", ("B", "C"))),
        ({"question": "Q?", "answer": "A", "reverse": "yes"}, Basic("Q?", "A", reverse=True)),
        ({"question": "Q?", "answer": "A", "kind": "Typed"}, Typed("Q?", "A")),
        ({"question": "The {{Nile}} flows north."}, Cloze("The {{Nile}} flows north.")),
        ({"question": "The Nile is a lake.", "answer": "False"}, TrueFalse("The Nile is a lake.", answer=False)),
        ({"question": "Which is it?", "answer": "true"}, Basic("Which is it?", "true")),
        ({"question": "Say so.", "answer": "yes"}, Basic("Say so.", "yes")),
        ({"question": "Q?", "answer": "A", "choices": "B; C;"}, Choice("Q?", ("A",), ("B", "C"))),
        ({"question": "Which?", "answer": "A; B", "choices": "C"}, Choice("Which?", ("A", "B"), ("C",))),
        ({"question": "Name them.", "answer": "a; b;c"}, ListItems("Name them.", ("a", "b", "c"))),
        ({"question": "In order.", "answer": "a > b > c"}, Order("In order.", ("a", "b", "c"))),
        ({"question": "Compare.", "answer": "a > b"}, Basic("Compare.", "a > b")),
        ({"question": "Pairs.", "answer": "a = 1; b = 2"}, Match("Pairs.", (("a", "1"), ("b", "2")))),
        ({"question": "Solve.", "answer": "x = 1"}, Basic("Solve.", "x = 1")),
        ({"question": "Solve.", "answer": "x = 1; y = 2", "kind": "basic"}, Basic("Solve.", "x = 1; y = 2")),
    ],
)
def test_simple_rules_find_the_kind(fields: dict[str, str], content: Content) -> None:
    assert note_of(entry(**fields)).content == content


def test_everything_that_may_be_said_of_a_card_is_in_its_note() -> None:
    note = note_of(
        entry(question="Q?", answer="A", hint="h", explanation="e", source="s", tags="one, two, one", id="name")
    )
    assert (note.id, note.hint, note.explanation, note.source, note.tags) == ("name", "h", "e", "s", ("one", "two"))


@pytest.mark.parametrize(
    "fields",
    [
        {"question": "Q?", "answer": "A", "kind": "riddle"},
        {"question": "Q", "answer": "perhaps", "kind": "true-false"},
        {"question": "Q", "answer": "no pair", "kind": "match"},
    ],
)
def test_what_can_be_no_such_card_is_refused_with_what_to_write(fields: dict[str, str]) -> None:
    with pytest.raises(UsageError) as raised:
        note_of(entry(**fields))
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("hint: Think of llamas", ("hint", "Think of llamas")),
        ("Wrong: a; b", ("choices", "a; b")),
        ("hint:", ("hint", "")),
        ("What is it: a bird or a plane?", None),
        ("no field", None),
    ],
)
def test_a_line_names_a_field_or_none(line: str, found: tuple[str, str] | None) -> None:
    assert parse_field(line) == found
