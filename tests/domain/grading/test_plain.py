from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.grading import UnusableAnswerError, answer_as_text, grade, parse_plain, right_answer_text
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
    Judged,
    Listed,
    Matched,
    Question,
    Revealed,
    TypedText,
)

ONE = AskChoice("Where?", ("Beijing", "Qingdao", "Xi'an, Shaanxi", "Dalian"), frozenset({1}))
SEVERAL = AskChoice("Which?", ("alpha", "beta", "gamma", "delta"), frozenset({0, 2}))
NUMBERS = AskChoice("How many?", ("4", "2", "1", "8"), frozenset({3}))
TRUTH = AskTrueFalse("So it is.", truth=True)
LIST = AskList("Name them.", ("trust", "benefit"))
LIST_WITH_COMMAS = AskList("Name them.", ("Xi'an, Shaanxi", "Qingdao, Shandong"))
ORDER = AskOrder("In order", ("c", "a", "b"), (1, 2, 0))
MATCH = AskMatch("Pairs", ("members", "observers"), ("4", "8"), (1, 0))
EVERY = (AskFlip("?", "!"), AskTyped("?", "!"), ONE, SEVERAL, TRUTH, LIST, ORDER, MATCH)


@pytest.mark.parametrize(
    ("question", "line", "answer"),
    [
        (AskFlip("?", "!"), "anything", Revealed()),
        (AskTyped("?", "!"), " Qingdao ", TypedText("Qingdao")),
        (AskTyped("?", "!"), "", Revealed()),
        (ONE, "", Revealed()),
        (ONE, "2", Chosen(frozenset({1}))),
        (ONE, "qingdao", Chosen(frozenset({1}))),
        (ONE, "xian, shaanxi", Chosen(frozenset({2}))),
        (SEVERAL, "1,3", Chosen(frozenset({0, 2}))),
        (SEVERAL, "1 3", Chosen(frozenset({0, 2}))),
        (SEVERAL, "alpha; Gamma", Chosen(frozenset({0, 2}))),
        (SEVERAL, "3", Chosen(frozenset({2}))),
        (NUMBERS, "8", Chosen(frozenset({3}))),
        (NUMBERS, "3", Chosen(frozenset({2}))),
        (NUMBERS, "4", Chosen(frozenset({0}))),
        (TRUTH, "t", Judged(truth=True)),
        (TRUTH, "TRUE", Judged(truth=True)),
        (TRUTH, "no", Judged(truth=False)),
        (TRUTH, "False.", Judged(truth=False)),
        (LIST, "trust, benefit", Listed(("trust", "benefit"))),
        (LIST, "trust; benefit;", Listed(("trust", "benefit"))),
        (LIST, "trust\nbenefit\n", Listed(("trust", "benefit"))),
        (LIST_WITH_COMMAS, "Xi'an, Shaanxi; Qingdao, Shandong", Listed(("Xi'an, Shaanxi", "Qingdao, Shandong"))),
        (LIST_WITH_COMMAS, "Xi'an, Shaanxi", Listed(("Xi'an, Shaanxi",))),
        (ORDER, "2 3 1", Arranged((1, 2, 0))),
        (ORDER, "2,3,1", Arranged((1, 2, 0))),
        (ORDER, "231", Arranged((1, 2, 0))),
        (MATCH, "1=b 2=a", Matched((1, 0))),
        (MATCH, "1=b, 2=a", Matched((1, 0))),
        (MATCH, "1 = 2; 2 = 1", Matched((1, 0))),
        (MATCH, "members = 8, observers = 4", Matched((1, 0))),
        (MATCH, "b a", Matched((1, 0))),
        (MATCH, "2=a", Matched((None, 0))),
    ],
)
def test_a_line_is_read_as_an_answer(question: Question, line: str, answer: Answer) -> None:
    assert parse_plain(question, line) == answer


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (ONE, "5"),
        (ONE, "0"),
        (ONE, "Paris"),
        (ONE, ","),
        (ONE, "1,2"),
        (ONE, "9999999999"),
        (TRUTH, "maybe"),
        (ORDER, "1 2"),
        (ORDER, "1 1 2"),
        (ORDER, "1 2 4"),
        (ORDER, "a b c"),
        (MATCH, "a"),
        (MATCH, "1=c"),
        (MATCH, "3=a"),
        (MATCH, "members is 8"),
    ],
)
def test_what_is_no_answer_is_refused_with_what_would_do(question: Question, line: str) -> None:
    with pytest.raises(UnusableAnswerError) as refused:
        parse_plain(question, line)
    assert str(refused.value)
    assert refused.value.remedy


@given(st.sampled_from(EVERY), st.text(max_size=30))
@settings(deadline=None, max_examples=200)
def test_any_line_is_an_answer_that_can_be_graded_or_is_refused(question: Question, line: str) -> None:
    try:
        answer = parse_plain(question, line)
    except UnusableAnswerError:
        return
    grade(question, answer)
    assert isinstance(answer_as_text(question, answer), str)


@pytest.mark.parametrize("question", EVERY[1:], ids=lambda question: type(question).__name__)
def test_the_right_answer_as_text_is_understood_where_it_names_its_parts(question: Question) -> None:
    if isinstance(question, AskOrder):
        return
    answer = parse_plain(question, right_answer_text(question))
    result = grade(question, answer)
    assert result is not None
    assert result.credit == 1.0
    assert answer_as_text(question, answer) == right_answer_text(question)


@pytest.mark.parametrize(
    ("question", "answer", "text"),
    [
        (ONE, Revealed(), ""),
        (ONE, Chosen(frozenset({2, 9})), "Xi'an, Shaanxi"),
        (SEVERAL, Chosen(frozenset({2, 0})), "alpha, gamma"),
        (TRUTH, Judged(truth=False), "false"),
        (LIST, Listed(("trust", "x")), "trust, x"),
        (ORDER, Arranged((2, 1)), "b, a"),
        (MATCH, Matched((None, 0)), "observers = 4"),
    ],
)
def test_an_answer_is_kept_as_the_texts_that_were_chosen(question: Question, answer: Answer, text: str) -> None:
    assert answer_as_text(question, answer) == text


def test_the_right_answers_of_each_kind_as_text() -> None:
    assert [right_answer_text(question) for question in EVERY] == [
        "!",
        "!",
        "Qingdao",
        "alpha, gamma",
        "true",
        "trust, benefit",
        "a, b, c",
        "members = 8, observers = 4",
    ]
