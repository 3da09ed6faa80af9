"""A study session over the learner's decks: the pure session, joined with the library, the clock and the review log.

Faces show ``phase``, ``question`` and the rest, and send events. Every rating is on the disk before the next card is
shown; where it can't be kept, the error is raised and the session stays where it was.

The first card is to be on the screen at once, so grading and the scheduler are loaded when they are first needed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from sco_quiz.domain import session
from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.domain.card import Card, answer_text, prompt_text
from sco_quiz.domain.day import DAY_MS
from sco_quiz.domain.effect import Buried, Rated, Skipped, Suspended, Undone
from sco_quiz.domain.guessing import guess_chance
from sco_quiz.domain.memory import Memory
from sco_quiz.domain.phase import Asking, Phase
from sco_quiz.domain.question import (
    Answer,
    AskFlip,
    Form,
    Listed,
    Question,
    Revealed,
    TypedText,
    form_of,
    option_count,
    translated,
)
from sco_quiz.domain.queue import QueueItem
from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.domain.session import Counts, Session, Summary
from sco_quiz.errors import DeckNotFoundError, IllegalEventError, StorageError
from sco_quiz.services.study_questions import StudyQuestions
from sco_quiz.services.study_queue import Chosen, chosen_from

if TYPE_CHECKING:
    from sco_quiz.domain.grading import Grade
    from sco_quiz.services.outlook import Outlook
    from sco_quiz.services.study_store import StudyCards, StudyStore

SelectionT = TypeVar("SelectionT")


class Study:
    """One sitting. Made by ``start``; all events raise IllegalEventError where the phase does not allow them.

    Events that keep something (``rate``, ``undo``, ``suspend``, ``bury``) raise StorageError where it can't be kept.
    """

    def __init__(
        self,
        store: StudyCards,
        begun: Session,
        chosen: Chosen,
        form: FormPreference | None,
        shows: Collection[Form],
    ) -> None:
        self._store = store
        self._session = begun
        self._chosen = chosen
        self._questions = StudyQuestions(store, form, shows, self._memory_of)
        self._kept: list[str] = []
        self._card: Card | None = None
        self._question: Question | None = None
        self._grade: Grade | None = None
        self._answer: Answer | None = None
        self._names: dict[str, str] = {}
        self._outlook: Outlook | None = None
        self._find_question()

    @classmethod
    def start(
        cls,
        store: StudyStore[SelectionT],
        selection: SelectionT | None = None,
        form: FormPreference | None = None,
        shows: Collection[Form] = tuple(Form),
    ) -> Study:
        """Sit down to what is due of ``selection`` (None: of all decks), its first card on show.

        ``form`` is how the learner prefers cards to be asked, as ``domain.adaptive`` has it; None asks each kind in its
        own form. ``shows`` are the forms that the face can show:
        a card whose form isn't among them is asked as a flip card.
        """
        now = store.clock.now()
        day_end = store.clock.day_start(store.clock.day(now) + 1)
        chosen = chosen_from(store, selection)
        begun = session.start(chosen.queue(now), store.settings, store.limits, now, day_end)
        return cls(store, begun, chosen, form, shows)

    @property
    def phase(self) -> Phase:
        """What the session is at."""
        return self._session.phase

    @property
    def card(self) -> Card | None:
        """The card on show."""
        return self._card

    @property
    def question(self) -> Question | None:
        """How the card on show is asked."""
        return self._question

    @property
    def grade(self) -> Grade | None:
        """What grading made of the answer, once there is one; None for a card that was turned over."""
        return self._grade

    @property
    def suggested(self) -> Rating | None:
        """The rating that the grade stands for; None where the learner alone judges."""
        if self._grade is None:
            return None
        from sco_quiz.domain.grading import suggest

        return suggest(self._grade)

    @property
    def memory(self) -> Memory | None:
        """The memory of the card on show; None for a new card, or none on show."""
        item = self._session.current
        return None if item is None else item.memory

    @property
    def intervals(self) -> Mapping[Rating, int]:
        """For each rating, the milliseconds until the card on show would come again: whole days, out of learning."""
        item = self._session.current
        if item is None:
            return {}
        now, day = self._moment()
        from sco_quiz.services.outlook import foresee

        self._outlook = foresee(item, now, day, self._session.settings, self._guess_chance())
        return {rating: _interval(memory) for rating, memory in self._outlook.after.items()}

    @property
    def counts(self) -> Counts:
        """How many cards are left, the one on show included."""
        return self._session.counts

    @property
    def summary(self) -> Summary:
        """What was done in this sitting."""
        return self._session.summary

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._session.past is not None

    def next_due(self) -> int | None:
        """When (UTC ms) the next card of the selection is due that isn't yet; None if none ever is."""
        return self._chosen.next_due(self._store.clock.now())

    def show(self) -> None:
        """The question is on the screen only now: the time for answering runs from here."""
        self._session, _ = self._session.show(self._store.clock.now())

    def rest(self) -> None:
        """The learner reads or thinks: get ready what comes next. Never fails, and changes nothing."""
        if not isinstance(self._question, AskFlip):
            from sco_quiz.domain import grading  # noqa: F401 - the answer is graded; loading that takes a moment
        with suppress(StorageError):
            self._store.progress.rest()
            if self._card is not None:
                self._store.progress.keep_text(self._card.id, *_texts(self._card))
            self._questions.get_ready(self._session.upcoming)

    def reveal(self) -> None:
        """Show the answer. Where one was asked for, that is giving up, and graded wrong."""
        self.give(Revealed())

    def give(self, answer: Answer) -> None:
        """Give an answer; it is graded at once, and awaits a rating."""
        question, card = self._question, self._card
        if question is None or card is None:
            raise IllegalEventError("There is no question to answer now.")
        if isinstance(question, AskFlip) and isinstance(answer, Revealed):
            self._session, _ = self._session.reveal()
            self._answer = answer
            return
        from sco_quiz.domain import grading

        typed = isinstance(answer, TypedText | Listed)
        graded = grading.grade(question, answer, self._store.other_answers(card) if typed else ())
        if graded is None:
            raise IllegalEventError("A card that is turned over is not graded.")
        given = grading.answer_as_text(question, answer)
        self._session, _ = self._session.give(given, graded.verdict)
        self._grade = graded
        self._answer = answer

    @property
    def answer(self) -> Answer | None:
        """What was given to the question on show; None before that."""
        return self._answer

    def retype(self) -> None:
        """Back to the question, to give another answer than a mistyped one."""
        self._session, _ = self._session.retype()
        self._grade = self._answer = None

    def rate(self, rating: Rating) -> Rated:
        """Keep the rating durably, and go on to the next card; gives what was kept."""
        from sco_quiz.domain.review import Review
        from sco_quiz.services.outlook import memory_after

        item, card, question = self._session.current, self._card, self._question
        if item is None or card is None or question is None:
            raise IllegalEventError("There is no card to rate now.")
        now, day = self._moment()
        day_end = self._store.clock.day_start(day + 1)
        settings, chance = self._session.settings, self._guess_chance()
        thought = memory_after(self._outlook, item, rating, now, day, settings, chance)
        after, rated = self._session.rate(rating, thought, now, day_end)
        kept, memory = self._store.progress.record(
            Review(
                id="",
                card=card.id,
                reviewed_at=rated.after.reviewed_at,
                day=rated.after.reviewed_day,
                rating=rating,
                mode=Mode.STUDY,
                form=form_of(question),
                options=option_count(question),
                verdict=rated.verdict,
                answer=rated.answer,
                duration_ms=rated.duration_ms,
                device="",
                settings=self._store.progress.settings_number(settings),
            ),
            *_texts(card),
            (rated.item.memory, rated.after),
        )
        self._step(after, kept.id)
        if memory != rated.after:
            self._session, _ = self._session.correct(card.id, memory, now, day)
        self._show_next()
        return rated

    def skip(self) -> Skipped:
        """Put the card after all others."""
        after, skipped = self._session.skip(self._store.clock.now())
        self._step(after, "")
        self._show_next()
        return skipped

    def suspend(self) -> Suspended:
        """Take the card out until the learner wants it back."""
        now, day = self._moment()
        after, suspended = self._session.suspend(now)
        from sco_quiz.domain.review import ActKind

        act = self._store.progress.act(ActKind.SUSPEND, suspended.item.card, now, day)
        self._step(after, act.id)
        self._fill_up(now)
        self._show_next()
        return suspended

    def bury(self) -> Buried:
        """Take the card out until tomorrow."""
        now, day = self._moment()
        after, buried = self._session.bury(now)
        from sco_quiz.domain.review import ActKind

        act = self._store.progress.act(ActKind.BURY, buried.item.card, now, day)
        self._step(after, act.id)
        self._fill_up(now)
        self._show_next()
        return buried

    def undo(self) -> Undone:
        """Take the last step back; its card is asked again. Works after the end, too."""
        now, day = self._moment()
        before, undone = self._session.undo(now)
        kept = self._kept[-1]
        with suppress(KeyError):  # taken back already, by another program
            match undone.step:
                case Rated():
                    self._store.progress.void(kept, now, day)
                case Suspended() | Buried():
                    self._store.progress.void_act(kept, now, day)
                case Skipped():
                    pass
        self._kept.pop()
        self._session, _ = before.rename(self._names)
        self._show_next()
        return undone

    def tick(self) -> None:
        """Time has passed: shows the next card if it was waited for, or could not be read before."""
        self._session, _ = self._session.tick(self._store.clock.now())
        if isinstance(self.phase, Asking) and self._card is None:
            self._find_question()

    def reload(self, names: Mapping[str, str] | None = None) -> bool:
        """The decks were read again: show the card at hand as it is now; whether it is another than it was.

        ``names`` maps ids that cards had to those that they have now. Place, counters and steps to undo stay. An answer
        that was given is graded anew, unless the card asks for something else now: then its question stays as it was.
        A card that is gone leaves the session. Raises StorageError where the card can't be read.
        """
        self._questions.forget_ready()
        if names:
            self._names = {former: names.get(now, now) for former, now in self._names.items()} | dict(names)
            self._session, _ = self._session.rename(names)
        item = self._session.current
        if item is None or self._card is None or self._question is None:
            return False
        try:
            card = self._store.card(item.card)
        except DeckNotFoundError:
            self._session, _ = self._session.drop(self._store.clock.now())
            self._show_next()
            return True
        if card == self._card:
            return False
        before, self._card = self._question, card
        self._take_question(before, self._questions.ask(card, item))
        return True

    def _take_question(self, before: Question, question: Question) -> None:
        """Put an edited question in the place of the one on show, with the answer that was given to that."""
        if self._answer is None:
            self._question = question
            return
        answer = translated(self._answer, before, question)
        if answer is None:
            return
        if self._grade is not None:
            self.retype()
            self._question = question
            self.give(answer)
        else:
            self._question = question

    def end(self) -> None:
        """Leave. Nothing is rated by that; what was rated is kept already."""
        self._session, _ = self._session.end()
        self._forget_question()

    def _moment(self) -> tuple[int, int]:
        now = self._store.clock.now()
        return now, self._store.clock.day(now)

    def _guess_chance(self) -> float:
        """The chance of having guessed the question on show; what the log keeps of it gives the same in a replay."""
        question = self._question
        return 0.0 if question is None else guess_chance(form_of(question), option_count(question))

    def _step(self, after: Session, kept: str) -> None:
        self._session = after
        self._kept.append(kept)

    def _fill_up(self, now: int) -> None:
        """A card was taken out: what the day's limits, or the card itself, have kept back may come in its place."""
        with suppress(StorageError):
            self._session, _ = self._session.join(self._chosen.queue(now).main, now)

    def _forget_question(self) -> None:
        self._card = self._question = self._grade = self._answer = None

    def _show_next(self) -> None:
        """Find the next question; if that can't be read now, ``tick`` tries again and says so.

        What went before is kept already, and must not look as if it had failed.
        """
        self._forget_question()
        with suppress(StorageError):
            self._find_question()

    def _find_question(self) -> None:
        """Look up the card on show, going past those that are gone or were answered elsewhere."""
        while isinstance(self.phase, Asking) and self._card is None:
            item = self.phase.item
            if not self._questions.is_known(item):
                memory = self._store.progress.memory(item.card)
                if memory != item.memory:
                    self._session, _ = self._session.correct(item.card, memory, *self._moment())
                    continue
            try:
                asked = self._questions.next(item)
            except DeckNotFoundError:
                self._session, _ = self._session.drop(self._store.clock.now())
                continue
            self._card, self._question = asked.card, asked.question

    def _memory_of(self, item: QueueItem) -> Memory | None:
        """What the learner remembers of a card, for choosing its form."""
        return item.memory


def _texts(card: Card) -> tuple[str, str]:
    """What is kept of a card for when its deck is gone: its prompt and its answer."""
    return prompt_text(card.content), answer_text(card.content)


def _interval(memory: Memory) -> int:
    if memory.due_at is None:
        return (memory.due_day - memory.reviewed_day) * DAY_MS
    return memory.due_at - memory.reviewed_at
