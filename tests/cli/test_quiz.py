from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command

DECK = """\
id: mixed
tags: [all]
cards:
  - id: typed
    question: Where was it founded?
    answer: Shanghai
    tags: [places]
    explanation: In the same year.
    source: page 3
  - id: choice
    question: Where did they meet?
    answer: Qingdao
    choices: [Beijing, Tianjin, Xiamen]
    hint: By the sea.
  - id: judged
    statement: It is an alliance.
    answer: false
  - id: list
    question: Which are values?
    answers: [equality, consultation]
  - id: order
    question: What came first?
    order: [one, two]
  - id: match
    question: How many are there?
    pairs: {members: eight, observers: four}
"""
RIGHT = {
    "Q: Where was it founded?": "Shanghai",
    "Q: Where did they meet?": "Qingdao",
    "Q: It is an alliance.": "f",
    "Q: Which are values?": "consultation, equality",
    "Q: What came first?": "2 1",
    "Q: How many are there?": "members=eight, observers=four",
}


@pytest.fixture
def deck(home: Path) -> Path:
    path = home / "mixed.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


def questions(out: str) -> list[str]:
    """The questions in the order in which they are asked, before any result repeats them."""
    return list(dict.fromkeys(line for line in out.splitlines() if line.startswith("Q: ")))


def answers(command: Command, deck: Path, *words: str) -> list[str]:
    """The right answer to each question of a quiz, in its order."""
    asked = questions(command("quiz", "--plain", deck, *words, "--new", typed="\n" * 9).out)
    return [RIGHT[question] for question in asked]


def test_all_kinds_are_asked_and_the_last_line_is_the_score(command: Command, deck: Path) -> None:
    right = answers(command, deck, "--seed", "3")
    outcome = command("quiz", "--plain", deck, "--seed", "3", "--new", typed="\n".join(right) + "\n\n")
    assert outcome.lines[-1] == "Score: 6/6 (100%)"
    assert outcome.code == 0
    assert "there are 6" in outcome.err


def test_the_same_seed_is_the_same_quiz_and_another_is_another(command: Command, deck: Path) -> None:
    def start(seed: int) -> list[str]:
        out = command("quiz", "--plain", deck, "--seed", str(seed), "--new", typed="").lines
        return out[: out.index("")] + [line for line in out if line.startswith(("Q:", "  "))]

    assert start(3) == start(3)
    assert len({tuple(start(seed)) for seed in range(6)}) > 1


def test_partial_credit_and_mistakes_with_what_explains_them(command: Command, deck: Path) -> None:
    typed = {"Q: Which are values?": "equality", "Q: Where was it founded?": "Moscow"}
    asked = questions(command("quiz", "--plain", deck, "--seed", "3", typed="").out)
    given = [typed.get(question, RIGHT[question]) for question in asked]
    outcome = command("quiz", "--plain", deck, "--seed", "3", "--new", typed="\n".join(given))
    assert outcome.lines[-1] == "Score: 4.5/6 (75%)"
    mistake = outcome.lines.index("Your answer: Moscow")
    assert outcome.lines[mistake + 1 : mistake + 5] == [
        "Wrong.",
        "A: Shanghai",
        "   In the same year.",
        "   Source: page 3",
    ]
    assert "   places: 0/1 (0%)" in outcome.lines
    assert "   list: 0.5/1 (50%)" in outcome.lines


@pytest.mark.parametrize(("bar", "code"), [("0", 0), ("50", 0), ("50.1", 1), ("100", 1)])
def test_pass_decides_the_exit_code(command: Command, deck: Path, bar: str, code: int) -> None:
    outcome = command("quiz", "--plain", deck, "--kind", "list", "--pass", bar, typed="equality\n")
    assert outcome.lines[-1] == "Score: 0.5/1 (50%)"
    assert outcome.code == code


def test_the_end_of_input_hands_in_what_is_there(command: Command, deck: Path) -> None:
    right = answers(command, deck, "--seed", "3")
    outcome = command("quiz", "--plain", deck, "--seed", "3", typed="\n".join(right[:2]))
    assert outcome.lines[-1] == "Score: 2/6 (33.3%)"


def test_an_answer_can_be_changed_and_questions_gone_to(command: Command, deck: Path) -> None:
    right = answers(command, deck, "--seed", "3")
    typed = ["", *right[1:], ":g 1", right[0], ":g 6", right[5], ""]
    outcome = command("quiz", "--plain", deck, "--seed", "3", typed="\n".join(typed) + "\n")
    assert "Without an answer: 1." in outcome.lines
    assert outcome.lines[-1] == "Score: 6/6 (100%)"


def test_commands_flag_list_hint_and_go_back(command: Command, deck: Path) -> None:
    typed = ":f\n:l\n:h\n:g 9\n:b\n:?\n:f\nBeijing\n:f\n:d\n"
    outcome = command("quiz", "--plain", deck, "--kind", "choice", typed=typed)
    for line in (
        "   Flagged.",
        "  *1. Where did they meet? = …",
        "   Hint: By the sea.",
        "   Type a number from 1 to 1, such as :g 1.",
        "   :?    this list",
    ):
        assert line in outcome.lines
    assert outcome.lines[-1] == "Score: 0/1 (0%)"


def test_answers_judged_at_once_stand_and_show_what_is_right(command: Command, deck: Path) -> None:
    outcome = command("quiz", "--plain", deck, "--kind", "choice", "--judge-at-once", typed="Beijing\n")
    question, verdict = outcome.lines.index("Q: Where did they meet?"), outcome.lines.index("Wrong.")
    assert outcome.lines.index("A: Qingdao") > verdict > question
    assert outcome.lines[-1] == "Score: 0/1 (0%)"


def test_a_quiz_that_was_left_goes_on_with_resume(command: Command, deck: Path) -> None:
    right = answers(command, deck, "--seed", "3")
    left = command("quiz", "--plain", deck, "--seed", "3", typed="\n".join([*right[:3], ":q"]) + "\n")
    assert left.code == 130
    assert not any(line.startswith("Score") for line in left.lines)
    assert "interrupted after 3 answers" in command("quiz", "--plain", deck, typed="").err
    assert "interrupted" not in command("quiz", "--plain", deck, "--new", typed="").err
    resumed = command("quiz", "--plain", "--resume", typed="\n".join(right[3:]) + "\n\n")
    assert questions(resumed.out) == questions(left.out)[3:4] + questions(resumed.out)[1:]
    assert resumed.lines[-1] == "Score: 6/6 (100%)"
    assert command("quiz", "--plain", "--resume").code == 2


def test_mistakes_asks_what_the_last_quiz_found_wrong(command: Command, deck: Path) -> None:
    assert command("quiz", "--plain", "--mistakes").code == 2
    given = {"Q: Where did they meet?": "Beijing", "Q: It is an alliance.": "f"}
    words = ("quiz", "--plain", deck, "--seed", "3", "--kind", "choice", "--kind", "true-false", "--new")
    asked = questions(command(*words).out)
    command(*words, typed="\n".join(given[question] for question in asked))
    again = command("quiz", "--plain", "--mistakes", typed="Qingdao\n")
    assert questions(again.out) == ["Q: Where did they meet?"]
    assert again.lines[-1] == "Score: 1/1 (100%)"
    assert command("quiz", "--plain", "--mistakes").code == 2


def test_json_is_the_result_alone(command: Command, deck: Path) -> None:
    outcome = command("quiz", "--plain", deck, "--json", "--seed", "3", "--kind", "choice", typed="Beijing\n")
    result = outcome.json
    assert (result["correct"], result["questions"], result["percent"], result["seed"]) == (0, 1, 0.0, 3)
    assert result["decks"] == ["mixed"]
    assert result["answers"][0]["answer"] == "Beijing"
    assert result["answers"][0]["right"] == "Qingdao"
    assert [share["name"] for share in result["by_kind"]] == ["choice"]
    assert "Q: Where did they meet?" in outcome.err


def test_the_same_is_in_scores_with_the_designs_keys(command: Command, deck: Path) -> None:
    assert command("scores", "--json").json == []
    assert "No quiz" in command("scores").out
    result = command("quiz", deck, "--json", "--seed", "3", "--kind", "choice", typed="Beijing\n").json
    (score,) = command("scores", "--json").json
    assert set(score) >= {"id", "finished_at", "decks", "questions", "correct", "percent", "duration_ms", "seed"}
    assert score == {key: result[key] for key in score}
    assert score["finished_at"] == "2026-12-01T09:00:00.000+00:00"
    assert command("scores", "shanghai-spirit", "--json").json == []
    assert len(command("scores", deck, "--json").json) == 1


def test_scores_as_a_table_for_people_and_for_spreadsheets(command: Command, deck: Path) -> None:
    command("quiz", deck, "--plain", "--seed", "3", "--kind", "choice", typed="Beijing\n")
    people = command("scores", deck)
    assert re.search(r"2026-12-01 09:00 +0/1 +0 +0 s +mixed", people.out)
    assert "1 quiz · best 0% · latest 0% · average 0% · 1 day in a row" in people.out
    assert "Where did they meet?: 0% of 1 question" in people.out
    assert "Qingdao and Beijing: 1 time" in people.out
    header, row = command("scores", "--csv").lines
    assert header == "id,finished_at,decks,questions,correct,percent,duration_ms,seed,right"
    assert row.endswith(",mixed,1,0,0.0,0,3,0")


def test_all_profiles_are_compared(command: Command, deck: Path) -> None:
    for profile, typed in (("anna", "Qingdao\n"), ("ben", "Beijing\n")):
        command("--profile", profile, "quiz", deck, "--plain", "--kind", "choice", typed=typed)
    rows = command("scores", "--all-profiles", "--json").json
    assert [(row["profile"], row["average"]) for row in rows] == [("anna", 100.0), ("ben", 0.0), ("", None)]
    assert command("scores", "--all-profiles").lines[1].split() == ["anna", "1", "100%", "100%", "100%", "1"]
    assert len(command("scores", "--all-profiles", "--csv").lines) == 4


@pytest.mark.parametrize(
    "words",
    [
        ("--time", "0s"),
        ("--time=-5m",),
        ("--time", "soon"),
        ("--per-question", "0m"),
        ("--tag", "nope"),
        ("-n", "0"),
        ("-n", "-1"),
        ("--kind", "song"),
        ("--pass", "101"),
        ("--seed", "x"),
        ("no-such-deck",),
        ("--judge-at-once", "--at-end"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_exit_code_2(command: Command, words: tuple[str, ...]) -> None:
    outcome = command("quiz", "--plain", *words)
    assert outcome.code == 2
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    assert outcome.err.strip()


def test_without_a_terminal_it_says_what_to_run_instead(command: Command) -> None:
    outcome = command("quiz")
    assert outcome.code == 2
    assert "sco-quiz quiz --plain" in outcome.err


def test_missed_cards_are_added_to_todays_reviews(command: Command, deck: Path) -> None:
    outcome = command("quiz", deck, "--plain", "--kind", "choice", "--add-missed", typed="Beijing\n")
    assert "1 card will come as new." in outcome.err
