"""What a quiz comes to: the score with partial credit, by tag, kind and deck, and the mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import floor, fsum

from sco_quiz.domain.grading import Grade
from sco_quiz.domain.question import Answer
from sco_quiz.domain.quiz.percent import ROUNDING, percent_of
from sco_quiz.domain.quiz.sitting import Item, Sitting
from sco_quiz.errors import IllegalEventError


@dataclass(frozen=True, slots=True)
class Score:
    """Points out of ``questions``; ``credit`` has fractions for answers that were partly right."""

    credit: float
    questions: int

    @property
    def percent(self) -> float:
        """0 to 100, to one decimal, never rounded up."""
        return percent_of(self.credit, self.questions)

    def reaches(self, percent: float) -> bool:
        """Whether the score is ``percent`` or more."""
        return 100 * self.credit >= percent * self.questions - ROUNDING

    @property
    def text(self) -> str:
        """``7.5/10 (75%)``: points to two decimals."""
        points = floor(100 * self.credit + ROUNDING) / 100
        return f"{plain_number(points)}/{self.questions} ({plain_number(self.percent)}%)"


@dataclass(frozen=True, slots=True)
class Share:
    """The score of the questions that have a tag, a kind or a deck in common."""

    name: str
    score: Score


@dataclass(frozen=True, slots=True)
class Marked:
    """One question with its answer (None: none given) and grade; ``number`` counts from 1 as asked."""

    number: int
    item: Item
    answer: Answer | None
    grade: Grade
    spent_ms: int
    flagged: bool

    @property
    def missed(self) -> bool:
        """Whether anything was wrong; a near miss that was taken is not."""
        return self.grade.credit < 1


@dataclass(frozen=True, slots=True)
class Result:
    """A quiz that was handed in, marked. ``out_of_time`` tells that the clock handed it in."""

    marked: tuple[Marked, ...]
    spent_ms: int
    out_of_time: bool

    @property
    def score(self) -> Score:
        """The whole score."""
        return _score(self.marked)

    @property
    def mistakes(self) -> tuple[Marked, ...]:
        """The questions with anything wrong, as asked."""
        return tuple(each for each in self.marked if each.missed)

    @property
    def by_tag(self) -> tuple[Share, ...]:
        """A share for each tag, the weakest first; a question counts for each of its tags."""
        return _shares(self.marked, lambda each: each.item.tags)

    @property
    def by_kind(self) -> tuple[Share, ...]:
        """A share for each kind, the weakest first."""
        return _shares(self.marked, lambda each: (each.item.kind.value,))

    @property
    def by_deck(self) -> tuple[Share, ...]:
        """A share for each deck, the weakest first."""
        return _shares(self.marked, lambda each: (each.item.deck,))


def result_of(sitting: Sitting) -> Result:
    """The result of a quiz that was handed in; IllegalEventError before."""
    if not sitting.handed_in:
        raise IllegalEventError("This quiz is not handed in yet.")
    marked = tuple(
        Marked(number, item, response.answer, response.grade, response.spent_ms, response.flagged)
        for number, (item, response) in enumerate(zip(sitting.items, sitting.responses, strict=True), start=1)
        if response.grade is not None
    )
    return Result(marked, sum(each.spent_ms for each in marked), sitting.out_of_time)


def plain_number(number: float) -> str:
    """A number to two decimals, without zeros at the end: ``7.5``, ``10``."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _score(marked: Iterable[Marked]) -> Score:
    points = [each.grade.credit for each in marked]
    return Score(fsum(points), len(points))


def _shares(marked: Iterable[Marked], names_of: Callable[[Marked], Iterable[str]]) -> tuple[Share, ...]:
    groups: dict[str, list[Marked]] = {}
    for each in marked:
        for name in names_of(each):
            groups.setdefault(name, []).append(each)
    shares = [Share(name, _score(group)) for name, group in groups.items()]
    return tuple(sorted(shares, key=lambda share: (share.score.credit / share.score.questions, share.name)))
