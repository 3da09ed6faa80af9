"""When something happened, began or ended."""

from __future__ import annotations

from collections.abc import Iterator

from sco_quiz.domain.deck import Basic, Typed
from sco_quiz.drafting import lexicon
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.quantities import Moment, moments_in
from sco_quiz.drafting.questions import inverted, question, without
from sco_quiz.drafting.statements import Statement
from sco_quiz.drafting.tokens import tokens_of

_OPENINGS = {"": "When", "in": "When", "on": "When", "during": "When", "since": "Since when", "until": "Until when",
             "till": "Until when", "by": "By when", "around": "Around when", "about": "Around when"}  # fmt: skip

_DEPENDENT = lexicon.SUBORDINATORS | lexicon.RELATIVES


def draft_dates(statement: Statement) -> Iterator[Candidate]:
    """``When was the canal opened?`` for each date that says when."""
    clause = statement.clause
    if clause.negated:
        return
    intro_moments = moments_in(clause.intro)
    if len(intro_moments) == 1 and intro_moments[0].phrase.lower() == clause.intro.lower():
        yield _note(statement, intro_moments[0], question("When", inverted(clause, clause.rest)))
        return
    moments = moments_in(clause.rest)
    if len(moments) != 1 or intro_moments or moments[0].lead not in _OPENINGS:
        return
    moment = moments[0]
    if clause.base == "bear" and clause.passive:
        yield _note(statement, moment, f"When was {clause.subject} born?")
        return
    if {word.lower for word in tokens_of(clause.rest[: moment.start])} & _DEPENDENT:
        return
    if clause.rest[moment.end :].lstrip().startswith(("until", "to ", "and")):
        return
    if not moment.lead and not moment.text.startswith(("from", "between")):
        return
    body = inverted(clause, without(clause.rest, moment.start, moment.end))
    yield _note(statement, moment, question(_OPENINGS[moment.lead], body, clause.intro))


def _note(statement: Statement, moment: Moment, text: str) -> Candidate:
    answer = moment.text
    exact = answer.isdigit()
    content = Typed(text, answer) if exact else Basic(text, answer)
    return Candidate(content, "date", 80, statement.sentence, answer.lower())
