"""Cram: practise any cards, any number of times, without moving the schedule.

It is a study session in every way but what is kept: answers go to the review log in mode ``cram``, and memories stay as
they are. What is rated Again or Hard comes back in the same sitting, until it is known.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sco_quiz.domain import session
from sco_quiz.domain.adaptive import Candidate, FormPreference
from sco_quiz.domain.card import Card
from sco_quiz.domain.day import DAY_MS
from sco_quiz.domain.guessing import guess_chance
from sco_quiz.domain.memory import Change, Limits, Memory, Settings
from sco_quiz.domain.question import Form
from sco_quiz.domain.queue import Queue, QueueItem
from sco_quiz.domain.quiz.choosing import Filter
from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.domain.review import Act, ActKind, Review
from sco_quiz.domain.scheduler import schedule
from sco_quiz.domain.shuffling import shuffled
from sco_quiz.errors import UsageError
from sco_quiz.services.library import Library, Selection
from sco_quiz.services.quiz_questions import candidates_of
from sco_quiz.services.study import Study
from sco_quiz.services.study_queue import Chosen
from sco_quiz.services.study_store import StudyClock
from sco_quiz.storage import mistakes
from sco_quiz.storage.progress import Progress

_SETTINGS = Settings(learning_steps=(60,), relearning_steps=(60,), fuzz=False, leech_lapses=0)
"""One step: what is known leaves the sitting, what is not comes back when the others have been asked."""


@dataclass(frozen=True, slots=True)
class CramPlan:
    """What to practise: cards that fit all that is set. ``count`` of None is all; a ``seed`` of None is drawn.

    ``failed_today`` are cards that were rated Again today, in study or a quiz; ``leeches`` those that were forgotten as
    often as the config says, suspended ones among them.
    """

    selection: Selection | None = None
    filter: Filter = field(default_factory=Filter)
    failed_today: bool = False
    leeches: bool = False
    count: int | None = None
    seed: int | None = None


class Cram(Study):
    """One sitting; see ``Study`` for its events. To bury a card here only takes it out of the sitting."""

    def __init__(
        self,
        library: Library,
        begun: session.Session,
        limits: Limits,
        form: FormPreference | None,
        shows: Collection[Form],
    ) -> None:
        self._library = library
        super().__init__(_CramCards(library, limits), begun, Chosen(_never, _nothing_more), form, shows)

    @classmethod
    def sit(
        cls,
        library: Library,
        plan: CramPlan,
        form: FormPreference | None = None,
        shows: Collection[Form] = tuple(Form),
    ) -> Cram:
        """Sit down to what the plan says, in an order that its seed decides; UsageError where no card fits."""
        cards = _cards(library, plan)
        now = library.clock.now()
        # Each card stands for itself: siblings don't wait for one another here.
        queue = Queue(tuple(QueueItem(card, card, None) for card in cards), ())
        limits = replace(library.limits, learn_ahead_ms=DAY_MS)
        day_end = library.clock.day_start(library.clock.day(now) + 1)
        begun = session.start(queue, _SETTINGS, limits, now, max(day_end, now + DAY_MS))
        return cls(library, begun, limits, form, shows)

    @property
    def intervals(self) -> Mapping[Rating, int]:
        """None: no rating says here when a card comes again."""
        return {}

    def _memory_of(self, item: QueueItem) -> Memory | None:
        """What the learner really remembers: the sitting's own memories begin anew each time."""
        return self._library.progress.memory(item.card)

    def reload(self, names: Mapping[str, str] | None = None) -> bool:
        """The decks were read again; see ``Study.reload``."""
        if names and isinstance(self._store, _CramCards):
            self._store.progress.rename(names)
        return super().reload(names)


def _cards(library: Library, plan: CramPlan) -> Sequence[str]:
    if plan.count is not None and plan.count < 1:
        raise UsageError(f"{plan.count} cards can't be practised.", "Ask for at least 1, such as -n 20.")
    among = _among(library, plan)
    candidates = candidates_of(library.askable(plan.selection, suspended=plan.leeches))
    wanted = (candidate.card for candidate in candidates if plan.filter.fits(candidate))
    cards = [card for card in wanted if among is None or card in among]
    if not cards:
        raise _nothing_fits(plan)
    seed = secrets.randbelow(2**63) if plan.seed is None else plan.seed
    return shuffled(cards, seed)[: plan.count]


def _among(library: Library, plan: CramPlan) -> frozenset[str] | None:
    """The cards that what was set leaves; None for all."""
    sets = []
    if plan.failed_today:
        day = library.clock.day()
        sets.append(mistakes.failed_on(library.progress, library.clock.day_start(day), day))
    if plan.leeches:
        lapses = library.settings.leech_lapses
        if lapses < 1:
            raise UsageError("Leeches are switched off in config.toml.", "Set `leech_lapses` to 1 or more, such as 8.")
        sets.append(mistakes.leeches(library.progress, lapses))
    return frozenset.intersection(*sets) if sets else None


def _nothing_fits(plan: CramPlan) -> UsageError:
    if plan.leeches:
        return UsageError("No card here is a leech.", "Leave --leeches out to practise other cards.")
    if plan.failed_today:
        return UsageError("No card here was rated Again today.", "Leave --failed-today out to practise other cards.")
    return UsageError("There is no card to practise.", "`sco-quiz cards` lists the cards with their tags and kinds.")


def _nothing_more(_now: int) -> Queue:
    return Queue((), ())


def _never(_after: int) -> None:
    """Nothing that is crammed is due by that."""


class _CramCards:
    """The library as a cram session sees it: the same cards, and a review log that leaves memories alone."""

    def __init__(self, library: Library, limits: Limits) -> None:
        self._library = library
        self.progress = _CramProgress(library.progress, library.settings)
        self.settings = _SETTINGS
        self.limits = limits

    @property
    def clock(self) -> StudyClock:
        """The learner's clock."""
        return self._library.clock

    def card(self, card_id: str) -> Card:
        """A card as it is now."""
        return self._library.card(card_id)

    def other_answers(self, card: Card) -> Sequence[str]:
        """The right answers of the other cards in its deck."""
        return self._library.other_answers(card)

    def rivals(self, deck: str, seed: int) -> Sequence[Candidate]:
        """Answers in a deck that may be wrong options for its cards."""
        return self._library.rivals(deck, seed)

    def confused(self, card_id: str) -> Sequence[str]:
        """Wrong answers that the learner gave to a card."""
        return self._library.confused(card_id)


class _CramProgress:
    """The review log in mode ``cram``; memories are those of this sitting alone."""

    def __init__(self, progress: Progress, settings: Settings) -> None:
        self._progress = progress
        self._settings = settings
        self._memories: dict[str, Memory] = {}
        self._before: dict[str, tuple[str, Memory | None]] = {}

    def settings_number(self, _settings: Settings) -> int:
        """The number of the learner's own settings."""
        return self._progress.settings_number(self._settings)

    def record(
        self, review: Review, prompt: str = "", answer: str = "", thought: Change | None = None
    ) -> tuple[Review, Memory | None]:
        """Keep an answer; gives the row, and the memory of this sitting."""
        del thought  # is of this sitting's memories, which aren't the log's
        kept, _ = self._progress.record(replace(review, mode=Mode.CRAM), prompt, answer)
        before = self._memories.get(review.card)
        chance = guess_chance(review.form, review.options)
        after = schedule(before, review.rating, review.reviewed_at, review.day, _SETTINGS, review.card, chance)
        self._before[kept.id] = review.card, before
        self._memories[review.card] = after
        return kept, after

    def rest(self) -> None:
        """Get the log ready for the next answer."""
        self._progress.rest()

    def version(self) -> int:
        """The memories of this sitting are no other program's."""
        return 0

    def keep_text(self, card: str, prompt: str, answer: str) -> None:
        """Keep the text of the card on show."""
        self._progress.keep_text(card, prompt, answer)

    def void(self, review: str, at: int, day: int) -> Memory | None:
        """Take an answer back."""
        self._progress.void(review, at, day)
        card, before = self._before.pop(review)
        if before is None:
            del self._memories[card]
        else:
            self._memories[card] = before
        return before

    def act(self, kind: ActKind, card: str, at: int, day: int, value: str = "") -> Act:
        """Keep what was done to a card, but for burying: that would take it out of today's study."""
        if kind is ActKind.BURY:
            return Act("", card, at, day, kind, value, "")
        return self._progress.act(kind, card, at, day, value)

    def void_act(self, act: str, at: int, day: int) -> None:
        """Take that back."""
        if act:
            self._progress.void_act(act, at, day)

    def rename(self, names: Mapping[str, str]) -> None:
        """Cards go by other ids; ``names`` maps former ones to present ones."""
        self._memories = {names.get(card, card): memory for card, memory in self._memories.items()}
        self._before = {review: (names.get(card, card), before) for review, (card, before) in self._before.items()}

    def memory(self, card: str) -> Memory | None:
        """A card's memory in this sitting."""
        return self._memories.get(card)
