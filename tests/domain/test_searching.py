from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.deck import Kind
from sco_quiz.domain.rating import Rating
from sco_quiz.domain.search import (
    EVERYTHING,
    And,
    Condition,
    Contains,
    Field,
    Flagged,
    Has,
    Introduced,
    Is,
    Measures,
    Not,
    OfKind,
    Or,
    Pattern,
    Quantity,
    Query,
    Rated,
)
from sco_quiz.domain.searching import parse_search
from sco_quiz.errors import SearchError


def text(*pieces: str) -> Contains:
    return Contains(Pattern(pieces))


A, B, C = text("a"), text("b"), text("c")


@pytest.mark.parametrize(
    ("search", "query"),
    [
        ("", EVERYTHING),
        ("  ", EVERYTHING),
        ("a", A),
        ("a b", And((A, B))),
        ("a and b", And((A, B))),
        ("a or b", Or((A, B))),
        ("a b or c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("-a", Not(A)),
        ("-(a b)", Not(And((A, B)))),
        ("--a", Not(Not(A))),
        ("a-b", text("a-b")),
        ("a - b", And((A, text("-"), B))),
        ('"a b"', text("a b")),
        ('"or"', text("or")),
        ('say "a b"c', And((text("say"), text("a bc")))),
        ("a*b", text("a", "b")),
        (r"a\*b", text("a*b")),
        (r"\"a\(", text('"a(')),
        ("12:30", text("12:30")),
        ('"http://x"', text("http://x")),
        (r"a\:b", text("a:b")),
        ("deck:sco*", Has(Field.DECK, Pattern(("sco", "")))),
        ('deck:"a b"', Has(Field.DECK, Pattern(("a b",)))),
        ('"deck:a b"', Has(Field.DECK, Pattern(("a b",)))),
        ("TAG:x", Has(Field.TAG, Pattern(("x",)))),
        ("front:x back:y", And((Has(Field.PROMPT, Pattern(("x",))), Has(Field.ANSWER, Pattern(("y",)))))),
        ("is:due", Is(Condition.DUE)),
        ("kind:true-false", OfKind(Kind.TRUE_FALSE)),
        ("prop:ivl>=10", Measures(Quantity.INTERVAL, ">=", 10)),
        ("prop:due=-1", Measures(Quantity.DUE, "=", -1)),
        ("prop:r<90%", Measures(Quantity.RETRIEVABILITY, "<", 0.9)),
        ("prop:d!=5.25", Measures(Quantity.DIFFICULTY, "!=", 5.25)),
        ("flag:0", Flagged(0)),
        ("rated:7", Rated(7)),
        ("rated:7:again", Rated(7, Rating.AGAIN)),
        ("rated:1:2", Rated(1, Rating.HARD)),
        ("introduced:30", Introduced(30)),
    ],
)
def test_what_is_typed_is_what_is_meant(search: str, query: Query) -> None:
    assert parse_search(search) == query


@pytest.mark.parametrize(
    ("search", "column", "said"),
    [
        ('a "b', 3, "not closed"),
        ("a\\", 2, "backslash"),
        ("(a", 1, "not closed"),
        ("a) b", 2, "closes nothing"),
        ("()", 2, "before `)`"),
        ("or a", 1, "before `or`"),
        ("a or", 5, "at the end"),
        ("a or or b", 6, "before `or`"),
        ("x dek:y", 3, "deck:"),
        ("is:du", 4, "is:due"),
        ("is:", 4, "There are"),
        ('"is:du"', 5, "is:due"),
        ("kind:riddle", 6, "basic"),
        ("prop:ivl", 6, "prop:ivl>=10"),
        ("prop:ease>1", 6, "`prop:` knows no"),
        ("prop:s>big", 6, "comparison"),
        ("flag:9", 6, "0 to 7"),
        ("rated:0", 7, "1 to"),
        ("rated:7:great", 7, "again"),
        ("rated:7\\\\", 7, "1 to"),
        ("flag:" + "1" * 4_400, 6, "0 to 7"),
        ("caf\udce9", 4, "UTF-8"),
        ("tag:", 5, "tag:text"),
        ("a " * 300, 401, "too long"),
        ("a" * 5_000, 5_000, "too long"),
        ("(" * 60 + "a" + ")" * 60, 52, "nested"),
    ],
)
def test_what_can_be_no_search_is_named_with_its_column_and_what_to_write(search: str, column: int, said: str) -> None:
    with pytest.raises(SearchError) as raised:
        parse_search(search)
    assert raised.value.column == column
    assert said in f"{raised.value} {raised.value.remedy}"


@settings(deadline=None, max_examples=300)
@given(
    st.builds(
        "".join,
        st.lists(st.sampled_from([*'ab:"()-*\\ or>=17', "rated:", "flag:", "prop:", "is:", "tag:"]), max_size=30),
    )
)
def test_every_text_is_a_search_or_an_error_with_a_column_inside_it(search: str) -> None:
    wrong: SearchError | None = None
    try:
        parse_search(search)
    except SearchError as error:
        wrong = error
    assert wrong is None or 1 <= wrong.column <= len(search) + 1


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=20))
def test_any_text_can_be_found_by_escaping_each_character(sought: str) -> None:
    escaped = "".join("\\" + character for character in sought)
    assert parse_search(escaped) == (text(sought) if sought else EVERYTHING)


def test_every_search_on_the_page_about_searching_is_one() -> None:
    page = Path(__file__).parents[2] / "docs" / "searching.md"
    rows = [line.split("|")[1] for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    searches = [search for row in rows for search in re.findall(r"`([^`]+)`", row)]
    assert len(searches) > 30
    for search in searches:
        parse_search(search)
