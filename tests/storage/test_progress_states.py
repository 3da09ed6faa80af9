"""Progress against a plain list of what was done to it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from sco_quiz.domain.guessing import guess_chance
from sco_quiz.domain.memory import Settings
from sco_quiz.domain.question import Form
from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.domain.review import Act, ActKind, Entry, Review
from sco_quiz.domain.scheduler import fold, schedule
from sco_quiz.storage.progress import Progress
from tests.storage.answers import DAY_MS, NOON

CARDS = st.sampled_from(["a/x", "a/y", "a/y#reverse", "b/x", "b/~0123456789abcdef"])
OPTIONS = st.sampled_from((0, 4))
STEPS = st.sampled_from([(), (60,), (60, 600)])


class ProgressMachine(RuleBasedStateMachine):
    """Answers, undoes, acts, reopens and rebuilds at times that may go back."""

    reviews = Bundle("reviews")
    acts = Bundle("acts")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.progress = Progress.open(str(self.folder / "progress.db"))
        self.now = NOON
        self.histories: dict[str, list[Entry]] = {}
        self.counted: dict[str, Review] = {}
        self.settings = 0

    @initialize()
    def begin(self) -> None:
        self.settings = self.progress.settings_number(Settings())

    @rule(steps=STEPS)
    def change_settings(self, steps: tuple[int, ...]) -> None:
        self.settings = self.progress.settings_number(Settings(learning_steps=steps, relearning_steps=steps[:1]))

    @rule(milliseconds=st.one_of(st.integers(-2 * DAY_MS, 2 * DAY_MS), st.integers(0, 40).map(lambda d: d * DAY_MS)))
    def pass_time(self, milliseconds: int) -> None:
        self.now += milliseconds

    @rule(
        target=reviews,
        card=CARDS,
        rating=st.sampled_from(Rating),
        mode=st.sampled_from(Mode),
        options=OPTIONS,
        thought_to_be=CARDS | st.none(),
    )
    def answer(self, card: str, rating: Rating, mode: Mode, options: int, thought_to_be: str | None) -> str:
        asked = (Form.CHOICE if options else Form.FLIP, options)
        review = Review(
            *("", card, self.now, self.now // DAY_MS, rating, mode, *asked, None, "given", 900, "", self.settings)
        )
        thought = None
        if thought_to_be is not None:  # the memory of the card itself, or of another one, which is wrong
            before = self.progress.memory(thought_to_be)
            settings, chance = self.progress.settings(self.settings), guess_chance(*asked)
            day = self.now // DAY_MS
            thought = before, schedule(before, rating, self.now, day, settings, card, chance)
        kept, memory = self.progress.record(review, f"prompt of {card}", "answer", thought)
        assert memory == self.progress.memory(card)
        self.histories.setdefault(card, []).append(kept)
        self.counted[kept.id] = kept
        return kept.id

    @rule(review=consumes(reviews))
    def undo(self, review: str) -> None:
        self.progress.void(review, self.now, self.now // DAY_MS)
        del self.counted[review]
        for history in self.histories.values():
            history[:] = [entry for entry in history if entry.id != review]

    @rule(target=acts, card=CARDS, kind=st.sampled_from([kind for kind in ActKind if kind is not ActKind.RENAME]))
    def act(self, card: str, kind: ActKind) -> str:
        value = {ActKind.SET_DUE: str(self.now // DAY_MS + 3), ActKind.FLAG: "2"}.get(kind, "")
        act = self.progress.act(kind, card, self.now, self.now // DAY_MS, value)
        self.histories.setdefault(card, []).append(act)
        return act.id

    @rule(act=consumes(acts))
    def undo_act(self, act: str) -> None:
        self.progress.void_act(act, self.now, self.now // DAY_MS)
        for history in self.histories.values():
            history[:] = [entry for entry in history if entry.id != act]

    @rule(former=CARDS, card=CARDS)
    def rename(self, former: str, card: str) -> None:
        if former == card or self.histories.get(card):
            return
        self.progress.act(ActKind.RENAME, card, self.now, self.now // DAY_MS, former)
        self.histories[card] = self.histories.pop(former, [])

    @rule()
    def rest(self) -> None:
        self.progress.rest()

    @rule(card=CARDS)
    def keep_text(self, card: str) -> None:
        self.progress.keep_text(card, "as it is now", "and its answer")

    @rule()
    def reopen(self) -> None:
        self.progress.close()
        self.progress = Progress.open(str(self.folder / "progress.db"))

    @rule()
    def rebuild(self) -> None:
        assert self.progress.rebuild() == 0

    @invariant()
    def caches_are_the_fold_of_the_log(self) -> None:
        assert self.progress.integrity() == []

    @invariant()
    def every_card_has_the_history_that_was_made(self) -> None:
        for card, history in self.histories.items():
            assert [entry.id for entry in self.progress.entries(card)] == [entry.id for entry in history]
            assert self.progress.memory(card) == fold(history, self.progress.settings)
            suspending = {ActKind.SUSPEND, ActKind.UNSUSPEND, ActKind.FORGET}
            suspended = [e.kind for e in history if isinstance(e, Act) and e.kind in suspending][-1:]
            row = self.progress.connection.execute("SELECT suspended FROM cards WHERE card = ?", (card,)).fetchone()
            assert bool(row and row[0]) == (suspended == [ActKind.SUSPEND])

    @invariant()
    def the_days_count_what_was_answered(self) -> None:
        query = "SELECT sum(reviews), sum(duration_ms), sum(again) FROM days WHERE deck = ''"
        reviews, duration, again = self.progress.connection.execute(query).fetchone()
        assert (reviews or 0) == len(self.counted)
        assert (duration or 0) == 900 * len(self.counted)
        assert (again or 0) == sum(review.rating is Rating.AGAIN for review in self.counted.values())

    def teardown(self) -> None:
        self.progress.close()
        shutil.rmtree(self.folder)


ProgressMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)
TestProgress = ProgressMachine.TestCase
