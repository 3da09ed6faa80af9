from __future__ import annotations

import pytest

from sco_quiz.domain.adaptive import (
    Candidate,
    FormPreference,
    Shape,
    ShapeKind,
    candidates_of,
    choose_form,
    shape_of,
    wrong_options,
)
from sco_quiz.domain.card import Card, CardContent, ClozeGroup
from sco_quiz.domain.deck import Basic, Choice, ListItems, TrueFalse, Typed
from sco_quiz.domain.memory import Memory, Settings, State
from sco_quiz.domain.question import Form
from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.domain.scheduler import schedule

ADAPTIVE, FLIP, TYPED, CHOICE = FormPreference
LONG = "It is a partnership that is neither an alliance nor confrontational"


def card(content: CardContent, tags: tuple[str, ...] = ()) -> Card:
    return Card("deck/note", "deck", "deck/note", content, tags=tags)


def memory(*ratings: Rating) -> Memory:
    result = None
    for rating in ratings:
        result = schedule(result, rating, 1_600_000_000_000, 18_518, Settings(), "deck/note")
    assert result is not None
    return result


LEARNING, KNOWN = memory(Rating.GOOD), memory(Rating.EASY)
FORGOTTEN = memory(Rating.EASY, Rating.AGAIN)


@pytest.mark.parametrize(
    ("content", "state", "preference", "believable", "form"),
    [
        (Basic("Where?", "Qingdao"), None, ADAPTIVE, 3, Form.CHOICE),
        (Basic("Where?", "Qingdao"), LEARNING, ADAPTIVE, 3, Form.CHOICE),
        (Basic("Where?", "Qingdao"), KNOWN, ADAPTIVE, 3, Form.TYPED),
        (Basic("Where?", "Qingdao"), FORGOTTEN, ADAPTIVE, 3, Form.TYPED),
        (Typed("Where?", "Qingdao"), None, ADAPTIVE, 3, Form.CHOICE),
        (Basic("Where?", "Qingdao"), None, ADAPTIVE, 2, Form.FLIP),
        (Typed("Where?", "Qingdao"), None, ADAPTIVE, 2, Form.TYPED),
        (Basic("What is it?", LONG), None, ADAPTIVE, 3, Form.FLIP),
        (Basic("What is it?", LONG), KNOWN, ADAPTIVE, 3, Form.FLIP),
        (Typed("What is it?", LONG), KNOWN, ADAPTIVE, 3, Form.TYPED),
        (Basic("Where?", "Qingdao"), None, FLIP, 3, Form.FLIP),
        (Typed("Where?", "Qingdao"), None, FLIP, 3, Form.FLIP),
        (Basic("What is it?", LONG), None, TYPED, 3, Form.TYPED),
        (Basic("Where?", "Qingdao"), KNOWN, CHOICE, 3, Form.CHOICE),
        (Basic("Where?", "Qingdao"), KNOWN, CHOICE, 1, Form.TYPED),
        (Basic("What is it?", LONG), KNOWN, CHOICE, 1, Form.FLIP),
        (ClozeGroup(1, "[...]", ("a",), "a"), None, ADAPTIVE, 3, Form.FLIP),
        (ClozeGroup(1, "[...]", ("a",), "a"), None, TYPED, 3, Form.TYPED),
        (TrueFalse("So it is.", answer=True), None, TYPED, 3, Form.TRUE_FALSE),
        (ListItems("Name them.", ("a", "b")), KNOWN, FLIP, 3, Form.LIST),
    ],
)
def test_the_form_fits_the_memory_and_the_preference(
    content: CardContent, state: Memory | None, preference: FormPreference, believable: int, form: Form
) -> None:
    assert choose_form(card(content), state, preference, believable) is form


def test_the_states_that_the_table_means() -> None:
    assert [each.state for each in (LEARNING, KNOWN, FORGOTTEN)] == [State.LEARNING, State.REVIEW, State.RELEARNING]


@pytest.mark.parametrize("preference", FormPreference)
@pytest.mark.parametrize("content", [Basic("?", "Qingdao"), Basic("?", LONG), ClozeGroup(1, "[...]", ("a",), "a")])
def test_nothing_is_flipped_in_a_quiz(content: CardContent, preference: FormPreference) -> None:
    assert choose_form(card(content), None, preference, 0, Mode.QUIZ) is Form.TYPED


@pytest.mark.parametrize(
    ("text", "kind", "detail"),
    [
        ("8", ShapeKind.NUMBER, ""),
        ("eight", ShapeKind.NUMBER, ""),
        ("1,000,000", ShapeKind.NUMBER, ""),
        ("2001", ShapeKind.YEAR, ""),
        ("2" * 5_000, ShapeKind.PHRASE, ""),
        ("20 per cent", ShapeKind.PERCENT, ""),
        ("$5 million", ShapeKind.QUANTITY, "usd"),
        ("17 years", ShapeKind.QUANTITY, "years"),
        ("June 2001", ShapeKind.DATE, "month"),
        ("15 June 2001", ShapeKind.DATE, "day"),
        ("Qingdao", ShapeKind.NAME, "LATIN"),
        ("Daily Telegraph", ShapeKind.NAME, "LATIN"),
        ("the People's Republic of China", ShapeKind.NAME, "LATIN"),
        ("mutual trust", ShapeKind.PHRASE, "LATIN"),
        ("青岛", ShapeKind.PHRASE, "CJK"),
        ("", ShapeKind.PHRASE, ""),
    ],
)
def test_the_shape_of_an_answer(text: str, kind: ShapeKind, detail: str) -> None:
    assert shape_of(text) == Shape(kind, detail, len(text.split()))


def options(content: CardContent, *answers: str, confused: tuple[str, ...] = (), seed: int = 1) -> set[str]:
    return set(wrong_options(card(content), [Candidate(answer) for answer in answers], confused, seed))


def test_wrong_options_have_the_shape_of_the_right_one() -> None:
    answers = ("8", "2001", "Beijing", "mutual trust", "20%", "Dalian", "17 years", "Xi'an", "June 2001")
    assert options(Basic("Where?", "Qingdao"), *answers) == {"Beijing", "Dalian", "Xi'an"}
    assert options(Basic("How much?", "30%"), *answers, "50 per cent") == {"20%", "50 per cent"}


def test_nothing_that_may_be_right_is_a_wrong_option() -> None:
    question = Basic("Where?", "Qingdao", ("Tsingtao",))
    answers = ("qingdao", "Qingdao, China", "TSINGTAO", "Beijing", "beijing", "Beijing")
    assert options(question, *answers) == {"Beijing"}


def test_what_the_learner_has_confused_before_comes_first_whatever_its_shape() -> None:
    places = [f"Place {letter}" for letter in "ABCDEFGH"]
    for seed in range(20):
        found = options(Basic("Where?", "Big Harbour"), *places, "mutual trust", confused=("mutual Trust",), seed=seed)
        assert len(found) == 3
        assert "mutual trust" in found


def test_a_mistake_that_is_no_answer_in_the_deck_is_no_option() -> None:
    assert "Peking" not in options(Basic("Where?", "Qingdao"), "Beijing", confused=("Peking",))


def test_answers_to_questions_of_the_same_sort_come_before_others_and_the_seed_decides_among_equals() -> None:
    question = card(Basic("In which city did they meet?", "Qingdao"))
    cities = [Candidate(city, "Which city is the capital?") for city in ("Beijing", "Astana", "Tashkent", "Bishkek")]
    people = [Candidate(person, "Who spoke?") for person in ("Liu", "Modi", "Putin")]
    chosen = {wrong_options(question, [*people, *cities], (), seed) for seed in range(20)}
    assert len(chosen) > 1
    assert all(set(found) <= {city.answer for city in cities} for found in chosen)
    assert wrong_options(question, [*people, *cities], (), 3) == wrong_options(question, [*people, *cities], (), 3)


def test_other_kinds_have_their_own_options() -> None:
    content = Choice("Which?", ("a",), ("b",))
    assert wrong_options(card(content), [Candidate("c")], (), 1) == ()


def test_a_deck_gives_its_short_answers_as_candidates() -> None:
    assert candidates_of(card(Typed("Where?", "Qingdao"), ("city",))) == (Candidate("Qingdao", "Where?", ("city",)),)
    assert [each.answer for each in candidates_of(card(Choice("Which?", ("a",), ("b", "c"))))] == ["a", "b", "c"]
    assert candidates_of(card(TrueFalse("So it is.", answer=True))) == ()
