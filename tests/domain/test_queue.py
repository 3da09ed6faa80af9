from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.day import DAY_MS
from sco_quiz.domain.memory import Limits, Memory, Settings, State
from sco_quiz.domain.queue import DoneToday, Queue, QueueItem, build_queue, intersperse
from sco_quiz.domain.rating import Rating
from sco_quiz.domain.scheduler import schedule

DAY = 18_000
START = DAY * DAY_MS
END = START + DAY_MS


def item(name: str, memory: Memory | None = None) -> QueueItem:
    return QueueItem(f"deck/{name}", f"deck/{name.partition('#')[0]}", memory)


def in_learning(due_at: int, day: int = DAY) -> Memory:
    return replace(schedule(None, Rating.AGAIN, START, day, Settings(), "deck/x"), due_at=due_at)


def in_review(due_day: int = DAY) -> Memory:
    return replace(in_learning(START, DAY - 9), state=State.REVIEW, due_at=None, due_day=due_day)


def build(
    learning: list[QueueItem] | None = None,
    reviews: list[QueueItem] | None = None,
    new: list[QueueItem] | None = None,
    done: DoneToday = DoneToday(),  # noqa: B008 - frozen
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Queue:
    return build_queue(
        learning=learning or [], reviews=reviews or [], new=new or [], done=done, limits=limits, day=DAY, day_end=END
    )


def names(items: tuple[QueueItem, ...] | list[QueueItem]) -> list[str]:
    return [each.card.removeprefix("deck/") for each in items]


def test_learning_cards_wait_for_their_time_soonest_first() -> None:
    queue = build(learning=[item("b", in_learning(START + 9)), item("a", in_learning(START + 3))])
    assert names(queue.learning) == ["a", "b"]
    assert queue.main == ()


def test_a_step_past_the_end_of_the_day_waits_for_the_next_and_is_due_all_of_it() -> None:
    assert build(learning=[item("a", in_learning(END))]) == Queue((), ())
    evening = item("a", in_learning(END - 1, DAY - 1))
    assert names(build(learning=[evening], reviews=[item("r", in_review())]).main) == ["a", "r"]


def test_reviews_and_new_cards_are_mixed_evenly() -> None:
    reviews = [item(f"r{n}", in_review()) for n in range(4)]
    queue = build(reviews=reviews, new=[item(f"n{n}") for n in range(2)])
    assert names(queue.main) == ["r0", "n0", "r1", "r2", "n1", "r3"]


@given(one=st.integers(0, 60), two=st.integers(0, 60))
@settings(deadline=None, max_examples=100)
def test_mixing_keeps_both_orders_and_bunches_neither(one: int, two: int) -> None:
    reviews, new = [item(f"r{n}") for n in range(one)], [item(f"n{n}") for n in range(two)]
    mixed = intersperse(reviews, new)
    assert [each for each in mixed if each in reviews] == reviews
    assert [each for each in mixed if each in new] == new
    run = longest = 0
    shorter = new if two <= one else reviews
    for each in mixed:
        run = 0 if each in shorter else run + 1
        longest = max(longest, run)
    assert longest <= -(-max(one, two) // (min(one, two) + 1)) + 1


def test_limits_count_what_was_done_today() -> None:
    reviews = [item(f"r{n}", in_review()) for n in range(9)]
    new = [item(f"n{n}") for n in range(9)]
    queue = build(
        reviews=reviews, new=new, done=DoneToday(new=3, reviews=2), limits=Limits(new_per_day=5, reviews_per_day=4)
    )
    assert sorted(names(queue.main)) == ["n0", "n1", "r0", "r1"]
    assert build(reviews=reviews, new=new, done=DoneToday(new=99, reviews=999)).main == ()


def test_lists_are_read_no_further_than_the_limits() -> None:
    def cards() -> Iterator[QueueItem]:
        yield item("a")
        yield item("b")
        raise AssertionError

    queue = build_queue(
        learning=[], reviews=[], new=cards(), done=DoneToday(), limits=Limits(new_per_day=2), day=DAY, day_end=END
    )
    assert names(queue.main) == ["a", "b"]


def test_of_a_note_one_card_is_asked_learning_before_review_before_new() -> None:
    queue = build(
        learning=[item("x#c1", in_learning(START)), item("x#c2", in_learning(START))],
        reviews=[item("x#c3", in_review()), item("y#c1", in_review()), item("y#c2", in_review())],
        new=[item("x#c4"), item("y#c3"), item("z#c1"), item("z#c2")],
    )
    assert names(queue.learning) == ["x#c1", "x#c2"]
    assert names(queue.main) == ["y#c1", "z#c1"]


def test_siblings_of_a_card_that_was_answered_today_wait_unless_they_are_in_learning() -> None:
    done = DoneToday(notes=frozenset({"deck/x"}))
    queue = build([item("x#c1", in_learning(START))], [item("x#c2", in_review())], [item("x#c3"), item("y")], done)
    assert names(queue.learning) == ["x#c1"]
    assert names(queue.main) == ["y"]


def test_a_card_that_is_not_in_learning_has_no_place_among_them() -> None:
    with pytest.raises(ValueError, match="not in learning"):
        build(learning=[item("a", in_review())])
