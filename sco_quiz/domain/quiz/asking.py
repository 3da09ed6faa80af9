"""Putting a chosen card into a quiz: the form that can be graded, and the question that the quiz's seed makes of it."""

from __future__ import annotations

from collections.abc import Sequence

from sco_quiz.domain import adaptive
from sco_quiz.domain.adaptive import WRONG_OPTIONS, FormPreference, choose_form, is_short, wrong_options
from sco_quiz.domain.asking import ask
from sco_quiz.domain.card import Card
from sco_quiz.domain.deck import Basic, Typed
from sco_quiz.domain.question import Form
from sco_quiz.domain.quiz.sitting import Item
from sco_quiz.domain.rating import Mode


def item_of(
    card: Card,
    preference: FormPreference,
    seed: int,
    rivals: Sequence[adaptive.Candidate] = (),
    others: tuple[str, ...] = (),
) -> Item:
    """The card as this quiz asks it; the same for every learner, since no memory goes into it.

    Basic and cloze cards are typed, or chosen where ``preference`` says so and ``rivals``, the deck's other answers,
    have enough that could be believed. ``others`` are those that a near miss may not be.
    """
    form, wrong = _form_of(card, preference, seed, rivals)
    return Item(
        card=card.id,
        note=card.note,
        deck=card.deck,
        kind=card.kind,
        question=ask(card, form, seed, wrong),
        tags=card.tags,
        hint=card.hint,
        explanation=card.explanation,
        source=card.source,
        others=others,
    )


def may_need_rivals(card: Card, preference: FormPreference) -> bool:
    """Whether wrong options from the deck may be wanted for the card."""
    content = card.content
    if not isinstance(content, Basic | Typed):
        return False
    return preference is FormPreference.CHOICE or (isinstance(content, Basic) and not is_short(content.answer))


def _form_of(
    card: Card, preference: FormPreference, seed: int, rivals: Sequence[adaptive.Candidate]
) -> tuple[Form, tuple[str, ...]]:
    if not may_need_rivals(card, preference):
        return choose_form(card, None, preference, 0, Mode.QUIZ), ()
    wrong = wrong_options(card, rivals, (), seed)
    # Nobody can be asked to type a whole sentence to the letter.
    form = Form.CHOICE if len(wrong) >= WRONG_OPTIONS else choose_form(card, None, preference, len(wrong), Mode.QUIZ)
    return form, wrong
