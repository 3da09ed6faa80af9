"""What went wrong on documents that the rules were not written against, in sentences of our own."""

from __future__ import annotations

import pytest

from sco_quiz.domain.cloze import prompt_of
from sco_quiz.domain.deck import Basic, Cloze, Content, TrueFalse
from sco_quiz.drafting.draft import draft_deck
from sco_quiz.drafting.draft import prompt_of as shown
from sco_quiz.drafting.reading import parse_document


def draft(text: str, title: str = "Notes") -> list[Content]:
    document = parse_document(f"{title}\n\n{text}\n", title)
    return [one.note.content for one in draft_deck(document, title=title, deck_id="x").notes]


@pytest.mark.parametrize(
    "text",
    [
        "Install the package with one command.",  # an order
        "You may copy the work in any medium.",  # spoken to the reader
        "The following table lists the 12 options.",  # points elsewhere
        "Requiring notices that are displayed by 3 works containing it.",  # a fragment
        "See section 4 for the limits of 20 users.",
        "It follows that 12 members agree.",
        "Licensed under the terms of 1990.",
        "The tool `show w' was built in 1990.",
    ],
)
def test_what_is_no_statement_by_itself_is_passed_over(text: str) -> None:
    assert draft(text) == []


def test_a_definition_runs_to_its_end() -> None:
    text = "Parsor is a library capable of splitting, merging, cropping, and turning pages of files."
    assert draft(text, "Parsor") == [
        Basic("What is Parsor?", "a library capable of splitting, merging, cropping, and turning pages of files")
    ]


def test_a_second_statement_does_not_hang_on_to_an_answer() -> None:
    contents = draft("The simple backend is the default and Pathos simply uses Python's own patterns.", "Pathos")
    assert all("uses" not in content.answer for content in contents if isinstance(content, Basic))


def test_alternatives_are_not_stated_as_facts() -> None:
    assert all(
        "Ann" not in shown(content) for content in draft("Ann Lee wrote the book in 1900, or Bob Ray wrote it in 1901.")
    )


def test_its_at_the_start_of_a_paragraph_is_what_the_document_is_about() -> None:
    text = "Gold is a metal of high value. Recycling needs 5 per cent of the power.\n\nIts density is 19 grams."
    assert all("Recycling's" not in shown(content) for content in draft(text, "Gold"))


def test_a_short_form_far_from_its_name_is_not_guessed() -> None:
    filler = "The judge hears 12 cases in a week. " * 5
    contents = draft(f"The Crown Court tries serious crimes. {filler}The court held in 1670 that jurors are free.")
    assert all(
        not (isinstance(content, Basic) and "1670" in content.question and "Crown" in content.answer)
        for content in contents
    )


def test_a_quotation_inside_a_sentence_is_not_taken_apart() -> None:
    contents = draft(
        'In 1964 the song "Hello, Dolly!" pushed the Beatles from the top of the charts.', "Louis Armstrong"
    )
    assert all('"Hello, Dolly!"' in shown(content) for content in contents)
    assert contents


def test_negation_survives_in_the_question() -> None:
    contents = draft("Gold doesn't rust, because it resists oxygen.", "Gold")
    assert Basic("Why does Gold not rust?", "Because it resists oxygen") in contents
    assert any(isinstance(content, TrueFalse) for content in contents)


def test_only_one_thing_of_its_kind_is_named() -> None:
    contents = draft("Lake Baikal is a lake in Russia. Only one river, the Angara, flows out.", "Lake Baikal")
    assert any(isinstance(content, Basic) and content.answer == "the Angara" for content in contents)


def test_a_cloze_keeps_a_cue() -> None:
    contents = draft("The Hoover Dam was 221 metres high and 379 metres wide in 1936.", "Hoover Dam")
    clozes = [content for content in contents if isinstance(content, Cloze)]
    assert clozes
    assert all("[how many]" in prompt_of(cloze.text, 1) or "[when]" in prompt_of(cloze.text, 1) for cloze in clozes)


def test_a_claim_keeps_its_speaker() -> None:
    told = draft("The bridge was opened in 1900, said Mayor Ann Lee.", "Bridges")
    assert any("according to Mayor Ann Lee" in shown(content) for content in told)
    told = draft("According to the UN, Lake Chad is a lake that lost 90 per cent of its water.", "Lakes")
    assert shown(told[0]).endswith("What is Lake Chad, according to the UN?")
    told = draft("Smith said that the tower was built in 1900, and the dam was opened in 1901.", "Towers")
    assert all("Smith said" in shown(content) for content in told)


def test_a_number_in_a_name_counts_nothing() -> None:
    assert all(
        "747 " in shown(content) for content in draft("The Boeing 747 contains 66,000 kilograms of metal.", "Aircraft")
    )
