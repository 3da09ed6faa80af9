"""Statements with two sides, as they stand or with a believable twin that is false."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_quiz.domain.deck import TrueFalse
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.clauses import Clause, is_plural
from sco_quiz.drafting.lexicon import NUMBER_WORDS
from sco_quiz.drafting.questions import capital, tidy
from sco_quiz.drafting.statements import Statement
from sco_quiz.drafting.tokens import tokens_of
from sco_quiz.drafting.wordlists import word_set

_PAIRS = word_set(
    "female:male northern:southern eastern:western increases:decreases larger:smaller higher:lower before:after "
    "fertilised:unfertilised legal:illegal possible:impossible public:private internal:external dynamic:static "
    "warm:cold always:never mandatory:optional required:forbidden allowed:prohibited more:less faster:slower "
    "earlier:later"
)
_OPPOSITES = {word: other for pair in sorted(_PAIRS) for word, other in (pair.split(":"), reversed(pair.split(":")))}
_COMPARED = re.compile(
    r"(?P<how>(?:is|are|was|were) (?:[\w-]+ )*?(?:more|less|fewer|\w+er)\b[\w -]*? than) (?P<other>(?:the )?[\w -]+)"
)
_OPPOSITE = re.compile(r"\b(?:" + "|".join(sorted(_OPPOSITES)) + r")\b")


def draft_true_false(statement: Statement, count: int) -> Iterator[Candidate]:
    """A true or a false statement; ``count`` is how many there were before, so that both come equally often."""
    clause = statement.clause
    true_text = _sentence(clause.text)
    twin = _twin(clause)
    if twin is None or len(true_text.split()) > 20 or len(true_text.split()) < 4:
        return
    answer = count % 2 == 1
    worth = 64 if clause.negated else 45
    text = true_text if answer else _sentence(twin)
    yield Candidate(TrueFalse(text, answer), "true-false", worth, statement.sentence, f"true-false {true_text.lower()}")


def _sentence(text: str) -> str:
    return capital(tidy(text)) + "."


def _twin(clause: Clause) -> str | None:
    """The same with one word turned round, or without its *not*; nothing where there is no second side."""
    head = f"{clause.intro}, " if clause.intro else ""
    if clause.negated:
        return _affirmed(clause, head)
    if swapped := _COMPARED.fullmatch(clause.predicate):
        other = swapped["other"]
        counted = any(word.is_number or word.lower in NUMBER_WORDS for word in tokens_of(other))
        if len(other.split()) <= 5 and is_plural(other) == clause.plural and not counted:
            return f"{head}{other} {swapped['how']} {clause.subject}"
    if clause.copular and not re.match(r"the (?:\w+est|only|first|last|most|least)\b", clause.rest):
        found = _OPPOSITE.search(clause.predicate)
        if (
            found is not None
            and clause.text.lower().count(found[0]) == 1
            and not clause.predicate[found.end() :].startswith((" than half", " of which"))
        ):
            predicate = clause.predicate
            return (
                f"{head}{clause.subject} {predicate[: found.start()]}{_OPPOSITES[found[0]]}{predicate[found.end() :]}"
            )
    return None


def _affirmed(clause: Clause, head: str) -> str | None:
    if clause.rest.startswith("no ") and clause.base in {"have", "need", "contain", "use", "be", "require", "offer"}:
        rest = clause.rest.removeprefix("no ")
        noun = re.split(r" (?:of|on|in|for|at|to)\b|,", rest)[0]
        article = "" if noun.endswith("s") or noun.startswith("other ") else "an " if noun[0] in "aeiou" else "a "
        verb = " ".join((*clause.auxiliaries, clause.verb))
        return f"{head}{clause.subject} {verb} {article}{rest}"
    if "cannot" in clause.auxiliaries:
        return f"{head}{clause.subject} can {clause.adverbs} {clause.verb} {clause.rest}"
    words = [word for word in (*clause.auxiliaries, *clause.adverbs.split()) if word != "not"]
    if "not" in (*clause.auxiliaries, *clause.adverbs.split()) and words and words[0] not in {"do", "does", "did"}:
        return f"{head}{clause.subject} {' '.join(words)} {clause.verb} {clause.rest}"
    if clause.copular and clause.rest.startswith("not "):
        return f"{head}{clause.subject} {clause.verb} {clause.rest.removeprefix('not ')}"
    if words[:1] in (["do"], ["does"]):
        from sco_quiz.drafting.lexicon import third_person

        verb = third_person(clause.base) if words[0] == "does" else clause.base
        return f"{head}{clause.subject} {verb} {clause.rest}"
    return None
