"""Things that are listed together: what a list holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_quiz.domain.deck import Basic, ListItems
from sco_quiz.drafting import gazetteer, lexicon
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.glossary import Glossary
from sco_quiz.drafting.names import Sort, names_in
from sco_quiz.drafting.quantities import quantities_in
from sco_quiz.drafting.questions import asked_of_subject, inverted, question
from sco_quiz.drafting.rules.causes import RESTS
from sco_quiz.drafting.splitting import plain
from sco_quiz.drafting.statements import Statement

LONGEST_ITEM = 7
"""Words: what is longer is a clause rather than an item."""

_AND = re.compile(r",? (?:and|or|as well as) (?:also )?")


def items_of(text: str) -> tuple[str, ...]:
    """``a, b and c`` -> its items; empty where it is not a plain list of two or more."""
    parts = text.split(", ")
    last = _AND.split(parts[-1]) if len(parts) > 1 else _AND.split(text)
    if len(parts) == 1 and len(last) != 2:
        return ()
    items = [part.strip() for part in (*parts[:-1], *last) if part.strip()]
    items = [_AND.sub("", f" {item}").strip() if item.startswith(("and ", "or ")) else item for item in items]
    if len(items) < 2 or len({item.lower() for item in items}) != len(items):
        return ()
    plausible = all(
        len(item.split()) <= LONGEST_ITEM
        and item.split()[-1].lower() not in lexicon.FUNCTION_WORDS
        and not _holds_a_clause(item)
        for item in items
    )
    return tuple(items) if plausible else ()


def _holds_a_clause(item: str) -> bool:
    words = item.lower().split()
    if (
        words[0]
        in lexicon.PREPOSITIONS | lexicon.PRONOUNS | lexicon.SUBORDINATORS | lexicon.AUXILIARIES | lexicon.RELATIVES
    ):
        return True
    first = lexicon.readings(words[0])
    if "past" in first and len(words) > 1:
        return True
    to_do = re.search(r"\bto ([a-z]+)", item)
    if to_do and "base" in lexicon.readings(to_do[1]):
        return True
    return bool(set(words) & (lexicon.AUXILIARIES | lexicon.RELATIVES | {"it", "they", "he", "she"}))


def draft_enumerations(statement: Statement, glossary: Glossary) -> Iterator[Candidate]:
    """``Which six legal grounds for processing does the regulation name?`` and the like."""
    clause = statement.clause
    if clause.negated:
        return
    after_colon = re.search(r": (?P<list>[^:.]+)\.?$", plain(statement.sentence.text))
    if after_colon and clause.text.split()[-1] in statement.sentence.text[: after_colon.start()].split()[-1:]:
        yield from _after_colon(statement, after_colon["list"])
        return
    yield from _as_object(statement, glossary)
    yield from _as_subject(statement, glossary)


def _after_colon(statement: Statement, text: str) -> Iterator[Candidate]:
    clause = statement.clause
    items = items_of(text)
    if not items or clause.copular:
        return
    counted = quantities_in(clause.rest)
    before = clause.rest[: counted[0].start] if counted else clause.rest
    opening = "What" if before.strip() else f"Which {clause.rest[counted[0].start :]}" if counted else "What"
    if before.strip() and not counted:
        known = clause.rest.lower().split()
        if len(known) > 4 or set(known) & (lexicon.DETERMINERS | lexicon.PREPOSITIONS):
            return
        opening = f"Which {clause.rest}"
    body = inverted(clause, "" if not before.strip() or not counted else clause.rest)
    yield _note(statement, question(opening, body, clause.intro), items, 88)


def _as_object(statement: Statement, glossary: Glossary) -> Iterator[Candidate]:
    clause = statement.clause
    rest = clause.rest
    preposition = RESTS.get(clause.base, "")
    if preposition and rest.startswith(f"{preposition} "):
        listed, lead = rest.removeprefix(f"{preposition} "), preposition
    elif not clause.copular and not clause.passive:
        listed, lead = rest, ""
    else:
        return
    items = items_of(listed) if " or " not in listed else ()
    if len(items) < 3 and not (len(items) == 2 and all(names_in(item, glossary.names) for item in items)):
        return
    if clause.base == "make" or items[0].split()[0].lower() in {"to", "not"}:
        return
    *others, last = items
    adjunct = re.match(r"(?P<item>.+?) (?P<rest>(?:for|in|on|at|during|from|to|with|after|before) .+)$", last)
    more = ""
    if adjunct and not any(word in lexicon.PREPOSITIONS for item in others for word in item.split()):
        items, more = (*others, adjunct["item"]), adjunct["rest"]
    names = [glossary.names.sort_of(item.removeprefix("the ")) for item in items]
    who = "Whom" if all(sort is Sort.PERSON for sort in names) else "What"
    yield _note(statement, question(who, inverted(clause, f"{lead} {more}"), clause.intro), items, 78)


def _as_subject(statement: Statement, glossary: Glossary) -> Iterator[Candidate]:
    clause = statement.clause
    items = items_of(clause.subject)
    if any(word in lexicon.PREPOSITIONS - {"of"} for item in items for word in item.split()):
        return
    if not items or not all(item.removeprefix("the ")[:1].isupper() for item in items):
        return
    places = [item.removeprefix("the ") in {*gazetteer.COUNTRIES, "United States", "Soviet Union"} for item in items]
    if all(places):
        opening, body = f"Which {_COUNT.get(len(items), str(len(items)))} countries", clause.predicate
    elif all(glossary.names.sort_of(item) is Sort.PERSON for item in items):
        opening, body = "Who", asked_of_subject(clause)
    else:
        return
    if len(clause.rest.split()) >= 1:
        yield _note(statement, question(opening, body, clause.intro), items, 74)


_COUNT = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}


def _note(statement: Statement, text: str, items: tuple[str, ...], worth: int) -> Candidate:
    content = ListItems(text, items) if len(items) > 1 else Basic(text, items[0])
    return Candidate(content, "enumeration", worth, statement.sentence, ", ".join(items).lower())
