from __future__ import annotations

import pytest

from sco_quiz.domain.rewording import compare_words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("What is the capital of Peru?", "Which one is Peru's capital?"),
        ("When was the SCO foundd?", "When was the S.C.O. founded?"),
        ("Which treaty did they sign?", "Which treaty was it that they signed?"),
        ("Where do leaders gather?", "Leaders gather where?"),
    ],
)
def test_slips_endings_order_and_little_words_change_nothing_of_weight(old: str, new: str) -> None:
    words = compare_words(old, new)
    assert (words.lost, words.gained, words.names) == ((), (), False)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("In which country lies Lyon?", "In which country lies Nice?"),
        ("On which continent lies Niger?", "On which continent lies Nigeria?"),
        ("On which continent lies Austria?", "On which continent lies Australia?"),
        ("Which model was the A320?", "Which model was the A330?"),
    ],
)
def test_a_name_that_takes_the_place_of_another_is_seen(old: str, new: str) -> None:
    words = compare_words(old, new)
    assert words.swapped
    assert words.names


def test_a_synonym_takes_a_place_too_but_is_no_name() -> None:
    words = compare_words("Where did the leaders meet?", "Where did the leaders gather?")
    assert (words.lost, words.gained, words.names) == (("meet",), ("gather",), False)


def test_what_is_only_added_takes_no_place() -> None:
    words = compare_words("When was it founded?", "When was it founded in Shanghai?")
    assert (words.gained, words.swapped, words.names) == (("shanghai",), False, True)


def test_the_first_word_of_a_sentence_is_no_name_by_its_capital_alone() -> None:
    assert not compare_words("Leaders met here.", "Heads met here.").names
    assert not compare_words("They came. Leaders met.", "They came. Heads met.").names
    assert compare_words("NATO met here.", "Heads met here.").names
