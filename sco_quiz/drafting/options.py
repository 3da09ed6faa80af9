"""Wrong options of the same shape as the right one: from the document first, then from what everyone knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sco_quiz.domain.deck import Basic, Choice
from sco_quiz.drafting import gazetteer
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.names import Names, Sort

WANTED = 3
"""Wrong options of a choice; two will do (Haladyna, Downing and Rodriguez 2002 find three options enough)."""

_NAMED = frozenset(("doer", "agent", "object", "place"))


def with_options(candidate: Candidate, names: Names) -> Candidate:
    """The candidate as a choice, where its answer is a person, a country or a city with likely rivals.

    No rival stands in the question, or in the sentence that the note rests on: there it might be right too.
    """
    content = candidate.content
    if (
        candidate.rule not in _NAMED
        or not isinstance(content, Basic)
        or content.answer.startswith(("in ", "at ", "the "))
    ):
        return candidate
    spoken_of = f"{content.question} {candidate.sentence.text}"
    rivals: list[str] = []
    for rival in _rivals(content.answer, names):
        shares_a_word = set(rival.split()) & set(content.answer.split())
        if rival not in rivals and not shares_a_word and rival not in spoken_of and not _same_person(rival, rivals):
            rivals.append(rival)
        if len(rivals) == WANTED:
            break
    if len(rivals) < 2:
        return candidate
    return replace(candidate, content=Choice(content.question, (content.answer,), tuple(sorted(rivals))))


def _rivals(answer: str, names: Names) -> Iterator[str]:
    for common in (gazetteer.COUNTRIES, gazetteer.CITIES):
        if answer in common:
            yield from (name for name in names.counts if name in common)
            place = common.index(answer)
            yield from sorted(common, key=lambda name: abs(common.index(name) - place))
            return
    if names.sort_of(answer) is Sort.PERSON and re.fullmatch(r"[A-Z][\w.-]*(?: [\w.-]+)+", answer):
        yield from (name for name in names.of_sort(Sort.PERSON) if " " in name and name not in names.aliases)


def _same_person(rival: str, others: list[str]) -> bool:
    return any(rival.rsplit(maxsplit=1)[-1] == other.split()[-1] for other in others)
