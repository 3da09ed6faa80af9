"""How many, how much, what share, how long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_quiz.domain.deck import Basic
from sco_quiz.drafting import lexicon
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.clauses import Clause
from sco_quiz.drafting.quantities import Measure, Quantity, quantities_in
from sco_quiz.drafting.questions import inverted, question, tidy
from sco_quiz.drafting.statements import Statement
from sco_quiz.drafting.wordlists import word_set

_ATTRIBUTE = re.compile(
    r"(?:^|\b[Ww]ith )an? (?:[a-z]+ )?(?P<attribute>size|length|depth|height|area|population|weight|mass|age|speed|"
    r"diameter|temperature|capacity|volume|width|budget|membership|density|thickness|circumference|radius|wingspan|"
    r"lifespan) of $"
)
_TIME = word_set("year month week day hour minute second decade century generation")


def draft_numbers(statement: Statement) -> Iterator[Candidate]:
    """Questions for the numbers that a statement turns on."""
    clause = statement.clause
    if clause.negated:
        return
    asked = [
        *_attributes(clause),
        *_with_counts(clause),
        *(pair for quantity in quantities_in(clause.subject) for pair in _in_subject(clause, quantity)),
        *(pair for quantity in quantities_in(clause.rest)[:2] for pair in _in_rest(clause, quantity)),
    ]
    for text, answer, worth in asked:
        yield Candidate(Basic(text, answer), "number", worth, statement.sentence, answer.lower())


def _attributes(clause: Clause) -> Iterator[tuple[str, str, int]]:
    """From ``with a depth of 1,642 metres``, ask for the depth."""
    for part, has in ((clause.intro, True), (clause.rest, clause.base == "have")):
        for quantity in quantities_in(part):
            found = _ATTRIBUTE.search(part[: quantity.start])
            if found and (has or found[0].lower().startswith("with")):
                be = "was" if clause.past else "is"
                yield f"What {be} the {found['attribute']} of {clause.subject}?", _amount(quantity), 82


_ACCOUNTING = re.compile(r"account(?:ing|s)? for $|\band $")


def _with_counts(clause: Clause) -> Iterator[tuple[str, str, int]]:
    """From ``With eight members, ...``, ask how many members it has."""
    if not clause.intro.lower().startswith("with "):
        return
    have = ("did" if clause.past else "do" if clause.plural else "does", "have")
    for quantity in quantities_in(clause.intro):
        after = clause.intro[quantity.end :].strip()
        if quantity.measure is Measure.COUNT and re.match(r"$|,|and |accounting", after):
            yield f"How many {quantity.noun} {have[0]} {clause.subject} have?", _counted(quantity), 76
        elif quantity.measure is Measure.SHARE and _ACCOUNTING.search(clause.intro[: quantity.start]):
            whole = re.split(r",| and ", after)[0]
            yield f"What share {whole} {have[0]} {clause.subject} account for?", _amount(quantity), 80


def _in_subject(clause: Clause, quantity: Quantity) -> Iterator[tuple[str, str, int]]:
    if quantity.start != 0:
        return
    after = clause.subject[quantity.end :].strip()
    if quantity.measure is Measure.COUNT and (not after or after.startswith(("of ", "in ", "from "))):
        body = f"{quantity.noun} {after} {clause.predicate}"
        yield question("How many", body, clause.intro), _counted(quantity), 70
    elif quantity.measure is Measure.SHARE and after.startswith("of "):
        yield question("What share", f"{after} {clause.predicate}", clause.intro), _amount(quantity), 78


def _in_rest(clause: Clause, quantity: Quantity) -> Iterator[tuple[str, str, int]]:
    rest = clause.rest
    before = rest[: quantity.start].strip()
    after = rest[quantity.end :].strip()
    leads = before.rsplit(" ", 1)[-1].lower() if before else ""
    if re.match(r"(?:or|to|and) (?:up to )?\d", after) or before.endswith((" or", " to")) or leads in {"than", "the"}:
        return
    match quantity.measure:
        case Measure.COUNT if quantity.noun.split()[0].lower() != "times":
            yield from _counts(clause, quantity, before, after)
        case Measure.SHARE if not before and after.startswith("of "):
            whole, _, more = after.partition(", ")
            yield question(f"What share {whole}", inverted(clause, ""), clause.intro), _amount(quantity), 80
            del more
        case Measure.LENGTH if quantity.adjective and clause.base == "be" and not before:
            yield question(f"How {quantity.adjective}", inverted(clause, ""), clause.intro), _amount(quantity), 70
        case Measure.LENGTH if _is_the_measure(clause, before, after):
            yield question("What", inverted(clause, ""), clause.intro), f"{_amount(quantity)} {after}".strip(), 78
        case Measure.LENGTH:
            yield from _measured(clause, quantity, before, after)
        case Measure.MONEY if leads == "for" or not before:
            opening = "For how much money" if leads == "for" else "How much money"
            body = inverted(clause, tidy(f"{before.removesuffix('for')} {after}"))
            yield question(opening, body, clause.intro), _amount(quantity), 74
        case _:
            return


def _is_the_measure(clause: Clause, before: str, after: str) -> bool:
    """Whether the clause says nothing but a measure: ``the density is 2.7 grams per cubic centimetre``."""
    return clause.copular and not (before or clause.auxiliaries) and re.fullmatch(r"(?:per [\w ]+)?", after) is not None


def _counts(clause: Clause, quantity: Quantity, before: str, after: str) -> Iterator[tuple[str, str, int]]:
    after = after.split(":", maxsplit=1)[0]
    noun = f"{quantity.noun} {after}" if after.startswith("of ") else quantity.noun
    if not before:
        body = inverted(clause, "" if noun != quantity.noun else after)
        yield question(f"How many {noun}", body, clause.intro), _counted(quantity), 75
    elif before.lower() in lexicon.PREPOSITIONS and not after:
        yield question(f"How many {noun}", inverted(clause, before), clause.intro), _counted(quantity), 72


_SPANS = {"for": "For how long", "within": "Within what time", "after": "After how long", "": "How long"}


def _measured(clause: Clause, quantity: Quantity, before: str, after: str) -> Iterator[tuple[str, str, int]]:
    lead = before.rsplit(" ", 1)[-1].lower() if before else ""
    amount = _amount(quantity)
    if more := re.match(r"or (?:more|less|fewer|later|older|longer)\b", after):
        yield (
            question(f"{lead} how many {quantity.noun}", inverted(clause, before.removesuffix(lead)), clause.intro),
            (f"{_counted(quantity)} {more[0]}"),
            66,
        )
        return
    remainder = before[: len(before) - len(lead)].strip()
    if after.startswith(("of ", "old", "in ")) and lead not in _SPANS:
        return
    is_time = quantity.noun.lower().removesuffix("s") in _TIME or quantity.noun.lower() == "centuries"
    if is_time and lead in {"for", "within", "after"}:
        body = inverted(clause, tidy(f"{remainder} {after}"))
        yield question(_SPANS[lead], body, clause.intro), amount, 74
    elif not before and clause.base in {"take", "last"}:
        yield question("How long", inverted(clause, after), clause.intro), amount, 76
    elif not before and clause.base in {"weigh", "measure", "span", "cover", "reach", "hold", "run", "produce"}:
        yield question(f"How many {quantity.noun}", inverted(clause, after), clause.intro), _counted(quantity), 72
    elif lead in {"for", "by", "at", "within"} and not is_time and remainder.count(",") == 0:
        body = inverted(clause, tidy(f"{remainder} {after}"))
        yield question(f"{lead} how many {quantity.noun}", body, clause.intro), _counted(quantity), 66


def _amount(quantity: Quantity) -> str:
    return quantity.amount[:1].lower() + quantity.amount[1:]


def _counted(quantity: Quantity) -> str:
    return f"{quantity.limit.lower()} {quantity.value}".strip()
