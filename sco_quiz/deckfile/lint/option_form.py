"""Rules about the form of a choice note's options: length, grammar, case, articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from sco_quiz.deckfile.lint.notes import answers_with_keys, options_with_keys
from sco_quiz.deckfile.lint.numbers import quantity_of
from sco_quiz.deckfile.lint.rule import Finding, Rule, in_each_note
from sco_quiz.deckfile.lint.sources import HALADYNA, cite
from sco_quiz.deckfile.lint.wording import holds_code, is_english, quote
from sco_quiz.domain.deck import Choice, Deck, Note
from sco_quiz.domain.problem import Severity

_FITS_NO_VOWEL = re.compile(r"(?:uni(?!n)|eu|ewe|one\b|once|use|usu|uto|ubi|ur[aeio]|u\b|u-)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)


def _takes_an(option: str) -> bool | None:
    """Whether ``an`` goes before the option; None where only speech could tell (figures, abbreviations)."""
    word = option.strip().lstrip("\"'“\u2018*_")
    if not word or not word[0].isalpha() or (len(word) > 1 and word[:2].isupper()):
        return None
    if _SILENT_H.match(word):
        return True
    return word[0].lower() in "aeiou" and not _FITS_NO_VOWEL.match(word)


def _article(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not isinstance(content, Choice) or not is_english(deck) or len(content.answers) > 1:
        return
    stem = re.search(r"\b(an?)[\W_]*$", content.question)
    if stem is None or (stem[1] == "a" and re.search(r"[\"'“\u2018`]a\W*$", content.question)):
        return
    wants_an = stem[1] == "an"
    fits = [_takes_an(option) == wants_an for _, option in options_with_keys(content) if _takes_an(option) is not None]
    total = len(content.choices) + 1
    if len(fits) == total and fits[0] and sum(fits) * 2 <= total:
        yield Finding(
            deck,
            f"The question ends in {quote(stem[1])}, which most of the wrong options can't follow.",
            "End the question before the article and give each option its own, or ask a whole question.",
            note,
            "question",
        )


def _longest_right(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not isinstance(content, Choice) or len(content.choices) < 2:
        return
    longest = max(len(choice) for choice in content.choices)
    for key, answer in answers_with_keys(content):
        # Half as long again and a few words more: what catches the eye before anything is read.
        if len(answer) >= 1.6 * longest and len(answer) - longest >= 14 and min(map(len, content.answers)) > longest:
            yield Finding(
                deck,
                f"The right option has {len(answer)} characters, the longest wrong one {longest}.",
                "Shorten the right option, or make the wrong ones as full.",
                note,
                key,
            )
            return


def _begins_with_figure(option: str) -> str:
    return "a figure" if re.match(r"[^\w\s]{0,2}\d", option.strip()) else "words"


def _end_mark(option: str) -> str:
    return "a full stop" if re.search(r"[^.]\.$", option.strip()) and " " in option.strip() else "no full stop"


def _first_case(option: str) -> str:
    word = option.strip().lstrip("\"'“\u2018*_")
    if not word or not word[0].isalpha() or not (word[0].isupper() or word[0].islower()):
        return ""
    if len(word) > 1 and word[0].islower() and word[1].isupper():
        return ""
    return "a capital" if word[0].isupper() else "a small letter"


def _grammar(option: str) -> str:
    words = option.split()
    if len(words) < 2 or not words[1][:1].islower():
        return ""
    if words[0].lower() in {"to", "by", "because"}:
        return f"“{words[0].lower()}”"
    if re.fullmatch(r"[A-Za-z]{3,}ing", words[0]) and words[0].lower() not in {"spring", "during", "string", "nothing"}:
        return "an -ing form"
    return "other words"


_WAYS: Final[tuple[tuple[Callable[[str], str], str], ...]] = (
    (_begins_with_figure, "begin"),
    (_end_mark, "end"),
    (_grammar, "begin"),
    (_first_case, "begin"),
)


def _not_parallel(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not isinstance(content, Choice) or any(holds_code(option) for _, option in options_with_keys(content)):
        return
    options = list(options_with_keys(content))
    if len(options) < 3:
        return
    if all(quantity_of(option) for _, option in options):
        figures = [bool(re.search(r"\d", option)) for _, option in options]
        if len(set(figures)) > 1:
            key, option = options[figures.index(not figures[0])]
            yield Finding(
                deck,
                f"Some options are figures and some number words, as {quote(option)}.",
                "Write all of them the same way.",
                note,
                key,
            )
            return
    for way, verb in _WAYS:
        forms = [way(option) for _, option in options]
        counts = Counter(forms)
        if len(counts) != 2 or "" in counts or min(counts.values()) != 1:
            continue
        (common, _), (odd, _) = counts.most_common()
        if way is _grammar and common == "other words":
            continue  # one infinitive among nouns happens; one noun among infinitives stands out
        if way is _first_case and _proper_name_among(options, forms, odd):
            continue
        key, option = options[forms.index(odd)]
        yield Finding(
            deck,
            f"The option {quote(option)} {verb}s with {odd}, all others {verb} with {common}.",
            "Give all options one form, so that none stands out.",
            note,
            key,
        )
        return


def _proper_name_among(options: list[tuple[str, str]], forms: list[str], odd: str) -> bool:
    """Whether case follows from the words themselves: a lone name, or a lone common noun, in short options."""
    _, option = options[forms.index(odd)]
    rest = [text for (_, text), form in zip(options, forms, strict=True) if form != odd]
    short = len(option.split()) <= 2 or any(word[:1].isupper() for word in option.split()[1:])
    names = any(any(word[:1].isupper() for word in text.split()[1:]) for text in rest)
    return short or names


RULES: Final = (
    Rule(
        "W452",
        "longest-option-is-right",
        Severity.WARNING,
        "The right option is clearly longer than every wrong one.",
        "Authors qualify what is right until nobody can object, and learners find out that length means truth.",
        cite(HALADYNA, "guideline 24, equal length"),
        """\
- question: What kind of partnership has the SCO forged?
  answer: a constructive one that targets no third party
  choices: [a military one, a secret one, a trade bloc]
""",
        """\
- question: What kind of partnership has the SCO forged?
  answer: a constructive one
  choices: [a military one, a secret one, a commercial one]
""",
        in_each_note(_longest_right),
    ),
    Rule(
        "W454",
        "options-not-parallel",
        Severity.WARNING,
        "One option differs from all others in its form.",
        "What stands out is picked or dropped for its looks. Options of one form can only be told apart by what they "
        "say.",
        cite(HALADYNA, "guidelines 23 and 28c"),
        """\
- question: What does the SCO mean to do?
  answer: to promote development
  choices: [to found a bank, to print money, an army of its own]
""",
        """\
- question: What does the SCO mean to do?
  answer: to promote development
  choices: [to found a bank, to print money, to raise an army]
""",
        in_each_note(_not_parallel),
    ),
    Rule(
        "W457",
        "article-fits-one-option",
        Severity.WARNING,
        "A question that ends in “a” or “an” fits few options besides the right one.",
        "Grammar then picks the answer, for those who know none.",
        cite(HALADYNA, "guideline 28c, grammatical clues"),
        """\
- question: The SCO set up an
  answer: exchange camp
  choices: [bank, court, parliament]
""",
        """\
- question: What did the SCO set up?
  answer: an exchange camp
  choices: [a bank, a court, a parliament]
""",
        in_each_note(_article),
    ),
)
