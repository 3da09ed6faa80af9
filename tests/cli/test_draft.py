from __future__ import annotations

from pathlib import Path

from sco_quiz.deckfile.parsing import parse_deck
from tests.cli.conftest import Command

DOCUMENT = Path(__file__).parents[1] / "drafting" / "history.txt"


def test_a_drafted_deck_passes_check(command: Command, home: Path) -> None:
    drafted = command("draft", DOCUMENT, "-o", home / "canal.yaml", "--max", "12")
    assert drafted.code == 0
    assert drafted.lines[0] == f"Drafted 12 notes into {home / 'canal.yaml'}."
    checked = command("check", "--json", home / "canal.yaml")
    assert checked.code == 0
    assert (checked.json["notes"], checked.json["errors"]) == (12, 0)


def test_without_a_file_the_deck_alone_is_on_standard_output(command: Command) -> None:
    drafted = command("draft", DOCUMENT, "--title", "Canals")
    read = parse_deck(drafted.out, "-")
    assert (drafted.code, drafted.err, read.problems) == (0, "", ())
    assert read.deck is not None
    assert (read.deck.id, read.deck.title) == ("canals", "Canals")


def test_a_deck_that_is_there_is_never_overwritten_without_force(command: Command, home: Path) -> None:
    (home / "mine.yaml").write_text("mine")
    refused = command("draft", DOCUMENT, "-o", home / "mine.yaml")
    assert (refused.code, (home / "mine.yaml").read_text()) == (2, "mine")
    assert "--force" in refused.err
    assert command("draft", DOCUMENT, "-o", home / "mine.yaml", "--force").code == 0
    assert (home / "mine.yaml").read_text() != "mine"


def test_coverage_lists_what_no_card_rests_on_by_paragraph(command: Command, home: Path) -> None:
    (home / "short.txt").write_text(
        "The canal was opened in 1869 by Egypt.\n\nThe lake holds 27 islands and two seals.\n"
    )
    (home / "deck.yaml").write_text(
        "id: short\ncards:\n- {question: When did Egypt open the canal?, answer: '1869', source: paragraph 1}\n"
    )
    found = command("draft", home / "short.txt", "--coverage", home / "deck.yaml")
    assert found.code == 1
    assert found.lines[:2] == ["paragraph 2", "  The lake holds 27 islands and two seals."]
    as_json = command("draft", home / "short.txt", "--coverage", "short", home / "deck.yaml", "--json")
    assert as_json.json == [{"paragraph": 2, "sentence": "The lake holds 27 islands and two seals."}]


def test_full_coverage_says_so(command: Command, home: Path) -> None:
    (home / "short.txt").write_text("The canal was opened in 1869 by Egypt.\n")
    (home / "deck.yaml").write_text("cards:\n- {question: When did Egypt open the canal?, answer: '1869'}\n")
    found = command("draft", home / "short.txt", "--coverage", home / "deck.yaml")
    assert (found.code, found.lines) == (0, ["Every sentence that states something has a card that rests on it."])


def test_the_prompt_holds_the_schema_and_the_document(command: Command) -> None:
    printed = command("draft", DOCUMENT, "--prompt")
    assert printed.code == 0
    assert '"$schema"' in printed.out
    assert "[1] The Suez Canal is an artificial waterway" in printed.out


def test_what_cannot_be_drafted_ends_in_a_sentence(command: Command, home: Path) -> None:
    (home / "binary.txt").write_bytes(bytes(range(256)))
    (home / "german.txt").write_text(
        "Der See ist ein See in Sibirien und mit 1642 Metern der tiefste See der Erde. " * 5
    )
    for name in ("none.txt", "binary.txt", "german.txt"):
        refused = command("draft", home / name)
        assert (refused.code, refused.out) == (2, "")
        assert "Traceback" not in refused.err
        assert len(refused.err.splitlines()) == 2
    assert command("draft", DOCUMENT, "--max", "-1").code == 2
