"""Searches over folded texts and trigrams, held against a look at each card, in whatever state these are."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sco_quiz.domain.deck import Basic, Deck, Note
from sco_quiz.domain.search import And, Contains, Field, Has, Not, Or, Order, Pattern, Query, Today
from sco_quiz.storage import candidates, found_rows, searching, trigrams
from sco_quiz.storage.compiling import compile_file
from sco_quiz.storage.index import FileState, Index
from sco_quiz.storage.progress import Progress
from sco_quiz.storage.searching import ChangedError, Finding

TODAY = Today(20_000, 20_001 * 86_400_000, 8)
LETTERS = "aAbsSßẞ\u017fkK\u212aI\u0131İéE\u0301Σ\u03c3ςЖж上合%_*\\\"' \n\u0345ŉ"
"""Characters whose capitals are odd (a long s folds to s, the Kelvin sign to k, ß to ss, a final sigma to any other) or
that mean something to SQLite or JSON."""

Cards = Sequence[tuple[str, str, tuple[str, ...], str]]
"""Cards of a deck: prompt, answer, tags, source."""

TEXTS = st.text(LETTERS, min_size=1, max_size=8)
CARDS: st.SearchStrategy[Cards] = st.lists(
    st.tuples(TEXTS, TEXTS, st.lists(st.text('aAßs"\\:', min_size=1, max_size=3), max_size=2).map(tuple), TEXTS),
    max_size=7,
)
TAG_PATTERNS = st.text('aAßs"\\:*', min_size=1, max_size=3).map(lambda text: Pattern(tuple(text.split("*"))))


@st.composite
def queries(draw: st.DrawFn, cards: Cards) -> Query:
    """Queries for parts of the cards' texts, in capitals or not, and for what may be nowhere."""
    texts = [text for prompt, answer, _, source in cards for text in (prompt, answer, source)] or ["a"]
    parts = st.sampled_from(texts).flatmap(
        lambda text: st.tuples(st.integers(0, len(text)), st.integers(1, 5)).map(
            lambda cut: text[cut[0] : cut[0] + cut[1]]
        )
    )
    pieces = st.one_of(parts, parts, parts.map(str.upper), parts.map(str.lower), st.text(LETTERS, max_size=3))
    patterns = st.lists(pieces, min_size=1, max_size=3).map(lambda pieces: Pattern(tuple(pieces)))
    words = pieces.map(lambda piece: Contains(Pattern((piece,))))
    leaves: st.SearchStrategy[Query] = st.one_of(
        words,
        words,
        st.builds(Contains, patterns),
        st.builds(Has, st.sampled_from([Field.PROMPT, Field.ANSWER, Field.SOURCE]), patterns),
        st.builds(Has, st.just(Field.TAG), TAG_PATTERNS),
    )
    compound: st.SearchStrategy[Query] = st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(Not, inner),
            st.builds(And, st.lists(inner, max_size=3).map(tuple)),
            st.builds(Or, st.lists(inner, min_size=1, max_size=2).map(tuple)),
        ),
        max_leaves=4,
    )
    return draw(st.one_of(leaves, compound))


def holds(query: Query, card: tuple[str, str, tuple[str, ...], str]) -> bool:
    """Whether a query finds a card, by the plainest definition."""
    prompt, answer, tags, source = card
    match query:
        case And(parts):
            return all(holds(part, card) for part in parts)
        case Or(parts):
            return any(holds(part, card) for part in parts)
        case Not(part):
            return not holds(part, card)
        case Contains(pattern):
            return inside(pattern, prompt) or inside(pattern, answer)
        case Has(Field.PROMPT, pattern):
            return inside(pattern, prompt)
        case Has(Field.ANSWER, pattern):
            return inside(pattern, answer)
        case Has(Field.SOURCE, pattern):
            return inside(pattern, source)
        case Has(Field.TAG, pattern):
            return any(whole(pattern, above) for tag in tags for above in ancestors(tag))
        case _:
            raise AssertionError(query)


def inside(pattern: Pattern, text: str) -> bool:
    place, text = 0, text.casefold()
    for piece in pattern.pieces:
        folded = piece.casefold()
        found = text.find(folded, place)
        if found < 0:
            return False
        place = found + len(folded)
    return True


def whole(pattern: Pattern, text: str) -> bool:
    """Whether the pattern is all of a text: tried with each way of matching its first wildcard."""
    text, (first, *rest) = text.casefold(), (piece.casefold() for piece in pattern.pieces)
    if not rest:
        return text == first
    return text.startswith(first) and any(
        whole(Pattern(tuple(rest)), text[place:]) for place in range(len(first), len(text) + 1)
    )


def ancestors(tag: str) -> list[str]:
    """A tag, and what stands before each of its double colons."""
    return [tag, *(tag[:place] for place in range(len(tag)) if tag[place : place + 2] == "::")]


def store(index: Index, path: str, cards: Cards) -> None:
    notes = tuple(
        Note(f"n{number}", Basic(prompt, answer), tags=tags, source=source)
        for number, (prompt, answer, tags, source) in enumerate(cards)
    )
    digest = hashlib.sha256(repr(cards).encode()).hexdigest()
    state = FileState(os.stat_result((0,) * 16), 0)
    index.store(path, state, digest, compile_file(Deck(path.partition(".")[0], path, notes), []))


def found(index: Index, progress: Progress, query: Query, order: Order = Order.DECK) -> list[str]:
    """The ids of what a search finds that is asked for a little more again and again."""
    files = list(index.files().values())
    finding = Finding(query, files, TODAY, progress, order)
    before: list[int] = []
    while not finding.is_complete:
        shown = len(before)
        finding.go_on(index, lambda count, shown=shown: count > shown + 1)  # type: ignore[misc]  # mypy infers no default
        places = list(finding.places)
        assert places[:shown] == before  # what was shown stays where it is
        before = places
    assert len(before) == finding.count == len(finding.places)
    ids = found_rows.read_ids(index, [(file.path, file.hash) for file in files], before)
    return [ids[place] for place in before]


def prepare(index: Index) -> None:
    while searching.prepare(index, list(index.files().values())):
        pass


@pytest.fixture(scope="module")
def progress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Progress]:
    with closing(Progress.open(str(tmp_path_factory.mktemp("progress") / "progress.db"))) as opened:
        yield opened


@pytest.fixture(autouse=True)
def small_steps() -> Iterator[None]:
    """As if the decks here were large: stretches of few cards, few of which are many."""
    with (
        patch.object(searching, "_STRETCH", 2),
        patch.object(searching, "_HANDFUL", 2),
        patch.object(searching, "_SCREENFUL", 2),
        patch.object(candidates, "_MOST", 6),
        patch.object(trigrams, "_STEP", 3),
    ):
        yield


@given(
    first=CARDS,
    second=CARDS,
    data=st.data(),
    ready=st.sampled_from(["not at all", "in part", "all"]),
    order=st.sampled_from([Order.DECK, Order.PROMPT]),
)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_search_finds_what_a_look_at_every_card_finds(
    progress: Progress, first: Cards, second: Cards, data: st.DataObject, ready: str, order: Order
) -> None:
    query = data.draw(queries([*first, *second]))
    decks = {"a.yaml": first, "b.yaml": second}
    with closing(Index.in_memory()) as index:
        for path, cards in decks.items():
            store(index, path, cards)
            if ready == "in part" and path == "a.yaml":
                prepare(index)
        if ready == "all":
            prepare(index)
        expected = [
            (card[0].casefold() if order is Order.PROMPT else "", f"{path[0]}/n{number}")
            for path, cards in decks.items()
            for number, card in enumerate(cards)
            if holds(query, card)
        ]
        expected.sort(key=lambda row: row[0])
        assert found(index, progress, query, order) == [card for _, card in expected]


ROWS = st.sampled_from([(), (("Summit", "a", (), "b"),), (("A", "summits", (), "x"), ("Else", "b", (), "x")) * 2])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["a.yaml", "a.yaml", "b.yaml"]),
        st.sampled_from(["write", "write", "remove", "search", "prepare", "prepare a little", "by another program"]),
        ROWS,
    ),
    min_size=4,
    max_size=16,
)


@given(steps=STEPS)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_changes_a_search_finds_what_the_files_hold_now(
    progress: Progress, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, Cards]]
) -> None:
    path = str(tmp_path_factory.mktemp("index") / "index.db")
    query = Contains(Pattern(("summ",)))
    held: dict[str, Cards] = {}
    with (
        closing(Index.open(path)) as mine,
        closing(Index.open(path)) as others,
        patch.object(trigrams, "_MOST_PAST", 3),
    ):
        index = mine
        for name, step, cards in [*steps, ("", "search", ())]:
            match step:
                case "write":
                    store(index, name, cards)
                    held[name] = cards
                case "remove":
                    index.remove([name])
                    held.pop(name, None)
                case "prepare":
                    prepare(index)
                case "prepare a little":
                    searching.prepare(index, list(index.files().values()))
                case "by another program":
                    index = others if index is mine else mine
                case _:
                    expected = [
                        f"{file[0]}/n{number}"
                        for file, cards in held.items()
                        for number, card in enumerate(cards)
                        if holds(query, card)
                    ]
                    assert sorted(found(index, progress, query)) == sorted(expected)
        prepare(index)
        rows = index.connection.execute("SELECT count(*) FROM folded").fetchone()
        assert rows == (sum(map(len, held.values())),)


def test_cards_of_the_past_do_not_pile_up_in_the_trigrams(progress: Progress) -> None:
    with closing(Index.in_memory()) as index, patch.object(trigrams, "_MOST_PAST", 3):
        for number in range(30):
            store(index, "a.yaml", [("Summit?", f"{number}", (), "")] * 5)
            prepare(index)
        (most,) = index.connection.execute("SELECT max(doc) FROM all_trigrams").fetchone()
        assert most <= 15
        assert len(found(index, progress, Contains(Pattern(("summit",))))) == 5


@pytest.mark.parametrize("text", ["zq", "q", "ŵ", "zzq", "nothing of the sort"])
def test_what_is_nowhere_is_known_without_a_look_at_the_cards(progress: Progress, text: str) -> None:
    def steps(cards: int) -> int:
        with closing(Index.in_memory()) as index:
            for name in ("a.yaml", "b.yaml"):
                store(index, name, [(f"Which {number}?", "That", (), "") for number in range(cards)])
            prepare(index)
            count = 0

            def step() -> int:
                nonlocal count
                count += 1
                return 0

            index.connection.set_progress_handler(step, 1)
            assert found(index, progress, Contains(Pattern((text,)))) == []
            return count

    with patch.object(searching, "_STRETCH", 100):
        assert steps(1_000) < 2 * steps(100)


def test_a_search_stops_at_a_screenful(progress: Progress) -> None:
    with closing(Index.in_memory()) as index, patch.object(searching, "_STRETCH", 100):
        store(index, "a.yaml", [(f"Which {number}?", "That", (), "") for number in range(1_000)])
        finding = Finding(Contains(Pattern(("which",))), list(index.files().values()), TODAY, progress)
        finding.go_on(index, lambda count: count >= 64)
        assert (finding.count, finding.is_complete) == (100, False)


@pytest.mark.parametrize("table", ["CREATE VIRTUAL TABLE trigrams USING none(x)", ""])
def test_without_trigrams_each_text_is_looked_at(progress: Progress, table: str) -> None:
    with closing(Index.in_memory()) as index, patch.object(trigrams, "_TABLE", table or trigrams._TABLE):
        for name in ("a.yaml", "b.yaml"):
            store(index, name, [("Where?", "Qingdao", (), "")] * 5)
        prepare(index)
        if not table:  # another program's SQLite could make them, and this one's can't read them
            index.connection.execute("DROP TABLE trigrams")
        assert len(found(index, progress, Contains(Pattern(("ingd",))))) == 10
        assert found(index, progress, Contains(Pattern(("shanghai",)))) == []


def test_a_search_over_a_file_that_has_changed_says_so(progress: Progress) -> None:
    with closing(Index.in_memory()) as index:
        store(index, "a.yaml", [("One?", "1", (), "")] * 9)
        files = list(index.files().values())
        finding = Finding(Contains(Pattern(("one",))), files, TODAY, progress)
        finding.go_on(index, lambda count: count > 1)
        contents = [(file.path, file.hash) for file in files]
        assert len(found_rows.read_ids(index, contents, finding.places)) == len(finding.places) == 2

        store(index, "a.yaml", [("Two?", "2", (), "")] * 9)
        with pytest.raises(ChangedError):
            finding.go_on(index, lambda _: False)
        assert found_rows.read_ids(index, contents, finding.places) == {}
        assert found_rows.read_places(index, progress, contents, finding.places) == {}
        assert found_rows.find_places(index, contents, ["a/n0"]) == {}


def test_progress_beside_the_index_is_not_locked_by_what_is_written_there(tmp_path: Path) -> None:
    with (
        closing(Index.open(str(tmp_path / "index.db"))) as index,
        closing(Progress.open(str(tmp_path / "a learner's #1?.db"), busy_timeout_ms=10)) as progress,
    ):
        with found_rows.joined(index, progress):
            pass
        index.connection.execute("BEGIN IMMEDIATE")
        with progress.changing():
            progress.connection.execute("INSERT INTO facts (name, value) VALUES ('told', 'yes')")
        index.connection.execute("ROLLBACK")
        with found_rows.joined(index, progress) as connection:
            assert connection.execute("SELECT value FROM learner.facts WHERE name = 'told'").fetchone() == ("yes",)
        with (
            pytest.raises(Exception, match="readonly") as raised,
            found_rows.joined(index, progress) as connection,
        ):
            connection.execute("DELETE FROM learner.facts")
        assert isinstance(raised.value.__cause__, sqlite3.OperationalError)
