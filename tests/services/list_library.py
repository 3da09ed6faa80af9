"""A store for study sessions that keeps everything in lists, and a clock that a test sets."""

from collections.abc import Iterator
from dataclasses import replace

from sco_quiz.domain.adaptive import Candidate, candidates_of
from sco_quiz.domain.card import Card, cards_of
from sco_quiz.domain.day import DAY_MS, HOUR_MS, day_start, logical_day, utc
from sco_quiz.domain.deck import Basic, Content, Note, Typed
from sco_quiz.domain.effect import Rated
from sco_quiz.domain.memory import Change, Limits, Memory, Settings, State
from sco_quiz.domain.queue import DoneToday, QueueItem
from sco_quiz.domain.rating import Rating, Verdict
from sco_quiz.domain.review import Act, ActKind, Entry, Review
from sco_quiz.domain.scheduler import fold
from sco_quiz.errors import DeckNotFoundError, StorageError
from sco_quiz.services.study import Study

GOOD = Rating.GOOD
MORNING = 18_000 * DAY_MS + 9 * HOUR_MS


class HandClock:
    def __init__(self) -> None:
        self.at = MORNING

    def now(self) -> int:
        return self.at

    def day(self, at: int | None = None) -> int:
        return logical_day(self.at if at is None else at, utc)

    def day_start(self, day: int) -> int:
        return day_start(day, utc)


class ListProgress:
    """The review log as a list; memories are always folded from it."""

    def __init__(self) -> None:
        self.rows: list[Entry] = []
        self.voided: set[str] = set()
        self.stored: list[Settings] = []
        self.texts: dict[str, tuple[str, str]] = {}
        self.broken = False

    def standing(self, card: str) -> list[Entry]:
        return [row for row in self.rows if row.card == card and row.id not in self.voided]

    def reviews(self) -> list[Review]:
        return [row for row in self.rows if isinstance(row, Review) and row.id not in self.voided]

    def check(self) -> None:
        if self.broken:
            raise StorageError("The disk is full.", "Free some space.")

    def settings_number(self, settings: Settings) -> int:
        self.check()
        if settings not in self.stored:
            self.stored.append(settings)
        return self.stored.index(settings)

    def rest(self) -> None:
        self.check()

    def version(self) -> int:
        self.check()
        return len(self.rows) + len(self.voided)

    def keep_text(self, card: str, prompt: str, answer: str) -> None:
        self.check()
        self.texts[card] = (prompt, answer)

    def record(
        self, review: Review, prompt: str = "", answer: str = "", thought: Change | None = None
    ) -> tuple[Review, Memory | None]:
        self.check()
        assert thought is not None
        kept = replace(review, id=str(len(self.rows)), device="here")
        self.rows.append(kept)
        self.texts[review.card] = (prompt, answer)
        return kept, self.memory(review.card)

    def void(self, review: str, at: int, day: int) -> Memory | None:
        self.check()
        assert at
        assert day
        return self.void_any(review)

    def void_any(self, row: str) -> Memory | None:
        if row in self.voided or int(row) >= len(self.rows):
            raise KeyError(row)
        self.voided.add(row)
        return self.memory(self.rows[int(row)].card)

    def act(self, kind: ActKind, card: str, at: int, day: int, value: str = "") -> Act:
        self.check()
        act = Act(str(len(self.rows)), card, at, day, kind, value, "here")
        self.rows.append(act)
        return act

    def void_act(self, act: str, at: int, day: int) -> None:
        self.check()
        assert at
        assert day
        self.void_any(act)

    def memory(self, card: str) -> Memory | None:
        self.check()
        return fold(self.standing(card), self.stored.__getitem__)


class ListLibrary:
    """A deck in a list. A selection is the beginning of card ids."""

    def __init__(self, *notes: Note) -> None:
        self.clock = HandClock()
        self.progress = ListProgress()
        self.settings = Settings()
        self.limits = Limits()
        self.cards = {card.id: card for note in notes for card in cards_of("deck", note)}

    def items(self, selection: str | None) -> Iterator[QueueItem]:
        for card in self.cards.values():
            kinds = {row.kind for row in self.progress.standing(card.id) if isinstance(row, Act)}
            if card.id.startswith(selection or "") and not kinds & {ActKind.SUSPEND, ActKind.BURY}:
                yield QueueItem(card.id, card.note, self.progress.memory(card.id))

    def learning_cards(self, selection: str | None, before: int) -> Iterator[QueueItem]:
        for item in self.items(selection):
            if item.memory is not None and item.memory.due_at is not None and item.memory.due_at < before:
                yield item

    def reviews_due(self, selection: str | None, day: int) -> Iterator[QueueItem]:
        for item in self.items(selection):
            if item.memory is not None and item.memory.state is State.REVIEW and item.memory.due_day <= day:
                yield item

    def new_cards(self, selection: str | None) -> Iterator[QueueItem]:
        return (item for item in self.items(selection) if item.memory is None)

    def done_today(self, day: int) -> DoneToday:
        today = [review for review in self.progress.reviews() if review.day == day]
        return DoneToday(
            new=len({review.card for review in today}), notes=frozenset(r.card.partition("#")[0] for r in today)
        )

    def next_due(self, selection: str | None, after: int) -> int | None:
        memories = [item.memory for item in self.items(selection) if item.memory is not None]
        due = [m.due_at if m.due_at is not None else self.clock.day_start(m.due_day) for m in memories]
        return min((at for at in due if at > after), default=None)

    def card(self, card_id: str) -> Card:
        if card_id not in self.cards:
            raise DeckNotFoundError(f"There is no card {card_id}.")
        return self.cards[card_id]

    def rivals(self, deck: str, _seed: int) -> list[Candidate]:
        return [rival for card in self.cards.values() if card.deck == deck for rival in candidates_of(card)]

    def confused(self, card_id: str) -> list[str]:
        wrong = [r.answer for r in self.progress.reviews() if r.card == card_id and r.verdict is Verdict.WRONG]
        return sorted(set(wrong), key=wrong.count, reverse=True)

    def other_answers(self, card: Card) -> tuple[str, ...]:
        return tuple(
            other.content.answer for other in self.cards.values() if other != card and isinstance(other.content, Typed)
        )


def note(name: str, content: Content) -> Note:
    return Note(id=name, content=content)


def basic(name: str) -> Note:
    return note(name, Basic(question=f"{name}?", answer=f"{name}!"))


def name_of(study: Study) -> str:
    assert study.card is not None
    return study.card.id.removeprefix("deck/")


def answer(study: Study, rating: Rating = GOOD) -> Rated:
    study.reveal()
    return study.rate(rating)
