from __future__ import annotations

from pathlib import Path

from textual.widgets import TextArea

from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.services.draft_review import DraftReview
from sco_quiz.services.drafting import draft_file
from sco_quiz.tui.app import ScoQuizApp
from sco_quiz.tui.screens.draft_review import DraftReviewScreen
from sco_quiz.tui.screens.note_editor import NoteEditor
from tests.tui.running import OpenLibrary, deck, shown

DRAFT = draft_file(Path(__file__).parents[1] / "drafting" / "history.txt", maximum=3)


def reviewing(open_library: OpenLibrary, output: Path) -> tuple[ScoQuizApp, DraftReview]:
    library = open_library(test=deck("{id: a, question: Who?, answer: I}"))
    review = DraftReview(DRAFT, output)
    return ScoQuizApp(library, DraftReviewScreen(review)), review


async def test_the_source_sentence_stands_beside_the_note(open_library: OpenLibrary, tmp_path: Path) -> None:
    app, _ = reviewing(open_library, tmp_path / "deck.yaml")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        text = " ".join(shown(app).replace("│", " ").split())
        assert "0 kept · 0 dropped · 3 left" in text
        assert "What is the Suez Canal?" in text
        assert "paragraph 1" in text
        assert "links the Mediterranean" in text


async def test_one_key_each_keeps_drops_and_undoes_and_what_was_kept_is_written(
    open_library: OpenLibrary, tmp_path: Path
) -> None:
    app, review = reviewing(open_library, tmp_path / "deck.yaml")
    async with app.run_test() as pilot:
        await pilot.press("k", "d", "u", "k", "d")
        assert (len(review.kept), review.decided) == (2, 3)
        assert "Every note is looked over." in shown(app)
        await pilot.press("w")
    read = parse_deck((tmp_path / "deck.yaml").read_bytes(), "")
    assert read.deck is not None
    assert [note.content for note in read.deck.notes] == [one.note.content for one in DRAFT.notes[:2]]


async def test_a_note_is_edited_as_text_and_a_mistake_is_said_where_it_is_made(
    open_library: OpenLibrary, tmp_path: Path
) -> None:
    app, review = reviewing(open_library, tmp_path / "deck.yaml")
    async with app.run_test() as pilot:
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, NoteEditor)
        area = app.screen.query_one(TextArea)
        assert "question: What is the Suez Canal?" in area.text
        area.text = "question: What is it?\nansver: a canal\n"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, NoteEditor)
        assert "ansver" in shown(app)
        area.text = "question: What is it?\nanswer: a canal\n"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "What is it?" in shown(app)
        await pilot.press("k")
        assert [note.content.question for note in review.kept if hasattr(note.content, "question")] == ["What is it?"]


async def test_escape_in_the_editor_changes_nothing(open_library: OpenLibrary, tmp_path: Path) -> None:
    app, review = reviewing(open_library, tmp_path / "deck.yaml")
    async with app.run_test() as pilot:
        await pilot.press("e", "x", "escape")
        await pilot.pause()
        assert isinstance(app.screen, DraftReviewScreen)
        assert review.current == DRAFT.notes[0]


async def test_leaving_with_kept_notes_asks_once(open_library: OpenLibrary, tmp_path: Path) -> None:
    app, _ = reviewing(open_library, tmp_path / "deck.yaml")
    async with app.run_test() as pilot:
        await pilot.press("k", "escape")
        assert app.is_running
        assert "1 kept note is not written yet" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.return_code == 0
    assert not (tmp_path / "deck.yaml").exists()


async def test_a_file_that_is_there_is_said_and_nothing_is_lost(open_library: OpenLibrary, tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text("mine")
    app, review = reviewing(open_library, tmp_path / "deck.yaml")
    async with app.run_test() as pilot:
        await pilot.press("k", "w")
        await pilot.pause()
        assert "already" in shown(app)
        assert len(review.kept) == 1
    assert (tmp_path / "deck.yaml").read_text() == "mine"
