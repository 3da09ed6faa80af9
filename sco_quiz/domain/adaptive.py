"""The form that fits a card's memory, and wrong options that a learner could really believe.

A card is easier to recognise than to recall, and recall teaches more: so a short answer is chosen among options
while the card is new or in learning, and typed once it is known. Wrong options are other answers of the same deck, as
like the right one in shape as can be found (T. M. Haladyna, S. M. Downing and M. C. Rodriguez, "A review of
multiple-choice item-writing guidelines", 2002: plausible, of one kind and length with the right one, made of learners'
own errors).

Grading is imported where answers are compared: a card that is typed or turned over is on the screen without it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sco_quiz.domain.asking import default_form, forms_of
from sco_quiz.domain.card import Card, ClozeGroup, prompt_text
from sco_quiz.domain.deck import Basic, Choice, Typed
from sco_quiz.domain.memory import Memory, State
from sco_quiz.domain.question import Form
from sco_quiz.domain.rating import Mode
from sco_quiz.domain.shuffling import permutation, seed_for

WRONG_OPTIONS = 3
"""Wrong options that a choice made here has: with fewer, a guess says too little."""

_SHORT_WORDS = 6
_SHORT_CHARACTERS = 40
_SMALL_WORDS = frozenset(
    re.findall(r"\w+", "of the and in on at for to de la le les du des di da von van der den und y e")
)
_QUESTION_WORD = re.compile(
    r"\b(who|whom|whose|when|where|why|how(?: (?:many|much|long|old|far|often))?)\b", re.IGNORECASE
)
_WHICH_THING = re.compile(r"\b(?:which|what)\s+(\w+)", re.IGNORECASE)


class FormPreference(StrEnum):
    """What the learner asks for in the config (``form``) or for one session."""

    ADAPTIVE = "adaptive"
    FLIP = "flip"
    TYPED = "typed"
    CHOICE = "choice"


class ShapeKind(StrEnum):
    """What an answer looks like."""

    NUMBER = "number"
    YEAR = "year"
    PERCENT = "percent"
    QUANTITY = "quantity"
    DATE = "date"
    NAME = "name"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Shape:
    """What an answer looks like: ``detail`` is a unit, a date's precision or the script; ``words`` how many it has."""

    kind: ShapeKind
    detail: str
    words: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer of some card in the deck, which may be a wrong option for another; ``prompt`` is what it answers."""

    answer: str
    prompt: str = ""
    tags: tuple[str, ...] = ()


def is_short(answer: str) -> bool:
    """Whether an answer is short enough to type or to compare at a glance: one line, six words, forty characters."""
    return len(answer) <= _SHORT_CHARACTERS and "\n" not in answer and len(answer.split()) <= _SHORT_WORDS


def choose_form(
    card: Card, memory: Memory | None, preference: FormPreference, believable: int, mode: Mode = Mode.STUDY
) -> Form:
    """The form to ask a card in; ``believable`` is how many wrong options ``wrong_options`` has found for it.

    Cards whose kind has its own form keep it. In a quiz nothing is flipped, since it has to be graded.
    """
    content = card.content
    own = default_form(card, mode)
    if not isinstance(content, Basic | Typed):
        typed = preference is FormPreference.TYPED and Form.TYPED in forms_of(card)
        return Form.TYPED if typed else own
    short = is_short(content.answer)
    recalled = Form.TYPED if short else own
    match preference:
        case FormPreference.FLIP:
            return own if mode is Mode.QUIZ else Form.FLIP
        case FormPreference.TYPED:
            return Form.TYPED
        case FormPreference.CHOICE:
            return Form.CHOICE if believable >= WRONG_OPTIONS else recalled
        case FormPreference.ADAPTIVE:
            if memory is not None and memory.state is not State.LEARNING:
                return recalled
            # What was never seen can't be typed: without options to choose from, the card's own form teaches it.
            return Form.CHOICE if short and believable >= WRONG_OPTIONS else own


def may_choose(card: Card, memory: Memory | None, preference: FormPreference) -> bool:
    """Whether wrong options could make a study card a choice, so that it is worth looking for them."""
    return choose_form(card, memory, preference, WRONG_OPTIONS) is Form.CHOICE and isinstance(
        card.content, Basic | Typed
    )


def candidates_of(card: Card) -> tuple[Candidate, ...]:
    """The answers of a card that may be wrong options for another one."""
    match card.content:
        case Basic(answer=answer) | Typed(answer=answer):
            answers: tuple[str, ...] = (answer,)
        case Choice(answers=right, choices=choices):
            answers = (*right, *choices)
        case ClozeGroup(answers=hidden):
            answers = hidden
        case _:
            return ()
    return tuple(Candidate(answer, prompt_text(card.content), card.tags) for answer in answers)


def shape_of(text: str) -> Shape:
    """What an answer looks like, by what grading recognises in it."""
    from sco_quiz.domain.grading.marks import MARKED, canonical_of
    from sco_quiz.domain.grading.normalising import EVERYTHING, key_of

    key = key_of(text, EVERYTHING)
    words = len(text.split())
    marked = MARKED.match(key)
    if marked is not None:
        canonical, unit = canonical_of(marked[0]), key[marked.end() :]
        if canonical[0] in "da" and not unit:
            return Shape(ShapeKind.DATE, "day" if canonical.count("-") != 1 else "month", words)
        if canonical[0] == "n":
            return _number_shape(canonical[1:], unit, words)
    script = next((unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha()), "")
    said = [word for word in re.findall(r"[^\W\d_][^\s-]*", text) if word.lower() not in _SMALL_WORDS]
    capital = bool(said) and all(word[0].isupper() for word in said)
    return Shape(ShapeKind.NAME if capital else ShapeKind.PHRASE, script, words)


def _number_shape(number: str, unit: str, words: int) -> Shape:
    if unit:
        return Shape(ShapeKind.QUANTITY, unit, words)
    if number.endswith("%"):
        return Shape(ShapeKind.PERCENT, "", words)
    if number[-1].isalpha():
        return Shape(ShapeKind.QUANTITY, number[-3:], words)
    is_year = number.isdecimal() and len(number) == len("2018") and 1000 <= int(number) < 2200
    return Shape(ShapeKind.YEAR if is_year else ShapeKind.NUMBER, "", words)


def wrong_options(
    card: Card,
    candidates: Iterable[Candidate],
    confused: Sequence[str],
    seed: int,
    count: int = WRONG_OPTIONS,
) -> tuple[str, ...]:
    """Up to ``count`` wrong options for a basic or typed card, the most believable first; none for other kinds.

    ``confused`` are answers that this learner gave to this card by mistake, most frequent first: where the deck has
    them they come before all others. Then those that answer a question of the same sort, share tags, and are alike in
    length; among equals the seed decides. Nothing is taken that may be right as well: an answer that is the same but
    for what grading overlooks, or that holds all the words of the right one, or the other way round.
    """
    from sco_quiz.domain.grading.comparing import is_same

    content = card.content
    if not isinstance(content, Basic | Typed):
        return ()
    right = (content.answer, *content.accept)
    shape, asked = shape_of(content.answer), _asked_for(content.question)
    ranked: list[tuple[tuple[int, ...], int, str]] = []
    pool = list(dict.fromkeys(candidates))
    places = permutation(len(pool), seed_for(seed, card.id, "wrong options"))
    for candidate, place in zip(pool, places, strict=True):
        text = candidate.answer
        mistake = next((rank for rank, given in enumerate(confused) if is_same(given, text)), len(confused))
        if any(_may_be_right(text, answer) for answer in right):
            continue
        if mistake == len(confused) and not _is_alike(shape, shape_of(text)):
            continue
        other_sort = int(not asked or _asked_for(candidate.prompt) != asked)
        shared = len(set(candidate.tags) & set(card.tags))
        likeness = (mistake, other_sort, -shared, abs(len(text) - len(content.answer)) // 4)
        ranked.append((likeness, place, text))
    chosen: list[str] = []
    for _, _, text in sorted(ranked):
        if not any(is_same(text, other) for other in chosen):
            chosen.append(text)
        if len(chosen) == count:
            break
    return tuple(chosen)


def _is_alike(one: Shape, other: Shape) -> bool:
    """Whether two answers could stand side by side without one standing out."""
    if (one.kind, one.detail) != (other.kind, other.detail):
        return False
    if one.kind not in {ShapeKind.NAME, ShapeKind.PHRASE}:
        return True
    return abs(one.words - other.words) <= max(1, min(one.words, other.words) // 2)


def _may_be_right(text: str, right: str) -> bool:
    from sco_quiz.domain.grading.comparing import is_same

    if is_same(text, right):
        return True
    one, other = (set(re.findall(r"\w+", each.casefold())) for each in (text, right))
    return one <= other or other <= one


def _asked_for(prompt: str) -> str:
    """What sort of thing a question asks for ("who", "how many", "city"); empty where that can't be told."""
    found = _QUESTION_WORD.search(prompt)
    thing = _WHICH_THING.search(prompt)
    if thing is not None and (found is None or thing.start() < found.start()):
        return thing[1].casefold()
    return found[1].casefold() if found else ""
