import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.question import Listed, TypedText
from sco_quiz.domain.quiz.result import Result, Score, result_of
from sco_quiz.domain.quiz.sitting import Item, Rules, begin
from sco_quiz.errors import IllegalEventError
from tests.domain.quiz.items import SECOND, listed, typed


def result(*items: tuple[Item, str]) -> Result:
    sitting = begin(tuple(item for item, _ in items), Rules(), 0)
    for place, (item, text) in enumerate(items):
        answer = Listed((text,)) if item.kind == "list" else TypedText(text)
        sitting = sitting.go_to(place, place * SECOND).answer(answer, place * SECOND)
    return result_of(sitting.hand_in(len(items) * SECOND))


MIXED = result(
    (typed("1", tags=("dates", "summit")), "yes"),
    (typed("2", tags=("dates",), deck="other"), "no"),
    (listed("3", "trust", "equality", tags=("summit",)), "trust"),
)


def test_the_score_sums_partial_credit() -> None:
    assert MIXED.score.text == "1.5/3 (50%)"
    assert MIXED.spent_ms == 3 * SECOND


def test_shares_go_by_tag_kind_and_deck_with_the_weakest_first() -> None:
    assert [(share.name, share.score.text) for share in MIXED.by_tag] == [
        ("dates", "1/2 (50%)"),
        ("summit", "1.5/2 (75%)"),
    ]
    assert [(share.name, share.score.text) for share in MIXED.by_kind] == [
        ("list", "0.5/1 (50%)"),
        ("typed", "1/2 (50%)"),
    ]
    assert [(share.name, share.score.text) for share in MIXED.by_deck] == [
        ("other", "0/1 (0%)"),
        ("deck", "1.5/2 (75%)"),
    ]


def test_mistakes_are_all_that_fell_short_even_in_part() -> None:
    assert [(each.number, each.grade.expected) for each in MIXED.mistakes] == [(2, "yes"), (3, "trust, equality")]


def test_a_quiz_under_way_has_no_result() -> None:
    with pytest.raises(IllegalEventError):
        result_of(begin((typed("1"),), Rules(), 0))


@pytest.mark.parametrize(
    ("credit", "questions", "text"),
    [
        (7.5, 10, "7.5/10 (75%)"),
        (10, 10, "10/10 (100%)"),
        (0, 7, "0/7 (0%)"),
        (1 / 3 + 1 / 3 + 1 / 3, 3, "1/3 (33.3%)"),
        (199 + 2 / 3, 200, "199.66/200 (99.8%)"),
        (1999.9999, 2000, "1999.99/2000 (99.9%)"),
    ],
)
def test_a_score_is_never_rounded_up(credit: float, questions: int, text: str) -> None:
    assert Score(credit, questions).text == text


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, 6 * n), st.just(n))), st.integers(0, 1000))
def test_a_bar_that_is_shown_as_reached_is_reached(points: tuple[int, int], bar: int) -> None:
    sixths, questions = points
    score = Score(sixths / 6, questions)
    assert score.reaches(bar / 10) == (1000 * sixths >= bar * 6 * questions)
    assert (score.percent >= bar / 10) == score.reaches(bar / 10)
