from __future__ import annotations

import pytest

from sco_quiz.deckfile.rendering import as_object, render_all, render_github, render_text
from sco_quiz.domain.cells import cell_width
from sco_quiz.domain.problem import Problem, Severity


def problem_at(line: int, column: int, message: str = "It is bad.", path: str = "deck.yaml") -> Problem:
    return Problem(path, line, column, "W404", Severity.WARNING, message, "Mend it.")


def test_a_problem_shows_its_place_sentence_line_caret_and_remedy() -> None:
    assert render_text(problem_at(2, 5), ["cards:", "  - question: Is it?"]) == (
        "deck.yaml:2:5: warning[W404] It is bad.\n  |\n2 |   - question: Is it?\n  |     ^\n  = Mend it."
    )


def test_a_problem_of_the_whole_file_stands_at_its_beginning_and_shows_no_line() -> None:
    assert render_text(problem_at(0, 0), ["cards:"]) == "deck.yaml:1:1: warning[W404] It is bad.\n  = Mend it."


@pytest.mark.parametrize(
    ("line", "column", "cells"),
    [
        ("answer: x", 9, 8),
        ("\tanswer", 2, 4),
        ("a\tb\tc", 5, 8),
        ("上海: x", 5, 6),
        ("e\u0301te\u0301 x", 7, 4),
        ("short", 40, 5),
    ],
)
def test_the_caret_stands_under_its_character(line: str, column: int, cells: int) -> None:
    _, _, shown, caret, _ = render_text(problem_at(1, column), [line]).split("\n")
    assert caret == "  | " + " " * cells + "^"
    assert "\t" not in shown


def test_the_part_of_a_long_line_around_the_problem_is_shown() -> None:
    line = "x" * 300 + "HERE" + "y" * 300
    _, _, shown, caret, _ = render_text(problem_at(1, 301), [line]).split("\n")
    assert len(shown) < 110
    assert shown[caret.index("^") :].startswith("HERE")


def test_a_long_line_of_wide_characters_is_cut_to_the_same_width() -> None:
    line = "上" * 300 + "HERE" + "海" * 300
    _, _, shown, caret, _ = render_text(problem_at(1, 301), [line]).split("\n")
    assert cell_width(shown) < 110
    assert cell_width(shown[: shown.index("HERE")]) == caret.index("^")


def test_nothing_from_a_deck_commands_the_terminal() -> None:
    evil = problem_at(1, 1, "Says \x1b[31m“\u202edlrow”.", path="a\x1b]0;x\x07.yaml")
    text = render_text(evil, ["\x1b[2Jcards: \u2066x\u2069\x9b"])
    assert not any(ord(character) < 32 and character != "\n" for character in text)
    assert not set(text) & set("\u202e\u2066\u2069\x9b")


def test_each_file_is_read_once() -> None:
    asked: list[str] = []

    def lines_of(path: str) -> list[str]:
        asked.append(path)
        return ["one", "two"]

    text = render_all([problem_at(1, 1), problem_at(2, 1), problem_at(0, 0, path="other.yaml")], lines_of)
    assert asked == ["deck.yaml"]
    assert text.count("\n\n") == 2


def test_a_github_annotation_is_escaped_so_that_it_stays_one_command() -> None:
    evil = Problem("a,b:c.yaml", 3, 7, "E301", Severity.ERROR, "100% bad\n::error::x", "")
    assert render_github(evil) == ("::error file=a%2Cb%3Ac.yaml,title=E301,line=3,col=7::100%25 bad%0A::error::x")


def test_an_object_has_the_keys_that_the_design_promises() -> None:
    assert as_object(problem_at(2, 5)) == {
        "path": "deck.yaml",
        "line": 2,
        "column": 5,
        "code": "W404",
        "severity": "warning",
        "message": "It is bad.",
        "hint": "Mend it.",
    }


def test_a_github_annotation_commands_no_terminal() -> None:
    line = render_github(Problem("a\x1b[31m.yaml", 1, 1, "E104", Severity.ERROR, "There is no key `foo\x1b[31m`."))
    assert "\x1b" not in line
