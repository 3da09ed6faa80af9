from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sco_quiz.domain.question import Chosen, Listed, Revealed, TypedText
from sco_quiz.domain.quiz.sitting import Judging, Rules, Sitting, begin
from sco_quiz.domain.rating import Verdict
from sco_quiz.errors import IllegalEventError
from tests.domain.quiz.items import MINUTE, SECOND, TEN, choice, listed, typed

YES, NO = TypedText("yes"), TypedText("no")
AT_ONCE = Rules(Judging.AT_ONCE)


def three(rules: Rules = Rules()) -> Sitting:  # noqa: B008 - rules never change
    return begin(TEN[:3], rules, 0)


def verdicts(sitting: Sitting) -> list[str]:
    return ["" if each.grade is None else each.grade.verdict.value for each in sitting.responses]


class TestAnswering:
    def test_an_answer_can_be_changed_until_the_quiz_is_handed_in(self) -> None:
        sitting = three().answer(NO, 1).answer(YES, 2)
        assert sitting.response.answer == YES
        assert sitting.response.answered_at == 2
        assert verdicts(sitting) == ["", "", ""]
        handed_in = sitting.hand_in(3)
        assert verdicts(handed_in) == ["right", "wrong", "wrong"]
        with pytest.raises(IllegalEventError):
            handed_in.answer(NO, 4)

    def test_an_answer_can_be_taken_back(self) -> None:
        sitting = three().answer(YES, 1).answer(Revealed(), 2)
        assert sitting.response.answer is None
        assert sitting.response.answered_at == 0
        assert sitting.unanswered == (0, 1, 2)

    def test_where_answers_are_judged_at_once_they_stand(self) -> None:
        sitting = three(AT_ONCE).answer(NO, 1)
        assert verdicts(sitting) == ["wrong", "", ""]
        with pytest.raises(IllegalEventError, match="any more"):
            sitting.answer(YES, 2)

    def test_to_give_up_where_answers_are_judged_at_once_is_an_answer(self) -> None:
        sitting = three(AT_ONCE).answer(Revealed(), 1)
        assert sitting.response.answer == Revealed()
        assert verdicts(sitting) == ["wrong", "", ""]

    def test_an_answer_of_another_form_is_refused_at_once(self) -> None:
        with pytest.raises(IllegalEventError, match="fit"):
            three().answer(Chosen(frozenset({0})), 1)

    def test_a_near_miss_may_not_be_another_answer_of_the_deck(self) -> None:
        item = typed("where", "Shandong")
        slip = TypedText("Shanding")
        (near,) = begin((item,), Rules(), 0).answer(slip, 1).hand_in(2).responses
        (wrong,) = begin((replace(item, others=("Shanding",)),), Rules(), 0).answer(slip, 1).hand_in(2).responses
        assert near.grade is not None
        assert wrong.grade is not None
        assert (near.grade.verdict, wrong.grade.verdict) == (Verdict.NEAR_MISS, Verdict.WRONG)

    def test_a_list_has_partial_credit(self) -> None:
        sitting = begin((listed("which", "trust", "equality"),), Rules(), 0).answer(Listed(("trust",)), 1).hand_in(2)
        assert sitting.response.grade is not None
        assert sitting.response.grade.credit == 0.5


class TestMoving:
    def test_any_question_can_be_gone_to_and_no_other(self) -> None:
        assert three().go_to(2, 1).place == 2
        for place in (-1, 3):
            with pytest.raises(IllegalEventError, match="has 3"):
                three().go_to(place, 1)

    def test_advancing_finds_the_next_question_without_an_answer_round_the_end(self) -> None:
        sitting = three().go_to(1, 1).answer(YES, 1).go_to(0, 1).advance(2)
        assert sitting.place == 2
        assert sitting.answer(YES, 3).advance(3).place == 0

    def test_advancing_with_all_answered_goes_in_order_and_stops_at_the_last(self) -> None:
        sitting = three()
        for place in range(3):
            sitting = sitting.go_to(place, 1).answer(YES, 1)
        assert [sitting.go_to(place, 2).advance(2).place for place in range(3)] == [1, 2, 2]

    def test_a_flag_marks_a_question_until_it_is_taken_away(self) -> None:
        sitting = three().go_to(1, 1).flag()
        assert [each.flagged for each in sitting.responses] == [False, True, False]
        assert not sitting.flag().response.flagged


class TestTime:
    def test_time_runs_for_the_question_on_show(self) -> None:
        sitting = three().answer(YES, 3 * SECOND).go_to(1, 5 * SECOND).go_to(0, 6 * SECOND).hand_in(10 * SECOND)
        assert [each.spent_ms for each in sitting.responses] == [9 * SECOND, SECOND, 0]

    def test_no_time_runs_in_a_pause_nor_while_a_judged_question_is_read(self) -> None:
        sitting = three(AT_ONCE).answer(YES, SECOND).advance(MINUTE).pause(MINUTE + SECOND).show(2 * MINUTE)
        assert sitting.spent_ms(2 * MINUTE + SECOND) == 3 * SECOND

    def test_a_clock_that_goes_back_takes_no_time_away(self) -> None:
        sitting = begin(TEN, Rules(), MINUTE).answer(YES, 0).answer(NO, SECOND)
        assert sitting.spent_ms(2 * SECOND) == 2 * SECOND

    def test_when_the_time_is_up_what_is_there_is_handed_in(self) -> None:
        sitting = three(Rules(limit_ms=MINUTE)).answer(YES, SECOND).advance(2 * SECOND)
        assert sitting.left_ms(50 * SECOND) == 10 * SECOND
        assert sitting.tick(MINUTE - 1) is sitting
        over = sitting.tick(MINUTE + SECOND, YES)
        assert over.handed_in
        assert over.out_of_time
        assert verdicts(over) == ["right", "right", "wrong"]
        assert sum(each.spent_ms for each in over.responses) == MINUTE

    def test_a_blank_draft_leaves_the_answer_as_it_is(self) -> None:
        over = three(Rules(limit_ms=MINUTE)).answer(YES, SECOND).tick(MINUTE, Revealed())
        assert verdicts(over)[0] == "right"

    def test_an_answer_that_comes_too_late_is_refused(self) -> None:
        for rules in (Rules(limit_ms=MINUTE), Rules(question_limit_ms=MINUTE)):
            with pytest.raises(IllegalEventError, match="time is up"):
                three(rules).answer(YES, MINUTE)

    def test_a_question_whose_own_time_is_up_is_closed_and_the_next_comes(self) -> None:
        sitting = three(Rules(question_limit_ms=MINUTE)).tick(MINUTE, YES)
        assert sitting.place == 1
        assert not sitting.handed_in
        with pytest.raises(IllegalEventError, match="any more"):
            sitting.go_to(0, MINUTE).answer(NO, MINUTE)
        assert sitting.question_left_ms(MINUTE + SECOND) == MINUTE - SECOND
        over = sitting.tick(2 * MINUTE).tick(3 * MINUTE)
        assert over.handed_in
        assert over.out_of_time
        assert verdicts(over) == ["right", "wrong", "wrong"]

    def test_time_spent_on_a_question_before_counts_when_it_is_shown_again(self) -> None:
        sitting = three(Rules(question_limit_ms=MINUTE)).go_to(1, 40 * SECOND).go_to(0, 50 * SECOND)
        assert sitting.question_left_ms(60 * SECOND) == 10 * SECOND

    def test_where_answers_are_judged_at_once_a_question_out_of_time_is_judged_and_stays(self) -> None:
        sitting = three(Rules(Judging.AT_ONCE, question_limit_ms=MINUTE)).tick(MINUTE, NO)
        assert sitting.place == 0
        assert verdicts(sitting) == ["wrong", "", ""]
        assert sitting.tick(9 * MINUTE) is sitting


class TestDropping:
    def test_questions_that_are_gone_leave_and_the_place_stays_with_its_question(self) -> None:
        sitting = begin(TEN, Rules(), 0).go_to(4, 1).without({"deck/2", "deck/9"})
        assert [item.card for item in sitting.items] == [f"deck/{n}" for n in (1, 3, 4, 5, 6, 7, 8, 10)]
        assert sitting.item.card == "deck/5"
        assert sitting.without({"deck/5"}).item.card == "deck/6"
        assert sitting.go_to(7, 1).without({"deck/10"}).item.card == "deck/8"

    def test_judged_questions_stay_and_a_quiz_of_none_is_over(self) -> None:
        sitting = three(AT_ONCE).answer(NO, 1).without({"deck/1", "deck/2", "deck/3"})
        assert verdicts(sitting) == ["wrong"]
        with pytest.raises(IllegalEventError, match="None"):
            three().without({"deck/1", "deck/2", "deck/3"})


EVENTS: list[Callable[[Sitting], object]] = [
    lambda s: s.show(1),
    lambda s: s.answer(YES, 1),
    lambda s: s.go_to(1, 1),
    lambda s: s.advance(1),
    lambda s: s.flag(),
    lambda s: s.hand_in(1),
]


@pytest.mark.parametrize("event", EVENTS)
def test_nothing_happens_to_a_quiz_that_is_handed_in(event: Callable[[Sitting], object]) -> None:
    over = three(Rules(limit_ms=MINUTE)).hand_in(1)
    with pytest.raises(IllegalEventError, match="handed in"):
        event(over)
    assert over.tick(9 * MINUTE, YES) is over


def test_a_quiz_needs_a_question() -> None:
    with pytest.raises(IllegalEventError):
        begin((), Rules(), 0)


def test_choosing_nothing_is_wrong() -> None:
    (response,) = begin((choice("which"),), Rules(), 0).hand_in(1).responses
    assert response.grade is not None
    assert response.grade.verdict is Verdict.WRONG
