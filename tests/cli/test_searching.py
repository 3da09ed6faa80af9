"""``cards QUERY`` and ``doctor`` as their users run them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

DECK = """\
id: capitals
cards:
  - {id: peru, question: What is the capital of Peru?, answer: Lima, tags: [america]}
  - {id: chile, question: What is the capital of Chile?, answer: Santiago, tags: [america, long]}
  - {id: france, question: What is the capital of France?, answer: Paris}
"""


@pytest.fixture
def deck(home: Path) -> Path:
    path = home / "home" / "decks" / "capitals.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(DECK, encoding="utf-8")
    return path


def found(command: Command, *words: str | Path) -> list[str]:
    outcome = command("cards", "--json", *words)
    assert outcome.code == 0, outcome.err
    return [row["card"].removeprefix("capitals/") for row in outcome.json]


def test_words_are_decks_paths_and_searches(command: Command, deck: Path) -> None:
    assert found(command, "capitals") == found(command, deck) == ["peru", "chile", "france"]
    assert found(command, "capitals", "tag:america", "-tag:long") == ["peru"]
    assert found(command, "lima", "or", "paris") == ["peru", "france"]
    assert found(command, "-tag:america", "deck:capitals") == ["france"]
    assert found(command, "--", "-tag:america", "deck:capitals") == ["france"]
    assert found(command, '"of chile"') == ["chile"]
    assert found(command, "deck:capitals", "--order", "prompt", "--limit", "2") == ["chile", "france"]


def test_a_search_has_the_same_keys_as_a_list_of_decks(command: Command, deck: Path) -> None:
    (listed, *_) = command("cards", deck, "--json").json
    (sought,) = command("cards", "card:capitals/peru", "--json").json
    assert sought == listed


@pytest.mark.usefixtures("deck")
def test_a_search_that_finds_nothing_is_no_error_but_a_mistyped_deck_is(command: Command) -> None:
    assert command("cards", "no", "such", "words").out == "No card is found.\n"
    assert found(command, "is:leech") == []
    outcome = command("cards", "captials")
    assert outcome.code == 2
    assert "capitals" in outcome.err
    assert command("cards", "./missing.yaml").code == 2


@pytest.mark.parametrize(("search", "said"), [("(a", "column 1"), ("dek:x", "deck:"), ("prop:x>1", "ivl")])
def test_a_bad_search_is_refused_in_a_sentence(command: Command, search: str, said: str) -> None:
    outcome = command("cards", search)
    assert outcome.code == 2
    assert "column" in outcome.err
    assert said in outcome.err
    assert outcome.out == ""


def test_the_doctor_finds_a_sound_library_sound(command: Command) -> None:
    outcome = command("doctor")
    assert outcome.code == 0
    assert "sound" in outcome.out
    report = command("doctor", "--json").json
    assert (report["problems"], report["orphans"]) == ([], [])
    assert command("doctor", "--rebuild", "--json").json == {"different": 0}


def test_the_doctor_lists_orphans_and_reattaches_them(command: Command, deck: Path) -> None:
    command("study", "--plain", "capitals", typed="\n4\nq\n")
    deck.write_text(DECK.replace("id: peru", "id: lima").replace("What is the capital of", "Name the seat of"), "utf-8")
    (orphan,) = command("doctor", "--json").json["orphans"]
    assert (orphan["card"], orphan["answer"], orphan["reps"]) == ("capitals/peru", "Lima", 1)
    assert "capitals/peru" in command("doctor").out
    outcome = command("doctor", "--reattach", "capitals/peru", "capitals/lima")
    assert outcome.code == 0
    assert found(command, "prop:reps=1") == ["lima"]
    (undo,) = [line for line in outcome.lines if "--undo" in line]
    assert command(*undo.split("`")[1].split()[1:]).code == 0
    assert found(command, "prop:reps=1") == []
    assert command("doctor", "--forget", "capitals/peru").code == 0
    assert command("doctor", "--json").json["orphans"] == []
    assert command("doctor", "--forget", "capitals/peru").code == 2
    assert command("doctor", "--reattach", "capitals/peru").code == 2
