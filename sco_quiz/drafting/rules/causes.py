"""Why something is so, what it is for, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_quiz.domain.deck import Basic, ListItems
from sco_quiz.drafting import lexicon
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.quantities import moments_in
from sco_quiz.drafting.questions import capital, inverted, question, tidy
from sco_quiz.drafting.statements import Statement
from sco_quiz.drafting.wordlists import word_set

_BECAUSE_OF = re.compile(r"^(?P<what>.*?),? (?:because of|due to|thanks to|owing to|as a result of) (?P<cause>.+)$")
_PURPOSE = re.compile(r"^(?P<what>.*?),? (?:in order )?to (?P<purpose>(?P<verb>[a-z]+) .+)$")
_CONDITION = re.compile(r"^(?P<what>[^,]*?),? ?\b(?P<condition>(?:only )?(?:if|provided that|unless) [^,]+)$")
_MEANS = re.compile(r"^(?P<what>[^,]+?) (?P<means>by (?:means of|\w+ing) [^,]+)$")
_COUNTED = {2: "two", 3: "three", 4: "four", 5: "five"}
_TO_DO = re.compile(r"\bto [a-z]+ ")
_MOVES = word_set(
    "move go travel found establish create build gather meet launch introduce use send form set design pass "
    "convene sign join found open sail invent develop organise hire appoint adopt"
)
_TASKS = word_set("task aim goal purpose function role duty job objective mission")
RESTS = {"root": "in", "base": "on", "ground": "in", "consist": "of", "depend": "on", "rely": "on", "derive": "from",
          "belong": "to", "lead": "to", "result": "in", "stem": "from", "originate": "in", "divide": "into",
          "specialise": "in", "focus": "on", "feed": "on", "develop": "into", "turn": "into", "evolve": "from",
          "suffer": "from", "write": "in", "store": "in", "make": "of"}  # fmt: skip


def draft_causes(statement: Statement) -> Iterator[Candidate]:
    """Ask ``Why does the canal have no locks?``, ``What does X aim to do?``, ``What is X rooted in?``."""
    clause = statement.clause
    if statement.reason and _fits(statement.reason):
        text = question("Why", _denied(statement), clause.intro)
        yield _note(statement, text, f"Because {statement.reason}", "cause", 80)
    if not clause.negated:
        yield from _because_of_and_aims(statement)
        yield from _foundations(statement)
        yield from _conditions_and_means(statement)


def _because_of_and_aims(statement: Statement) -> Iterator[Candidate]:
    clause = statement.clause
    if (cause := _BECAUSE_OF.match(clause.rest)) and _fits(cause["cause"]):
        text = question("Why", inverted(clause, cause["what"]), clause.intro)
        yield _note(statement, text, f"Because of {cause['cause']}", "cause", 78)
    elif clause.base == "aim" and clause.rest.startswith("to "):
        aims = re.split(r",? and to |, to ", clause.rest.removeprefix("to "))
        if len(aims) > 1:
            text = question(f"What {_COUNTED.get(len(aims), '')} things", inverted(clause, "to do"), clause.intro)
            yield Candidate(ListItems(text, tuple(aims)), "aim", 84, statement.sentence, clause.rest.lower())
        elif _fits(clause.rest):
            yield _note(statement, question("What", inverted(clause, "to do"), clause.intro), clause.rest, "aim", 80)
    elif clause.base in _MOVES and (purpose := _PURPOSE.match(clause.rest)):
        known = "base" in lexicon.readings(purpose["verb"]) and _fits(purpose["purpose"])
        if known and not _TO_DO.search(purpose["what"]) and " that " not in purpose["what"] and purpose["what"].strip():
            text = question("Why", inverted(clause, purpose["what"]), clause.intro)
            yield _note(statement, text, f"To {purpose['purpose']}", "aim", 68)
    if clause.copular and not clause.auxiliaries and (task := re.match(r"to (?P<verb>[a-z]+) .+", clause.rest)):
        noun = clause.subject.split(" of ")[0].split()[-1].lower()
        if noun in _TASKS:
            yield _note(statement, capital(f"what {clause.verb.lower()} {clause.subject}?"), task[0], "aim", 76)


def _foundations(statement: Statement) -> Iterator[Candidate]:
    clause = statement.clause
    lead = RESTS.get(clause.base)
    if lead is None or not clause.rest.startswith(f"{lead} ") or clause.intro:
        return
    needs_passive = clause.base in {"write", "store", "make"}
    answer = clause.rest.removeprefix(f"{lead} ")
    plain = clause.passive or (
        not needs_passive and (not clause.auxiliaries or clause.auxiliaries[0] in lexicon.MODALS)
    )
    if plain and _fits(answer, 1) and "," not in answer and not moments_in(answer):
        yield _note(statement, question("What", inverted(clause, lead)), answer, "principle", 66)


def _conditions_and_means(statement: Statement) -> Iterator[Candidate]:
    clause = statement.clause
    if clause.copular:
        return
    if (condition := _CONDITION.match(clause.rest)) and _fits(condition["condition"]):
        text = question("Under what condition", inverted(clause, condition["what"]), clause.intro)
        yield _note(statement, text, condition["condition"], "condition", 72)
    if (means := _MEANS.match(clause.rest)) and _fits(means["means"]):
        text = question("How", inverted(clause, means["what"]), clause.intro)
        yield _note(statement, text, means["means"], "means", 72)


def _denied(statement: Statement) -> str:
    clause = statement.clause
    if "not" in (*clause.auxiliaries, *clause.adverbs.split()) and clause.auxiliaries:
        auxiliaries = [word for word in clause.auxiliaries if word != "not"]
        adverbs = " ".join(word for word in clause.adverbs.split() if word != "not")
        return tidy(
            f"{auxiliaries[0]} {clause.subject} not {' '.join(auxiliaries[1:])} {adverbs} {clause.verb} {clause.rest}"
        )
    return inverted(clause, clause.rest)


def _fits(text: str, least: int = 2) -> bool:
    return least <= len(text.split()) <= 20


def _note(statement: Statement, text: str, answer: str, rule: str, worth: int) -> Candidate:
    return Candidate(Basic(text, tidy(answer)), rule, worth, statement.sentence, answer.lower())
