"""Rules about where a card's knowledge comes from, and from when it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sco_quiz.deckfile.lint.notes import answers_with_keys, prompt_key, prompt_of, said_by
from sco_quiz.deckfile.lint.numbers import YEAR, quantity_of, with_digits
from sco_quiz.deckfile.lint.rule import Finding, Rule, in_each_deck, in_each_note
from sco_quiz.deckfile.lint.sources import NIELSEN, WOZNIAK, cite
from sco_quiz.deckfile.lint.wording import is_english
from sco_quiz.domain.deck import Cloze, Deck, Note, TrueFalse
from sco_quiz.domain.problem import Severity

_MANY: Final = 3
"""Cards. Fewer cards with a year or a share are too few to say that a deck teaches such facts."""


def _no_source(deck: Deck) -> Iterator[Finding]:
    with_source = sum(bool(note.source) for note in deck.notes)
    if with_source * 2 > len(deck.notes):
        for note in deck.notes:
            if not note.source:
                yield Finding(
                    deck,
                    f"This card has no source, though {with_source} of the deck's {len(deck.notes)} cards have one.",
                    "Say under `source:` where the answer can be looked up.",
                    note,
                )
        return
    source = deck.source
    if with_source or any((source.title, source.author, source.publisher, source.url)):
        return
    dated = sum(_holds_a_dated_fact(note) for note in deck.notes)
    if dated >= _MANY:
        yield Finding(
            deck,
            f"The deck teaches years or shares ({dated} cards) and names no source.",
            "Name the document under the deck's `source:` key, or give the cards a `source:` each.",
        )


def _holds_a_dated_fact(note: Note) -> bool:
    content = note.content
    texts = (
        [prompt_of(content)]
        if isinstance(content, Cloze | TrueFalse)
        else [answer for _, answer in answers_with_keys(content)]
    )
    return any(YEAR.search(text) or re.search(r"\d\s*%", with_digits(text)) for text in texts)


_PEOPLE: Final = (
    r"(?:member(?:s| states| countries| nations)?|observer(?:s| states)?|(?:dialogue )?partners|inhabitants|residents|"
    r"citizens|native speakers|speakers|employees|staff|subscribers|users|customers|students enrolled|followers)"
)
_COUNTED = re.compile(
    rf"\bhow many (?:\w+ ){{0,3}}?{_PEOPLE}\b(?=[^?]*\?)|"
    r"\bhow many (?:people|persons|countries|states|nations)\b[^?]*\b(?:live|lives|speak|use|work|belong|have joined|"
    r"are members|are in the|recogni[sz]e)\b|"
    r"\b(?:what|how large|how big|how high)\b[^?]*\b(?:population|GDP|gross domestic product|market share|"
    r"unemployment|inflation|life expectancy)\b|"
    r"\b(?:what|which) (?:share|percentage|per ?cent|part|proportion|fraction)\b[^?]*\b(?:population|people|GDP|"
    r"economy|trade|exports|imports|output|electricity|energy|emissions|workforce|voters|market|households)\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    rf"(?<![\w.,])\d[\d,.]*(?: \w+)?? {_PEOPLE}\b|"
    r"\d\s*%[^.]*\b(?:population|people|GDP|economy|trade|exports|imports|output|electricity|energy|emissions|"
    r"workforce|voters|market|households)\b|"
    r"\bpopulation (?:of|is)\b[^.]*\d|\d[\d,.]* (?:million|billion|trillion) (?:people|inhabitants|speakers|users)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|did|had|founding|founded|original|originally|first|initially|then|ever)\b", re.IGNORECASE
)


def _no_date(deck: Deck, note: Note) -> Iterator[Finding]:
    if not is_english(deck) or YEAR.search(deck.source.date):
        return
    content = note.content
    prompt = prompt_of(content)
    if YEAR.search(said_by(note)) or _PAST.search(prompt):
        return
    if isinstance(content, Cloze | TrueFalse):
        found = _STATED.search(with_digits(prompt)) is not None
    else:
        found = _COUNTED.search(prompt) is not None and any(
            quantity_of(answer) or re.search(r"\d", with_digits(answer)) for _, answer in answers_with_keys(content)
        )
    if found:
        yield Finding(
            deck,
            "This figure changes with time, and the card doesn't say of when it is.",
            "Put the year into the prompt, the explanation or the source (or a `date` under the deck's `source:`).",
            note,
            prompt_key(content),
        )


RULES: Final = (
    Rule(
        "W441",
        "no-source",
        Severity.WARNING,
        "A card has no source although its deck gives sources.",
        "A doubt that arises a year later can be settled only if the card says where it is from. Common knowledge "
        "needs no source, so a deck in which no card has one is left in peace, unless it teaches years and shares.",
        f"{cite(WOZNIAK, 'rule 18, provide sources')}; {cite(NIELSEN, 'on noting where a claim is made')}",
        """\
- question: When was the SCO established?
  answer: June 2001
  source: paragraph 3
- question: Where was the SCO established?
  answer: Shanghai
  source: paragraph 3
- question: Where did the SCO meet in 2018?
  answer: Qingdao
""",
        """\
- question: When was the SCO established?
  answer: June 2001
  source: paragraph 3
- question: Where was the SCO established?
  answer: Shanghai
  source: paragraph 3
- question: Where did the SCO meet in 2018?
  answer: Qingdao
  source: paragraph 1
""",
        in_each_deck(_no_source),
    ),
    Rule(
        "W442",
        "undated-figure",
        Severity.WARNING,
        "A figure that changes has no date.",
        "Populations, members and shares change; without its year a card that was true becomes one that is false, "
        "and nothing on it shows that.",
        cite(WOZNIAK, "rule 19, date stamping"),
        """\
- question: How many members does the SCO have?
  answer: eight
""",
        """\
- question: How many members did the SCO have in 2018?
  answer: eight
""",
        in_each_note(_no_date),
    ),
)
