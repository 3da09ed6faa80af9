"""What something is or means, and what bears a description that fits one thing only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_quiz.domain.deck import Basic
from sco_quiz.drafting import lexicon
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.glossary import Glossary
from sco_quiz.drafting.names import Sort, names_in
from sco_quiz.drafting.questions import capital, tidy
from sco_quiz.drafting.rules.doers import describe
from sco_quiz.drafting.splitting import Origin
from sco_quiz.drafting.statements import Statement

LONGEST_ANSWER = 14
"""Words of a definition; a longer one is cut at a clause of its own or passed over."""

LONGEST_OF_ALL = 22
"""Words of a definition that can't be cut."""

_UNIQUE = re.compile(
    r"^(?:the (?:second[- ]|third[- ])?(?:(?:most|least) [\w-]+|(?!modest|honest|forest|interest|west|east|rest|test)"
    r"[a-z]+est|first|last|only|main|sole|capital|best known)\b"
    r"|the world's (?:\w+est|most|first|only)\b|[\w ]+'s (?:\w+est|first|most \w+|capital)\b)"
)


def draft_definitions(statement: Statement, glossary: Glossary) -> Iterator[Candidate]:
    """Ask ``What is a controller?`` and ``What is the deepest lake in the world?``."""
    clause = statement.clause
    rest = clause.rest
    if clause.base == "mean" and not clause.negated and clause.auxiliaries in {(), ("shall",)} and not clause.intro:
        term = re.sub(r"[\"“”]", "", clause.subject)
        yield _note(statement, f"What does “{term}” mean?", _short(rest), "definition", 84)
        return
    if clause.negated or clause.auxiliaries or clause.adverbs:
        return
    if not clause.copular:
        return
    if "'s " in clause.subject and not clause.intro and re.fullmatch(r"(?:[\"“A-Z\d][^,]{1,40})", rest):
        who = "Who" if glossary.names.sort_of(rest) is Sort.PERSON else "What"
        yield _note(statement, f"{who} {clause.verb.lower()} {clause.subject}?", rest, "definition", 76)
        return
    if _UNIQUE.match(clause.subject) and (names := names_in(rest, glossary.names)) and not clause.plural:
        end = names[0].end
        if re.fullmatch(r"(?:the )?(?:[a-z-]+ )*", rest[: names[0].start]) and end == len(rest):
            who = "Who" if glossary.names.sort_of(names[0].text) is Sort.PERSON else "What"
            yield _note(statement, f"{who} {clause.verb} {clause.subject}?", rest, "superlative", 80)
        return
    if _UNIQUE.match(rest) and (described := _one_thing(statement, glossary)):
        opening, name = described
        text = tidy(f"{opening} {clause.verb.lower()} {rest}")
        yield _note(statement, f"{capital(text)}?", name, "superlative", 82)
    elif re.match(r"(?:an?|the|one of the|any) ", rest) and not re.match(r"the (?:same|case|result)", rest):
        yield from _definition(statement, glossary)
    elif clause.plural and not clause.intro and re.match(r"[a-z-]+(?: [a-z-]+)? (?:that|which|who|in which)\b", rest):
        yield _note(statement, f"What {clause.verb.lower()} {clause.subject}?", _short(rest), "definition", 76)


def _one_thing(statement: Statement, glossary: Glossary) -> tuple[str, str] | None:
    subject = statement.clause.subject
    described = describe(subject, glossary.names)
    if described is not None:
        opening, name = described
        return ("Who" if opening.startswith("Who") else "What"), (name if opening in {"Who", "What"} else subject)
    if len(subject.split()) <= 5 and not subject.startswith(("it ", "this ")):
        return "What", subject
    return None


def _definition(statement: Statement, glossary: Glossary) -> Iterator[Candidate]:
    clause = statement.clause
    subject = clause.subject
    spoken = clause.intro.lower().startswith("according to ")
    if (
        len(subject.split()) > 7
        or (clause.intro and not spoken)
        or (" of " in f" {clause.rest} " and len(clause.rest.split()) < 4)
    ):
        return
    answer = _short(clause.rest)
    if len(answer.split()) < 3 or re.match(
        r"(?:an?|the) (?:\w+ )?(?:part|kind|type|way|member|number|result|matter)\b(?! of)", answer
    ):
        return
    described = describe(subject, glossary.names)
    person = described is not None and glossary.names.sort_of(described[1]) is Sort.PERSON
    opening = "Who" if person else "What"
    worth = 86 if statement.origin is Origin.MAIN else 62
    yield _note(statement, f"{opening} {clause.verb.lower()} {subject}?", answer, "definition", worth)


def _short(text: str) -> str:
    """A definition without what is said in passing."""
    if len(text.split()) <= LONGEST_ANSWER:
        return tidy(text)
    for mark in (", which ", ", who ", ", where ", " because ", " so that ", " when "):
        head = text.split(mark, maxsplit=1)[0]
        if 4 <= len(head.split()) <= LONGEST_ANSWER and head.split()[-1].lower() not in lexicon.FUNCTION_WORDS:
            return tidy(head)
    return tidy(text) if len(text.split()) <= LONGEST_OF_ALL else ""


def _note(statement: Statement, text: str, answer: str, rule: str, worth: int) -> Candidate:
    return Candidate(Basic(capital(text), tidy(answer)), rule, worth, statement.sentence, answer.lower())
