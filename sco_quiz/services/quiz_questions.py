"""From what a learner chose to a quiz's questions: looked up in the library, chosen and asked by the seed."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.domain.card import Card
from sco_quiz.domain.deck import Kind
from sco_quiz.domain.question import AskList, AskTyped
from sco_quiz.domain.quiz.asking import item_of, may_need_rivals
from sco_quiz.domain.quiz.choosing import Candidate, Filter, available, choose
from sco_quiz.domain.quiz.sitting import Item, Rules
from sco_quiz.domain.shuffling import shuffled
from sco_quiz.errors import DeckNotFoundError, UsageError
from sco_quiz.services.library import Library, Selection
from sco_quiz.services.wording import count_words

DEFAULT_COUNT = 10
_LARGEST_SEED = 2**63 - 1


@dataclass(frozen=True, slots=True)
class QuizPlan:
    """What a learner chooses before a quiz. A ``selection`` of None is every deck; a ``seed`` of None is drawn.

    ``form`` is how basic and cloze cards are asked: typed, or as a choice where the deck has wrong options for it.
    """

    selection: Selection | None = None
    filter: Filter = field(default_factory=Filter)
    count: int = DEFAULT_COUNT
    seed: int | None = None
    form: FormPreference = FormPreference.TYPED
    rules: Rules = field(default_factory=Rules)


@dataclass(frozen=True, slots=True)
class ChosenQuestions:
    """A quiz's questions, the seed that made them, and what the learner should know about them."""

    items: tuple[Item, ...]
    seed: int
    notices: tuple[str, ...]


def questions_left(library: Library, plan: QuizPlan) -> int:
    """How many questions a quiz by this plan can have at most: one a note.

    Every setting that changes asks this anew, so cards are looked at no closer than by their kind and tags.
    """
    fits: dict[tuple[str, str], bool] = {}
    notes: set[str] = set()
    for card, kind, tags in library.askable(plan.selection):
        alike = kind, tags
        if alike not in fits:
            fits[alike] = plan.filter.fits(Candidate(card, "", "", Kind(kind), tuple(json.loads(tags))))
        if fits[alike]:
            notes.add(card.partition("#")[0])
    return len(notes)


def choose_questions(library: Library, plan: QuizPlan) -> ChosenQuestions:
    """The questions of a new quiz; UsageError where no card fits, or for a count or a seed that can't be."""
    if plan.count < 1:
        raise UsageError(f"A quiz can't have {plan.count} questions.", "Ask for at least 1, such as -n 10.")
    seed = _checked_seed(plan.seed)
    candidates = _available(library, plan)
    if not candidates:
        raise _nothing_fits(library, plan)
    cards = choose(candidates, plan.count, seed, lambda card: _card(library, card))
    notices = []
    if len(cards) < plan.count:
        notices.append(
            f"You asked for {count_words(plan.count, 'question')}; there {'is' if len(cards) == 1 else 'are'}"
            f" {len(cards):,}{': a quiz asks one card of a note' if len(candidates) > len(cards) else ''}."
        )
    return ChosenQuestions(tuple(_items(library, cards, plan.form, seed)), seed, tuple(notices))


def questions_of(library: Library, cards: Iterable[str], form: FormPreference, seed: int | None) -> ChosenQuestions:
    """Questions of just these cards, in an order that the seed decides; UsageError where all are gone."""
    drawn = _checked_seed(seed)
    found = [card for card in (_card(library, card) for card in cards) if card is not None]
    if not found:
        raise UsageError("None of these cards is left in your decks.", "Start a new quiz.")
    return ChosenQuestions(tuple(_items(library, shuffled(found, drawn), form, drawn)), drawn, ())


def plan_record(library: Library, plan: QuizPlan, items: Iterable[Item]) -> Mapping[str, Any]:
    """What the learner chose as plain values, with the files of the decks, so that a resumed quiz finds them again."""
    return {
        "selected": None if plan.selection is None else list(plan.selection.decks),
        "tags": list(plan.filter.tags),
        "kinds": [kind.value for kind in plan.filter.kinds],
        "count": plan.count,
        "form": plan.form.value,
        "paths": {deck: library.path_of(deck) for deck in sorted({item.deck for item in items})},
    }


def others_of(library: Library, item: Item, card: Card) -> tuple[str, ...]:
    """The answers that a near miss may not be, for questions that are typed; none for others."""
    return tuple(library.other_answers(card)) if isinstance(item.question, AskTyped | AskList) else ()


def candidates_of(rows: Iterable[tuple[str, str, str]]) -> Iterator[Candidate]:
    """The rows of ``Library.askable`` as candidates; what is alike in many of 100,000 rows is read once."""
    tags_of: dict[str, tuple[str, ...]] = {}
    kinds = {kind.value: kind for kind in Kind}
    for card, kind, text in rows:
        tags = tags_of.get(text)
        if tags is None:
            tags = tags_of[text] = tuple(json.loads(text))
        yield Candidate(card, card.partition("#")[0], card.partition("/")[0], kinds[kind], tags)


def _available(library: Library, plan: QuizPlan) -> tuple[Candidate, ...]:
    return available(candidates_of(library.askable(plan.selection)), plan.filter)


def _items(library: Library, cards: Iterable[Card], form: FormPreference, seed: int) -> Iterator[Item]:
    for card in cards:
        found = library.rivals(card.deck, seed) if may_need_rivals(card, form) else ()
        item = item_of(card, form, seed, found)
        yield item_of(card, form, seed, found, others_of(library, item, card))


def _card(library: Library, card: str) -> Card | None:
    try:
        return library.card(card)
    except DeckNotFoundError:
        return None


def _checked_seed(seed: int | None) -> int:
    if seed is None:
        return secrets.randbelow(1_000_000)
    if abs(seed) > _LARGEST_SEED:
        raise UsageError(f"The seed {seed} is too large.", f"Take a whole number up to {_LARGEST_SEED}.")
    return seed


def _nothing_fits(library: Library, plan: QuizPlan) -> UsageError:
    """Says what there would be to choose from instead."""
    tags: set[str] = set()
    kinds: set[str] = set()
    for _, kind, text in library.askable(plan.selection):
        kinds.add(kind)
        tags.update(json.loads(text))
    if not kinds:
        return UsageError(
            "There is no card to ask.", "Choose other decks (`sco-quiz decks` lists them), or add cards to this one."
        )
    listed = sorted(tags, key=str.casefold)
    remedy = f"The kinds here are {', '.join(sorted(kinds))}; "
    remedy += (
        f"the tags are {', '.join(listed[:20])}{', …' if len(listed) > 20 else ''}." if tags else "no card has a tag."
    )
    return UsageError("No card fits these tags and kinds.", remedy)
