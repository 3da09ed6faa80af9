"""Study sessions over the real review log: what they keep is what the log folds to."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.adaptive import Candidate
from sco_quiz.domain.card import Card, cards_of
from sco_quiz.domain.day import DAY_MS, HOUR_MS, utc
from sco_quiz.domain.deck import Basic, Cloze, Note
from sco_quiz.domain.memory import Limits, Memory, Settings
from sco_quiz.domain.phase import Asking, Finished
from sco_quiz.domain.queue import DoneToday, QueueItem
from sco_quiz.domain.rating import Rating
from sco_quiz.domain.review import Act, ActKind, Review
from sco_quiz.domain.scheduler import fold
from sco_quiz.services.clock import Clock
from sco_quiz.services.study import Study
from sco_quiz.storage.progress import Progress
from sco_quiz.storage.restoring import restore

MORNING = 18_000 * DAY_MS + 9 * HOUR_MS
NOTES = (
    *(Note(id=f"n{n}", content=Basic(f"{n}?", f"{n}!")) for n in range(4)),
    Note(id="x", content=Cloze("{{c1::one}} {{c2::two}} {{c3::three}}")),
)


class MovingClock(Clock):
    """The library's clock, set by hand."""

    __slots__ = ("at",)

    def __init__(self) -> None:
        super().__init__(zone=utc)
        self.at = MORNING

    def now(self) -> int:
        return self.at


class Shelf:
    """Cards in a list over a progress database; every list is made from the log itself."""

    def __init__(self, path: Path) -> None:
        self.clock = MovingClock()
        self.progress = Progress.open(str(path))
        self.settings = Settings()
        self.limits = Limits()
        self.cards = {card.id: card for note in NOTES for card in cards_of("deck", note)}

    def memories(self) -> dict[str, Memory | None]:
        return {card: self.progress.memory(card) for card in self.cards}

    def items(self) -> Iterator[QueueItem]:
        for card in self.cards.values():
            acts = [entry for entry in self.progress.entries(card.id) if isinstance(entry, Act)]
            put_away = any(a.kind is ActKind.SUSPEND or a.day == self.clock.day() for a in acts)
            if not put_away:
                yield QueueItem(card.id, card.note, self.progress.memory(card.id))

    def learning_cards(self, _selection: None, before: int) -> list[QueueItem]:
        return [item for item in self.items() if item.learning and item.memory and (item.memory.due_at or 0) < before]

    def reviews_due(self, _selection: None, day: int) -> list[QueueItem]:
        return [i for i in self.items() if i.memory is not None and not i.learning and i.memory.due_day <= day]

    def new_cards(self, _selection: None) -> list[QueueItem]:
        return [item for item in self.items() if item.memory is None]

    def done_today(self, day: int) -> DoneToday:
        today = [entry for entry in self.progress.entries() if isinstance(entry, Review) and entry.day == day]
        return DoneToday(notes=frozenset(review.card.partition("#")[0] for review in today))

    def next_due(self, _selection: None, _after: int) -> int | None:
        return None

    def card(self, card_id: str) -> Card:
        return self.cards[card_id]

    def other_answers(self, _card: Card) -> tuple[str, ...]:
        return ()

    def rivals(self, _deck: str, _seed: int) -> tuple[Candidate, ...]:
        return ()

    def confused(self, _card_id: str) -> tuple[str, ...]:
        return ()


events = st.tuples(
    st.sampled_from(("rate", "rate", "rate", "undo", "suspend", "bury", "skip", "sit down again")),
    st.sampled_from(Rating),
    st.integers(-HOUR_MS, 8 * HOUR_MS),
    st.booleans(),
)


@given(script=st.lists(events, max_size=25))
@settings(deadline=None, max_examples=25)
def test_what_sessions_keep_is_what_the_log_folds_to(script: list[tuple[str, Rating, int, bool]]) -> None:
    with TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder) / "progress.db")
        study = Study.start(shelf)
        before: list[dict[str, Memory | None]] = []
        for event, rating, elapsed, is_foreseen in script:
            shelf.clock.at += elapsed
            study.tick()
            if event == "sit down again":
                study = Study.start(shelf)
                before.clear()
            elif event == "undo" and study.can_undo:
                study.undo()
                assert shelf.memories() == before.pop()
            elif event != "undo" and isinstance(study.phase, Asking):
                before.append(shelf.memories())
                match event:
                    case "suspend":
                        study.suspend()
                    case "bury":
                        study.bury()
                    case "skip":
                        study.skip()
                    case _:
                        study.reveal()
                        if is_foreseen:
                            assert study.intervals
                            shelf.clock.at += elapsed
                        study.rate(rating)
            assert all(item.memory == shelf.progress.memory(item.card) for item in study._session.left)
        assert shelf.progress.integrity() == []
        for card, memory in shelf.memories().items():
            assert fold(shelf.progress.entries(card), shelf.progress.settings) == memory
        shelf.progress.close()


def test_a_learner_who_comes_back_day_after_day_sees_every_card_and_no_card_too_often(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "progress.db")
    seen: set[str] = set()
    for _ in range(30):
        study = Study.start(shelf)
        today: list[str] = []
        while not isinstance(study.phase, Finished):
            assert study.card is not None
            today.append(study.card.id)
            study.reveal()
            study.rate(Rating.GOOD)
            shelf.clock.at += 10_000
        seen.update(today)
        assert all(today.count(card) <= 2 for card in today)
        notes = [card.partition("#")[0] for card in set(today)]
        assert len(notes) == len(set(notes))
        shelf.clock.at += DAY_MS
    assert seen == set(shelf.cards)
    shelf.progress.close()


@pytest.mark.parametrize("stored", [(), (Settings(desired_retention=0.8),)])
def test_a_session_goes_on_after_a_backup_was_restored(tmp_path: Path, stored: tuple[Settings, ...]) -> None:
    """The backup knows no settings, or others under the number that those of the session had."""
    other = Progress.open(str(tmp_path / "other.db"))
    for each in stored:
        other.settings_number(each)
    other.back_up(str(tmp_path / "backup.db"))
    other.close()
    shelf = Shelf(tmp_path / "progress.db")
    study = Study.start(shelf)
    study.reveal()
    study.rate(Rating.EASY)
    restore(str(tmp_path / "backup.db"), shelf.progress.path)
    for _ in range(2):
        study.reveal()
        study.rate(Rating.EASY)
    (first, second) = shelf.progress.entries()
    for review in (first, second):
        assert isinstance(review, Review)
        assert shelf.progress.settings(review.settings) == shelf.settings
    assert shelf.progress.integrity() == []
    shelf.progress.close()


@pytest.mark.parametrize("when", ["before the rest", "after the rest", "never"])
def test_a_card_that_another_program_answers_is_not_asked_again(tmp_path: Path, when: str) -> None:
    shelf = Shelf(tmp_path / "progress.db")
    study = Study.start(shelf)
    other = Shelf(tmp_path / "progress.db")
    elsewhere = Study.start(other)
    elsewhere.skip()
    elsewhere.reveal()
    assert study.card is not None
    assert elsewhere.card is not None
    upcoming = elsewhere.card.id
    if when == "before the rest":
        elsewhere.rate(Rating.EASY)
    study.rest()
    if when == "after the rest":
        elsewhere.rate(Rating.EASY)
    study.reveal()
    study.rate(Rating.EASY)
    assert study.card is not None
    assert (study.card.id == upcoming) == (when == "never")
    shelf.progress.close()
    other.progress.close()
