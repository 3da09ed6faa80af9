"""Facts that no question was made of, hidden in a statement that stands by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sco_quiz.domain.deck import Cloze
from sco_quiz.drafting import lexicon
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.glossary import Glossary
from sco_quiz.drafting.names import Sort, names_in
from sco_quiz.drafting.quantities import moments_in, quantities_in
from sco_quiz.drafting.questions import capital, tidy
from sco_quiz.drafting.statements import Statement

LONGEST = 28
"""Words of a cloze text: a longer one is read rather than recalled."""


@dataclass(frozen=True, slots=True)
class Span:
    """A fact in a text, worth hiding, with what is shown in its place."""

    start: int
    end: int
    cue: str
    worth: int


def draft_clozes(statement: Statement, glossary: Glossary, asked: frozenset[str], *, bare: bool) -> Iterator[Candidate]:
    """One cloze a statement, with a group for each fact that ``asked`` (facts in lower case) does not have yet.

    ``bare`` hides dates and numbers only: something else of the statement is asked already.
    """
    text = capital(tidy(statement.clause.text)) + "."
    if len(text.split()) > LONGEST or len(text.split()) < 5 or "{{" in text or "}}" in text or "::" in text:
        return
    spans = [span for span in _spans(text, glossary) if not _is_asked(text[span.start : span.end], asked)]
    if bare:
        spans = [span for span in spans if span.worth > NAME_WORTH]
    if not spans:
        return
    hidden = sum(len(text[span.start : span.end].split()) for span in spans)
    while spans and (hidden > len(text.split()) // 2 or len(spans) > 3):
        worst = min(spans, key=lambda span: (span.worth, -span.start))
        spans.remove(worst)
        hidden -= len(text[worst.start : worst.end].split())
    if not spans:
        return
    best = max(span.worth for span in spans)
    result, position = "", 0
    for number, span in enumerate(spans, start=1):
        cue = f"::{span.cue}" if span.cue else ""
        result += f"{text[position : span.start]}{{{{c{number}::{text[span.start : span.end]}{cue}}}}}"
        position = span.end
    fact = "; ".join(text[span.start : span.end].lower() for span in spans)
    yield Candidate(Cloze(result + text[position:]), "cloze", best, statement.sentence, fact)


def _is_asked(text: str, asked: frozenset[str]) -> bool:
    lower = text.lower()
    return any(lower in fact or fact in lower for fact in asked)


def _spans(text: str, glossary: Glossary) -> list[Span]:
    """Dates, numbers and names, in their order; where two overlap, the earlier of these."""
    spans: list[Span] = []
    for span in (*_dates(text), *_numbers(text), *_names(text, glossary)):
        if not any(other.start < span.end and span.start < other.end for other in spans):
            spans.append(span)
    return sorted(spans, key=lambda span: span.start)


def _dates(text: str) -> Iterator[Span]:
    for moment in moments_in(text):
        if moment.lead != "of":
            yield Span(moment.end - len(moment.text), moment.end, "when", 58)


def _numbers(text: str) -> Iterator[Span]:
    for quantity in quantities_in(text):
        start = text.index(quantity.value, quantity.start)
        vague = re.search(r"\b(?:than the|past|last|next) $", text[:start]) is not None
        if not vague and not (quantity.value.lower() == "two" and quantity.noun in {"", "times"}):
            cue = {"share": "what share", "money": "how much"}.get(quantity.measure.value, "how many")
            yield Span(start, start + len(quantity.value), cue, 56)


def _names(text: str, glossary: Glossary) -> Iterator[Span]:
    """Names that are known well enough to be asked for."""
    names = names_in(text, glossary.names)
    for name in names:
        about_topic = glossary.topic and (name.text in glossary.topic or glossary.topic in name.text)
        sort = glossary.names.sort_of(name.text)
        known = glossary.names.is_sure(name.text)
        if sort is Sort.OTHER and " " not in name.text and not moments_in(text):
            known = False
        version = re.match(r" \d[\d.]*\d(?!\w)", text[name.end :])
        end = name.end + (version.end() if version else 0)
        generic = text[: name.start].lower().endswith((" a ", " an ", " every ", " any ", " each "))
        if (
            name.start > 2
            and not generic
            and known
            and not about_topic
            and text.count(name.text) == 1
            and _stands_alone(text, end)
        ):
            yield Span(name.start, end, _CUES[sort], 46 if sort is not Sort.OTHER else 42)


def _stands_alone(text: str, end: int) -> bool:
    """Whether what ends there is not the first part of a longer term ("X-ray units")."""
    following = re.match(r"[ -]([a-z][\w-]*)", text[end:])
    part = following and following[1] not in lexicon.FUNCTION_WORDS and not lexicon.readings(following[1])
    return not part and re.match(r"[^\s.,;:'\u2019)]", text[end:]) is None


NAME_WORTH = 50
"""Worth of a hidden name at most; dates and numbers are worth more."""

_CUES = {Sort.PERSON: "who", Sort.PLACE: "place", Sort.ORGANISATION: "organisation", Sort.OTHER: "name"}
