from collections import Counter
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.card import Card
from sco_quiz.domain.deck import Basic, Kind
from sco_quiz.domain.quiz.choosing import Candidate, Filter, available, choose
from sco_quiz.domain.quiz.giveaways import clues_of, conflict


def candidate(card: str, kind: Kind = Kind.BASIC, tags: tuple[str, ...] = ()) -> Candidate:
    return Candidate(card, card.partition("#")[0], card.partition("/")[0], kind, tags)


def card_named(name: str) -> Card:
    """A card whose prompt and answer are its own words alone, so that none gives another away."""
    word = name.replace("/", "x").replace("#", "y")
    return Card(name, name.partition("/")[0], name.partition("#")[0], Basic(f"q{word}", f"a{word}"))


def chosen(names: Iterable[str], count: int, seed: int = 1) -> list[str]:
    pool = available(map(candidate, names), Filter())
    return [card.id for card in choose(pool, count, seed, card_named)]


NAMES = st.lists(
    st.builds(
        lambda deck, note, sibling: f"{deck}/{note}{sibling}",
        st.sampled_from(["a", "b", "c"]),
        st.integers(0, 12),
        st.sampled_from(["", "#reverse", "#c2"]),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(NAMES, st.integers(0, 40), st.integers())
def test_a_quiz_has_as_many_questions_as_asked_for_or_as_there_are_notes_and_none_twice(
    names: list[str], count: int, seed: int
) -> None:
    cards = chosen(names, count, seed)
    assert len(cards) == min(count, len({candidate(name).note for name in names}))
    assert set(cards) <= set(names)
    notes = [card.partition("#")[0] for card in cards]
    assert len(set(notes)) == len(notes)


@settings(max_examples=60, deadline=None)
@given(NAMES, st.integers(0, 40), st.integers())
def test_decks_give_as_many_questions_as_each_other_until_they_have_no_more(
    names: list[str], count: int, seed: int
) -> None:
    given_by = Counter(card[0] for card in chosen(names, count, seed))
    most = max(given_by.values(), default=0)
    for deck in {name[0] for name in names}:
        notes = {name.partition("#")[0] for name in names if name[0] == deck}
        assert given_by[deck] >= min(len(notes), most - 1)


@settings(max_examples=40, deadline=None)
@given(NAMES, st.integers(), st.randoms(use_true_random=False))
def test_the_seed_alone_decides_whatever_order_the_cards_come_in(names: list[str], seed: int, random: object) -> None:
    mixed = list(names)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # Hypothesis types its randoms as plain objects
    assert chosen(names, 9, seed) == chosen(mixed, 9, seed)


def test_another_seed_gives_another_quiz() -> None:
    names = [f"a/{number}" for number in range(50)]
    assert len({tuple(chosen(names, 10, seed)) for seed in range(20)}) == 20


def test_every_sibling_may_be_the_one_that_is_asked() -> None:
    siblings = {"a/1", "a/1#reverse"}
    assert {chosen(siblings, 1, seed)[0] for seed in range(20)} == siblings


def test_a_card_that_is_gone_meanwhile_is_left_out() -> None:
    pool = available(map(candidate, ("a/1", "a/2", "a/3")), Filter())
    found = choose(pool, 3, 1, lambda name: None if name == "a/2" else card_named(name))
    assert sorted(card.id for card in found) == ["a/1", "a/3"]


GIVING = {
    "a/where": Card("a/where", "a", "a/where", Basic("Where did leaders meet in 2018?", "Qingdao")),
    "a/when": Card("a/when", "a", "a/when", Basic("When did leaders meet in Qingdao?", "June 2018")),
    "a/who": Card("a/who", "a", "a/who", Basic("Who wrote the article?", "Liu Xiaoming")),
}


def test_a_card_whose_answer_stands_in_another_prompt_is_asked_only_when_nothing_else_is_left() -> None:
    pool = available(map(candidate, GIVING), Filter())
    for seed in range(20):
        two = choose(pool, 2, seed, GIVING.get)
        assert not conflict(clues_of(two[0]), clues_of(two[1]))
        assert len(choose(pool, 3, seed, GIVING.get)) == 3


def test_filters_take_any_of_the_tags_and_any_of_the_kinds() -> None:
    cards = [
        candidate("a/1", Kind.LIST, ("Summit",)),
        candidate("a/2", Kind.BASIC, ("summit", "dates")),
        candidate("a/3", Kind.LIST, ("dates",)),
        candidate("a/4", Kind.LIST),
    ]

    def names(wanted: Filter) -> list[str]:
        return [each.card for each in available(cards, wanted)]

    assert names(Filter()) == ["a/1", "a/2", "a/3", "a/4"]
    assert names(Filter(tags=("summit",))) == ["a/1", "a/2"]
    assert names(Filter(kinds=(Kind.LIST,))) == ["a/1", "a/3", "a/4"]
    assert names(Filter(("DATES", "summit"), (Kind.LIST,))) == ["a/1", "a/3"]
    assert names(Filter(tags=("none",))) == []
