"""Statements into questions: word order, helping verbs, and the pieces that are asked for taken out."""

from __future__ import annotations

import re

from sco_quiz.drafting import lexicon
from sco_quiz.drafting.clauses import Clause
from sco_quiz.drafting.lexicon import past_of, third_person

_SPACES = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+(?=[,.;?])")


def tidy(text: str) -> str:
    """Single spaces, none before a mark, no doubled or trailing commas."""
    text = _BEFORE_MARK.sub("", _SPACES.sub(" ", text)).strip()
    return re.sub(r",(?:\s*,)+", ",", text).rstrip(" ,;:")


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def small_intro(intro: str, names_kept: bool = False) -> str:
    """An introduction as it is written after the main clause: ``In 1891`` -> ``in 1891``."""
    first = intro.split(" ", 1)[0].lower()
    return intro if names_kept and first not in lexicon.FUNCTION_WORDS else intro[:1].lower() + intro[1:]


def question(opening: str, body: str, intro: str = "") -> str:
    """A question of its parts: ``When`` + ``did she move to Paris``, with what the sentence said first at its end."""
    end = small_intro(intro) if intro else ""
    return capital(tidy(f"{opening} {body} {end}")) + "?"


def inverted(clause: Clause, rest: str) -> str:
    """The clause in the order of a question, with ``rest`` for what follows the verb: ``did the canal carry oil``."""
    if clause.copular and not clause.auxiliaries:
        return f"{clause.verb.lower()} {clause.subject} {clause.adverbs} {rest}"
    if clause.auxiliaries:
        first, *others = clause.auxiliaries
        return " ".join(
            ("can" if first == "cannot" else first, clause.subject, *others, clause.adverbs, clause.verb, rest)
        )
    helper = "did" if clause.reading == "past" else "does" if clause.reading == "third" else "do"
    return f"{helper} {clause.subject} {clause.adverbs} {clause.base} {rest}"


def asked_of_subject(clause: Clause, rest: str | None = None) -> str:
    """The predicate after *who* or *what*, which count as one: ``carries oil``."""
    rest = clause.rest if rest is None else rest
    if clause.copular and not clause.auxiliaries:
        verb = {"are": "is", "were": "was"}.get(clause.verb.lower(), clause.verb.lower())
        return f"{verb} {clause.adverbs} {rest}"
    if clause.auxiliaries:
        singular = {"are": "is", "were": "was", "have": "has", "do": "does"}
        first, *others = clause.auxiliaries
        return " ".join((singular.get(first, first), *others, clause.adverbs, clause.verb, rest))
    verb = third_person(clause.base) if clause.reading == "base" else clause.verb
    return f"{clause.adverbs} {verb} {rest}"


def active(clause: Clause) -> str | None:
    """The verb of a plain passive in the active voice, of one doer: ``was founded`` -> ``founded``."""
    if not clause.passive or len(clause.auxiliaries) != 1 or clause.adverbs:
        return None
    return past_of(clause.base) if clause.auxiliaries[0] in {"was", "were"} else third_person(clause.base)


def without(text: str, start: int, end: int) -> str:
    """The text without what stands at ``start:end``."""
    return tidy(f"{text[:start]} {text[end:]}")
