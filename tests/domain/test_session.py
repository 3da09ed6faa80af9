from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as examples
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sco_quiz.domain.day import DAY_MS
from sco_quiz.domain.effect import Buried, Rated, Skipped, Suspended, Undone
from sco_quiz.domain.memory import Limits, Memory, Settings, State
from sco_quiz.domain.phase import Asking, Finished, Revealed, Waiting
from sco_quiz.domain.queue import Queue, QueueItem
from sco_quiz.domain.rating import Rating, Verdict
from sco_quiz.domain.scheduler import schedule
from sco_quiz.domain.session import Counts, Session, Summary, start
from sco_quiz.errors import IllegalEventError

AGAIN, HARD, GOOD, EASY = Rating
DAY = 18_000
START = DAY * DAY_MS
END = START + DAY_MS
MINUTE = 60_000
SETTINGS = Settings()
LIMITS = Limits()


def new(name: str) -> QueueItem:
    return QueueItem(f"deck/{name}", f"deck/{name.partition('#')[0]}", None)


def learning(name: str, due_at: int) -> QueueItem:
    memory = schedule(None, AGAIN, START, DAY, SETTINGS, f"deck/{name}")
    return replace(new(name), memory=replace(memory, due_at=due_at))


def review(name: str, lapses: int = 0) -> QueueItem:
    memory = schedule(None, EASY, START - 30 * DAY_MS, DAY - 30, SETTINGS, f"deck/{name}")
    return replace(new(name), memory=replace(memory, due_day=DAY, lapses=lapses))


def begin(*main: QueueItem, waiting: tuple[QueueItem, ...] = (), now: int = START) -> Session:
    return start(Queue(main, waiting), SETTINGS, LIMITS, now, END)


def shown(session: Session) -> str:
    assert session.current is not None
    return session.current.card.removeprefix("deck/")


def answer(session: Session, rating: Rating = GOOD, now: int = START) -> Session:
    return rate(session.reveal()[0], rating, now)[0]


def rate(session: Session, rating: Rating, now: int = START, day: int = DAY, end: int = END) -> tuple[Session, Rated]:
    """Rate the card on show by what the scheduler makes of it."""
    item = session.current or new("none")
    return session.rate(rating, schedule(item.memory, rating, now, day, session.settings, item.card), now, end)


EVENTS: tuple[tuple[str, Callable[[Session], Any]], ...] = (
    ("show", lambda s: s.show(START)),
    ("reveal", lambda s: s.reveal()),
    ("give", lambda s: s.give("x", Verdict.RIGHT)),
    ("retype", lambda s: s.retype()),
    ("rate", lambda s: rate(s, GOOD)),
    ("skip", lambda s: s.skip(START)),
    ("suspend", lambda s: s.suspend(START)),
    ("bury", lambda s: s.bury(START)),
    ("undo", lambda s: s.undo(START)),
    ("drop", lambda s: s.drop(START)),
    ("end", lambda s: s.end()),
)
LEGAL = {
    "asking": {"show", "reveal", "give", "skip", "suspend", "bury", "drop", "end"},
    "revealed": {"rate", "skip", "suspend", "bury", "drop", "end"},
    "graded": {"rate", "retype", "skip", "suspend", "bury", "drop", "end"},
    "waiting": {"end"},
    "finished": set[str](),
}


class TestEvents:
    def test_cards_come_in_the_order_of_the_queue(self) -> None:
        session = begin(new("a"), review("b"), new("c"))
        seen = []
        for _ in range(3):
            seen.append(shown(session))
            session = answer(session, EASY)
        assert seen == ["a", "b", "c"]
        assert session.phase == Finished(early=False)

    def test_an_empty_queue_is_finished_at_once(self) -> None:
        assert begin().phase == Finished(early=False)

    def test_a_rating_says_what_to_keep(self) -> None:
        session = begin(new("a"), now=START).give("quingdao", Verdict.NEAR_MISS)[0]
        _, rated = rate(session, HARD, START + 7_000)
        assert rated == Rated(
            item=new("a"),
            rating=HARD,
            after=schedule(None, HARD, START + 7_000, DAY, SETTINGS, "deck/a"),
            verdict=Verdict.NEAR_MISS,
            answer="quingdao",
            duration_ms=7_000,
            leech=False,
        )
        assert rated.before is None

    def test_time_for_an_answer_is_capped_and_never_negative(self) -> None:
        session = begin(new("a")).reveal()[0]
        assert rate(session, GOOD, START + 5 * MINUTE)[1].duration_ms == SETTINGS.answer_time_cap_ms
        assert rate(session, GOOD, START - MINUTE)[1].duration_ms == 0

    def test_time_runs_from_when_the_question_is_shown(self) -> None:
        session = begin(new("a")).show(START + 30_000)[0].reveal()[0]
        assert rate(session, GOOD, START + 31_000)[1].duration_ms == 1_000

    def test_a_mistyped_answer_can_be_given_again(self) -> None:
        session = begin(new("a")).give("qingdoa", Verdict.WRONG)[0].retype()[0]
        assert session.phase == Asking(new("a"), START)
        assert session.give("Qingdao", Verdict.RIGHT)[0].phase == Revealed(new("a"), START, "Qingdao", Verdict.RIGHT)

    def test_a_card_that_was_only_turned_over_has_nothing_to_retype(self) -> None:
        with pytest.raises(IllegalEventError):
            begin(new("a")).reveal()[0].retype()

    def test_ending_rates_nothing(self) -> None:
        session = begin(new("a"), new("b")).reveal()[0].end()[0]
        assert session.phase == Finished(early=True)
        assert session.summary == Summary()

    @pytest.mark.parametrize("first", [new("a"), review("a"), learning("a", START - MINUTE)])
    @pytest.mark.parametrize("revealed", [False, True])
    def test_the_card_on_show_is_left_when_the_session_is_ended(self, first: QueueItem, revealed: bool) -> None:
        waiting = (first, learning("c", START + 9 * MINUTE)) if first.learning else (learning("c", START + MINUTE),)
        session = begin(*(() if first.learning else (first,)), new("b"), waiting=waiting)
        assert session.current == first
        ended = (session.reveal()[0] if revealed else session).end()[0]
        assert ended.counts == replace(session.counts, again=ended.counts.learning)
        assert sorted(item.card for item in ended.left) == sorted(item.card for item in session.left)

    def test_a_lapse_too_many_is_a_leech(self) -> None:
        rated = rate(begin(review("a", lapses=7)).reveal()[0], AGAIN)[1]
        assert rated.leech
        assert not rate(begin(review("a", lapses=8)).reveal()[0], GOOD)[1].leech

    def test_the_summary_counts_ratings_new_cards_and_time(self) -> None:
        session = begin(new("a"), review("b"))
        session = rate(session.reveal()[0], EASY, START + 2_000)[0]
        session = rate(session.reveal()[0], AGAIN, START + 5_000)[0]
        assert session.summary == Summary(ratings=(1, 0, 0, 1), introduced=1, duration_ms=5_000)
        assert (session.summary.answered, session.summary.right) == (2, 1)

    @pytest.mark.parametrize("phase", sorted(LEGAL))
    def test_an_illegal_event_says_so_and_changes_nothing(self, phase: str) -> None:
        asking = begin(new("a"))
        session = {
            "asking": asking,
            "revealed": asking.reveal()[0],
            "graded": asking.give("x", Verdict.RIGHT)[0],
            "waiting": begin(waiting=(learning("a", START + 60 * MINUTE),)),
            "finished": begin(),
        }[phase]
        before = replace(session)
        for name, event in EVENTS:
            if name in LEGAL[phase]:
                event(session)
            else:
                with pytest.raises(IllegalEventError):
                    event(session)
            assert session == before


class TestLearning:
    def test_a_learning_card_comes_back_when_it_is_due_before_what_is_left(self) -> None:
        session = answer(begin(new("a"), new("b"), new("c"), new("d")), AGAIN)
        assert shown(session) == "b"
        session = answer(session, EASY, START + 30_000)
        assert shown(session) == "c"
        session = answer(session, EASY, START + 61_000)
        assert shown(session) == "a"

    def test_new_cards_come_before_learning_ones_that_are_not_due_yet(self) -> None:
        session = begin(*(new(f"n{n}") for n in range(9)))
        for n in range(9):
            assert shown(session) == f"n{n}"
            session = answer(session, GOOD, START + n * 1_000)

    def test_when_nothing_else_is_left_cards_are_learned_ahead_but_not_the_same_twice_in_a_row(self) -> None:
        session = answer(answer(begin(new("a"), new("b"))))
        assert shown(session) == "a"
        session = answer(session, AGAIN)
        assert shown(session) == "b"
        session = answer(session, EASY)
        assert shown(session) == "a"
        session = answer(session, AGAIN)
        assert shown(session) == "a"

    def test_what_lies_further_ahead_is_waited_for(self) -> None:
        session = begin(waiting=(learning("a", START + 50 * MINUTE),))
        assert session.phase == Waiting(START + 30 * MINUTE)
        assert session.tick(START + 30 * MINUTE - 1)[0] is session
        assert shown(session.tick(START + 30 * MINUTE)[0]) == "a"

    def test_a_step_past_the_end_of_the_day_is_left_for_tomorrow(self) -> None:
        session = answer(begin(new("a"), now=END - MINUTE), GOOD, END - MINUTE)
        assert session.phase == Finished(early=False)

    def test_a_sitting_goes_on_past_the_end_of_the_day(self) -> None:
        session = begin(new("a"), now=END - MINUTE).reveal()[0]
        session, _ = rate(session, GOOD, END + MINUTE, DAY + 1, END + DAY_MS)
        assert shown(session) == "a"


class TestSiblings:
    def test_siblings_of_an_answered_card_leave_but_for_those_in_learning(self) -> None:
        session = begin(new("x#c1"), new("x#c2"), review("x#c3"), new("y"), waiting=(learning("x#c4", START + MINUTE),))
        session = answer(session, EASY)
        assert [item.card for item in session.left] == ["deck/y", "deck/x#c4"]

    def test_a_skipped_sibling_leaves_too(self) -> None:
        session = begin(new("x#c1"), new("x#c2")).skip(START)[0]
        assert answer(session, EASY).phase == Finished(early=False)

    def test_undo_brings_siblings_back(self) -> None:
        session = begin(new("x#c1"), new("x#c2"), new("y"))
        assert answer(session, EASY).undo(START)[0] == session


class TestAside:
    def test_a_skipped_card_comes_after_the_others(self) -> None:
        session = begin(new("a"), new("b")).skip(START)[0]
        assert shown(session) == "b"
        assert shown(answer(session, EASY)) == "a"

    def test_the_only_card_left_can_be_skipped_but_is_not_lost(self) -> None:
        assert shown(begin(new("a")).skip(START)[0]) == "a"

    def test_suspended_and_buried_cards_leave(self) -> None:
        session, suspended = begin(new("a"), new("b")).suspend(START)
        assert suspended == Suspended(new("a"))
        session, buried = session.reveal()[0].bury(START)
        assert buried == Buried(new("b"))
        assert session.phase == Finished(early=False)
        session, undone = session.undo(START)
        assert undone == Undone(Buried(new("b")))
        session, undone = session.undo(START)
        assert undone == Undone(Suspended(new("a")))
        assert session == begin(new("a"), new("b"))

    def test_a_card_that_is_gone_is_dropped_without_a_trace(self) -> None:
        session = begin(new("a"), new("b")).drop(START)[0]
        assert shown(session) == "b"
        assert session.past is None


class TestElsewhere:
    """A card that another program answered meanwhile."""

    def answered(self, item: QueueItem, rating: Rating) -> Memory:
        return schedule(item.memory, rating, START, DAY, SETTINGS, item.card)

    def test_a_card_that_is_no_longer_due_leaves(self) -> None:
        session = begin(new("a"), new("b"))
        session = session.correct("deck/a", self.answered(new("a"), EASY), START, DAY)[0]
        assert [item.card for item in session.left] == ["deck/b"]

    def test_a_card_that_is_in_learning_now_comes_when_it_is_due(self) -> None:
        memory = replace(self.answered(new("a"), GOOD), due_at=START + 40 * MINUTE)
        session = begin(new("a"), new("b")).correct("deck/a", memory, START, DAY)[0]
        assert shown(session) == "b"
        assert session.learning == (replace(new("a"), memory=memory),)

    def test_a_card_that_is_still_due_is_asked_with_its_true_memory(self) -> None:
        memory = replace(review("a").memory or self.answered(new("a"), EASY), reps=9)
        session = begin(review("a")).correct("deck/a", memory, START, DAY)[0]
        assert session.current == replace(new("a"), memory=memory)

    def test_a_card_that_waits_is_put_right_too(self) -> None:
        session = answer(begin(new("a"), new("b")), GOOD)
        kept = self.answered(new("a"), HARD)
        assert session.correct("deck/a", kept, START, DAY)[0].learning == (replace(new("a"), memory=kept),)
        assert session.correct("deck/a", self.answered(new("a"), EASY), START, DAY)[0].learning == ()
        assert session.correct("deck/none", kept, START, DAY)[0] == session


class SessionAgainstAList(RuleBasedStateMachine):
    """The session beside a plain list of what is left, in which cards are looked for by the rules of the design."""

    @initialize(
        kinds=st.lists(st.sampled_from(("new", "review", "learning")), max_size=7),
        notes=st.lists(st.integers(0, 5), min_size=7, max_size=7),
    )
    def sit_down(self, kinds: list[str], notes: list[int]) -> None:
        self.now = START
        main, waiting = [], []
        for number, kind in enumerate(kinds):
            name = f"n{notes[number]}#c{number}"
            if kind == "learning":
                waiting.append(learning(name, START + number * 9 * MINUTE))
            else:
                main.append(new(name) if kind == "new" else review(name))
        self.session = begin(*main, waiting=tuple(waiting))
        self.main = [each.card for each in main]
        self.skipped: list[str] = []
        self.memories = {each.card: each.memory for each in (*main, *waiting)}
        self.learning = [each.card for each in waiting]
        self.last = ""
        self.answers: list[tuple[Rating, int, bool]] = []
        self.asked: list[str] = []
        self.graduated: set[str] = set()
        self.saved: list[tuple[Any, ...]] = []
        self.current = self.choose()

    def due(self, card: str) -> int:
        memory = self.memories[card]
        assert memory is not None
        assert memory.due_at is not None
        return memory.due_at

    def choose(self) -> str | None:
        self.learning.sort(key=lambda card: (self.due(card), card))
        due = [card for card in self.learning if self.due(card) <= self.now]
        rest = self.skipped + [card for card in self.learning if self.due(card) <= self.now + 20 * MINUTE]
        others = [card for card in rest if card != self.last]
        for cards in (due, self.main, others, rest):
            if cards:
                card = cards[0]
                for place in (self.main, self.skipped, self.learning):
                    if card in place:
                        place.remove(card)
                return card
        return None

    def save(self) -> None:
        lists = ([*self.main], [*self.skipped], [*self.learning], {**self.memories}, [*self.answers], {*self.graduated})
        self.saved.append((self.session, self.current, self.last, *lists))

    def on_show(self) -> bool:
        return isinstance(self.session.phase, Asking | Revealed)

    @rule(milliseconds=st.integers(-MINUTE, 15 * MINUTE))
    def time_passes(self, milliseconds: int) -> None:
        self.now = min(self.now + milliseconds, END - 3 * DAY_MS // 4)
        self.session = self.session.tick(self.now)[0]
        if self.current is None:
            self.current = self.choose()

    @precondition(lambda self: isinstance(self.session.phase, Asking))
    @rule(graded=st.booleans(), mistyped=st.booleans())
    def answers_the_card(self, graded: bool, mistyped: bool) -> None:
        if graded:
            self.session = self.session.give("x", Verdict.RIGHT)[0]
            if mistyped:
                self.session = self.session.retype()[0]
        else:
            self.session = self.session.reveal()[0]

    @precondition(lambda self: isinstance(self.session.phase, Revealed))
    @rule(rating=st.sampled_from(Rating), seconds=st.integers(0, 90))
    def rates_the_card(self, rating: Rating, seconds: int) -> None:
        card = self.current
        assert card is not None
        self.save()
        assert card not in self.graduated
        since = self.session.phase.since if isinstance(self.session.phase, Revealed) else 0
        self.now += seconds * 1_000
        self.session, rated = rate(self.session, rating, self.now)
        memory = self.memories[card]
        assert rated.before == memory
        assert rated.item.card == card
        self.answers.append((rating, min(max(0, self.now - since), MINUTE), memory is None))
        self.memories[card] = after = schedule(memory, rating, self.now, DAY, SETTINGS, card)
        assert rated.after == after
        self.last = card
        note = card.partition("#")[0]
        for place in (self.main, self.skipped):
            place[:] = [
                other
                for other in place
                if other.partition("#")[0] != note
                or (self.memories[other] is not None and self.memories[other].state is not State.REVIEW)  # type: ignore[union-attr] # just checked
            ]
        if after.state is State.REVIEW:
            self.graduated.add(card)
        else:
            self.learning.append(card)
        self.current = self.choose()

    @precondition(on_show)
    @rule(event=st.sampled_from(("skip", "suspend", "bury")))
    def puts_the_card_away(self, event: str) -> None:
        card = self.current
        assert card is not None
        self.save()
        if event == "skip":
            self.session, effect = self.session.skip(self.now)
            assert effect == Skipped(QueueItem(card, card.partition("#")[0], self.memories[card]))
            self.skipped.append(card)
            self.last = card
        elif event == "suspend":
            self.session, _ = self.session.suspend(self.now)
        else:
            self.session, _ = self.session.bury(self.now)
        self.current = self.choose()

    @precondition(lambda self: self.saved)
    @rule(end_first=st.booleans())
    def takes_the_last_step_back(self, end_first: bool) -> None:
        if end_first and not isinstance(self.session.phase, Finished):
            self.session = self.session.end()[0]
        self.session, _ = self.session.undo(self.now)
        before, self.current, self.last, *lists = self.saved.pop()
        self.main, self.skipped, self.learning, self.memories, self.answers, self.graduated = lists
        assert before.current is not None
        assert self.session == replace(before, phase=Asking(before.current, self.now))

    @precondition(lambda self: not self.saved)
    @rule()
    def has_nothing_to_take_back(self) -> None:
        with pytest.raises(IllegalEventError):
            self.session.undo(self.now)

    @invariant()
    def no_card_is_lost_and_none_is_there_twice(self) -> None:
        shown_first = [] if self.current is None else [self.current]
        expected = shown_first + self.main + self.skipped + sorted(self.learning, key=lambda c: (self.due(c), c))
        left = [item.card for item in self.session.left]
        assert left == expected
        assert len(set(left)) == len(left)
        assert all(item.memory == self.memories[item.card] for item in self.session.left)

    @invariant()
    def the_phase_is_what_is_left(self) -> None:
        if self.current is not None:
            assert self.on_show()
        elif self.learning:
            assert self.session.phase == Waiting(min(map(self.due, self.learning)) - 20 * MINUTE)
        else:
            assert self.session.phase == Finished(early=False)

    @invariant()
    def counters_equal_a_recount(self) -> None:
        left = [self.current, *self.main, *self.skipped, *self.learning]
        memories = [self.memories[card] for card in left if card is not None]
        states = [memory.state if memory else None for memory in memories]
        counted = Counts(
            new=states.count(None),
            learning=states.count(State.LEARNING) + states.count(State.RELEARNING),
            review=states.count(State.REVIEW),
            again=len(self.learning),
        )
        assert self.session.counts == counted
        assert counted.total == len(memories)
        summary = self.session.summary
        assert summary.ratings == tuple(sum(each[0] is rating for each in self.answers) for rating in Rating)
        assert summary.duration_ms == sum(each[1] for each in self.answers)
        assert summary.introduced == sum(each[2] for each in self.answers)


SessionAgainstAList.TestCase.settings = examples(
    deadline=None, max_examples=80, stateful_step_count=30, suppress_health_check=[HealthCheck.too_slow]
)
TestSessionAgainstAList = SessionAgainstAList.TestCase
