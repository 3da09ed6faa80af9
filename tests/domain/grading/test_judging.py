from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.grading import Grade, Ignored, describe_ignored, grade, suggest
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
from sco_quiz.domain.rating import Rating, Verdict
from sco_quiz.errors import IllegalEventError

TYPED = AskTyped("Where?", "Qingdao", ("Tsingtao",))
CHOICE = AskChoice("Where?", ("Beijing", "Qingdao", "Shanghai"), frozenset({1}))
SEVERAL = AskChoice("Which?", ("a", "b", "c", "d"), frozenset({0, 2}))
LIST = AskList("Which values?", ("mutual trust", "mutual benefit", "equality", "consultation"))
ORDER = AskOrder("In order", ("c", "a", "b"), (1, 2, 0))
MATCH = AskMatch("Pairs", ("members", "observers", "partners"), ("4", "8", "6"), (1, 0, 2))


def graded(question: Question, answer: Answer, others: tuple[str, ...] = ()) -> Grade:
    result = grade(question, answer, others)
    assert result is not None
    return result


def test_a_card_turned_over_has_no_grade() -> None:
    assert grade(AskFlip("Where?", "Qingdao"), Revealed()) is None


@pytest.mark.parametrize("question", [TYPED, CHOICE, SEVERAL, LIST, ORDER, MATCH, AskTrueFalse("So it is.", True)])
def test_giving_up_is_wrong_and_names_what_was_right(question: Question) -> None:
    result = graded(question, Revealed())
    assert (result.verdict, result.credit) == (Verdict.WRONG, 0.0)
    assert result.expected
    assert suggest(result) is Rating.AGAIN


def test_an_answer_of_another_form_is_refused() -> None:
    with pytest.raises(IllegalEventError):
        grade(TYPED, Judged(truth=True))


def test_a_typed_answer_says_what_was_overlooked() -> None:
    result = graded(TYPED, TypedText("qingdao"))
    assert (result.verdict, result.credit, result.ignored) == (Verdict.RIGHT, 1.0, (Ignored.CASE,))
    assert describe_ignored(result.ignored) == "Counted as right; overlooked: capitals."
    assert suggest(result) is Rating.GOOD


def test_an_accepted_variant_is_right_and_the_main_answer_is_still_shown() -> None:
    result = graded(TYPED, TypedText("Tsingtao"))
    assert (result.verdict, result.compared, result.expected) == (Verdict.RIGHT, "Tsingtao", "Qingdao")


def test_a_near_miss_has_full_credit_and_shows_the_difference() -> None:
    result = graded(TYPED, TypedText("Quingdao"))
    assert (result.verdict, result.credit, suggest(result)) == (Verdict.NEAR_MISS, 1.0, Rating.GOOD)
    assert [span.given for span in result.difference if span.given != span.right] == ["u"]


def test_a_near_miss_that_is_another_cards_answer_is_wrong() -> None:
    question = AskTyped("Who?", "Iran")
    assert graded(question, TypedText("Iraq")).verdict is Verdict.NEAR_MISS
    assert graded(question, TypedText("Iraq"), ("Iraq",)).verdict is Verdict.WRONG
    assert graded(question, TypedText("Irak"), ("Iraq",)).verdict is Verdict.WRONG


def test_an_answer_that_accents_alone_tell_from_another_cards_is_wrong() -> None:
    question = AskTyped("Mother, in pinyin?", "mā")
    assert graded(question, TypedText("ma")).ignored == (Ignored.ACCENTS,)
    assert graded(question, TypedText("mǎ"), ("mǎ",)).verdict is Verdict.WRONG


@pytest.mark.parametrize(
    ("chosen", "credit", "verdict"),
    [
        ({0, 2}, 1.0, Verdict.RIGHT),
        ({0}, 0.5, Verdict.PARTLY),
        ({0, 1}, 0.0, Verdict.WRONG),
        ({0, 1, 2}, 0.5, Verdict.PARTLY),
        ({0, 1, 2, 3}, 0.0, Verdict.WRONG),
        ({1}, 0.0, Verdict.WRONG),
        (set(), 0.0, Verdict.WRONG),
    ],
)
def test_wrong_options_cost_what_right_ones_earn(chosen: set[int], credit: float, verdict: Verdict) -> None:
    result = graded(SEVERAL, Chosen(frozenset(chosen)))
    assert (result.credit, result.verdict) == (credit, verdict)


def test_with_one_right_option_only_that_one_counts() -> None:
    assert graded(CHOICE, Chosen(frozenset({1}))).verdict is Verdict.RIGHT
    assert graded(CHOICE, Chosen(frozenset({0, 1}))).verdict is Verdict.WRONG


def test_a_list_is_matched_in_any_order_with_near_misses_and_extras() -> None:
    result = graded(LIST, Listed(("Equality", "mutal trust", "military bloc", "equality")))
    assert (result.verdict, result.credit) == (Verdict.PARTLY, 0.5)
    assert [(part.verdict, part.expected, part.given) for part in result.parts] == [
        (Verdict.NEAR_MISS, "mutual trust", "mutal trust"),
        (Verdict.WRONG, "mutual benefit", ""),
        (Verdict.RIGHT, "equality", "Equality"),
        (Verdict.WRONG, "consultation", ""),
        (Verdict.WRONG, "", "military bloc"),
    ]


def test_a_whole_list_with_a_slip_is_a_near_miss() -> None:
    result = graded(LIST, Listed(("equality", "consultatoin", "mutual trust", "mutual benefit")))
    assert (result.verdict, result.credit) == (Verdict.NEAR_MISS, 1.0)


@pytest.mark.parametrize(
    ("arranged", "credit"),
    [((1, 2, 0), 1.0), ((2, 1, 0), 1 / 3), ((0, 2, 1), 0.0), ((1, 2), 1 / 3), ((), 0.0), ((7, 1, 1, 2, 0), 1.0)],
)
def test_an_order_is_worth_its_pairs_in_sequence(arranged: tuple[int, ...], credit: float) -> None:
    assert graded(ORDER, Arranged(arranged)).credit == pytest.approx(credit)


def test_items_that_read_alike_may_change_places() -> None:
    question = AskOrder("In order", ("b", "a", "a"), (1, 2, 0))
    assert graded(question, Arranged((2, 1, 0))).verdict is Verdict.RIGHT


def test_pairs_are_worth_their_share() -> None:
    assert graded(MATCH, Matched((1, 0, 2))).verdict is Verdict.RIGHT
    result = graded(MATCH, Matched((1, None, 0)))
    assert result.credit == pytest.approx(1 / 3)
    assert result.verdict is Verdict.PARTLY
    assert [part.label for part in result.parts if part.verdict is Verdict.RIGHT] == ["members"]


@given(st.text(max_size=80), st.text(min_size=1, max_size=80), st.lists(st.text(max_size=20), max_size=3))
@settings(deadline=None, max_examples=150)
def test_any_text_gets_a_verdict_and_the_exact_answer_is_right(typed: str, answer: str, others: list[str]) -> None:
    question = AskTyped("?", answer)
    assert graded(question, TypedText(typed), tuple(others)).verdict in Verdict
    exact = graded(question, TypedText(answer), tuple(others))
    assert (exact.verdict, exact.ignored) == (Verdict.RIGHT, ())
