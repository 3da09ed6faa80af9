"""What a learner chooses before a quiz: the settings one below the other, and the values that each can take."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeVar

from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.domain.deck import Kind
from sco_quiz.domain.quiz.sitting import Judging
from sco_quiz.errors import UsageError
from sco_quiz.services.library import Library, Selection
from sco_quiz.services.quiz import QuizPlan
from sco_quiz.services.time_limits import parse_time_limit
from sco_quiz.tui.wording import limit_words

COUNTS = (5, 10, 15, 20, 25, 30, 40, 50, 75, 100)
LIMITS = (None, *(60_000 * minutes for minutes in (1, 2, 3, 5, 10, 15, 20, 30, 45, 60)))
QUESTION_LIMITS = (None, *(1_000 * seconds for seconds in (10, 15, 20, 30, 45, 60, 90, 120)))
MOST_QUESTIONS = 1_000

Value = TypeVar("Value")


class Setting(Enum):
    """One line of the screen: its label."""

    DECKS = "Decks"
    TAGS = "Tags"
    KINDS = "Kinds"
    COUNT = "Questions"
    LIMIT = "Time for all"
    QUESTION_LIMIT = "Time for each"
    JUDGING = "Judged"
    FORM = "Short answers"
    SEED = "Seed"


PICKED = frozenset({Setting.DECKS, Setting.TAGS, Setting.KINDS})
"""Settings whose values are ticked in a list."""

TYPED = frozenset({Setting.COUNT, Setting.LIMIT, Setting.QUESTION_LIMIT, Setting.SEED})
"""Settings whose values can be typed."""


@dataclass(frozen=True, slots=True)
class QuizChoices:
    """The plan as it is chosen so far, with what there is to choose from: decks as (id, title)."""

    plan: QuizPlan
    decks: tuple[tuple[str, str], ...]

    def words(self, setting: Setting) -> str:
        """The value of a setting in words."""
        plan = self.plan
        match setting:
            case Setting.DECKS:
                titles = dict(self.decks)
                return _listed([titles.get(deck, deck) for deck in self._chosen_decks], f"all {len(self.decks)}")
            case Setting.TAGS:
                return _listed(plan.filter.tags, "any")
            case Setting.KINDS:
                return _listed([kind.value for kind in plan.filter.kinds], "all")
            case Setting.COUNT:
                return str(plan.count)
            case Setting.LIMIT:
                return limit_words(plan.rules.limit_ms)
            case Setting.QUESTION_LIMIT:
                return limit_words(plan.rules.question_limit_ms)
            case Setting.JUDGING:
                at_end = plan.rules.judging is Judging.AT_END
                return "at the end" if at_end else "each at once"
            case Setting.FORM:
                return "typed" if plan.form is FormPreference.TYPED else "chosen among options"
            case Setting.SEED:
                return "drawn by lot" if plan.seed is None else str(plan.seed)

    @property
    def _chosen_decks(self) -> tuple[str, ...]:
        return () if self.plan.selection is None else tuple(self.plan.selection.decks)

    def chosen(self, setting: Setting) -> tuple[str, ...]:
        """What is ticked of a setting's list; nothing stands for all."""
        match setting:
            case Setting.DECKS:
                return self._chosen_decks
            case Setting.TAGS:
                return self.plan.filter.tags
            case Setting.KINDS:
                return tuple(kind.value for kind in self.plan.filter.kinds)
            case _:
                return ()

    def pick(self, setting: Setting, values: Sequence[str]) -> QuizChoices:
        """With other values ticked."""
        plan = self.plan
        match setting:
            case Setting.DECKS:
                selection = Selection(tuple(values)) if values else None
                return replace(self, plan=replace(plan, selection=selection))
            case Setting.TAGS:
                return replace(self, plan=replace(plan, filter=replace(plan.filter, tags=tuple(values))))
            case Setting.KINDS:
                kinds = tuple(map(Kind, values))
                return replace(self, plan=replace(plan, filter=replace(plan.filter, kinds=kinds)))
            case _:
                return self

    def turn(self, setting: Setting, steps: int, offered: Callable[[], Sequence[str]]) -> QuizChoices:
        """With the next value (or the one before); ``offered`` looks up what can be ticked."""
        plan, rules = self.plan, self.plan.rules
        match setting:
            case Setting.DECKS | Setting.TAGS | Setting.KINDS:
                values: list[tuple[str, ...]] = [(), *((value,) for value in offered())]
                return self.pick(setting, _next(values, self.chosen(setting), steps))
            case Setting.COUNT:
                return replace(self, plan=replace(plan, count=_next_number(COUNTS, plan.count, steps)))
            case Setting.LIMIT:
                limit = _next(LIMITS, rules.limit_ms, steps)
                return replace(self, plan=replace(plan, rules=replace(rules, limit_ms=limit)))
            case Setting.QUESTION_LIMIT:
                limit = _next(QUESTION_LIMITS, rules.question_limit_ms, steps)
                return replace(self, plan=replace(plan, rules=replace(rules, question_limit_ms=limit)))
            case Setting.JUDGING:
                judging = Judging.AT_ONCE if rules.judging is Judging.AT_END else Judging.AT_END
                return replace(self, plan=replace(plan, rules=replace(rules, judging=judging)))
            case Setting.FORM:
                form = FormPreference.CHOICE if plan.form is FormPreference.TYPED else FormPreference.TYPED
                return replace(self, plan=replace(plan, form=form))
            case Setting.SEED:
                return replace(self, plan=replace(plan, seed=None))

    def type_in(self, setting: Setting, text: str) -> QuizChoices:
        """With a value that was typed; an empty one takes a limit or a seed away. UsageError for what can't be."""
        plan, rules, text = self.plan, self.plan.rules, text.strip()
        match setting:
            case Setting.COUNT:
                return replace(self, plan=replace(plan, count=_whole_number(text, 1, MOST_QUESTIONS)))
            case Setting.LIMIT:
                limit = parse_time_limit(text) if text else None
                return replace(self, plan=replace(plan, rules=replace(rules, limit_ms=limit)))
            case Setting.QUESTION_LIMIT:
                limit = parse_time_limit(text) if text else None
                return replace(self, plan=replace(plan, rules=replace(rules, question_limit_ms=limit)))
            case Setting.SEED:
                seed = _whole_number(text, 0, 2**63 - 1) if text else None
                return replace(self, plan=replace(plan, seed=seed))
            case _:
                return self


def tags_offered(library: Library, plan: QuizPlan) -> tuple[str, ...]:
    """The tags of the cards in the chosen decks, in order."""
    found: set[str] = set()
    for tags in {tags for _, _, tags in library.askable(plan.selection)}:
        found.update(json.loads(tags))
    return tuple(sorted(found, key=str.casefold))


def kinds_offered(library: Library, plan: QuizPlan) -> tuple[str, ...]:
    """The kinds of the cards in the chosen decks, in the order of the deck format."""
    found = {kind for _, kind, _ in library.askable(plan.selection)}
    return tuple(kind.value for kind in Kind if kind.value in found)


def _listed(values: Sequence[str], nothing: str) -> str:
    return ", ".join(values) if values else nothing


def _next(values: Sequence[Value], value: Value, steps: int) -> Value:
    """The value so many steps on, round the ends; from a value that isn't among them, the first."""
    return values[(values.index(value) + steps) % len(values)] if value in values else values[0]


def _next_number(numbers: Sequence[int], number: int, steps: int) -> int:
    """The next larger or smaller of the numbers; the same where there is none."""
    if steps > 0:
        return next((each for each in numbers if each > number), number)
    return next((each for each in reversed(numbers) if each < number), number)


def _whole_number(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most):
        raise UsageError(f"{text!r} is no whole number from {least:,} to {most:,}.")
    return int(text)
