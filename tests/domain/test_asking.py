from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.asking import ask, default_form, forms_of
from sco_quiz.domain.card import Card, CardContent, ClozeGroup
from sco_quiz.domain.deck import Basic, Choice, ListItems, Match, Order, TrueFalse, Typed
from sco_quiz.domain.grading import grade, right_answer_text
from sco_quiz.domain.question import (
    Answer,
    Arranged,
    AskChoice,
    AskFlip,
    AskList,
    AskMatch,
    AskOrder,
    AskTrueFalse,
    AskTyped,
    Chosen,
    Form,
    Judged,
    Listed,
    Matched,
    Question,
    Revealed,
    TypedText,
    form_of,
)
from sco_quiz.domain.rating import Mode, Verdict

CONTENTS: list[CardContent] = [
    Basic("When?", "June 2001", ("2001-06",)),
    Typed("Where?", "Qingdao"),
    Choice("Which?", ("a", "b"), ("c", "d")),
    TrueFalse("So it is.", answer=False),
    ClozeGroup(1, "In [...].", ("Shanghai",), "In Shanghai."),
    ListItems("Name them.", ("x", "y", "z")),
    Order("In order", ("first", "second", "third")),
    Match("Pairs", (("members", "8"), ("observers", "4"), ("partners", "6"))),
]


def card(content: CardContent, name: str = "note") -> Card:
    return Card(f"deck/{name}", "deck", f"deck/{name}", content)


def right_answer(question: Question) -> Answer:
    match question:
        case AskFlip():
            return Revealed()
        case AskTyped(answer=answer):
            return TypedText(answer)
        case AskChoice(right=right):
            return Chosen(right)
        case AskTrueFalse(truth=truth):
            return Judged(truth)
        case AskList(items=items):
            return Listed(items)
        case AskOrder(right=places):
            return Arranged(places)
        case AskMatch(right=places):
            return Matched(places)


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: type(content).__name__)
def test_every_form_of_every_kind_can_be_asked_and_its_right_answer_is_right(content: CardContent) -> None:
    for form in forms_of(card(content)):
        for seed in range(5):
            question = ask(card(content), form, seed)
            assert form_of(question) is form
            assert question.prompt
            assert right_answer_text(question)
            result = grade(question, right_answer(question))
            assert (result is None) if form is Form.FLIP else (result is not None and result.verdict is Verdict.RIGHT)


@pytest.mark.parametrize(
    ("content", "study", "quiz"),
    zip(
        CONTENTS,
        [Form.FLIP, Form.TYPED, Form.CHOICE, Form.TRUE_FALSE, Form.FLIP, Form.LIST, Form.ORDER, Form.MATCH],
        [Form.TYPED, Form.TYPED, Form.CHOICE, Form.TRUE_FALSE, Form.TYPED, Form.LIST, Form.ORDER, Form.MATCH],
        strict=True,
    ),
    ids=lambda value: type(value).__name__,
)
def test_the_default_forms(content: CardContent, study: Form, quiz: Form) -> None:
    assert default_form(card(content)) is study
    assert form_of(ask(card(content), None, 1)) is study
    assert default_form(card(content), Mode.QUIZ) is quiz


def test_a_form_that_the_content_cannot_take_gives_its_default() -> None:
    assert isinstance(ask(card(TrueFalse("So it is.", answer=True)), Form.TYPED, 1), AskTrueFalse)
    assert isinstance(ask(card(Basic("When?", "2001")), Form.CHOICE, 1), AskFlip)


def test_a_basic_card_is_asked_as_a_choice_with_the_wrong_options_it_is_given() -> None:
    question = ask(card(Basic("Where?", "Qingdao")), Form.CHOICE, 3, ("Beijing", "Dalian", "Xi'an"))
    assert isinstance(question, AskChoice)
    assert sorted(question.options) == ["Beijing", "Dalian", "Qingdao", "Xi'an"]
    assert [question.options[index] for index in question.right] == ["Qingdao"]


def test_a_cloze_that_hides_one_text_twice_asks_for_it_once() -> None:
    question = ask(card(ClozeGroup(1, "[...] and [...]", ("trust", "trust"), "trust and trust")), Form.TYPED, 1)
    assert question == AskTyped("[...] and [...]", "trust")


def test_a_choice_that_is_turned_over_still_shows_what_there_is_to_choose_from() -> None:
    question = ask(card(CONTENTS[2]), Form.FLIP, 1)
    assert all(f"- {option}" in question.prompt for option in "abcd")


@given(st.lists(st.sampled_from("abcdef"), min_size=2, max_size=7), st.integers())
@settings(deadline=None, max_examples=150)
def test_an_order_is_never_shown_solved_unless_all_items_read_alike(items: list[str], seed: int) -> None:
    question = ask(card(Order("In order", tuple(items))), None, seed)
    assert isinstance(question, AskOrder)
    assert [question.items[index] for index in question.right] == items
    assert (list(question.items) == items) == (len(set(items)) == 1)


@given(st.lists(st.sampled_from("abcdef"), min_size=2, max_size=7), st.integers())
@settings(deadline=None, max_examples=150)
def test_pairs_are_never_shown_all_in_line_unless_all_right_sides_read_alike(rights: list[str], seed: int) -> None:
    pairs = tuple((f"left {number}", right) for number, right in enumerate(rights))
    question = ask(card(Match("Pairs", pairs)), None, seed)
    assert isinstance(question, AskMatch)
    asked = [(left, question.options[index]) for left, index in zip(question.lefts, question.right, strict=True)]
    assert sorted(asked) == sorted(pairs)
    in_line = [right for _, right in asked] == list(question.options)
    assert in_line == (len(set(rights)) == 1)


def test_the_right_option_stands_in_every_place_equally_often() -> None:
    places: Counter[int] = Counter()
    for number in range(4_000):
        question = ask(card(Choice("Which?", ("right",), ("x", "y", "z")), str(number)), None, 1)
        assert isinstance(question, AskChoice)
        places.update(question.right)
    chi_square = sum((count - 1_000) ** 2 / 1_000 for count in places.values())
    assert len(places) == 4
    assert chi_square < 16.3  # 0.1 % point of chi square with 3 degrees of freedom
