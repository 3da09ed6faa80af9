"""Rules about what the options of a choice note say, and how many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sco_quiz.deckfile.lint.notes import options_with_keys
from sco_quiz.deckfile.lint.rule import Finding, Rule, in_each_note
from sco_quiz.deckfile.lint.sources import HALADYNA, cite
from sco_quiz.deckfile.lint.wording import holds_code, is_english, quote, same_form
from sco_quiz.domain.deck import Choice, Deck, Note
from sco_quiz.domain.problem import Severity

_ABOUT_SPELLING = re.compile(
    r"\b(?:spel\w+|written|writes?|capital letters?|capitali[sz]\w+|lower ?case|upper ?case|article|hyphen\w*|"
    r"notation|format\w*|punctuat\w+)\b",
    re.IGNORECASE,
)


def _same_options(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not isinstance(content, Choice):
        return
    exact = _ABOUT_SPELLING.search(content.question) is not None
    if exact or holds_code(content.question) or any(map(holds_code, content.answers)):
        return
    seen: dict[str, tuple[str, bool]] = {}
    for place, (key, option) in enumerate(options_with_keys(content)):
        right = place < len(content.answers)
        form = same_form(option, keep_case=len(option.strip()) <= 3)
        if form not in seen:
            seen[form] = (option, right)
            continue
        other, other_right = seen[form]
        if other == option:
            continue  # the parser reports options that are the same to the letter
        if right != other_right:
            message = f"Two options are right: {quote(option)} says the same as {quote(other)}."
        else:
            message = f"Two options say the same: {quote(other)} and {quote(option)}."
        yield Finding(deck, message, "Replace one by an option that means something else.", note, key)


def _lone_wrong_option(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if isinstance(content, Choice) and len(content.choices) == 1 and len(content.answers) == 1:
        yield Finding(
            deck,
            f"The only wrong option is {quote(content.choices[0])}, so half of all guesses are right.",
            "Add a second plausible option, or write a `statement` that is true or false.",
            note,
            "choices[0]",
        )


_OF_THE_OTHERS = re.compile(
    r"(?:all|none|any|neither|both|most)(?: of)? (?:the |these |those |of )?(?:the )?"
    r"(?:above|others?|other (?:options|answers)|options|answers|choices|these|those|them)(?: options| answers)?"
    r"(?: (?:is|are) (?:correct|right|true))?|all of the above|none of the above|(?:both )?[a-d] and [a-d]|"
    r"(?:all|none|both|neither)(?: (?:is|are) (?:correct|right|true))?",
    re.IGNORECASE,
)


def _all_or_none(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not isinstance(content, Choice) or not is_english(deck):
        return
    for key, option in options_with_keys(content):
        plain = option.strip().rstrip(".")
        if _OF_THE_OTHERS.fullmatch(plain) and not (_LETTERS.fullmatch(plain) and _ask_for_letters(content)):
            yield Finding(
                deck,
                f"The option {quote(option)} speaks of the other options, which are shown in any order.",
                "Replace it by an option of its own; for several right ones use `answers: [...]`.",
                note,
                key,
            )


_LETTERS = re.compile(r"(?:both )?[a-d] and [a-d]", re.IGNORECASE)


def _ask_for_letters(content: Choice) -> bool:
    """Whether several options are pairs of letters: ``a and b`` names variables there, not options."""
    return sum(_LETTERS.fullmatch(option.strip()) is not None for _, option in options_with_keys(content)) > 1


RULES: Final = (
    Rule(
        "E302",
        "options-say-the-same",
        Severity.ERROR,
        "Two options of one question say the same.",
        "If a wrong option says what the right one says, a learner who knows is marked wrong. Case, articles, number "
        "words and figures make no difference to what is said.",
        cite(HALADYNA, "guideline 19, one right answer"),
        """\
- question: How many members had the SCO in 2018?
  answer: '8'
  choices: [four, six, eight]
""",
        """\
- question: How many members had the SCO in 2018?
  answer: eight
  choices: [four, six, twelve]
""",
        in_each_note(_same_options),
    ),
    Rule(
        "E303",
        "lone-wrong-option",
        Severity.ERROR,
        "A choice question has a single wrong option.",
        "Two options are a coin toss: the score says more about luck than about the learner. Three options, all "
        "plausible, are enough.",
        cite(HALADYNA, "guideline 18, three options are adequate"),
        """\
- question: Where did the SCO meet in 2018?
  answer: Qingdao
  choices: [Beijing]
""",
        """\
- question: Where did the SCO meet in 2018?
  answer: Qingdao
  choices: [Beijing, Tianjin]
""",
        in_each_note(_lone_wrong_option),
    ),
    Rule(
        "W451",
        "all-or-none-of-the-above",
        Severity.WARNING,
        "An option speaks of the other options.",
        "One option known to be right or wrong decides “all” and “none”, so part of the knowledge earns the whole "
        "point; and options are shuffled, so that nothing is reliably above.",
        cite(HALADYNA, "guidelines 25 and 26"),
        """\
- question: What does the SCO safeguard?
  answer: All of the above
  choices: [security, stability, trade]
""",
        """\
- question: What does the SCO safeguard?
  answers: [security, stability]
  choices: [borders, prices]
""",
        in_each_note(_all_or_none),
    ),
)
