"""One typed text against the right one and its accepted variants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sco_quiz.domain.grading.dates import readings_of
from sco_quiz.domain.grading.marks import marks_in
from sco_quiz.domain.grading.near_misses import lies_within, slips_between
from sco_quiz.domain.grading.normalising import EVERYTHING, is_code, is_plain, key_of
from sco_quiz.domain.grading.result import Ignored
from sco_quiz.domain.rating import Verdict

_WIDEST = (
    EVERYTHING,
    EVERYTHING - {Ignored.ARTICLE},
    EVERYTHING - {Ignored.NUMBERS, Ignored.DATES},
    EVERYTHING - {Ignored.ARTICLE, Ignored.NUMBERS, Ignored.DATES},
)
"""What is overlooked at most. A word that is taken for an article or a number ("A-level", "firsthand") may be none."""

_CODE_ASPECTS = frozenset({Ignored.CHARACTERS, Ignored.CASE, Ignored.SPACING})
_AMBIGUOUS = "This date can be read two ways; write the month's name."
_WITH_ACCENTS = EVERYTHING - {Ignored.ACCENTS}


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a typed text stands to the variant it came closest to; ``verdict`` is right, near miss or wrong."""

    verdict: Verdict
    compared: str
    ignored: tuple[Ignored, ...] = ()
    reason: str = ""


def compare(given: str, rights: Sequence[str], others: Sequence[str] = ()) -> Comparison:
    """The best that can be said of ``given`` against the right answer and its variants, ``rights`` (at least one).

    ``others`` are other cards' answers: where the deck tells two answers apart by an accent so does this, and a near
    miss that is, or may as well be, another card's answer is wrong.
    """
    for right in rights:
        if given == right:
            return Comparison(Verdict.RIGHT, right)
    for right in rights:
        ignored = overlooked_between(given, right)
        if ignored is None:
            continue
        if Ignored.ACCENTS in ignored and _is_told_apart(given, right, others):
            return Comparison(Verdict.WRONG, right, reason="The accents make it another card's answer.")
        return Comparison(Verdict.RIGHT, right, ignored)
    return _near_miss(given, rights, others)


def is_same(given: str, right: str) -> bool:
    """Whether two texts are the same answer but for what grading overlooks; symmetric."""
    if is_code(given) or is_code(right):
        return key_of(given, _CODE_ASPECTS, code=True) == key_of(right, _CODE_ASPECTS, code=True)
    if _keys_equal(given, right, EVERYTHING):
        return True
    if is_plain(given) and is_plain(right):
        return False
    return any(_keys_equal(given, right, overlooked) for overlooked in _WIDEST[1:])


def overlooked_between(given: str, right: str) -> tuple[Ignored, ...] | None:
    """The fewest aspects that must be overlooked to call two texts the same answer, or None where they are not."""
    if not is_same(given, right):
        return None
    code = is_code(given) or is_code(right)
    for overlooked in _small_sets(_CODE_ASPECTS if code else EVERYTHING):
        if key_of(given, overlooked, code=code) == key_of(right, overlooked, code=code):
            return tuple(aspect for aspect in Ignored if aspect in overlooked)
    return tuple(Ignored)


def _small_sets(aspects: frozenset[Ignored]) -> Iterator[frozenset[Ignored]]:
    """Sets of aspects, the smallest first; beyond three aspects their names would tell nobody anything."""
    ordered = [aspect for aspect in Ignored if aspect in aspects]
    for size in range(min(3, len(ordered)) + 1):
        yield from map(frozenset, combinations(ordered, size))
    yield from _WIDEST[::-1] if aspects == EVERYTHING else (aspects,)


def _keys_equal(given: str, right: str, overlooked: frozenset[Ignored]) -> bool:
    return key_of(given, overlooked) == key_of(right, overlooked)


def _is_told_apart(given: str, right: str, others: Sequence[str]) -> bool:
    """Whether another card's answer is the given text with its accents, which the right answer is not."""
    return not _keys_equal(given, right, _WITH_ACCENTS) and any(
        _keys_equal(given, other, _WITH_ACCENTS) for other in others
    )


def _near_miss(given: str, rights: Sequence[str], others: Sequence[str]) -> Comparison:
    best: tuple[int, str] | None = None
    for right in rights:
        if is_code(given) or is_code(right):
            continue
        if _may_be_same_date(given, right):
            if _is_strange((other for other in others if _may_be_same_date(given, other)), rights):
                return Comparison(Verdict.WRONG, right, reason=_AMBIGUOUS)
            return Comparison(Verdict.NEAR_MISS, right, reason=_AMBIGUOUS)
        slips = slips_between(given, right)
        if slips is not None and (best is None or slips < best[0]):
            best = (slips, right)
    if best is None:
        return Comparison(Verdict.WRONG, rights[0])
    slips, right = best
    if _is_strange((other for other in others if is_same(given, other) or lies_within(given, other, slips)), rights):
        return Comparison(Verdict.WRONG, right, reason="That is, or may be, the answer to another card.")
    return Comparison(Verdict.NEAR_MISS, right)


def _is_strange(others: Iterable[str], rights: Sequence[str]) -> bool:
    """Whether one of ``others`` is not right here too."""
    return any(not any(is_same(other, right) for right in rights) for other in others)


def _may_be_same_date(given: str, right: str) -> bool:
    """Whether one text is an ambiguous date (``03/04/2001``) that may mean the other, which is not ambiguous."""
    first, second = (marks_in(key_of(text, EVERYTHING), "ad") for text in (given, right))
    if len(first) != 1 or len(second) != 1 or (first[0][0] == "a") == (second[0][0] == "a"):
        return False
    return second[0] in readings_of(first[0]) or first[0] in readings_of(second[0])
