"""Items for tests of quizzes, as short as a test wants them."""

from __future__ import annotations

from sco_quiz.domain.deck import Kind
from sco_quiz.domain.question import AskChoice, AskList, AskTyped
from sco_quiz.domain.quiz.sitting import Item

SECOND = 1_000
MINUTE = 60 * SECOND


def typed(name: str, answer: str = "yes", tags: tuple[str, ...] = (), deck: str = "deck") -> Item:
    return Item(f"{deck}/{name}", f"{deck}/{name}", deck, Kind.TYPED, AskTyped(f"{name}?", answer), tags)


def listed(name: str, *items: str, tags: tuple[str, ...] = ()) -> Item:
    return Item(f"deck/{name}", f"deck/{name}", "deck", Kind.LIST, AskList(f"{name}?", items), tags)


def choice(name: str, tags: tuple[str, ...] = ()) -> Item:
    question = AskChoice(f"{name}?", ("a", "b", "c"), frozenset({1}))
    return Item(f"deck/{name}", f"deck/{name}", "deck", Kind.CHOICE, question, tags)


TEN = tuple(typed(str(number)) for number in range(1, 11))
