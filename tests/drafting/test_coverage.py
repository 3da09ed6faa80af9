from __future__ import annotations

from pathlib import Path

import pytest

from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.domain.deck import Basic, Cloze, Content, ListItems, Note, TrueFalse
from sco_quiz.drafting.coverage import coverage, paragraphs_cited, stem
from sco_quiz.drafting.draft import draft_deck
from sco_quiz.drafting.reading import parse_document, read_document

ARTICLE = Path(__file__).parents[3] / "shared" / "sco-article.txt"
DECKS = Path(__file__).parents[2] / "decks"

TEXT = """Lake Baikal

Lake Baikal is the deepest lake in the world. It contains 27 islands, of which Olkhon is the largest.

The railway reached the lake in 1898. Why so late? A pulp mill polluted it from 1966 until 2013.
"""


def uncovered(*contents: Content, source: str = "") -> list[str]:
    notes = [Note("", content, source=source) for content in contents]
    return [one.sentence for one in coverage(parse_document(TEXT, "x"), notes)]


SENTENCES = [
    "Lake Baikal is the deepest lake in the world.",
    "It contains 27 islands, of which Olkhon is the largest.",
    "The railway reached the lake in 1898.",
    "A pulp mill polluted it from 1966 until 2013.",
]


def test_without_notes_every_statement_is_uncovered_and_a_question_is_none() -> None:
    assert uncovered() == SENTENCES


@pytest.mark.parametrize(
    ("content", "covered"),
    [
        (Basic("Which lake is deeper than any other lake of the world?", "Lake Baikal"), 0),
        (Basic("What is the biggest of the islands in it called?", "Olkhon, of 27"), 1),
        (Cloze("Trains reached the lake by {{c1::railway}} in {{c2::1898}}."), 2),
        (ListItems("Between which years did a mill pollute Lake Baikal?", ("1966", "2013")), 3),
        (TrueFalse("The pollution by a pulp mill ended in 2020.", answer=False), 3),
    ],
)
def test_a_note_in_its_own_words_covers_its_sentence_and_no_other(content: Content, covered: int) -> None:
    assert uncovered(content) == [sentence for index, sentence in enumerate(SENTENCES) if index != covered]


def test_a_note_on_something_else_covers_nothing() -> None:
    assert uncovered(Basic("Who painted the Mona Lisa?", "Leonardo da Vinci")) == SENTENCES
    assert uncovered(Basic("In which year did Napoleon die on the island of St Helena?", "1821")) == SENTENCES


def test_a_cited_paragraph_narrows_the_choice() -> None:
    note = Basic("When did the railway reach the lake?", "1898")
    assert SENTENCES[2] not in uncovered(note, source="paragraph 2")
    assert uncovered(note, source="paragraph 1") == SENTENCES


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("paragraph 3", {3}),
        ("paragraph 4 and paragraph 5", {4, 5}),
        ("paragraphs 3-5 and 7", {3, 4, 5, 7}),
        ("Paragraph 2, second sentence", {2}),
        ("page 4", set()),
    ],
)
def test_cited_paragraphs_are_read(source: str, expected: set[int]) -> None:
    assert paragraphs_cited(source) == expected


def test_words_of_one_root_have_one_stem() -> None:
    assert len({stem(word) for word in ("establish", "established", "establishes", "establishment")}) == 1
    assert stem("eight") == stem("8")


def test_a_drafted_note_covers_the_sentence_that_it_was_made_of() -> None:
    document = read_document(Path(__file__).parent / "history.txt")
    draft = draft_deck(document, title="x", deck_id="x")
    left = {one.sentence for one in coverage(document, [drafted.note for drafted in draft.notes])}
    assert left.isdisjoint(drafted.sentence for drafted in draft.notes)


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not part of the project")
def test_the_bundled_decks_leave_no_sentence_of_the_article_out() -> None:
    decks = [parse_deck(path.read_bytes(), path).deck for path in sorted(DECKS.glob("*.yaml"))]
    notes = [note for deck in decks if deck is not None for note in deck.notes]
    document = read_document(ARTICLE)
    assert coverage(document, notes) == ()
    for paragraph in range(1, 10):
        others = [note for note in notes if f"paragraph {paragraph}" not in note.source]
        assert {one.paragraph for one in coverage(document, others)} == {paragraph}
