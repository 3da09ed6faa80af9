from __future__ import annotations

import pytest

from sco_quiz.drafting.document import Document, Paragraph
from sco_quiz.drafting.glossary import Glossary
from sco_quiz.drafting.sentences import walk_sentences
from sco_quiz.drafting.statements import statements_of


def statements(text: str, title: str = "") -> list[str]:
    document = Document.of(title, (Paragraph(1, text),))
    glossary = Glossary()
    for sentence in walk_sentences(document):
        glossary.learn(sentence.text)
    glossary.settle(title)
    glossary.topic = title
    return [one.clause.text for _, found in statements_of(walk_sentences(document), glossary) for one in found]


def test_it_stands_for_the_subject_before() -> None:
    assert statements("Lake Baikal is a lake in Russia. It holds much water.")[1] == "Lake Baikal holds much water"


def test_she_stands_for_the_woman_not_for_the_man_between() -> None:
    text = (
        "Marie Curie studied physics. She married Pierre Curie. "
        "Pierre Curie was killed in 1906, and she took over his chair."
    )
    assert statements(text, "Marie Curie")[-1] == "Marie Curie took over Pierre Curie's chair"


def test_they_stands_for_several() -> None:
    assert statements("British troops occupied Egypt. They left in 1956.")[1].startswith("British troops left")


def test_a_short_form_is_named_in_full() -> None:
    text = "The Suez Canal links two seas. Ships use the Suez Canal. A storm closed the canal in 1900."
    assert statements(text)[-1] == "a storm closed the Suez Canal in 1900"


def test_a_pronoun_that_stands_for_nothing_is_passed_over() -> None:
    assert statements("It was sold in 1950.") == []


def test_a_bare_noun_that_nothing_explains_is_passed_over() -> None:
    assert statements("Britain opposed the project in 1854.") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("All workers are female, whereas drones are male.", ["all workers are female", "drones are male"]),
        (
            "Ann Lee was adopted in 1900 and has lived in Rome since 1950.",
            ["Ann Lee was adopted in 1900", "Ann Lee has lived in Rome since 1950"],
        ),
        (
            "Irkutsk, the largest city in Siberia, lies on the Angara.",
            ["Irkutsk lies on the Angara", "Irkutsk is the largest city in Siberia"],
        ),
        (
            "Trains used the ferry SS Baikal, which was built in Newcastle.",
            ["trains used the ferry SS Baikal", "the ferry SS Baikal was built in Newcastle"],
        ),
        (
            "Established in 2001 in Shanghai, the SCO promotes trade.",
            ["the SCO promotes trade", "the SCO was established in 2001 in Shanghai"],
        ),
        ("However, the SCO also promotes trade.", ["the SCO promotes trade"]),
        ("The Angara (a river) leaves Lake Baikal.", ["the Angara leaves Lake Baikal"]),
    ],
)
def test_a_sentence_is_parted_into_what_it_states(sentence: str, expected: list[str]) -> None:
    assert statements(sentence) == expected


@pytest.mark.parametrize(
    "sentence", ["It is in this spirit that they met.", "It takes ten years.", "Who built the canal?"]
)
def test_what_states_nothing_by_itself_gives_nothing(sentence: str) -> None:
    assert statements(f"The SCO is an organisation. {sentence}")[1:] == []
