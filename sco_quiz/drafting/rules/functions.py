"""What something shows, replaces, produces or must do: the object of a verb that tells of its work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_quiz.domain.deck import Basic
from sco_quiz.drafting import lexicon
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.quantities import moments_in, quantities_in
from sco_quiz.drafting.questions import inverted, question, tidy
from sco_quiz.drafting.reference import refers
from sco_quiz.drafting.statements import Statement
from sco_quiz.drafting.tokens import tokens_of
from sco_quiz.drafting.wordlists import word_set

_TELLING = word_set(
    "show indicate determine regulate control produce convert protect store transport absorb measure prevent "
    "cause represent govern replace require enable prohibit forbid guarantee provide supply secrete release carry "
    "cover symbolise specify separate connect link reflect entail print return list ban abolish transcend reject "
    "enrich constitute champion contribute uphold decide reclaim record check mark"
)


def draft_functions(statement: Statement) -> Iterator[Candidate]:
    """Ask ``What does the angle of the dance show?`` and ``What must public authorities appoint?``."""
    clause = statement.clause
    if clause.negated or clause.passive or clause.copular or refers(clause.rest) or not clause.rest:
        return
    duty = clause.auxiliaries in {("must",), ("shall",)}
    if not (duty or (clause.base in _TELLING and len(clause.auxiliaries) <= 1)):
        return
    first = tokens_of(clause.rest)[0].lower
    if first in lexicon.PREPOSITIONS | lexicon.SUBORDINATORS | {"that", "to", "no"} or clause.rest[0].isdigit():
        return
    answer = clause.rest
    words = answer.split()
    plain = not re.search(r"[,:]| (?:if|when|because|while|until|after|before|from|as|in [a-z]+ to) ", answer)
    if moments_in(answer) or quantities_in(answer):
        return
    if not plain or not 2 <= len(words) <= 12 or (duty and len(words) > 6) or len(clause.subject.split()) > 9:
        return
    text = question("What", inverted(clause, ""), clause.intro)
    yield Candidate(Basic(text, tidy(answer)), "function", 62, statement.sentence, answer.lower())
