"""Rules about the answer of a card that is recalled whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sco_quiz.deckfile.lint.rule import Finding, Rule, in_each_note
from sco_quiz.deckfile.lint.sources import MATUSCHAK, NIELSEN, WOZNIAK, cite
from sco_quiz.deckfile.lint.wording import holds_code, is_english, sentences_of, words_of
from sco_quiz.domain.deck import Basic, Deck, Note, Typed
from sco_quiz.domain.problem import Severity

LONGEST_ANSWER: Final = 12
"""Words; issue 4 sets it. Wozniak's own good examples answer in one to six."""


def _long_answer(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not isinstance(content, Basic | Typed) or holds_code(content.answer) or _packed_items(content):
        return
    count = len(words_of(content.answer))
    if count > LONGEST_ANSWER and len(sentences_of(content.answer)) < 2:
        yield Finding(
            deck,
            f"The answer is {count} words long, more than {LONGEST_ANSWER}.",
            "Ask for less at a time, and move what is not asked for to `explanation`.",
            note,
            "answer",
        )


def _several_sentences(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not isinstance(content, Basic | Typed) or holds_code(content.answer) or _packed_items(content):
        return
    count = len(sentences_of(content.answer))
    if count > 1:
        yield Finding(
            deck,
            f"The answer is {count} sentences long.",
            "Keep the sentence that answers; move the others to `explanation` or to cards of their own.",
            note,
            "answer",
        )


_BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+\S", re.MULTILINE)
_SERIES = re.compile(r"^(?P<first>[^,;]+(?:[,;] [^,;]+)+),? (?:and|or|&) (?P<last>[^,;]+)$")
_ASKS_FOR_SEVERAL = re.compile(
    r"^(?:name|list|enumerate|give|state)\b|\b(?:what|who) (?:\w+ )?(?:are|were)\b|"
    r"\bwhich (?:\w+ ){1,3}(?:are|were|have|do)\b|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|all)\b",
    re.IGNORECASE,
)
_ASKS_WHAT = re.compile(r"(?:what|which|how|who)\b(?:\W+\w+){3,}", re.IGNORECASE)
_ASKS_ABOUT_A_WORD = re.compile(r"\b(?:means?|meaning|translat\w+|word|synonyms?|say|said|called)\b", re.IGNORECASE)
_ASKS_FOR_ONE_WORK = re.compile(
    r"\b(?:act|album|band|book|company|department|duo|episode|film|firm|group|law|ministry|motto|movie|name|novel|"
    r"organi[sz]ation|play|poem|quartet|saying|series|show|slogan|song|story|title|trio|work)\b(?!s)",
    re.IGNORECASE,
)


def _packed_items(content: Basic | Typed) -> int:
    """How many things, three or more, one answer lists; 0 where it lists fewer, or names one thing that has commas."""
    answer = content.answer.strip().rstrip(".")
    if len(_BULLET.findall(content.answer)) >= 3:
        return len(_BULLET.findall(content.answer))
    lines = [line for line in answer.splitlines() if line.strip()]
    if len(lines) >= 3 and all(line.rstrip().endswith((",", ";")) for line in lines[:-1]):
        return len(lines)
    if len(sentences_of(answer)) > 1:
        return 0
    flat = re.sub(r"\([^)]*\)", "", " ".join(answer.split()))
    clauses = [part for part in flat.split(";") if part.strip()]
    if len(clauses) >= 3:
        return len(clauses)
    asks_for_several = _ASKS_FOR_SEVERAL.search(content.question) is not None
    series = _SERIES.match(flat)
    if series and (asks_for_several or not _ASKS_FOR_ONE_WORK.search(content.question)):
        return len(re.split(r"[,;] ", series["first"])) + 1
    parts = [part.strip() for part in flat.split(", ")]
    if not asks_for_several:
        # Names in a row may be an address, and words that answer a word its synonyms; others are items.
        asks_for_several = (
            all(part[:1].islower() for part in parts)
            and _ASKS_WHAT.match(content.question) is not None
            and not _ASKS_ABOUT_A_WORD.search(content.question)
        )
    if asks_for_several and len(parts) >= 3 and all(0 < len(part.split()) <= 4 for part in parts):
        # A date or an address has commas too: figures in it are taken for one.
        return 0 if any(re.search(r"\d", part) for part in parts) else len(parts)
    return 0


def _packed_list(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not isinstance(content, Basic | Typed) or not is_english(deck) or holds_code(content.answer):
        return
    count = _packed_items(content)
    if count:
        yield Finding(
            deck,
            f"The answer packs a list of {count} into one card.",
            "Give them as `answers: [...]` (a list, with partial credit), hide them one by one in a `cloze`, "
            "or make a card of each.",
            note,
            "answer",
        )


RULES: Final = (
    Rule(
        "W411",
        "long-answer",
        Severity.WARNING,
        f"An answer is longer than {LONGEST_ANSWER} words.",
        "The more there is to recall, the more ways there are to recall it in part; the card is then rated by mood, "
        "and one forgotten word brings all the others back.",
        f"{cite(WOZNIAK, 'rule 4, minimum information')}; {cite(NIELSEN, 'on atomic questions')}; "
        f"{cite(MATUSCHAK, 'prompts should be focused')}",
        """\
- question: What does the SCO aim at?
  answer: >-
    To deepen good neighbourliness between its member states and to keep the whole region around them secure and stable
""",
        """\
- question: What does the SCO want to safeguard in its region?
  answer: security and stability
""",
        in_each_note(_long_answer),
    ),
    Rule(
        "W412",
        "several-sentences",
        Severity.WARNING,
        "An answer has several sentences.",
        "The second sentence is as a rule an explanation: worth reading after the answer, not worth reciting. Under "
        "`explanation` it is shown without being asked for.",
        cite(WOZNIAK, "rule 4, minimum information"),
        """\
- question: When was the SCO established?
  answer: In June 2001. It was in Shanghai.
""",
        """\
- question: When was the SCO established?
  answer: June 2001
  explanation: It was established in Shanghai.
""",
        in_each_note(_several_sentences),
    ),
    Rule(
        "W413",
        "packed-list",
        Severity.WARNING,
        "A list of three or more stands in one basic answer.",
        "A set has no thread to pull at: it is recalled differently each time and one missing member fails it all. "
        "A list card marks each member by itself; cloze cards ask for one member with the others as cues.",
        f"{cite(WOZNIAK, 'rules 9 and 10, avoid sets and enumerations')}; {cite(MATUSCHAK, 'on lists')}",
        """\
- question: Name three values of the Shanghai Spirit.
  answer: trust, benefit and equality
""",
        """\
- question: Name three values of the Shanghai Spirit.
  answers: [trust, benefit, equality]
""",
        in_each_note(_packed_list),
    ),
)
