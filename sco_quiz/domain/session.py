"""The study session: one sitting of reviews, as an immutable state machine without IO.

Each event gives the session after it and an effect, which says what there is to keep (None: nothing). Whoever keeps it
does so before going on with the new session; if that fails, the old one still stands. An event that the phase does not
allow raises IllegalEventError. Cards are light here, ids and memories; what they ask is looked up when they are shown.
Times are UTC ms; ``now`` is passed in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sco_quiz.domain.effect import Buried, Rated, Skipped, Step, Suspended, Undone
from sco_quiz.domain.memory import Limits, Memory, Settings, State
from sco_quiz.domain.phase import Asking, Finished, Phase, Revealed, Waiting
from sco_quiz.domain.queue import Queue, QueueItem, by_due_time
from sco_quiz.domain.rating import Rating, Verdict
from sco_quiz.errors import IllegalEventError


@dataclass(frozen=True, slots=True)
class Counts:
    """Cards left, the one on show included; ``again`` are those of ``learning`` that come back when it is time."""

    new: int
    learning: int
    review: int
    again: int

    @property
    def total(self) -> int:
        """All cards left."""
        return self.new + self.learning + self.review


@dataclass(frozen=True, slots=True)
class Summary:
    """What was done: how often each rating was given (Again first), new cards among it, and the time it took."""

    ratings: tuple[int, int, int, int] = (0, 0, 0, 0)
    introduced: int = 0
    duration_ms: int = 0

    @property
    def answered(self) -> int:
        """How many answers were rated."""
        return sum(self.ratings)

    @property
    def right(self) -> int:
        """How many of them were recalled: anything but Again."""
        return sum(self.ratings[1:])

    def plus(self, rated: Rated) -> Summary:
        """With one answer more."""
        ratings = list(self.ratings)
        ratings[rated.rating - 1] += 1
        again, hard, good, easy = ratings
        introduced = self.introduced + (rated.before is None)
        return Summary((again, hard, good, easy), introduced, self.duration_ms + rated.duration_ms)


@dataclass(frozen=True, slots=True)
class Session:
    """A sitting; made by ``start``, and by each event from the one before.

    Left are ``main`` from ``place`` on, ``aside`` (skipped, in order) and ``learning`` (soonest first), and the card on
    show, which is in none of them. ``together`` are the notes of which there are several cards. ``last`` is the card
    that was on show before, which isn't asked twice in a row while there is another. ``past`` leads back through all
    steps that can be undone.
    """

    settings: Settings
    learn_ahead_ms: int
    day_end: int
    main: tuple[QueueItem, ...]
    learning: tuple[QueueItem, ...]
    phase: Phase
    together: frozenset[str] = frozenset()
    place: int = 0
    aside: tuple[QueueItem, ...] = ()
    last: str = ""
    summary: Summary = field(default_factory=Summary)
    past: tuple[Step, Session] | None = field(default=None, compare=False, repr=False)

    @property
    def current(self) -> QueueItem | None:
        """The card on show."""
        return self.phase.item if isinstance(self.phase, Asking | Revealed) else None

    @property
    def left(self) -> tuple[QueueItem, ...]:
        """All cards left, the one on show first."""
        current = self.current
        return (*(() if current is None else (current,)), *self.main[self.place :], *self.aside, *self.learning)

    @property
    def upcoming(self) -> tuple[QueueItem, ...]:
        """The cards of which one is probably asked next."""
        return (*self.main[self.place : self.place + 1], *self.aside[:1], *self.learning[:1])

    @property
    def counts(self) -> Counts:
        """How many cards are left."""
        left = self.left
        new = sum(item.memory is None for item in left)
        learning = sum(item.learning for item in left)
        return Counts(new, learning, len(left) - new - learning, len(self.learning))

    def show(self, now: int) -> tuple[Session, None]:
        """The question is on the screen only now: the time for answering runs from here."""
        match self.phase:
            case Asking(item):
                return replace(self, phase=Asking(item, now)), None
            case _:
                raise self._illegal("show a question")

    def reveal(self) -> tuple[Session, None]:
        """Turn the card over."""
        match self.phase:
            case Asking(item, since):
                return replace(self, phase=Revealed(item, since)), None
            case _:
                raise self._illegal("reveal an answer")

    def give(self, answer: str, verdict: Verdict) -> tuple[Session, None]:
        """An answer was given, as text, and graded."""
        match self.phase:
            case Asking(item, since):
                return replace(self, phase=Revealed(item, since, answer, verdict)), None
            case _:
                raise self._illegal("take an answer")

    def retype(self) -> tuple[Session, None]:
        """Back to the question, to give another answer than a mistyped one; only after a graded answer."""
        match self.phase:
            case Revealed(item, since, _, verdict) if verdict is not None:
                return replace(self, phase=Asking(item, since)), None
            case _:
                raise self._illegal("take the answer back")

    def rate(self, rating: Rating, after: Memory, now: int, day_end: int) -> tuple[Session, Rated]:
        """Rate the revealed card at ``now`` on the logical day that ends at ``day_end``, and go on.

        ``after`` is what ``scheduler.schedule`` makes of the card's memory by this rating.
        Its siblings leave the session, but for those in learning; it comes back itself when its next step is due
        before the day ends. A sitting may go on past the end of the day that it began on.
        """
        phase = self.phase
        if not isinstance(phase, Revealed):
            raise self._illegal("rate a card")
        item = phase.item
        leech = False
        if item.memory is not None and after.lapses > item.memory.lapses:
            from sco_quiz.domain.scheduler import (
                is_leech,
            )  # the engine is loaded with it, which the first card can't wait for

            leech = is_leech(after, self.settings)
        rated = Rated(
            item=item,
            rating=rating,
            after=after,
            verdict=phase.verdict,
            answer=phase.answer,
            duration_ms=max(0, min(now - phase.since, self.settings.answer_time_cap_ms)),
            leech=leech,
        )
        session = replace(
            _without_siblings(self, item.note),
            day_end=max(self.day_end, day_end),
            summary=self.summary.plus(rated),
            last=item.card,
            past=(rated, self),
        )
        return _proceed(_with_learning(session, item, after), now), rated

    def skip(self, now: int) -> tuple[Session, Skipped]:
        """Put the card after all others."""
        item = self._on_show("skip a card")
        skipped = Skipped(item)
        session = replace(self, aside=(*self.aside, item), last=item.card, past=(skipped, self))
        return _proceed(session, now), skipped

    def suspend(self, now: int) -> tuple[Session, Suspended]:
        """Take the card out until the learner wants it back."""
        suspended = Suspended(self._on_show("suspend a card"))
        return _proceed(replace(self, past=(suspended, self)), now), suspended

    def bury(self, now: int) -> tuple[Session, Buried]:
        """Take the card out until tomorrow."""
        buried = Buried(self._on_show("bury a card"))
        return _proceed(replace(self, past=(buried, self)), now), buried

    def join(self, items: Iterable[QueueItem], now: int) -> tuple[Session, None]:
        """Ask these besides, those that are left left out: others gave place to them."""
        known = {item.card for item in self.left}
        more = tuple(item for item in items if item.card not in known)
        if not more:
            return self, None
        session = replace(self, main=(*self.main, *more))
        session = replace(session, together=_notes_together(session.left))
        is_over = isinstance(self.phase, Waiting) or self.phase == Finished(early=False)
        return (_proceed(session, now) if is_over else session), None

    def undo(self, now: int) -> tuple[Session, Undone]:
        """Take the last step back, also after the end: memories, counters and place are as before it.

        The card is asked again from the question, and its time starts anew.
        """
        if self.past is None:
            raise IllegalEventError("There is nothing to undo in this session.")
        step, before = self.past
        return replace(before, phase=Asking(step.item, now)), Undone(step)

    def tick(self, now: int) -> tuple[Session, None]:
        """Time has passed: the next card is shown if it was waited for, and nothing happens otherwise."""
        if isinstance(self.phase, Waiting) and now >= self.phase.until:
            return _proceed(self, now), None
        return self, None

    def end(self) -> tuple[Session, None]:
        """Leave; nothing is rated by that, and the card on show is still among those left."""
        if isinstance(self.phase, Finished):
            raise self._illegal("end the session")
        return replace(_with_current_left(self), phase=Finished(early=True)), None

    def drop(self, now: int) -> tuple[Session, None]:
        """The card on show is gone from its deck; there is nothing to keep, nor to undo."""
        self._on_show("drop a card")
        return _proceed(self, now), None

    def correct(self, card: str, memory: Memory | None, now: int, day: int) -> tuple[Session, None]:
        """A card's memory is another than thought, because it was answered elsewhere: it leaves if it isn't due now."""
        phase = self.phase
        if isinstance(phase, Asking) and phase.item.card == card:
            item = replace(phase.item, memory=memory)
            if _is_due(item, now + self.learn_ahead_ms, day):
                return replace(self, phase=Asking(item, phase.since)), None
            return _proceed(_with_learning(self, item, memory), now), None
        for item in self.learning:
            if item.card == card:
                others = replace(self, learning=tuple(each for each in self.learning if each is not item))
                return _with_learning(others, item, memory), None
        return self, None

    def rename(self, names: Mapping[str, str]) -> tuple[Session, None]:
        """Cards go by other ids since their notes were edited: ``names`` maps former ids to present ones."""
        phase = self.phase
        if isinstance(phase, Asking | Revealed):
            phase = replace(phase, item=_renamed(phase.item, names))
        session = replace(
            self,
            main=tuple(_renamed(item, names) for item in self.main),
            aside=tuple(_renamed(item, names) for item in self.aside),
            learning=tuple(_renamed(item, names) for item in self.learning),
            last=names.get(self.last, self.last),
            phase=phase,
        )
        return replace(session, together=_notes_together(session.left)), None

    def _on_show(self, event: str) -> QueueItem:
        if self.current is None:
            raise self._illegal(event)
        return self.current

    def _illegal(self, event: str) -> IllegalEventError:
        return IllegalEventError(f"The session can't {event} now: it is {type(self.phase).__name__.lower()}.")


def start(queue: Queue, settings: Settings, limits: Limits, now: int, day_end: int) -> Session:
    """A session over a day's queue, its first card on show; the logical day ends at ``day_end``."""
    session = Session(
        settings=settings,
        learn_ahead_ms=limits.learn_ahead_ms,
        day_end=day_end,
        main=queue.main,
        learning=queue.learning,
        phase=Finished(early=False),
        together=_notes_together((*queue.main, *queue.learning)),
    )
    return _proceed(session, now)


def _notes_together(items: Iterable[QueueItem]) -> frozenset[str]:
    """The notes of which there are several cards."""
    return frozenset(note for note, cards in Counter(item.note for item in items).items() if cards > 1)


def _without_siblings(session: Session, note: str) -> Session:
    """Without cards of the note that aren't in learning; shares what it can with the session before."""
    if note not in session.together:
        return session
    ahead = session.main[session.place :]
    if any(each.note == note for each in ahead):
        session = replace(session, main=tuple(each for each in ahead if each.note != note or each.learning), place=0)
    if session.aside:
        session = replace(session, aside=tuple(each for each in session.aside if each.note != note or each.learning))
    return session


def _with_current_left(session: Session) -> Session:
    """With the card on show back where it came from."""
    item = session.current
    if item is None:
        return session
    if item.learning:
        return replace(session, learning=by_due_time((*session.learning, item)))
    return replace(session, main=(item, *session.main[session.place :]), place=0)


def _with_learning(session: Session, item: QueueItem, memory: Memory | None) -> Session:
    """With ``item``, of which this is the memory now, among the cards in learning, if it comes back today."""
    if memory is None or memory.due_at is None or memory.due_at >= session.day_end:
        return session
    return replace(session, learning=by_due_time((*session.learning, replace(item, memory=memory))))


def _proceed(session: Session, now: int) -> Session:
    """On to the next card: learning ones that are due, the main queue, then skipped ones and learning ahead."""
    learning = session.learning
    if learning and _due_at(learning[0]) <= now:
        return replace(session, learning=learning[1:], phase=Asking(learning[0], now))
    if session.place < len(session.main):
        return replace(session, place=session.place + 1, phase=Asking(session.main[session.place], now))
    rest = (*session.aside, *(item for item in learning if _due_at(item) <= now + session.learn_ahead_ms))
    if rest:
        item = next((each for each in rest if each.card != session.last), rest[0])
        return replace(
            session,
            aside=tuple(each for each in session.aside if each is not item),
            learning=tuple(each for each in learning if each is not item),
            phase=Asking(item, now),
        )
    if learning:
        return replace(session, phase=Waiting(_due_at(learning[0]) - session.learn_ahead_ms))
    return replace(session, phase=Finished(early=False))


def _renamed(item: QueueItem, names: Mapping[str, str]) -> QueueItem:
    card = names.get(item.card)
    if card is None:
        return item
    # Where siblings don't count (in cram), each card is a note of its own.
    return replace(item, card=card, note=card if item.note == item.card else card.partition("#")[0])


def _due_at(item: QueueItem) -> int:
    return item.memory.due_at if item.memory is not None and item.memory.due_at is not None else 0


def _is_due(item: QueueItem, by: int, day: int) -> bool:
    memory = item.memory
    if memory is None:
        return True
    if memory.state is State.REVIEW:
        return memory.due_day <= day
    return memory.reviewed_day < day or _due_at(item) <= by
