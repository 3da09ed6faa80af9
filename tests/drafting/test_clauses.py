from __future__ import annotations

import pytest

from sco_quiz.drafting.clauses import parse_clause


@pytest.mark.parametrize(
    ("text", "intro", "subject", "verb", "rest"),
    [
        ("The lake contains 27 islands.", "", "The lake", "contains", "27 islands"),
        ("In 1891 she moved to Paris.", "In 1891", "she", "moved", "to Paris"),
        (
            "On 26 July 1956 President Nasser nationalised the canal.",
            "On 26 July 1956",
            "President Nasser",
            "nationalised",
            "the canal",
        ),
        ("The share held by Egypt fell in 1875.", "", "The share held by Egypt", "fell", "in 1875"),
        ("The body that decides this is a controller.", "", "The body that decides this", "is", "a controller"),
        ("Irkutsk, the largest city, lies on the Angara.", "", "Irkutsk, the largest city", "lies", "on the Angara"),
        ("Fertilised eggs develop into females.", "", "Fertilised eggs", "develop", "into females"),
        ("The canal stayed closed for eight years.", "", "The canal", "stayed", "closed for eight years"),
        ("Today the canal carries oil.", "Today", "the canal", "carries", "oil"),
        (
            "Established in 2001 in Shanghai, the SCO aims to deepen trust.",
            "Established in 2001 in Shanghai",
            "the SCO",
            "aims",
            "to deepen trust",
        ),
        (
            "About two thirds of the animals live nowhere else.",
            "",
            "About two thirds of the animals",
            "live",
            "nowhere else",
        ),
        (
            "With eight members, four observers and six partners, SCO is large.",
            "With eight members, four observers and six partners",
            "SCO",
            "is",
            "large",
        ),
    ],
)
def test_a_clause_is_taken_apart(text: str, intro: str, subject: str, verb: str, rest: str) -> None:
    clause = parse_clause(text)
    assert clause is not None
    assert (clause.intro, clause.subject, clause.verb, clause.rest) == (intro, subject, verb, rest)


def test_the_verb_group_is_known_by_its_helping_verbs() -> None:
    clause = parse_clause("The canal has never been widely used.")
    assert clause is not None
    assert clause.auxiliaries == ("has", "been")
    assert (clause.base, clause.passive, clause.negated) == ("use", True, True)


@pytest.mark.parametrize(
    "text",
    [
        "Why?",
        "A heading without any action",
        "x = {1, 2}",
        "When the rain stopped",
        "",
        "Of the people.",
        "There is a lake.",
    ],
)
def test_what_is_no_plain_statement_gives_nothing(text: str) -> None:
    assert parse_clause(text) is None
