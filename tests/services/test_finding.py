"""Searches, held against a look at each card by itself."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.deck import Kind
from sco_quiz.domain.engine import retrievability
from sco_quiz.domain.rating import Rating
from sco_quiz.domain.search import (
    And,
    Comparison,
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
    Order,
    Pattern,
    Quantity,
    Query,
    Rated,
)
from sco_quiz.domain.searching import parse_search
from sco_quiz.errors import SearchError
from sco_quiz.services.clock import instant_of
from sco_quiz.services.finding import Row, Search, find, prepare, read_rows, search
from sco_quiz.services.history import history
from sco_quiz.services.library import Library
from sco_quiz.storage import searching
from tests.services.shelves import DAY_MS, TODAY, open_library, write_deck
from tests.services.studied import studied_library


@pytest.fixture(scope="module", autouse=True)
def small_steps() -> Iterator[None]:
    """As if the decks here were large: most cards come after the first stretch."""
    with patch.object(searching, "_STRETCH", 1):
        yield


@pytest.fixture(scope="module", params=["as it is", "prepared"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with studied_library(tmp_path_factory.mktemp("finding")) as opened:
        while request.param == "prepared" and prepare(opened):
            pass
        yield opened


PIECES = st.sampled_from(["lima", "LIMA", "шанх", "%", "_", "\\", "a_b\\c", "riv", "x", "'", "river?", "100%", ""])
PATTERNS = st.lists(PIECES, min_size=1, max_size=2).map(lambda pieces: Pattern(tuple(pieces)))
WHOLE = st.sampled_from(
    ["first", "FIRST", "second-deck", "Second", "первая колода", "america", "geo", "geography", "first/nile", "none"]
).flatmap(lambda word: st.sampled_from([Pattern((word,)), Pattern((word[:3], "")), Pattern(("", word[-3:]))]))
NUMBERS = st.sampled_from([-5.0, 0.0, 0.5, 0.9, 0.95, 1.0, 2.0, 5.0, 10.0, 40.0])
LEAVES: st.SearchStrategy[Query] = st.one_of(
    st.builds(Contains, PATTERNS),
    st.builds(Has, st.sampled_from([Field.PROMPT, Field.ANSWER, Field.SOURCE]), PATTERNS),
    st.builds(Has, st.sampled_from([Field.DECK, Field.TAG, Field.NOTE, Field.CARD]), WHOLE),
    st.builds(OfKind, st.sampled_from(Kind)),
    st.builds(Is, st.sampled_from(Condition)),
    st.builds(Measures, st.sampled_from(Quantity), st.sampled_from(["<", "<=", ">=", ">"]), NUMBERS),
    st.builds(
        Measures, st.sampled_from([Quantity.REPS, Quantity.LAPSES, Quantity.DUE]), st.sampled_from(["=", "!="]), NUMBERS
    ),
    st.builds(Flagged, st.sampled_from([0, 3])),
    st.builds(Rated, st.sampled_from([1, 2, 30, 60]), st.one_of(st.none(), st.sampled_from(Rating))),
    st.builds(Introduced, st.sampled_from([1, 30, 60])),
)
QUERIES: st.SearchStrategy[Query] = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(And, st.lists(parts, max_size=3).map(tuple)),
        st.builds(Or, st.lists(parts, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


def holds(query: Query, row: Row, library: Library) -> bool:  # noqa: C901 - a case for each sort of query
    """Whether a search finds a card, by looking at it alone."""
    match query:
        case And(parts):
            return all(holds(part, row, library) for part in parts)
        case Or(parts):
            return any(holds(part, row, library) for part in parts)
        case Not(part):
            return not holds(part, row, library)
        case Contains(pattern):
            return inside(pattern, row.prompt) or inside(pattern, row.answer)
        case Has(field, pattern):
            return has(field, pattern, row, library)
        case OfKind(kind):
            return row.kind == kind.value
        case Is(condition):
            return is_so(condition, row)
        case Measures(quantity, comparison, value):
            return measures(quantity, comparison, value, row, library)
        case Flagged(flag):
            return row.flag == flag
        case Rated(days, rating):
            return any(
                review["card"] == row.card
                and instant_of(str(review["reviewed_at"])) // DAY_MS > TODAY - days
                and rating in (None, Rating[str(review["rating"]).upper()])
                for review in library.log()
            )
        case Introduced(days):
            learned = [event.at for event in history(library, row.card) if event.memory is not None]
            return bool(learned) and learned[0] // DAY_MS > TODAY - days


def inside(pattern: Pattern, text: str) -> bool:
    place = 0
    for piece in pattern.pieces:
        found = text.casefold().find(piece.casefold(), place)
        if found < 0:
            return False
        place = found + len(piece)
    return True


def whole(pattern: Pattern, text: str) -> bool:
    first, last = pattern.pieces[0].casefold(), pattern.pieces[-1].casefold()
    text = text.casefold()
    if len(pattern.pieces) == 1:
        return text == first
    return len(text) >= len(first) + len(last) and text.startswith(first) and text.endswith(last)


def has(field: Field, pattern: Pattern, row: Row, library: Library) -> bool:
    match field:
        case Field.DECK:
            return whole(pattern, row.deck) or whole(pattern, library.title(row.deck))
        case Field.TAG:
            if pattern.pieces == ("none",):
                return not row.tags
            ancestors = ["::".join(tag.split("::")[: n + 1]) for tag in row.tags for n in range(tag.count("::") + 1)]
            return any(whole(pattern, tag) for tag in ancestors)
        case Field.PROMPT:
            return inside(pattern, row.prompt)
        case Field.ANSWER:
            return inside(pattern, row.answer)
        case Field.SOURCE:
            return inside(pattern, row.source)
        case Field.NOTE:
            return whole(pattern, row.card.partition("#")[0])
        case Field.CARD:
            return whole(pattern, row.card)


def is_so(condition: Condition, row: Row) -> bool:
    match condition:
        case Condition.NEW:
            return row.state == "new"
        case Condition.LEARN:
            return row.state in {"learning", "relearning"}
        case Condition.REVIEW:
            return row.state in {"review", "relearning"}
        case Condition.DUE:
            due = row.due is not None and instant_of(row.due) < (TODAY + 1) * DAY_MS + 4 * 3_600_000
            return due and not row.suspended and not row.buried
        case Condition.SUSPENDED:
            return row.suspended
        case Condition.BURIED:
            return row.buried
        case Condition.LEECH:
            return row.leech


def measures(quantity: Quantity, comparison: Comparison, value: float, row: Row, library: Library) -> bool:
    memory = library.progress.memory(row.card)
    measured: float | None
    match quantity:
        case Quantity.REPS:
            measured = row.reps
        case Quantity.LAPSES:
            measured = row.lapses
        case _ if memory is None:
            return False
        case Quantity.INTERVAL:
            measured = memory.due_day - memory.reviewed_day if row.state == "review" else None
        case Quantity.DUE:
            measured = memory.due_day - TODAY if row.state == "review" else None
        case Quantity.STABILITY:
            measured = round(memory.stability, 2)
        case Quantity.DIFFICULTY:
            measured = round(memory.difficulty, 2)
        case Quantity.RETRIEVABILITY:
            measured = retrievability(memory.stability, TODAY - memory.reviewed_day)
    return measured is not None and bool(COMPARE[comparison](measured, value))


@settings(deadline=None, max_examples=300)
@given(query=QUERIES)
def test_a_search_finds_just_the_cards_that_it_speaks_of(library: Library, query: Query) -> None:
    everything = read_rows(library, find(library, And()).cards)
    assert list(find(library, query).cards) == [row.card for row in everything if holds(query, row, library)]


@pytest.mark.parametrize(
    "query",
    [
        *map(Is, Condition),
        *(Measures(quantity, ">=", value) for quantity in Quantity for value in (0.0, 0.95, 5.0)),
        *map(Flagged, (0, 3)),
        *(Rated(days, rating) for days in (1, 60) for rating in (None, Rating.AGAIN)),
        Introduced(60),
    ],
    ids=repr,
)
def test_what_progress_says_is_found_alone_and_together_with_words(library: Library, query: Query) -> None:
    everything = read_rows(library, find(library, And()).cards)
    for asked in (
        query,
        Not(query),
        And((Contains(Pattern(("i",))), query)),
        Or((Contains(Pattern(("lima",))), query)),
    ):
        assert list(find(library, asked).cards) == [row.card for row in everything if holds(asked, row, library)]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_has_every_card_and_those_without_the_quantity_last(
    library: Library, order: Order, *, descending: bool
) -> None:
    found = search(library, "", order=order, descending=descending)
    assert sorted(found.cards) == sorted(search(library).cards)
    rows = found.rows()
    values = [getattr(row, order.value) for row in rows]
    if order in {Order.DECK, Order.DUE, Order.PROMPT}:
        return
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=descending)
    assert values[: len(known)] == known


def test_rows_come_in_pages_and_leave_out_what_is_gone(library: Library) -> None:
    found = search(library, "deck:second*")
    assert [row.card for row in found.rows(1, 1)] == [found.cards[1]]
    assert found.rows(len(found), 10) == []
    assert [row.card for row in read_rows(library, ["nowhere/x", found.cards[0]])] == [found.cards[0]]
    assert found.rows()[0].line == 4


def test_a_search_can_be_kept_to_decks(library: Library) -> None:
    selection = library.select(["second-deck"])
    assert {row.deck for row in search(library, "lima or nile", selection).rows()} == {"second-deck"}
    with pytest.raises(SearchError):
        search(library, "(")


@pytest.mark.parametrize("text", ["", "lima", "is:new", "nothing of the sort"])
def test_places_of_cards_are_given_whether_few_are_asked_for_or_many(library: Library, text: str) -> None:
    found, everything = search(library, text), search(library).cards
    asked = [*everything, "nowhere/x"]
    assert found.indexes(asked) == {card: index for index, card in enumerate(found.cards)}
    for card in asked:
        assert found.indexes([card]) == ({card: found.cards.index(card)} if card in found.cards else {})


def test_a_search_that_goes_on_begins_anew_where_decks_have_changed(tmp_path: Path) -> None:
    write_deck(tmp_path, "a", "One? = 1", "Two? = 1")
    write_deck(tmp_path, "b", "Three? = 1")
    with open_library(tmp_path) as library, open_library(tmp_path) as other:
        library.refresh()
        going = Search(library, parse_search("1"), library.select(["a", "b"]))
        begun = going.go_on(enough=1)
        assert (len(begun), begun.is_complete) == (1, False)

        write_deck(tmp_path, "a", "Four? = 1")
        other.refresh()
        assert begun.page(0, 1) == [None]
        assert [row.prompt for row in going.go_on().rows()] == ["Four?", "Three?"]
