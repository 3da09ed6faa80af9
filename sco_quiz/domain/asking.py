"""Putting a card to the learner: in which forms its content can be asked, and the question that a seed makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from sco_quiz.domain.card import Card, CardContent, ClozeGroup
from sco_quiz.domain.deck import Basic, Choice, ListItems, Match, Order, TrueFalse, Typed
from sco_quiz.domain.question import (
    AskChoice,
    AskFlip,
    AskList,
    AskMatch,
    AskOrder,
    AskTrueFalse,
    AskTyped,
    Form,
    Question,
)
from sco_quiz.domain.rating import Mode
from sco_quiz.domain.shuffling import permutation, seed_for, shuffled

_ATTEMPTS = 64


def forms_of(card: Card) -> tuple[Form, ...]:
    """The forms that a card's own content can be asked in; the first is what study uses unless told otherwise.

    A basic or typed card can also be asked as a choice, once ``ask`` is given wrong options for it.
    """
    match card.content:
        case Basic() | ClozeGroup():
            return (Form.FLIP, Form.TYPED)
        case Typed():
            return (Form.TYPED, Form.FLIP)
        case Choice():
            return (Form.CHOICE, Form.FLIP)
        case TrueFalse():
            return (Form.TRUE_FALSE, Form.FLIP)
        case ListItems():
            return (Form.LIST, Form.FLIP)
        case Order():
            return (Form.ORDER, Form.FLIP)
        case Match():
            return (Form.MATCH, Form.FLIP)


def default_form(card: Card, mode: Mode = Mode.STUDY) -> Form:
    """The form to ask a card in where nothing else decides: a quiz has to be graded, so it lets nothing be flipped."""
    forms = forms_of(card)
    if mode is Mode.QUIZ and forms[0] is Form.FLIP:
        return forms[1]
    return forms[0]


def ask(card: Card, form: Form | None, seed: int, wrong: Sequence[str] = ()) -> Question:
    """The question that asks ``card`` in ``form``; a form that its content can't take (or None) gives its default.

    ``wrong`` holds wrong options for a basic or typed card asked as a choice. The order of options, items and right
    sides comes from the seed and the card's id. An order is never shown solved, nor are pairs shown all in line,
    where another arrangement exists.
    """
    content = card.content
    own_seed = partial(seed_for, seed, card.id)  # most questions have nothing to shuffle
    if form is Form.CHOICE and wrong and isinstance(content, Basic | Typed):
        return _choice(content.question, (content.answer,), wrong, own_seed())
    if form not in forms_of(card):
        form = default_form(card)
    return _flip(content, own_seed) if form is Form.FLIP else _graded(content, own_seed)


def _graded(content: CardContent, seed: Callable[[], int]) -> Question:
    """The question in the one form of its content that can be graded."""
    match content:
        case (
            Basic(question=prompt, answer=answer, accept=accept) | Typed(question=prompt, answer=answer, accept=accept)
        ):
            return AskTyped(prompt, answer, accept)
        case ClozeGroup(prompt=prompt, answers=answers):
            return AskTyped(prompt, ", ".join(dict.fromkeys(answers)))
        case Choice(question=prompt, answers=answers, choices=choices):
            return _choice(prompt, answers, choices, seed())
        case TrueFalse(statement=statement, answer=truth):
            return AskTrueFalse(statement, truth)
        case ListItems(question=prompt, answers=answers):
            return AskList(prompt, answers)
        case Order(question=prompt, items=items):
            return _order(prompt, items, seed())
        case Match(question=prompt, pairs=pairs):
            return _match(prompt, pairs, seed())


def _flip(content: CardContent, seed: Callable[[], int]) -> AskFlip:
    match content:
        case Basic(question=prompt, answer=answer) | Typed(question=prompt, answer=answer):
            return AskFlip(prompt, answer)
        case ClozeGroup(prompt=prompt, full=full):
            return AskFlip(prompt, full)
        case Choice(question=prompt, answers=answers, choices=choices):
            return AskFlip(_with_lines(prompt, shuffled((*answers, *choices), seed())), _lines(answers))
        case TrueFalse(statement=statement, answer=truth):
            return AskFlip(statement, "true" if truth else "false")
        case ListItems(question=prompt, answers=answers):
            return AskFlip(prompt, _lines(answers))
        case Order(question=prompt, items=items):
            shown = _order(prompt, items, seed()).items
            return AskFlip(_with_lines(prompt, shown), "\n".join(f"{n}. {item}" for n, item in enumerate(items, 1)))
        case Match(question=prompt, pairs=pairs):
            lefts = tuple(left for left, _ in pairs)
            return AskFlip(_with_lines(prompt, lefts), _lines(tuple(f"{left} = {right}" for left, right in pairs)))


def _lines(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else "\n".join(f"- {text}" for text in texts)


def _with_lines(prompt: str, texts: Sequence[str]) -> str:
    return "\n".join((prompt, "", *(f"- {text}" for text in texts)))


def _choice(prompt: str, answers: Sequence[str], choices: Sequence[str], seed: int) -> AskChoice:
    order = permutation(len(answers) + len(choices), seed)
    texts = (*answers, *choices)
    return AskChoice(
        prompt,
        options=tuple(texts[index] for index in order),
        right=frozenset(place for place, index in enumerate(order) if index < len(answers)),
    )


def _order(prompt: str, items: Sequence[str], seed: int) -> AskOrder:
    def solved(order: tuple[int, ...]) -> bool:
        return all(items[index] == item for index, item in zip(order, items, strict=True))

    order = _unsolved(len(items), seed, solved)
    return AskOrder(prompt, tuple(items[index] for index in order), _places(order))


def _match(prompt: str, pairs: Sequence[tuple[str, str]], seed: int) -> AskMatch:
    lefts = permutation(len(pairs), seed_for(seed, "lefts"))

    def aligned(order: tuple[int, ...]) -> bool:
        return all(pairs[left][1] == pairs[right][1] for left, right in zip(lefts, order, strict=True))

    order = _unsolved(len(pairs), seed, aligned)
    places = _places(order)
    return AskMatch(
        prompt,
        lefts=tuple(pairs[index][0] for index in lefts),
        options=tuple(pairs[index][1] for index in order),
        right=tuple(places[index] for index in lefts),
    )


def _places(order: Sequence[int]) -> tuple[int, ...]:
    """For each number the place in ``order`` where it stands: the inverse permutation."""
    places = [0] * len(order)
    for place, index in enumerate(order):
        places[index] = place
    return tuple(places)


def _unsolved(count: int, seed: int, solved: Callable[[tuple[int, ...]], bool]) -> tuple[int, ...]:
    """The first permutation that is not solved, drawn again and again; the last one where all are (items alike).

    With two different texts a draw is unsolved with a chance of at least 1/2, so 64 draws fail once in 2**64 seeds.
    """
    order = permutation(count, seed)
    for attempt in range(_ATTEMPTS):
        if not solved(order):
            break
        order = permutation(count, seed_for(seed, f"again {attempt}"))
    return order
