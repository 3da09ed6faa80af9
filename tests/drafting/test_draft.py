from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.deckfile.lint import lint_deck
from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.deckfile.writing import write_deck
from sco_quiz.domain.deck import Basic, Choice
from sco_quiz.domain.problem import Severity
from sco_quiz.drafting.draft import Draft, draft_deck, prompt_of
from sco_quiz.drafting.prompt import prompt_for_model
from sco_quiz.drafting.reading import parse_document, read_document
from sco_quiz.errors import UnusableFileError

HERE = Path(__file__).parent
DOCUMENTS = sorted(path for path in HERE.iterdir() if path.suffix in {".txt", ".md"})


def draft(text: str, suffix: str = ".txt", maximum: int = 60) -> Draft:
    return draft_deck(parse_document(text, "document", suffix), title="document", deck_id="document", maximum=maximum)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_draft_passes_check_without_errors_and_with_few_warnings(path: Path) -> None:
    document = read_document(path)
    drafted = draft_deck(document, title=document.title, deck_id="x")
    read = parse_deck(write_deck(drafted.deck()), "x.yaml")
    assert read.problems == ()
    assert read.deck is not None
    assert read.deck.notes == tuple(one.note for one in drafted.notes)
    found = lint_deck(read.deck)
    assert [problem for problem in found if problem.severity is Severity.ERROR] == []
    assert len(found) <= len(drafted.notes) / 5


def test_the_same_document_gives_the_same_draft_in_its_order_with_its_paragraphs() -> None:
    document = read_document(HERE / "history.txt")
    first = draft_deck(document, title="x", deck_id="x")
    assert draft_deck(document, title="x", deck_id="x") == first
    assert [one.paragraph for one in first.notes] == sorted(one.paragraph for one in first.notes)
    assert all(one.note.source == f"paragraph {one.paragraph}" for one in first.notes)


def test_the_worthiest_notes_are_kept_where_there_are_too_many() -> None:
    document = read_document(HERE / "history.txt")
    everything = draft_deck(document, title="x", deck_id="x")
    few = draft_deck(document, title="x", deck_id="x", maximum=5)
    assert len(few.notes) == 5
    assert min(one.worth for one in few.notes) >= sorted(one.worth for one in everything.notes)[-5]


def test_no_two_notes_ask_the_same_and_none_gives_its_answer_away() -> None:
    for path in DOCUMENTS:
        document = read_document(path)
        notes = [one.note.content for one in draft_deck(document, title=document.title, deck_id="x").notes]
        prompts = [prompt_of(content) for content in notes]
        assert len(set(prompts)) == len(prompts)
        for content in notes:
            if isinstance(content, Basic):
                assert content.answer.lower() not in content.question.lower()
            if isinstance(content, Choice):
                assert not set(content.answers) & set(content.choices)
                assert not any(choice in content.question for choice in content.choices)


@pytest.mark.parametrize("text", ["", "\n\n\n", "Hello there.", "Yes. No! Maybe?", "Title only\n", "a b c\n\nd e f\n"])
def test_a_document_without_facts_gives_an_empty_draft(text: str) -> None:
    assert draft(text).notes == ()


GERMAN = """Der Baikalsee ist ein See in Sibirien und mit einer Tiefe von 1642 Metern der tiefste See der Erde. Er ist
auch der älteste Süßwassersee der Erde und wurde 1996 von der UNESCO in die Liste des Welterbes aufgenommen. Der See
liegt in der Nähe der Stadt Irkutsk und gehört zu Russland."""
FRENCH = """Le lac Baïkal est un lac situé dans le sud de la Sibérie, en Russie orientale. Il constitue la plus grande
réserve liquide à la surface de la Terre, et sa profondeur moyenne est de 744 mètres. Le lac est surnommé la perle."""
CHINESE = "贝加尔湖位于俄罗斯西伯利亚南部。它是世界上最深的湖泊。一九九六年被列入世界遗产名录。" * 5


@pytest.mark.parametrize("text", [GERMAN, FRENCH, CHINESE], ids=["German", "French", "Chinese"])
def test_another_language_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(UnusableFileError, match="rules are for English") as caught:
        draft(text)
    assert "--prompt" in caught.value.remedy


def test_what_the_document_holds_is_never_markup_yaml_or_an_escape_sequence() -> None:
    text = (
        "Notes\n\nThe \x1b[31mSuez Canal\x1b[0m was opened in 1869. The parser reads {{c1::text}} in 1999 and 2000.\n\n"
        "answer: no\n- [bold]The canal[/bold] carries 12 per cent of trade: yes.\n\n"
        "<script>alert(1)</script> was run in 1990.\n"
    )
    drafted = draft(text)
    written = write_deck(drafted.deck())
    assert "\x1b" not in written
    read = parse_deck(written, "x.yaml")
    assert read.deck is not None
    assert read.deck.notes == tuple(one.note for one in drafted.notes)
    assert "When was the Suez Canal opened?" in written


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "The",
                "the",
                "canal",
                "Suez",
                "was",
                "is",
                "in",
                "1869",
                ",",
                ".",
                "and",
                "(",
                ")",
                '"',
                ":",
                "It",
                "which",
                "by",
                "opened",
                "20",
                "per cent",
                "of",
                "ships",
                "Egypt",
                "because",
                "has",
                "{{",
                "}}",
                "?",
                "\n\n",
                "- ",
                "a",
                "\x1b[0m",
            ]
        ),
        max_size=60,
    )
)
def test_no_text_breaks_the_rules(words: list[str]) -> None:
    drafted = draft(" ".join(words))
    assert parse_deck(write_deck(drafted.deck()), "x.yaml").problems == () or not drafted.notes


def test_progress_is_reported() -> None:
    text = "\n\n".join(f"The Suez Canal carried {number} ships in 1900." for number in range(2, 600))
    seen: list[tuple[int, int]] = []
    document = parse_document(text, "x")
    draft_deck(document, title="x", deck_id="x", report=lambda done, total: seen.append((done, total)))
    assert seen
    assert seen[-1][1] == 598


@pytest.mark.long
def test_a_large_document_is_drafted_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("w", encoding="utf-8") as file:
        file.write("Canals\n\n")
        for number in range(4_000):
            file.write(f"The canal of Town{number} was opened in {1700 + number % 300} and carried {number} ships.\n\n")
    tracemalloc.start()
    drafted = draft_deck(read_document(path), title="Canals", deck_id="canals")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(drafted.notes) == 60
    assert peak < 20_000_000


def test_a_line_without_end_is_read_in_parts(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("The Suez Canal was opened in 1869. " * 5_000, encoding="utf-8")
    document = read_document(path)
    assert max(len(paragraph.text) for paragraph in document.walk()) < 200_000
    assert len(draft_deck(document, title="x", deck_id="x").notes) == 1


def test_the_prompt_holds_rules_schema_and_numbered_paragraphs() -> None:
    prompt = "".join(prompt_for_model(parse_document("Lake\n\nIt is deep.\n\nIt is old.\n", "x"), '{"type": "object"}'))
    for part in ('{"type": "object"}', "# Document: Lake", "[1] It is deep.", "[2] It is old.", "source: paragraph N"):
        assert part in prompt


@pytest.mark.parametrize("title", ["Jinja {{ marks", "The {{ name }} tag"])
def test_braces_in_a_title_make_no_gaps(title: str) -> None:
    text = f"{title}\n\nThe Harbour Foundation may publish a newsletter; it is free.\n"
    drafted = draft_deck(parse_document(text, title), title=title, deck_id="document", maximum=60)
    assert drafted.notes
    assert not any("{{" in prompt_of(drafted_note.note.content) for drafted_note in drafted.notes)
