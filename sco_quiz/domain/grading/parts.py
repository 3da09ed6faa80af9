"""Answers with several parts: options, items, an order, pairs. Each is credited so that guessing earns nothing.

- Several options: share of the right ones chosen minus share of the wrong ones chosen, not below 0. This is formula
  scoring (R. B. Frary, "Formula scoring of multiple-choice tests", 1988) taken over options; choosing at random, none,
  or all has an expectation of 0. With one right option only that option alone counts.
- A list: share of the items found. What does not belong is noted, not punished: intrusions are counted apart from
  recall, as in free recall experiments.
- An order: Kendall's tau (M. G. Kendall, "A new measure of rank correlation", 1938), not below 0: pairs of items in the
  right sequence minus pairs in the wrong one, over all pairs. A random order has an expectation of 0.
- Pairs: share of the pairs that are right.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sco_quiz.domain.grading.comparing import compare
from sco_quiz.domain.grading.difference import difference_of
from sco_quiz.domain.grading.result import Grade, Part, Span
from sco_quiz.domain.question import AskChoice, AskList, AskMatch, AskOrder
from sco_quiz.domain.rating import Verdict


@dataclass(frozen=True, slots=True)
class ItemCheck:
    """What one typed item is to a list: ``item`` is the index of what it was taken for, None where it is no item.

    ``verdict`` is right, near miss or wrong; ``repeated`` says that the item had been found before.
    """

    verdict: Verdict
    item: int | None
    repeated: bool = False
    difference: tuple[Span, ...] = ()
    reason: str = ""


def verdict_of(credit: float) -> Verdict:
    """Right for all of it, wrong for none, partly between."""
    if credit >= 1:
        return Verdict.RIGHT
    return Verdict.PARTLY if credit > 0 else Verdict.WRONG


def grade_choice(question: AskChoice, chosen: Collection[int], expected: str) -> Grade:
    """Grades the options chosen; an index that no option has counts as a wrong option."""
    right = question.right
    picks = frozenset(chosen)
    hits, slips = len(picks & right), len(picks - right)
    wrong = len(question.options) - len(right)
    if len(right) == 1:
        credit = 1.0 if picks == right else 0.0
    else:
        credit = max(0.0, hits / len(right) - slips / max(1, wrong))
    parts = []
    for index, option in enumerate(question.options):
        if index in right:
            picked = index in picks
            parts.append(Part(Verdict.RIGHT if picked else Verdict.WRONG, option, option if picked else ""))
        elif index in picks:
            parts.append(Part(Verdict.WRONG, "", option))
    return Grade(verdict_of(credit), credit, expected, parts=tuple(parts))


def check_item(question: AskList, found: Collection[int], text: str, others: Sequence[str] = ()) -> ItemCheck:
    """What ``text`` is to the list when the items with the indices in ``found`` have been named already."""
    near: ItemCheck | None = None
    repeated: ItemCheck | None = None
    for index, item in enumerate(question.items):
        rivals = (*(other for place, other in enumerate(question.items) if place != index), *others)
        comparison = compare(text, (item,), rivals)
        if comparison.verdict is Verdict.WRONG:
            continue
        check = ItemCheck(comparison.verdict, index, index in found, difference_of(text, item), comparison.reason)
        if check.repeated:
            repeated = repeated or check
        elif check.verdict is Verdict.RIGHT:
            return check
        else:
            near = near or check
    return near or repeated or ItemCheck(Verdict.WRONG, None)


def grade_list(question: AskList, typed: Sequence[str], others: Sequence[str], expected: str) -> Grade:
    """Grades a list: exact items are taken first, then near misses; an item counts once however often it is typed."""
    given: dict[int, tuple[str, Verdict]] = {}
    extra: list[str] = []
    remaining = [text for text in typed if text.strip()]
    for wanted in (Verdict.RIGHT, Verdict.NEAR_MISS):
        left_over = []
        for text in remaining:
            check = check_item(question, given, text, others)
            if check.item is None or (wanted is Verdict.RIGHT and check.verdict is not wanted):
                left_over.append(text)
            elif not check.repeated:
                given[check.item] = (text, check.verdict)
        remaining = left_over
    extra = remaining
    credit = len(given) / len(question.items)
    verdict = verdict_of(credit)
    if verdict is Verdict.RIGHT and any(found is Verdict.NEAR_MISS for _, found in given.values()):
        verdict = Verdict.NEAR_MISS
    parts = [
        Part(given[index][1], item, given[index][0]) if index in given else Part(Verdict.WRONG, item, "")
        for index, item in enumerate(question.items)
    ]
    parts += [Part(Verdict.WRONG, "", text) for text in extra]
    return Grade(verdict, credit, expected, parts=tuple(parts))


def grade_order(question: AskOrder, arranged: Sequence[int], expected: str) -> Grade:
    """Grades an order, whole or not; items that read alike may stand for one another."""
    right = [question.items[index] for index in question.right]
    given = [question.items[index] for index in dict.fromkeys(arranged) if 0 <= index < len(question.items)]
    free = list(range(len(right)))
    places = []
    for text in given:
        place = next(place for place in free if right[place] == text)
        free.remove(place)
        places.append(place)
    count = len(right)
    if count < 2:
        credit = 1.0 if given == right else 0.0
    else:
        balance = sum(
            1 if before < after else -1 for position, before in enumerate(places) for after in places[position + 1 :]
        )
        credit = max(0.0, balance / (count * (count - 1) / 2))
    parts = []
    for place, text in enumerate(right):
        put = given[place] if place < len(given) else ""
        parts.append(Part(Verdict.RIGHT if put == text else Verdict.WRONG, text, put, label=str(place + 1)))
    return Grade(verdict_of(credit), credit, expected, parts=tuple(parts))


def grade_match(question: AskMatch, matched: Sequence[int | None], expected: str) -> Grade:
    """Grades pairs; options that read alike may stand for one another."""
    parts = []
    for place, left in enumerate(question.lefts):
        option = matched[place] if place < len(matched) else None
        put = question.options[option] if option is not None and 0 <= option < len(question.options) else ""
        right = question.options[question.right[place]]
        parts.append(Part(Verdict.RIGHT if put == right else Verdict.WRONG, right, put, label=left))
    credit = sum(part.verdict is Verdict.RIGHT for part in parts) / len(parts)
    return Grade(verdict_of(credit), credit, expected, parts=tuple(parts))
