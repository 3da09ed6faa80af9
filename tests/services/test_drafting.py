from __future__ import annotations

from pathlib import Path

import pytest

from sco_quiz.deckfile.lint import lint_deck
from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.domain.problem import Severity
from sco_quiz.errors import UnusableFileError, UsageError
from sco_quiz.services.drafting import deck_text, draft_file, save_draft

DOCUMENT = Path(__file__).parents[1] / "drafting" / "history.txt"


def test_a_draft_is_a_deck_that_passes_check_with_an_id_for_every_note(tmp_path: Path) -> None:
    save_draft(draft_file(DOCUMENT, output=tmp_path / "canal.yaml"), tmp_path / "canal.yaml")
    read = parse_deck((tmp_path / "canal.yaml").read_bytes(), tmp_path / "canal.yaml")
    assert read.problems == ()
    assert read.deck is not None
    assert (read.deck.id, read.deck.title, read.deck.source.title) == ("canal", "The Suez Canal", "The Suez Canal")
    assert all(note.id and note.source.startswith("paragraph ") for note in read.deck.notes)
    assert [one for one in lint_deck(read.deck) if one.severity is Severity.ERROR] == []


def test_the_deck_id_comes_from_the_title_where_there_is_no_file_name() -> None:
    assert draft_file(DOCUMENT).deck_id == "suez-canal"
    assert draft_file(DOCUMENT, title="Ships & seas", output="my deck.yaml").deck_id == "ships-seas"


def test_a_file_that_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    output = tmp_path / "canal.yaml"
    output.write_text("mine")
    draft = draft_file(DOCUMENT)
    with pytest.raises(UsageError, match="already"):
        save_draft(draft, output)
    assert output.read_text() == "mine"
    save_draft(draft, output, force=True)
    assert output.read_text() == deck_text(draft)


def test_what_was_kept_is_written_alone(tmp_path: Path) -> None:
    draft = draft_file(DOCUMENT)
    kept = [one.note for one in draft.notes[:2]]
    save_draft(draft, tmp_path / "two.yaml", kept)
    read = parse_deck((tmp_path / "two.yaml").read_bytes(), "two.yaml")
    assert read.deck is not None
    assert [note.content for note in read.deck.notes] == [note.content for note in kept]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match="cannot be written"):
        save_draft(draft_file(DOCUMENT), tmp_path / "none" / "deck.yaml")


@pytest.mark.parametrize(("text", "message"), [("", "no paragraph"), ("Hello there.\n\nYes!\n", "nothing")])
def test_a_document_without_facts_is_said_to_be_so(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    with pytest.raises(UnusableFileError, match=message):
        draft_file(tmp_path / "a.txt")
