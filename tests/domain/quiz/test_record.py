import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.domain.card import cards_of
from sco_quiz.domain.deck import Note
from sco_quiz.domain.question import Answer, Arranged, Chosen, Judged, Listed, Matched, Revealed, TypedText
from sco_quiz.domain.quiz.asking import item_of
from sco_quiz.domain.quiz.record import (
    answer_from,
    answer_record,
    item_from,
    item_record,
    question_from,
    rules_from,
    rules_record,
)
from sco_quiz.domain.quiz.sitting import Judging, Rules
from tests import strategies

NUMBERS = st.integers(0, 9)
ANSWERS: st.SearchStrategy[Answer] = st.one_of(
    st.just(Revealed()),
    st.builds(TypedText, strategies.texts()),
    st.builds(Chosen, st.frozensets(NUMBERS)),
    st.builds(Judged, st.booleans()),
    st.builds(Listed, st.lists(strategies.texts()).map(tuple)),
    st.builds(Arranged, st.lists(NUMBERS).map(tuple)),
    st.builds(Matched, st.lists(st.none() | NUMBERS).map(tuple)),
)


@settings(max_examples=80, deadline=None)
@given(strategies.notes(), st.integers())
def test_an_item_of_any_kind_comes_back_from_json_as_it_was(note: Note, seed: int) -> None:
    for card in cards_of("deck", note, ("summit",)):
        item = item_of(card, FormPreference.TYPED, seed)
        assert item_from(item.card, item.deck, json.loads(json.dumps(item_record(item)))) == item


@settings(max_examples=80, deadline=None)
@given(ANSWERS)
def test_an_answer_comes_back_from_json_as_it_was(answer: Answer) -> None:
    assert answer_from(json.loads(json.dumps(answer_record(answer)))) == answer


def test_rules_come_back_from_json_as_they_were() -> None:
    for rules in (Rules(), Rules(Judging.AT_ONCE, 60_000, 5_000)):
        assert rules_from(json.loads(json.dumps(rules_record(rules)))) == rules


@pytest.mark.parametrize("foreign", [{}, {"form": "song", "prompt": ""}, {"form": "order", "prompt": "", "items": 1}])
def test_anything_else_is_refused(foreign: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"song|no question"):
        question_from(foreign)
    with pytest.raises(ValueError, match="no answer"):
        answer_from(foreign)
    with pytest.raises(ValueError, match="no item"):
        item_from("d/n", "d", foreign)
    with pytest.raises(ValueError, match="no rules"):
        rules_from(foreign)
