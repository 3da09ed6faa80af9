"""The sitting of a quiz, as an immutable state machine without IO.

Each event gives the sitting after it; one that isn't allowed raises IllegalEventError. Times are UTC ms, and ``now``
is passed in. The clock runs only while a question that can still be answered is on show: neither a pause, nor reading
what was right, costs time.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sco_quiz.domain.deck import Kind
from sco_quiz.domain.grading import Grade, grade
from sco_quiz.domain.question import Answer, Question, Revealed
from sco_quiz.domain.rating import Verdict
from sco_quiz.errors import IllegalEventError


class Judging(StrEnum):
    """When answers are judged: each at once, or all when the quiz is handed in, until when they can be changed."""

    AT_ONCE = "at-once"
    AT_END = "at-end"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the learner chose at the start. Limits are in ms of time spent on questions; None is no limit."""

    judging: Judging = Judging.AT_END
    limit_ms: int | None = None
    question_limit_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it is asked, with what a result shows of its card.

    ``others`` are other answers of its deck, which a near miss may not be.
    """

    card: str
    note: str
    deck: str
    kind: Kind
    question: Question
    tags: tuple[str, ...] = ()
    hint: str = ""
    explanation: str = ""
    source: str = ""
    others: tuple[str, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """What the learner made of one question so far.

    ``grade`` is there once it is judged, and then the answer stands; ``answer`` is None where none was given.
    ``answered_at`` is when the answer was last given (UTC ms, 0: never), ``spent_ms`` the time spent on the question.
    """

    answer: Answer | None = None
    answered_at: int = 0
    spent_ms: int = 0
    flagged: bool = False
    timed_out: bool = False
    grade: Grade | None = None

    @property
    def open(self) -> bool:
        """Whether an answer can still be given or changed."""
        return self.grade is None and not self.timed_out


@dataclass(frozen=True, slots=True)
class Sitting:
    """One quiz under way, or handed in. Made by ``begin``, and by each event from the one before.

    ``place`` is the question on show; ``since`` is when its time began to run (None: it does not run).
    ``out_of_time`` tells that the clock handed it in.
    """

    rules: Rules
    items: tuple[Item, ...]
    responses: tuple[Response, ...]
    place: int = 0
    since: int | None = None
    handed_in: bool = False
    out_of_time: bool = False

    @property
    def item(self) -> Item:
        """The question on show."""
        return self.items[self.place]

    @property
    def response(self) -> Response:
        """What the learner made of the question on show."""
        return self.responses[self.place]

    @property
    def unanswered(self) -> tuple[int, ...]:
        """The places of questions that can be answered and are not, in order."""
        return tuple(
            place for place, response in enumerate(self.responses) if response.open and response.answer is None
        )

    def spent_ms(self, now: int) -> int:
        """The time spent on all questions so far."""
        return sum(response.spent_ms for response in self.responses) + self._running(now)

    def left_ms(self, now: int) -> int | None:
        """The time left of the whole quiz; None without a limit, 0 when it is up."""
        limit = self.rules.limit_ms
        return None if limit is None else max(0, limit - self.spent_ms(now))

    def question_left_ms(self, now: int) -> int | None:
        """The time left for the question on show; None without a limit, 0 when it is up."""
        limit = self.rules.question_limit_ms
        return None if limit is None else max(0, limit - self.response.spent_ms - self._running(now))

    def show(self, now: int) -> Sitting:
        """The question is on the screen, perhaps again after a pause: from here its time runs, unless it does already.

        No time runs for a question that can't be answered any more.
        """
        self._refuse_if_handed_in()
        if not self.response.open:
            return replace(self, since=None)
        return replace(self, since=now) if self.since is None else self

    def pause(self, now: int) -> Sitting:
        """The learner has gone; no time runs until ``show``."""
        return replace(_settled(self, now), since=None)

    def answer(self, answer: Answer, now: int) -> Sitting:
        """Answer the question on show, instead of any answer before; judged now where the rules say so.

        ``Revealed()`` takes the answer back where answers are judged at the end, and gives up where at once.
        """
        self._refuse_if_handed_in()
        if not self.response.open:
            raise IllegalEventError("This question can't be answered any more.")
        if 0 in {self.left_ms(now), self.question_left_ms(now)}:
            raise IllegalEventError("The time is up.")
        # Graded also where the grade is not kept yet, so that an answer of the wrong form is refused now.
        graded = _judge(self.item, answer)
        settled = _settled(self, now)
        at_once = self.rules.judging is Judging.AT_ONCE
        given = None if isinstance(answer, Revealed) and not at_once else answer
        response = replace(
            settled.response, answer=given, answered_at=0 if given is None else now, grade=graded if at_once else None
        )
        return _with(settled, response).show(now)

    def go_to(self, place: int, now: int) -> Sitting:
        """Show another question, counted from 0; IllegalEventError where there is none."""
        self._refuse_if_handed_in()
        if not 0 <= place < len(self.items):
            raise IllegalEventError(f"There is no question {place + 1}; this quiz has {len(self.items)}.")
        return replace(_settled(self, now), place=place).show(now)

    def advance(self, now: int) -> Sitting:
        """On to the next question without an answer, round the end; to the next in order where all have one.

        Stays at the last one when there is nothing left to answer.
        """
        self._refuse_if_handed_in()
        left = self.unanswered
        after = [place for place in left if place > self.place]
        before = [place for place in left if place < self.place]
        following = (after or before or [min(self.place + 1, len(self.items) - 1)])[0]
        return self.go_to(following, now)

    def flag(self) -> Sitting:
        """Mark the question on show, to come back to it; or take the mark away."""
        self._refuse_if_handed_in()
        return _with(self, replace(self.response, flagged=not self.response.flagged))

    def tick(self, now: int, draft: Answer | None = None) -> Sitting:
        """Time has passed. Where it is up, what is there is handed in: ``draft`` is what was begun but not given.

        A question whose own time is up is closed, and the next open one comes; the quiz ends with the last.
        """
        if self.handed_in or self.since is None:
            return self
        if self.left_ms(now) == 0:
            drafted = _with_draft(self, draft, now)
            return replace(drafted, out_of_time=True).hand_in(now)
        if self.question_left_ms(now) == 0:
            return _time_out(_with_draft(self, draft, now), now)
        return self

    def hand_in(self, now: int) -> Sitting:
        """End the quiz: every question is judged by the answer that is there."""
        self._refuse_if_handed_in()
        settled = _settled(self, now)
        judged = tuple(
            response if response.grade is not None else replace(response, grade=_judge(item, response.answer))
            for item, response in zip(settled.items, settled.responses, strict=True)
        )
        return replace(settled, responses=judged, since=None, handed_in=True)

    def without(self, cards: Collection[str]) -> Sitting:
        """Without the questions of ``cards``, which are gone from their decks; paused. Judged ones stay.

        With nothing left, a quiz is over: IllegalEventError.
        """
        gone = frozenset(cards)
        kept = [
            place
            for place, (item, response) in enumerate(zip(self.items, self.responses, strict=True))
            if item.card not in gone or response.grade is not None
        ]
        if not kept:
            raise IllegalEventError("None of this quiz's questions is left.")
        shown = next((new for new, old in enumerate(kept) if old >= self.place), len(kept) - 1)
        return replace(
            self,
            items=tuple(self.items[place] for place in kept),
            responses=tuple(self.responses[place] for place in kept),
            place=shown,
            since=None,
        )

    def _running(self, now: int) -> int:
        """The time of the question on show that is not in its response yet; none while a clock goes backwards."""
        return 0 if self.since is None else max(0, now - self.since)

    def _refuse_if_handed_in(self) -> None:
        if self.handed_in:
            raise IllegalEventError("This quiz is handed in.")


def begin(items: tuple[Item, ...], rules: Rules, now: int) -> Sitting:
    """A quiz with its first question on show; IllegalEventError without any."""
    if not items:
        raise IllegalEventError("A quiz needs a question.")
    return Sitting(rules, items, tuple(Response() for _ in items)).show(now)


def _settled(sitting: Sitting, now: int) -> Sitting:
    """With the running time in the response of the question on show, but no more of it than the limits allow."""
    since = sitting.since
    if since is None:
        return sitting
    limits = (sitting.left_ms(since), sitting.question_left_ms(since))
    running = min((max(0, now - since), *(limit for limit in limits if limit is not None)))
    response = replace(sitting.response, spent_ms=sitting.response.spent_ms + running)
    return replace(_with(sitting, response), since=now)


def _with(sitting: Sitting, response: Response) -> Sitting:
    """With another response to the question on show."""
    before, after = sitting.responses[: sitting.place], sitting.responses[sitting.place + 1 :]
    return replace(sitting, responses=(*before, response, *after))


def _with_draft(sitting: Sitting, draft: Answer | None, now: int) -> Sitting:
    """With what was begun as the answer; a blank one leaves an answer before it as it is."""
    if draft is None or isinstance(draft, Revealed) or not sitting.response.open:
        return sitting
    return _with(sitting, replace(sitting.response, answer=draft, answered_at=now))


def _time_out(sitting: Sitting, now: int) -> Sitting:
    """With the question on show closed, and the next open one on show where answers are judged at the end."""
    settled = _settled(sitting, now)
    response = replace(settled.response, timed_out=True)
    if sitting.rules.judging is Judging.AT_ONCE:
        return _with(settled, replace(response, grade=_judge(sitting.item, response.answer))).show(now)
    closed = _with(settled, response)
    if not any(each.open for each in closed.responses):
        return replace(closed, out_of_time=True).hand_in(now)
    places = range(len(closed.items))
    following = next(
        place for place in (*places[closed.place + 1 :], *places[: closed.place]) if closed.responses[place].open
    )
    return replace(closed, place=following).show(now)


def _judge(item: Item, answer: Answer | None) -> Grade:
    graded = grade(item.question, Revealed() if answer is None else answer, item.others)
    if graded is None:
        raise IllegalEventError("A quiz can't ask a card that is turned over.")
    return graded


def regraded(item: Item, answer: Answer | None, verdict: str, credit: float) -> Grade:
    """The grade of an answer that was judged before, with the verdict and the credit that it was given then."""
    return replace(_judge(item, answer), verdict=Verdict(verdict), credit=credit)
