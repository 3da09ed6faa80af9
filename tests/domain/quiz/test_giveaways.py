import pytest

from sco_quiz.domain.card import Card, CardContent
from sco_quiz.domain.deck import Basic, Choice, ListItems, TrueFalse
from sco_quiz.domain.quiz.giveaways import Clues, clues_of, conflict


def clues(content: CardContent) -> Clues:
    return clues_of(Card("d/n", "d", "d/n", content))


FOUNDED = clues(Basic("When was the SCO founded?", "June 2001", ("15 June 2001",)))


@pytest.mark.parametrize(
    "telling",
    [
        Basic("What was founded in June 2001?", "SCO"),
        Basic("Where was it founded in June, 2001?", "Shanghai"),
        Basic("What happened on 15 June 2001?", "It was founded"),
        TrueFalse("It was founded in june 2001.", answer=True),
    ],
)
def test_a_prompt_that_holds_another_answer_gives_it_away_either_way_round(telling: CardContent) -> None:
    assert conflict(FOUNDED, clues(telling))
    assert conflict(clues(telling), FOUNDED)


@pytest.mark.parametrize(
    "silent",
    [
        Basic("Where did leaders meet in 2018?", "Qingdao"),
        Basic("What was founded in June 1945?", "UN"),
        Choice("Which year was the summit?", ("2018",), ("June 2001", "2019")),
    ],
)
def test_other_prompts_and_wrong_options_give_nothing_away(silent: CardContent) -> None:
    assert not conflict(FOUNDED, clues(silent))


def test_answers_are_whole_words() -> None:
    assert not conflict(clues(Basic("Is it an art?", "yes")), clues(Basic("Which?", "part")))
    assert conflict(clues(Basic("Is it the part?", "no")), clues(Basic("Which?", "the part")))


def test_numbers_are_found_however_they_are_written() -> None:
    assert conflict(clues(Basic("Who are the eight members?", "…")), clues(Basic("How many members?", "8")))


def test_scripts_without_spaces_are_searched_anywhere() -> None:
    assert conflict(clues(Basic("什么是上海精神的价值?", "互信")), clues(Basic("Which spirit?", "上海精神")))


def test_any_item_of_a_list_counts() -> None:
    values = clues(ListItems("Name the values.", ("mutual trust", "equality")))
    assert conflict(values, clues(Basic("What goes with equality?", "trust")))


def test_what_a_prompt_shows_itself_is_no_secret() -> None:
    either = clues(Basic("Was it Qingdao or Shanghai?", "Qingdao"))
    assert not conflict(either, clues(Basic("What is Qingdao known for?", "beer")))


def test_an_answer_of_punctuation_or_one_letter_is_never_found() -> None:
    assert not conflict(clues(Basic("Take a walk!", "…")), clues(Basic("?", "!")))
    assert not conflict(clues(Basic("Take x now", "…")), clues(Basic("?", "x")))
