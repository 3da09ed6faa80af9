from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.domain.deck import Basic, Note
from sco_quiz.errors import IllegalEventError, UsageError
from sco_quiz.services.draft_review import DraftReview, note_text, read_note
from sco_quiz.services.drafting import draft_file

DRAFT = draft_file(Path(__file__).parents[1] / "drafting" / "history.txt", maximum=6)


def test_what_was_kept_is_written_in_the_order_of_the_document(tmp_path: Path) -> None:
    review = DraftReview(DRAFT, tmp_path / "deck.yaml")
    for decision in (review.keep, review.drop, review.keep, review.drop, review.drop, review.keep):
        decision()
    assert review.current is None
    review.save()
    read = parse_deck((tmp_path / "deck.yaml").read_bytes(), "")
    assert read.deck is not None
    assert [note.content for note in read.deck.notes] == [DRAFT.notes[place].note.content for place in (0, 2, 5)]


def test_an_edited_note_is_kept_as_it_was_edited_and_undo_brings_the_decision_back(tmp_path: Path) -> None:
    review = DraftReview(DRAFT, tmp_path / "deck.yaml")
    review.edit("question: Who dug?\nanswer: Many people\n")
    review.keep()
    assert review.kept == (Note("", Basic("Who dug?", "Many people")),)
    review.undo()
    assert len(review.kept) == 0
    assert review.current is not None
    assert review.current.note.content == Basic("Who dug?", "Many people")


@pytest.mark.parametrize("text", ["", "question: Who?", "answer: [", "- a\n- b", "question: a\nanswer: b\nfoo: c"])
def test_a_text_that_is_no_note_is_refused_and_changes_nothing(tmp_path: Path, text: str) -> None:
    review = DraftReview(DRAFT, tmp_path / "deck.yaml")
    with pytest.raises(UsageError):
        review.edit(text)
    assert review.current == DRAFT.notes[0]


def test_a_deck_that_is_there_is_not_overwritten_but_its_own_may_be_written_again(tmp_path: Path) -> None:
    output = tmp_path / "deck.yaml"
    output.write_text("mine")
    review = DraftReview(DRAFT, output)
    review.keep()
    with pytest.raises(UsageError):
        review.save()
    assert output.read_text() == "mine"
    output.unlink()
    review.save()
    review.keep()
    assert review.is_unsaved
    review.save()
    assert output.read_text().count("- id:") == 2


def test_there_is_no_deck_of_nothing_and_no_decision_after_the_last(tmp_path: Path) -> None:
    review = DraftReview(DRAFT, tmp_path / "deck.yaml")
    with pytest.raises(IllegalEventError):
        review.undo()
    for _ in DRAFT.notes:
        review.drop()
    for event in (review.keep, review.drop):
        with pytest.raises(IllegalEventError):
            event()
    with pytest.raises(UsageError):
        review.save()


@pytest.mark.parametrize("drafted", DRAFT.notes, ids=lambda one: one.rule)
def test_every_note_survives_as_text(drafted: object) -> None:
    note = getattr(drafted, "note")  # noqa: B009 - pytest gives parameters without their type
    assert read_note(note_text(note)) == note


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["keep", "drop", "undo"]), max_size=20))
def test_a_walk_is_what_is_left_of_its_decisions(events: list[str]) -> None:
    review = DraftReview(DRAFT, "unused.yaml")
    decisions: list[str] = []
    for event in events:
        try:
            getattr(review, event)()
        except IllegalEventError:
            continue
        if event == "undo":
            decisions.pop()
        else:
            decisions.append(event)
    assert review.decided == len(decisions)
    assert review.kept == tuple(
        one.note for one, decision in zip(DRAFT.notes, decisions, strict=False) if decision == "keep"
    )
