"""Who or what does something, and to whom: names as subjects, agents and objects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_quiz.domain.deck import Basic
from sco_quiz.drafting import gazetteer, lexicon
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.glossary import Glossary
from sco_quiz.drafting.names import Names, Sort, names_in
from sco_quiz.drafting.questions import active, asked_of_subject, inverted, question
from sco_quiz.drafting.statements import Statement
from sco_quiz.drafting.tokens import tokens_of
from sco_quiz.drafting.wordlists import word_set

_ACTS_OF_BODIES = word_set(
    "declare adopt found recommend publish announce award approve decide ban launch create elect vote sign "
    "sanction fund"
)
_WEAK = word_set("mean be have do say tell claim think believe make become see call name include contain")


def draft_doers(statement: Statement, glossary: Glossary) -> Iterator[Candidate]:
    """Ask ``Which French diplomat founded the Suez Canal Company in 1858?``."""
    clause = statement.clause
    if clause.negated:
        return
    yield from _as_subject(statement, glossary)
    agents = list(_as_agent(statement, glossary))
    yield from agents or _as_nameless_agent(statement)
    if clause.base not in _WEAK and not clause.passive and not clause.copular:
        yield from _as_object(statement, glossary)


_ADJECTIVE_ENDINGS = (
    "ary",
    "al",
    "ic",
    "ive",
    "ous",
    "ful",
    "able",
    "ible",
    "new",
    "old",
    "own",
    "first",
    "second",
    "main",
)


def describe(phrase: str, names: Names) -> tuple[str, str] | None:
    """A noun phrase that ends in a name: (what to ask with, the name): ``Which French diplomat``, ``F. de Lesseps``."""
    found = names_in(phrase, names)
    if (
        not found
        or found[-1].end != len(phrase)
        or " and " in phrase
        or "'s " in phrase.split(found[-1].text, maxsplit=1)[0]
    ):
        return None
    name = found[-1].text
    before = phrase[: found[-1].start].strip()
    if before.lower() in {"a", "an", "every", "any", "each"}:
        return None
    before = re.sub(r"^(?:the|a|an) ", "", before + " ", flags=re.IGNORECASE).strip()
    if before and (before.count(" ") > 4 or any(word.lower in lexicon.FUNCTION_WORDS for word in tokens_of(before))):
        return None
    if before.rstrip(".") in gazetteer.TITLES:
        told = before.isalpha() and len(before) > 3
        return (f"Which {before.lower()}", name) if told else ("Who", f"{before} {name}")
    if before.endswith(_ADJECTIVE_ENDINGS):
        return None
    if before and (before[0].islower() or tokens_of(before)[-1].text.islower()):
        return f"Which {before}", name
    return None if before else _asked_by_sort(name, names)


def _asked_by_sort(name: str, names: Names) -> tuple[str, str]:
    full = names.in_full(name)
    match names.sort_of(name):
        case Sort.PERSON:
            return "Who", name
        case Sort.ORGANISATION:
            return "Which organisation", full
        case Sort.PLACE:
            kind = "country" if name in gazetteer.COUNTRIES else "city" if name in gazetteer.CITIES else ""
            return (f"Which {kind}" if kind else "What"), full
        case Sort.OTHER:
            return "What", full


def _as_subject(statement: Statement, glossary: Glossary) -> Iterator[Candidate]:
    clause = statement.clause
    described = describe(clause.subject, glossary.names)
    if described is None or clause.base in {"be", "say"} or clause.plural:
        return
    opening, name = described
    if name.removeprefix("the ").lower() in glossary.topic.lower():
        return
    if opening == "What" and name.isupper() and 2 < len(name) < 8 and clause.base in _ACTS_OF_BODIES:
        opening = "Which organisation"
    if opening == "What" and (clause.base in _WEAK or clause.auxiliaries[:1] in {("may",), ("shall",), ("must",)}):
        return
    if not _is_specific(clause.rest, glossary, described=opening != "What"):
        return
    worth = 72 if opening != "What" else 50
    text = question(opening, asked_of_subject(clause), clause.intro)
    if name.lower() not in text.lower():
        yield Candidate(Basic(text, name), "doer", worth, statement.sentence, name.lower())


def _is_specific(rest: str, glossary: Glossary, *, described: bool) -> bool:
    """Whether a predicate tells one doer from another: it holds a name, or enough words."""
    return bool(names_in(rest, glossary.names)) or len(rest.split()) >= (3 if described else 5)


def _as_agent(statement: Statement, glossary: Glossary) -> Iterator[Candidate]:
    clause = statement.clause
    verb = active(clause)
    if verb is None:
        return
    for found in names_in(clause.rest, glossary.names):
        lead = re.search(r"(?:^|\s)by ((?:the )?(?:[\w-]+ ){0,4})$", clause.rest[: found.start])
        if lead is None or clause.rest[found.end :].startswith(" and"):
            continue
        phrase = clause.rest[lead.start(1) : found.end]
        described = describe(phrase, glossary.names)
        if described is None:
            continue
        opening, name = described
        before = clause.rest[: lead.start()].strip()
        body = f"{verb} {clause.subject} {before} {clause.rest[found.end :]}"
        yield Candidate(
            Basic(question("Who" if opening == "What" else opening, body, clause.intro), name),
            "agent", 78, statement.sentence, name.lower(),
        )  # fmt: skip
        return


def _as_nameless_agent(statement: Statement) -> Iterator[Candidate]:
    """``What inspired the sign of the euro?``: the doer is a thing without a name of its own."""
    clause = statement.clause
    verb = active(clause)
    agent = re.fullmatch(r"by (?P<what>(?:the|an?) [^,\d]{3,60})", clause.rest)
    if verb is None or agent is None or len(agent["what"].split()) > 8 or clause.plural:
        return
    content = Basic(question("What", f"{verb} {clause.subject}", clause.intro), agent["what"])
    yield Candidate(content, "agent", 64, statement.sentence, agent["what"].lower())


def _as_object(statement: Statement, glossary: Glossary) -> Iterator[Candidate]:
    """``What did the regulation replace?``: the object is a name, alone or described."""
    clause = statement.clause
    rest = clause.rest
    found = names_in(rest, glossary.names)
    if not found:
        return
    first = found[0]
    before = rest[: first.start].strip().lower()
    if len(before.split()) > 4 or any(word in lexicon.PREPOSITIONS | lexicon.RELATIVES for word in before.split()):
        return
    year = re.match(r" of (?:1\d|20)\d\d\b", rest[first.end :])
    end = first.end + (year.end() if year else 0)
    after = rest[end:].strip()
    if after.startswith(("'", "\u2019", "and ", "or ", "of ", ", ", "that ")) or (after and not _opens_phrase(after)):
        return
    described = describe(rest[: first.end], glossary.names)
    if described is None:
        return
    opening, name = described
    name += year[0] if year else ""
    if not before.startswith(("the", "a ")) and opening == "Who":
        opening = "Whom"
    if glossary.topic and name.removeprefix("the ") in glossary.topic:
        return
    text = question(opening, inverted(clause, after), clause.intro)
    if name.lower() not in text.lower() and len(text.split()) > 4:
        yield Candidate(Basic(text, name), "object", 66, statement.sentence, name.lower())


def _opens_phrase(after: str) -> bool:
    return after.split(" ", 1)[0].lower() in lexicon.PREPOSITIONS
