"""A quiz over the learner's decks: the pure sitting, joined with the library, the clock, and what is kept of it.

Faces show ``sitting`` and send events. After each event everything is on the disk, so that a quiz that is interrupted
can be resumed; where it can't be kept, the error is raised and the quiz stays as it was. An answer is written to the
review log, in mode ``quiz``, as soon as it is judged; it never moves the schedule.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.domain.card import answer_text, prompt_text
from sco_quiz.domain.grading import answer_as_text, right_answer_text, suggest
from sco_quiz.domain.memory import State
from sco_quiz.domain.question import Answer, form_of, option_count
from sco_quiz.domain.quiz.result import Result, result_of
from sco_quiz.domain.quiz.sitting import Item, Response, Rules, Sitting, begin
from sco_quiz.domain.rating import Mode
from sco_quiz.domain.review import ActKind, Review
from sco_quiz.errors import DeckNotFoundError, UsageError
from sco_quiz.services.library import Library
from sco_quiz.services.quiz_questions import (
    ChosenQuestions,
    QuizPlan,
    choose_questions,
    others_of,
    plan_record,
    questions_of,
)
from sco_quiz.services.wording import count_words
from sco_quiz.storage import quizzes
from sco_quiz.storage.log import names_now
from sco_quiz.storage.quizzes import StoredQuiz, UnfinishedQuiz

__all__ = ["AddedToToday", "Quiz", "QuizPlan", "UnfinishedQuiz"]


@dataclass(frozen=True, slots=True)
class AddedToToday:
    """What became of missed cards: ``moved`` to today, ``waiting`` for today anyway, ``new`` ones never studied.

    A new card has no place in the schedule yet; it comes as a new card when its turn is.
    """

    moved: int
    waiting: int
    new: int

    @property
    def sentence(self) -> str:
        """What came of it, for the learner."""
        said = []
        if self.moved or not (self.waiting or self.new):
            said.append(f"{count_words(self.moved, 'missed card')} added to today's reviews.")
        if self.waiting:
            said.append(f"{count_words(self.waiting, 'card')} {'was' if self.waiting == 1 else 'were'} due anyway.")
        if self.new:
            said.append(f"{count_words(self.new, 'card')} will come as new.")
        return " ".join(said)


class Quiz:
    """One quiz, made by ``start``, ``resume`` or ``retry``. ``notices`` are sentences for the learner to read first."""

    def __init__(
        self, library: Library, identifier: str, seed: int, sitting: Sitting, notices: tuple[str, ...]
    ) -> None:
        self._library = library
        self._sitting = sitting
        self._form = FormPreference.TYPED
        self.id = identifier
        self.seed = seed
        self.notices = notices

    @classmethod
    def start(cls, library: Library, plan: QuizPlan) -> Quiz:
        """A new quiz, its first question on show; UsageError where no card fits."""
        return cls._begin(library, choose_questions(library, plan), plan)

    @classmethod
    def unfinished(cls, library: Library) -> list[UnfinishedQuiz]:
        """Quizzes that were interrupted, the latest first."""
        return quizzes.unfinished(library.progress)

    @classmethod
    def resume(cls, library: Library, quiz: str = "") -> Quiz:
        """Go on with an interrupted quiz (empty: the latest), paused until ``show``.

        Where decks have changed meanwhile, ``notices`` say so: questions whose cards are gone are dropped, all others
        asked as they were. UsageError where there is nothing to go on with.
        """
        waiting = [each.id for each in cls.unfinished(library)]
        if not waiting or (quiz and quiz not in waiting):
            raise UsageError("There is no interrupted quiz to go on with.", "Start a new one with `sco-quiz quiz`.")
        stored = quizzes.load(library.progress, quiz or waiting[0])
        _find_decks(library, stored.chosen.get("paths", {}))
        current = _CurrentCards(library, stored.started_at)
        items = tuple(current.item(item, response) for item, response in _both(stored.sitting))
        sitting = replace(stored.sitting, items=items)
        if len(current.gone) == len(items):
            raise UsageError(
                "None of the questions of the interrupted quiz is in your decks now.",
                "Bring its decks back, or start a new one: the interrupted one is kept until you give it up.",
            )
        sitting = sitting.without(current.gone)
        quizzes.rewrite(library.progress, stored.id, sitting)
        return cls._stored(library, stored, sitting, current.notices)

    @classmethod
    def latest(cls, library: Library) -> Quiz:
        """The quiz that was handed in last; UsageError before the first."""
        quiz = quizzes.latest_finished(library.progress)
        if quiz is None:
            raise UsageError("No quiz has been handed in yet.", "Start one with `sco-quiz quiz`.")
        stored = quizzes.load(library.progress, quiz)
        _find_decks(library, stored.chosen.get("paths", {}))
        return cls._stored(library, stored, stored.sitting, ())

    @classmethod
    def _stored(cls, library: Library, stored: StoredQuiz, sitting: Sitting, notices: tuple[str, ...]) -> Quiz:
        quiz = cls(library, stored.id, stored.seed, sitting, notices)
        quiz._form = FormPreference(stored.chosen.get("form", FormPreference.TYPED))
        return quiz

    @classmethod
    def _begin(cls, library: Library, chosen: ChosenQuestions, plan: QuizPlan) -> Quiz:
        now = library.clock.now()
        sitting = begin(chosen.items, plan.rules, now)
        record = plan_record(library, plan, chosen.items)
        identifier = quizzes.begin(library.progress, sitting, chosen.seed, record, now)
        begun = cls(library, identifier, chosen.seed, sitting, chosen.notices)
        begun._form = plan.form
        return begun

    @property
    def sitting(self) -> Sitting:
        """The quiz as it is now: its questions, answers, flags, grades and place."""
        return self._sitting

    @property
    def spent_ms(self) -> int:
        """The time spent on questions so far."""
        return self._sitting.spent_ms(self._now())

    @property
    def left_ms(self) -> int | None:
        """The time left of the whole quiz; None without a limit."""
        return self._sitting.left_ms(self._now())

    @property
    def question_left_ms(self) -> int | None:
        """The time left for the question on show; None without a limit."""
        return self._sitting.question_left_ms(self._now())

    @property
    def result(self) -> Result:
        """What the quiz came to; IllegalEventError before it is handed in."""
        return result_of(self._sitting)

    def show(self) -> None:
        """The question is on the screen: its time runs, unless it does already."""
        self._keep(self._sitting.show(self._now()))

    def pause(self) -> None:
        """Leave; the quiz is there to be resumed."""
        self._keep(self._sitting.pause(self._now()))

    def give(self, answer: Answer) -> bool:
        """Answer the question on show; False if its time had run out before, and the answer came too late."""
        if self.tick():
            return False
        self._keep(self._sitting.answer(answer, self._now()))
        return True

    def go_to(self, place: int) -> None:
        """Show another question, counted from 0."""
        if not self.tick():
            self._keep(self._sitting.go_to(place, self._now()))

    def advance(self) -> None:
        """On to the next question without an answer, round the end."""
        if not self.tick():
            self._keep(self._sitting.advance(self._now()))

    def flag(self) -> None:
        """Mark the question on show, or take the mark away."""
        self._keep(self._sitting.flag())

    def tick(self, draft: Answer | None = None) -> bool:
        """Time has passed; whether a limit ran out by that. ``draft`` is what was begun and not given yet."""
        after = self._sitting.tick(self._now(), draft)
        if after is self._sitting:
            return False
        self._keep(after)
        return True

    def hand_in(self) -> Result:
        """End the quiz, unless the clock has done so already, and have it marked."""
        self.tick()
        if not self._sitting.handed_in:
            self._keep(self._sitting.hand_in(self._now()))
        return self.result

    def discard(self) -> None:
        """Give the quiz up: it is not offered again. What was asked and answered stays on record."""
        quizzes.discard(self._library.progress, self.id)

    def retry(self, seed: int | None = None) -> Quiz:
        """A new quiz of this one's mistakes, by the same rules; UsageError if there were none."""
        missed = [each.item.card for each in self.result.mistakes]
        if not missed:
            raise UsageError("There were no mistakes to ask again.", "Start a new quiz instead.")
        chosen = questions_of(self._library, missed, self._form, seed)
        plan = QuizPlan(count=len(missed), seed=chosen.seed, form=self._form, rules=_whole_time(self._sitting.rules))
        return self._begin(self._library, chosen, plan)

    def add_missed_to_today(self) -> AddedToToday:
        """Make every missed card due today, where it has a memory that says otherwise."""
        progress, now = self._library.progress, self._now()
        day = self._library.clock.day(now)
        moved = waiting = new = 0
        with progress.changing():
            for each in self.result.mistakes:
                if not self._is_there(each.item.card):
                    continue
                memory = progress.memory(each.item.card)
                if memory is None:
                    new += 1
                elif memory.state is not State.REVIEW or memory.due_day <= day:
                    waiting += 1
                else:
                    progress.act(ActKind.SET_DUE, each.item.card, now, day, str(day))
                    moved += 1
        return AddedToToday(moved, waiting, new)

    def _is_there(self, card: str) -> bool:
        try:
            self._library.card(card)
        except DeckNotFoundError:
            return False
        return True

    def _now(self) -> int:
        return self._library.clock.now()

    def _keep(self, after: Sitting) -> None:
        """Have it all on the disk, then go on with it."""
        before, progress = self._sitting, self._library.progress
        with progress.changing():
            changed: dict[int, str] = {}
            for place, response in enumerate(after.responses):
                if response != before.responses[place]:
                    judged = before.responses[place].grade is None and response.grade is not None
                    changed[place] = self._log(after.items[place], response) if judged else ""
            if changed or (after.place, after.handed_in) != (before.place, before.handed_in):
                quizzes.keep(progress, self.id, after, changed)
            if after.handed_in and not before.handed_in:
                now = self._now()
                quizzes.finish(progress, self.id, after, now, self._library.clock.day(now))
        self._sitting = after

    def _log(self, item: Item, response: Response) -> str:
        """Write a judged answer to the review log; gives the row's id, nothing where no answer was given."""
        if response.answer is None or response.grade is None:
            return ""
        library = self._library
        kept, _ = library.progress.record(
            Review(
                id="",
                card=item.card,
                reviewed_at=response.answered_at,
                day=library.clock.day(response.answered_at),
                rating=suggest(response.grade),
                mode=Mode.QUIZ,
                form=form_of(item.question),
                options=option_count(item.question),
                verdict=response.grade.verdict,
                answer=answer_as_text(item.question, response.answer),
                duration_ms=min(response.spent_ms, library.settings.answer_time_cap_ms),
                device="",
                settings=library.progress.settings_number(library.settings),
            ),
            item.question.prompt,
            right_answer_text(item.question),
        )
        return kept.id


class _CurrentCards:
    """What has become of an interrupted quiz's cards: ``gone`` ones, and sentences about them in ``notices``."""

    def __init__(self, library: Library, started_at: int) -> None:
        self._library = library
        self._started_at = started_at
        self._called = names_now(library.progress.connection)
        self._edited = 0
        self.gone: set[str] = set()

    def item(self, item: Item, response: Response) -> Item:
        """The item as it was asked, under the id that its card has now; one that is judged stays as it is."""
        if response.grade is not None:
            return item
        name = self._called(item.card, self._started_at, "")
        try:
            card = self._library.card(name)
        except DeckNotFoundError:
            self.gone.add(item.card)
            return item
        if not _reads_alike(item, prompt_text(card.content), answer_text(card.content)):
            self._edited += 1
        return replace(item, card=card.id, note=card.note, others=others_of(self._library, item, card))

    @property
    def notices(self) -> tuple[str, ...]:
        """What the learner should know."""
        said = []
        if self.gone:
            many = count_words(len(self.gone), "question")
            said.append(f"The decks have changed meanwhile: {many} left the quiz, because the card is gone.")
        if self._edited:
            many = count_words(self._edited, "card")
            said.append(f"The decks have changed meanwhile: {many} of this quiz read differently now; asked as before.")
        return tuple(said)


def _reads_alike(item: Item, prompt: str, answer: str) -> bool:
    """Whether a card still asks what the quiz asks; the order of options and items is the quiz's own."""
    right = right_answer_text(item.question)
    return item.question.prompt == prompt and sorted(right.split(", ")) == sorted(dict.fromkeys(answer.split(", ")))


def _both(sitting: Sitting) -> zip[tuple[Item, Response]]:
    return zip(sitting.items, sitting.responses, strict=True)


def _find_decks(library: Library, paths: Mapping[str, str]) -> None:
    """Take the files of decks into the library that are not in view, as those named by a path."""
    for deck, path in paths.items():
        if deck not in library.deck_ids and os.path.exists(path):  # noqa: PTH110 - a text that was kept, not a Path
            library.select([path])


def _whole_time(rules: Rules) -> Rules:
    """The rules for a quiz of another length: the time for the whole does not fit it, that for a question does."""
    return replace(rules, limit_ms=None)
