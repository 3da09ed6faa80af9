"""Where something happened or stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_quiz.domain.deck import Basic
from sco_quiz.drafting import gazetteer
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.glossary import Glossary
from sco_quiz.drafting.names import Sort, names_in
from sco_quiz.drafting.questions import inverted, question, without
from sco_quiz.drafting.statements import Statement
from sco_quiz.drafting.wordlists import word_set

_EVENTS = word_set(
    "bear die build found establish hold sign bury locate situate live base meet gather take study work open "
    "create invent discover move settle grow headquarter write produce make publish lie stand begin start end "
    "land arrive"
)


def draft_places(statement: Statement, glossary: Glossary) -> Iterator[Candidate]:
    """Ask ``In which city did leaders meet?``."""
    clause = statement.clause
    if clause.negated or clause.base not in _EVENTS:
        return
    for found in names_in(clause.rest, glossary.names):
        lead = re.search(r"(?:^|\s)(in|at|near|to|on) (the )?$", clause.rest[: found.start])
        if lead is None or " that " in clause.rest[: found.start]:
            continue
        after = clause.rest[found.end :]
        is_place = glossary.names.sort_of(found.text) in {Sort.PLACE, Sort.ORGANISATION} or lead[1] in {"at", "near"}
        settled = clause.base in {"bear", "build", "die", "bury", "study"} and lead[1] in {"in", "at"}
        if not (is_place or settled) or after.startswith(("'", " and", " or", " of")):
            continue
        kind = "country" if found.text in gazetteer.COUNTRIES else "city" if found.text in gazetteer.CITIES else ""
        opening = f"{lead[1]} which {kind}" if kind else "Where"
        if lead[1] == "to" and clause.base != "move":
            continue
        start = lead.start() if not lead[0][:1].isspace() else lead.start() + 1
        body = inverted(clause, without(clause.rest, start, found.end))
        if clause.base == "bear":
            body = f"was {clause.subject} born"
        name = glossary.names.in_full(found.text)
        answer = name if kind else f"{lead[1]} {name}"
        text = question(opening, body, clause.intro)
        if glossary.topic and found.text in glossary.topic:
            continue
        yield Candidate(Basic(text, answer), "place", 74, statement.sentence, found.text.lower())
        return
