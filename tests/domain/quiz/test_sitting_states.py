"""The sitting against a plain model: lists of what was answered, and a sum of seconds."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sco_quiz.domain.question import TypedText
from sco_quiz.domain.quiz.result import result_of
from sco_quiz.domain.quiz.sitting import Judging, Rules, begin
from tests.domain.quiz.items import SECOND, TEN

RIGHT, WRONG = "yes", "no"
LIMITS = st.none() | st.integers(5, 40)


@dataclass
class Plain:
    """One question of the model; seconds."""

    answer: str = ""
    spent: int = 0
    shut: bool = False
    flagged: bool = False


class QuizMachine(RuleBasedStateMachine):
    @initialize(count=st.integers(1, 5), at_once=st.booleans(), limit=LIMITS, each=LIMITS)
    def begin(self, count: int, at_once: bool, limit: int | None, each: int | None) -> None:
        self.now = 0
        self.at_once, self.limit, self.each = at_once, limit, each
        self.plain = [Plain() for _ in range(count)]
        self.place = 0
        self.over = False
        rules = Rules(
            Judging.AT_ONCE if at_once else Judging.AT_END,
            None if limit is None else limit * SECOND,
            None if each is None else each * SECOND,
        )
        self.sitting = begin(TEN[:count], rules, 0)

    @property
    def time(self) -> int:
        return self.now * SECOND

    @rule(seconds=st.integers(0, 12), draft=st.sampled_from(["", RIGHT, WRONG]))
    def wait(self, seconds: int, draft: str) -> None:
        """A second at a time, as a face's clock does it."""
        for _ in range(seconds):
            self.now += 1
            self.sitting = self.sitting.tick(self.time, TypedText(draft) if draft else None)
            shown = self.plain[self.place]
            if self.over or shown.shut:
                continue
            shown.spent += 1
            quiz_up = self.limit is not None and sum(each.spent for each in self.plain) >= self.limit
            up = self.each is not None and shown.spent >= self.each
            if quiz_up or up:
                shown.answer = draft or shown.answer
                shown.shut = True
                rest = [place for place, each in enumerate(self.plain) if not each.shut]
                if quiz_up or (not rest and not self.at_once):
                    self.over = True
                elif not self.at_once:
                    self.place = next((place for place in rest if place > self.place), rest[0])

    @precondition(lambda self: not self.over and not self.plain[self.place].shut)
    @rule(answer=st.sampled_from([RIGHT, WRONG]))
    def answer(self, answer: str) -> None:
        self.sitting = self.sitting.answer(TypedText(answer), self.time)
        self.plain[self.place].answer = answer
        self.plain[self.place].shut = self.at_once

    @precondition(lambda self: not self.over)
    @rule(data=st.data())
    def go_to(self, data: st.DataObject) -> None:
        self.place = data.draw(st.integers(0, len(self.plain) - 1))
        self.sitting = self.sitting.go_to(self.place, self.time)

    @precondition(lambda self: not self.over)
    @rule()
    def flag(self) -> None:
        self.sitting = self.sitting.flag()
        self.plain[self.place].flagged ^= True

    @precondition(lambda self: not self.over)
    @rule(seconds=st.integers(0, 100))
    def pause(self, seconds: int) -> None:
        self.sitting = self.sitting.pause(self.time)
        self.now += seconds
        self.sitting = self.sitting.tick(self.time).show(self.time)

    @precondition(lambda self: not self.over)
    @rule()
    def hand_in(self) -> None:
        self.sitting = self.sitting.hand_in(self.time)
        self.over = True

    @invariant()
    def they_agree(self) -> None:
        sitting = self.sitting
        assert sitting.handed_in == self.over
        assert [each.flagged for each in sitting.responses] == [each.flagged for each in self.plain]
        given = [each.answer.text if isinstance(each.answer, TypedText) else "" for each in sitting.responses]
        assert given == [each.answer for each in self.plain]
        assert sitting.spent_ms(self.time) == SECOND * sum(each.spent for each in self.plain)
        if not self.over:
            assert sitting.place == self.place
            assert [each.open for each in sitting.responses] == [not each.shut for each in self.plain]
            return
        result = result_of(sitting)
        assert result.score.credit == sum(each.answer == RIGHT for each in self.plain)
        assert [each.number - 1 for each in result.mistakes] == [
            place for place, each in enumerate(self.plain) if each.answer != RIGHT
        ]
        assert [each.spent_ms for each in result.marked] == [SECOND * each.spent for each in self.plain]


QuizMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestQuiz = QuizMachine.TestCase
