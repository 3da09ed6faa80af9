"""Rules about cards that ask the same, in one deck or in two.

Cards are grouped by keys that equal or nearly equal prompts share, so that the search takes about as long for each card
however many there are; no two prompts are compared that share no key.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from sco_quiz.deckfile.lint.notes import prompt_key
from sco_quiz.deckfile.lint.rule import Finding, Rule, in_each_deck
from sco_quiz.deckfile.lint.sources import MATUSCHAK, WOZNIAK, cite
from sco_quiz.deckfile.lint.wording import content_words, holds_code, quote, same_form, stem
from sco_quiz.domain.card import Card, ClozeGroup, answer_text, cards_of, prompt_text
from sco_quiz.domain.deck import Basic, Choice, Deck, ListItems, Match, Note, Order, Typed
from sco_quiz.domain.problem import Severity

_MOST_IN_A_GROUP: Final = 24
"""Prompts that share a key beyond this many are written to a pattern on purpose, and are not compared pair by pair."""
_FEWEST_WORDS: Final = 2
"""Words of content that two prompts must share before one more or one slip counts as the same question."""
_MOST_WORDS: Final = 100
"""A prompt of more is compared as it is only: each word of it would be left out once."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One card of a note, by what it asks and the forms of its right answers."""

    deck: Deck
    note: Note
    card: Card
    prompt: str
    answers: frozenset[str]
    wrong: frozenset[str]

    @property
    def where(self) -> str:
        return f"line {self.note.line}" if self.note.line else (self.note.id or quote(self.prompt))


def _asked_in(deck: Deck, *, reverse: bool) -> Iterator[_Asked]:
    for note in deck.notes:
        for card in cards_of(deck.id, note):
            if card.id.endswith("#reverse") != reverse:
                continue
            content = card.content
            wrong: frozenset[str] = frozenset()
            match content:
                case Basic(answer=answer, accept=accept) | Typed(answer=answer, accept=accept):
                    answers = frozenset(map(same_form, (answer, *accept)))
                case Choice(answers=right, choices=choices):
                    answers = frozenset(map(same_form, right))
                    wrong = frozenset(map(same_form, choices))
                case ListItems(answers=items):
                    answers = frozenset(map(same_form, items))
                case Order() | Match():
                    answers = frozenset((card.note,))  # never the same as another's, never compared
                case ClozeGroup(answers=hidden):
                    answers = frozenset((same_form(" / ".join(hidden)),))
                case _:
                    answers = frozenset((answer_text(content),))
            yield _Asked(deck, note, card, prompt_text(content), answers, wrong)


def _prompt_form(prompt: str) -> str:
    # In a single word the case may be all the difference: "polish" and "Polish".
    return same_form(prompt, keep_case=len(prompt.split()) == 1)


def _disagree(one: _Asked, other: _Asked) -> bool:
    """Whether the right answer to one is wrong for the other, though the prompt is the same."""
    if isinstance(one.card.content, Order | Match) or isinstance(other.card.content, Order | Match):
        return False
    if isinstance(one.card.content, ListItems) != isinstance(other.card.content, ListItems):
        # "Name one" and "name all" are different tasks; a list that holds the answer agrees with it.
        return not (one.answers & other.answers)
    if one.wrong or other.wrong:
        # Choice questions may offer other options to the same question; they clash where one calls wrong what is right.
        return bool((one.answers & other.wrong) or (other.answers & one.wrong)) or (
            not (one.wrong and other.wrong) and not (one.answers & other.answers) and not _refers_to_options(one.prompt)
        )
    if isinstance(one.card.content, ListItems):
        return one.answers != other.answers
    return not (one.answers & other.answers)


def _refers_to_options(prompt: str) -> bool:
    return re.search(r"\b(?:of (?:these|the following)|below|which one)\b", prompt, re.IGNORECASE) is not None


def _contradiction(deck: Deck) -> Iterator[Finding]:
    first: dict[str, _Asked] = {}
    for asked in _asked_in(deck, reverse=False):
        before = first.setdefault(_prompt_form(asked.prompt), asked)
        if before.note is not asked.note and _disagree(before, asked):
            yield Finding(
                deck,
                f"This prompt is also asked in {before.where}, with another answer.",
                "Say in the prompts what sets the two apart, or give both answers on one card.",
                asked.note,
                prompt_key(asked.note.content),
            )


def _reverse_contradiction(deck: Deck) -> Iterator[Finding]:
    if not any(isinstance(note.content, Basic | Typed) and note.content.reverse for note in deck.notes):
        return
    first: dict[str, _Asked] = {_prompt_form(asked.prompt): asked for asked in _asked_in(deck, reverse=False)}
    for asked in _asked_in(deck, reverse=True):
        before = first.setdefault(_prompt_form(asked.prompt), asked)
        if before.note is not asked.note and _disagree(before, asked):
            yield Finding(
                deck,
                f"Turned round, {quote(asked.prompt)} is also the prompt of {before.where}, with another answer.",
                "Add to the answer what sets the two apart, or leave out `reverse`.",
                asked.note,
                "reverse" if "reverse" in asked.note.marks else "answer",
            )


def _near_duplicates(deck: Deck) -> Iterator[Finding]:
    exact: dict[str, _Asked] = {}
    groups: defaultdict[tuple[str, ...], list[tuple[tuple[str, ...], _Asked]]] = defaultdict(list)
    for asked in _asked_in(deck, reverse=False):
        if isinstance(asked.note.content, Order | Match):
            continue
        form = _prompt_form(asked.prompt)
        before = exact.setdefault(form, asked)
        if before is not asked:
            if before.note is not asked.note and before.card.kind == asked.card.kind and not _disagree(before, asked):
                yield _near(before, asked)
            continue
        if isinstance(asked.card.content, ClozeGroup) or holds_code(asked.prompt):
            continue
        words = _key_words(asked.prompt)
        found = None
        for key in _keys_of(words):
            group = groups[key]
            if found is None and len(group) <= _MOST_IN_A_GROUP:
                found = next((other for theirs, other in group if _ask_the_same(words, theirs, asked, other)), None)
            if len(group) <= _MOST_IN_A_GROUP:
                group.append((words, asked))
        if found is not None:
            yield _near(found, asked)


def _near(before: _Asked, asked: _Asked) -> Finding:
    return Finding(
        asked.deck,
        f"This asks nearly the same as {before.where}: {quote(before.prompt)}.",
        "Keep the better of the two, or ask from another side.",
        asked.note,
        prompt_key(asked.note.content),
    )


_QUESTION_WORD = re.compile(r"\b(who|whom|whose|what|when|where|which|why|how)\b", re.IGNORECASE)
_TURNS_IT = re.compile(
    r"\b(?:not|no|never|nor|before|after|from|to|above|below|under|over|than|by|without|minus)\b|n't", re.IGNORECASE
)


_SAME_MEANING: Final = {
    other: word
    for word, others in {
        "found": ("establish", "creat", "form"),
        "locat": ("situat",),
        "begin": ("start", "commenc"),
        "larg": ("big",),
        "largest": ("biggest", "greatest"),
        "aim": ("goal", "purpos", "objectiv"),
        "meet": ("met", "conven", "gather"),
    }.items()
    for other in others
}
"""Stems that ask for the same thing; a second card with another of them is the same card."""


def _key_words(prompt: str) -> tuple[str, ...]:
    """What a prompt is about, as sorted stems, led by its question word; names and figures stay as written."""
    asks = _QUESTION_WORD.search(prompt)
    turns = sorted(match.lower() for match in _TURNS_IT.findall(prompt))
    words = content_words(prompt)
    stems = sorted(
        _SAME_MEANING.get(stem(word), stem(word)) if word.islower() else word.removesuffix("'s").removesuffix("\u2019s")
        for word in words
    )
    return ((asks[1].lower() if asks else ""), *stems, *(f"/{word}" for word in turns))


def _keys_of(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Keys that two prompts share if they have the same words, but for one that is added or differs."""
    yield words
    if _FEWEST_WORDS < len(words) <= _MOST_WORDS:
        for place in range(1, len(words)):
            yield (*words[:place], *words[place + 1 :])


def _ask_the_same(mine: tuple[str, ...], theirs: tuple[str, ...], asked: _Asked, other: _Asked) -> bool:
    if other.note is asked.note or asked.card.kind != other.card.kind or not (asked.answers & other.answers):
        return False
    if asked.wrong and other.wrong and asked.answers != other.answers:
        return False
    if mine == theirs:
        return len(mine) > _FEWEST_WORDS
    more, fewer = (mine, theirs) if len(mine) >= len(theirs) else (theirs, mine)
    added = [word for word in more if word not in fewer]
    left = [word for word in fewer if word not in more]
    if len(fewer) - 1 < _FEWEST_WORDS or len(added) != 1 or not added[0].isalpha() or not added[0].islower():
        return False
    if not left:
        # "The SCO's first summit": a word that picks one of many changes the question, and so do answers of few values.
        return not asked.answers <= {"true", "false"}
    return (
        len(left) == 1
        and left[0].isalpha()
        and left[0].islower()
        and min(len(left[0]), len(added[0])) >= 6
        and DamerauLevenshtein.distance(left[0], added[0], score_cutoff=1) <= 1
    )


def _in_two_decks(decks: Sequence[Deck]) -> Iterator[Finding]:
    if len(decks) < 2:
        return
    first: dict[str, _Asked] = {}
    for deck in decks:
        for asked in _asked_in(deck, reverse=False):
            before = first.setdefault(_prompt_form(asked.prompt), asked)
            if before.deck is deck or isinstance(asked.card.content, Order | Match):
                continue
            if _disagree(before, asked):
                message = f"The deck {quote(before.deck.id)} asks the same ({before.where}) and has another answer."
            elif before.card.kind == asked.card.kind:
                message = f"The deck {quote(before.deck.id)} asks the same ({before.where})."
            else:
                continue
            yield Finding(
                deck,
                message,
                "Name in the prompt what sets this one apart, or keep one of the two.",
                asked.note,
                prompt_key(asked.note.content),
            )


RULES: Final = (
    Rule(
        "E301",
        "contradiction",
        Severity.ERROR,
        "The same prompt has different answers in one deck.",
        "Whichever answer is given, one of the two cards calls it wrong; the memories fight each other.",
        f"{cite(WOZNIAK, 'rule 11, combat interference')}; {cite(MATUSCHAK, 'prompts should be consistent')}",
        """\
- question: Who attended the summit?
  answer: leaders of 12 countries
- question: Who attended the summit?
  answer: heads of 10 organisations
""",
        """\
- question: From how many countries did leaders attend the summit of 2018?
  answer: '12'
- question: How many organisations sent their heads to the summit of 2018?
  answer: '10'
""",
        in_each_deck(_contradiction),
    ),
    Rule(
        "W471",
        "near-duplicate",
        Severity.WARNING,
        "Two cards ask nearly the same and have the same answer.",
        "The second card costs reviews and adds nothing; asked from another side, or the other way round, it would add "
        "a path to the same memory.",
        f"{cite(WOZNIAK, 'rules 11 and 17, interference and redundancy')}",
        """\
- question: When was the SCO established in Shanghai?
  answer: June 2001
- question: In Shanghai, when was the SCO established?
  answer: June 2001
""",
        """\
- question: When was the SCO established?
  answer: June 2001
- question: In which city was the SCO established?
  answer: Shanghai
""",
        in_each_deck(_near_duplicates),
    ),
    Rule(
        "W472",
        "reverse-contradiction",
        Severity.WARNING,
        "Turned round by `reverse`, two cards have the same prompt.",
        "An answer that several questions share does not say which of them is meant.",
        f"{cite(WOZNIAK, 'rule 11, combat interference')}",
        """\
- question: Host of the 2018 summit
  answer: China
  reverse: true
- question: The most populous founder
  answer: China
  reverse: true
""",
        """\
- question: Host of the 2018 summit
  answer: China
  reverse: true
- question: The most populous founder
  answer: China
""",
        in_each_deck(_reverse_contradiction),
    ),
    Rule(
        "W473",
        "asked-in-two-decks",
        Severity.WARNING,
        "Two decks ask the same.",
        "Cards of all decks come mixed. The same prompt twice is double work, and with two answers it is a trap.",
        f"{cite(WOZNIAK, 'rule 11, combat interference')}",
        """\
- question: When was it established?
  answer: June 2001
# and in another deck
- question: When was it established?
  answer: June 1945
""",
        """\
- question: When was the SCO established?
  answer: June 2001
# and in another deck
- question: When were the United Nations established?
  answer: October 1945
""",
        _in_two_decks,
    ),
)
