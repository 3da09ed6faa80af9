"""Rules about answers that the card itself gives away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sco_quiz.deckfile.lint.notes import answers_with_keys, choices_with_keys
from sco_quiz.deckfile.lint.rule import Finding, Rule, in_each_note
from sco_quiz.deckfile.lint.sources import HALADYNA, MATUSCHAK, cite
from sco_quiz.deckfile.lint.wording import (
    content_words,
    holds_code,
    holds_phrase,
    is_english,
    quote,
    same_form,
    stem,
    unquoted,
)
from sco_quiz.domain.card import ClozeGroup, cards_of
from sco_quiz.domain.cloze import deletions_of
from sco_quiz.domain.deck import Basic, Choice, Cloze, Deck, ListItems, Note, Typed
from sco_quiz.domain.problem import Severity

_ABOUT_WORDS = re.compile(
    r"\b(?:plural|singular|tense|participle|comparative|superlative|translat\w*|translation|mean|means|meaning|spell\w*|"
    r"pronounc\w*|conjugat\w*|synonym|antonym|opposite|rhymes?|anagram|letters?|abbreviat\w*|stands? for|word|words|"
    r"prefix|suffix|output|prints?|returns?|evaluates?)\b|[=+\u00d7÷*/^<>]|\d\s*-\s*\d",
    re.IGNORECASE,
)


def _gives_away(text: str, answer: str) -> bool:
    """Whether ``answer``, long enough to be no accident, stands in ``text`` as whole words."""
    form = same_form(answer)
    letters = len(re.sub(r"\W", "", form))
    enough = 3 if answer.strip().isupper() else 4
    return letters >= enough and holds_phrase(same_form(text), form)


def _answer_in_prompt(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if isinstance(content, Cloze):
        for group in _groups(deck, note):
            for answer in group.answers:
                if _gives_away(_outside(content.text, group.group), answer):
                    yield Finding(
                        deck,
                        f"The text still shows {quote(answer)}, which group c{group.group} hides.",
                        f"Hide it there too, as another {{{{c{group.group}::…}}}}, or reword the text.",
                        note,
                        "cloze",
                    )
                    break
        return
    if not isinstance(content, Basic | Typed | Choice | ListItems):
        return
    prompt = content.question
    # Either-or questions name their answer fairly, and so do questions about a word.
    if holds_code(prompt) or re.search(r"\bor\b", prompt) or _ABOUT_WORDS.search(prompt):
        return
    if isinstance(content, Choice) and any(_gives_away(prompt, choice) for choice in content.choices):
        return
    for key, answer in answers_with_keys(content):
        if _gives_away(prompt, answer):
            yield Finding(
                deck,
                f"The prompt gives the answer away: it says {quote(answer)}.",
                "Reword the prompt, or ask for something that it doesn't say.",
                note,
                key,
            )


def _outside(text: str, group: int) -> str:
    """What a cloze shows beside its deletions while ``group`` is hidden: only its own running text and cues."""
    parts: list[str] = []
    position = 0
    for deletion in deletions_of(text):
        parts += (text[position : deletion.start], deletion.cue if deletion.group == group else " ")
        position = deletion.end
    return " ".join((*parts, text[position:]))


def _groups(deck: Deck, note: Note) -> Iterator[ClozeGroup]:
    for card in cards_of(deck.id, note):
        if isinstance(card.content, ClozeGroup):
            yield card.content


def _answer_in_sibling(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not isinstance(content, Cloze):
        return
    deletions = deletions_of(content.text)
    for deletion in deletions:
        for other in deletions:
            if other.group != deletion.group and (
                _gives_away(other.text, deletion.text) or _gives_away(other.cue, deletion.text)
            ):
                yield Finding(
                    deck,
                    f"Group c{other.group} shows {quote(deletion.text)} while group c{deletion.group} asks for it.",
                    "Put both into one group, or reword the text so that it is said once.",
                    note,
                    "cloze",
                )
                return


def _answer_in_hint(deck: Deck, note: Note) -> Iterator[Finding]:
    if not note.hint:
        return
    content = note.content
    answers = (
        tuple(deletion.text for deletion in deletions_of(content.text))
        if isinstance(content, Cloze)
        else tuple(answer for _, answer in answers_with_keys(content))
    )
    if isinstance(content, ListItems) or (isinstance(content, Choice) and len(answers) > 1):
        return
    for answer in answers:
        if _gives_away(note.hint, answer) and not re.search(r"\b(?:not|or|nor)\b", note.hint, re.IGNORECASE):
            yield Finding(
                deck,
                f"The hint gives the answer away: it says {quote(answer)}.",
                "Let the hint narrow the search (a first letter, a place, a time), and leave the rest to recall.",
                note,
                "hint",
            )
            return


_JOINED = re.compile(r"\s*(?:,| and | or | & | but not )\s*")
_DENIED = re.compile(r"^(?:not|no|neither|never|non-|anything but)\s*")


def _answer_in_option(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not isinstance(content, Choice) or not is_english(deck):
        return
    answers = {same_form(answer): answer for answer in content.answers}
    for key, choice in choices_with_keys(content):
        form = same_form(choice)
        named = re.sub(r"^(?:both|either) ", "", form)
        parts = [part for part in _JOINED.split(named) if part]
        denied = _DENIED.sub("", form)
        denied = same_form(denied) if denied != form else ""
        found = next((answers[part] for part in parts if len(parts) > 1 and part in answers), answers.get(denied))
        if found is not None:
            yield Finding(
                deck,
                f"The wrong option {quote(choice)} contains the right one, {quote(found)}.",
                "Write a wrong option that stands by itself.",
                note,
                key,
            )


def _clang(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not isinstance(content, Choice) or len(content.answers) > 1 or not is_english(deck):
        return
    prompt = unquoted(content.question)
    if _ABOUT_WORDS.search(prompt) or holds_code(prompt):
        return
    answer = content.answers[0]
    if _gives_away(content.question, answer):
        return
    asked = {stem(word) for word in content_words(prompt) if len(word) >= 5}
    shared = [word for word in content_words(answer) if len(word) >= 5 and stem(word) in asked]
    others = {stem(word) for choice in content.choices for word in content_words(choice)}
    only = [word for word in shared if stem(word) not in others]
    # Where a wrong option echoes the question too, the echo is no cue.
    if only and not others & asked:
        yield Finding(
            deck,
            f"Only the right option repeats {quote(only[0])} from the question.",
            "Say it in other words in one of the two, or let a wrong option echo the question as well.",
            note,
            "answer",
        )


RULES: Final = (
    Rule(
        "W421",
        "answer-in-prompt",
        Severity.WARNING,
        "The answer stands in the prompt.",
        "What can be read off need not be recalled, so the card feels known and teaches nothing.",
        f"{cite(MATUSCHAK, 'prompts should be effortful')}; {cite(HALADYNA, 'guideline 28b')}",
        """\
- question: In which city was the Shanghai Cooperation Organisation established?
  answer: Shanghai
""",
        """\
- question: In which city was the SCO established?
  answer: Shanghai
""",
        in_each_note(_answer_in_prompt),
    ),
    Rule(
        "W422",
        "answer-in-hint",
        Severity.WARNING,
        "The hint says the answer.",
        "A hint that says it all turns a card that was nearly recalled into one that is merely read.",
        cite(MATUSCHAK, "prompts should be effortful"),
        """\
- question: Where did the SCO meet in 2018?
  answer: Qingdao
  hint: Qingdao is a port.
""",
        """\
- question: Where did the SCO meet in 2018?
  answer: Qingdao
  hint: A port in Shandong.
""",
        in_each_note(_answer_in_hint),
    ),
    Rule(
        "W423",
        "answer-in-sibling",
        Severity.WARNING,
        "One group of a cloze shows what another hides.",
        "While one group is hidden the others are shown; if they hold the same words, the card answers itself.",
        f"{cite(HALADYNA, 'guideline 4, independent items')}; {cite(MATUSCHAK, 'prompts should be effortful')}",
        '- cloze: "The SCO began in {{c1::Shanghai}} and lives by the {{c2::Shanghai Spirit}}."\n',
        '- cloze: "The SCO began in {{c1::Shanghai}} and lives by the {{c1::Shanghai}} Spirit."\n',
        in_each_note(_answer_in_sibling),
    ),
    Rule(
        "W424",
        "answer-in-option",
        Severity.WARNING,
        "A wrong option contains the right one.",
        "Such an option is partly right, which is unfair, or plainly denies the right one, which points at it.",
        f"{cite(HALADYNA, 'guidelines 22 and 28e')}",
        """\
- question: Which country hosted the SCO in 2018?
  answer: China
  choices: [China and India, Russia, Kazakhstan]
""",
        """\
- question: Which country hosted the SCO in 2018?
  answer: China
  choices: [India, Russia, Kazakhstan]
""",
        in_each_note(_answer_in_option),
    ),
    Rule(
        "W425",
        "echo-in-right-option",
        Severity.WARNING,
        "Only the right option repeats a word of the question.",
        "Test takers who know nothing pick the option that sounds like the question, and are right too often.",
        cite(HALADYNA, "guideline 28b, clang associations"),
        """\
- question: What did the SCO create for young people's cultural exchange?
  answer: a youth exchange camp
  choices: [a film festival, a space agency, a chess league]
""",
        """\
- question: What did the SCO create for young people?
  answer: an exchange camp
  choices: [a film festival, a space agency, a chess league]
""",
        in_each_note(_clang),
    ),
)
