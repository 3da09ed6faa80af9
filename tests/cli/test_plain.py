from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

DECK = """\
id: mixed
cards:
  - id: basic
    question: What is the capital of France?
    answer: Paris
    hint: It lies on the Seine.
    explanation: It has been since 987.
    source: atlas, page 3
  - id: typed
    question: Where was the SCO established?
    answer: Shanghai
    kind: typed
  - id: choice
    question: Where did the leaders meet in 2018?
    answer: Qingdao
    choices: [Beijing, Tianjin, Xiamen]
  - id: several
    question: Which are values?
    answers: [equality, consultation]
    choices: [rivalry, conquest]
  - id: judged
    statement: The SCO is a military alliance.
    answer: false
  - id: cloze
    cloze: "The SCO was founded in {{June 2001::month}}."
"""


@pytest.fixture
def deck(home: Path) -> Path:
    path = home / "mixed.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


def only(home: Path, note: str) -> Path:
    """A deck with a single note of ``DECK``."""
    head, *notes = DECK.split("  - id: ")
    path = home / "one.yaml"
    path.write_text(head + "  - id: " + next(each for each in notes if each.startswith(note)), encoding="utf-8")
    return path


def test_a_basic_card_is_shown_turned_over_and_rated(command: Command, home: Path) -> None:
    path = only(home, "basic")
    outcome = command("study", "--plain", path, typed="\n4\n")
    assert outcome.code == 0
    question = outcome.lines.index("Q: What is the capital of France?")
    answer = outcome.lines.index("A: Paris")
    assert question < answer
    assert outcome.lines[answer + 1 : answer + 3] == ["   It has been since 987.", "   Source: atlas, page 3"]
    assert "1 answer, 1 right (100%)" in outcome.out
    (review,) = command("log", "--json").json
    assert (review["card"], review["rating"], review["mode"], review["form"]) == (
        "mixed/basic",
        "easy",
        "study",
        "flip",
    )


@pytest.mark.parametrize(
    ("note", "typed", "verdict", "rating"),
    [
        ("typed", "shanghai\n\n", "right", "good"),
        ("typed", "Shangai\n\n", "near miss", "good"),
        ("typed", "Shangai\nr\nShanghai\n\n", "right", "good"),
        ("typed", "Beijing\n\n", "wrong", "again"),
        ("typed", "Beijing\n2\n", "wrong", "hard"),
        ("typed", "\n\n", "wrong", "again"),
        ("choice", "qingdao\n\n", "right", "good"),
        ("choice", "Beijing\n3\n", "wrong", "good"),
        ("several", "consultation, equality\n\n", "right", "good"),
        ("several", "equality\n\n", "partly", "again"),
        ("judged", "f\n\n", "right", "good"),
        ("judged", "TRUE\n\n", "wrong", "again"),
        ("judged", "perhaps\nfalse\n4\n", "right", "easy"),
    ],
)
def test_a_graded_kind_takes_the_suggestion_or_an_override(
    command: Command, home: Path, note: str, typed: str, verdict: str, rating: str
) -> None:
    outcome = command("study", "--plain", only(home, note), typed=typed)
    assert outcome.code == 0
    (review,) = command("log", "--json").json
    assert (review["verdict"], review["rating"]) == (verdict, rating)


def test_the_number_of_an_option_is_an_answer(command: Command, home: Path) -> None:
    path = only(home, "choice")
    shown = command("study", "--plain", path, typed="").lines
    (number,) = [line.strip().partition(")")[0] for line in shown if line.endswith(") Qingdao")]
    assert "Right." in command("study", "--plain", path, typed=f"{number}\n\n").out


def test_the_end_of_input_keeps_what_was_rated_and_rates_nothing_else(command: Command, deck: Path) -> None:
    outcome = command("study", "--plain", deck, typed="\n3\nShanghai\n")
    assert outcome.code == 0
    assert [review["card"] for review in command("log", "--json").json] == ["mixed/basic"]
    assert "1 answer," in outcome.out


def test_q_ends_and_rates_nothing(command: Command, deck: Path) -> None:
    outcome = command("study", "--plain", deck, typed="\nq\n3\n3\n")
    assert outcome.code == 0
    assert command("log", "--json").json == []
    assert "Nothing was answered." in outcome.out
    total = command("due", deck, "--json").json["total"]
    assert f"{total} cards are left." in outcome.out
    assert "next card is due" not in outcome.out


def test_u_takes_the_last_rating_back_and_asks_again(command: Command, deck: Path) -> None:
    outcome = command("study", "--plain", deck, typed="\n1\nu\n\n4\nq\n")
    log = command("log", "--json").json
    assert [(review["rating"], review["voided"]) for review in log] == [("again", True), ("easy", False)]
    assert outcome.out.count("Q: What is the capital of France?") == 2
    assert "1 answer," in outcome.out


def test_the_very_last_rating_can_be_taken_back(command: Command, home: Path) -> None:
    command("study", "--plain", only(home, "basic"), typed="\n4\nu\n\n4\n\n")
    assert [review["voided"] for review in command("log", "--json").json] == [True, False]


def test_a_letter_that_is_the_answer_is_no_command(command: Command, home: Path) -> None:
    path = home / "letters.yaml"
    path.write_text("cards:\n  - question: Which letter follows p?\n    answer: q\n    kind: typed\n", encoding="utf-8")
    outcome = command("study", "--plain", path, typed="q\n\n")
    assert "Right." in outcome.out


def test_hint_skip_bury_and_suspend_work_and_say_so(command: Command, deck: Path) -> None:
    outcome = command("study", "--plain", deck, typed="h\nk\ns\nb\nq\n")
    assert "Hint: It lies on the Seine." in outcome.out
    assert "Skipped." in outcome.out
    cards = {card["card"]: card for card in command("cards", deck, "--json").json}
    assert [name for name, card in cards.items() if card["suspended"]] == ["mixed/typed"]
    assert command("log", "--json").json == []


def test_nonsense_at_the_rating_is_asked_again(command: Command, home: Path) -> None:
    outcome = command("study", "--plain", only(home, "basic"), typed="\n7\n\n3\n")
    assert outcome.out.count("Type 1, 2, 3 or 4") == 2
    assert [review["rating"] for review in command("log", "--json").json] == ["good"]


def test_learning_cards_come_again_within_the_learn_ahead_time(command: Command, home: Path) -> None:
    outcome = command("study", "--plain", only(home, "basic"), typed="\n1\n\n3\n\n3\n")
    assert outcome.out.count("Q: What is the capital of France?") == 3
    assert len(command("log", "--json").json) == 3


def test_nothing_due_says_when_the_next_card_is(command: Command, home: Path) -> None:
    path = only(home, "basic")
    command("study", "--plain", path, typed="\n4\n")
    outcome = command("study", "--plain", path, typed="")
    assert outcome.code == 0
    assert "Nothing is due now." in outcome.out
    assert "The next card is due in" in outcome.out


def test_text_that_looks_like_markup_is_printed_as_it_is(command: Command, home: Path) -> None:
    path = home / "markup.yaml"
    path.write_text('cards:\n  - question: "[bold]What[/foo] is this?"\n    answer: "[/]"\n', encoding="utf-8")
    outcome = command("study", "--plain", path, typed="\n3\n")
    assert "Q: [bold]What[/foo] is this?" in outcome.out
    assert "A: [/]" in outcome.out
