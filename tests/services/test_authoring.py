from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.deckfile.saving import replace_file
from sco_quiz.errors import UnusableFileError, UsageError
from sco_quiz.services.authoring import check, explain, read_lines, render_report

BUNDLED = Path(__file__).parents[2] / "decks"

GOOD = """\
cards:
  - id: where
    question: In which city did the SCO meet in 2018?
    answer: Qingdao
    reverse: true
"""
WARNED = """\
cards:
  - question: Where did  the SCO meet?
    answer: Qingdao
"""
WRONG = """\
cards:
  - question: Where did the SCO meet?
    answer: Qingdao
    choices: [Beijing]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_the_bundled_decks_pass_with_nothing_switched_off() -> None:
    report = check([str(BUNDLED)], strict=True)
    assert report.problems == ()
    assert report.exit_code == 0
    assert not any("ignore:" in path.read_text(encoding="utf-8") for path in BUNDLED.glob("*.yaml"))


def test_a_good_deck_counts_its_cards_and_succeeds(folder: Path) -> None:
    report = check([str(write(folder, "a.yaml", GOOD))])
    assert (report.decks, report.notes, report.cards) == (1, 1, 2)
    assert (report.errors, report.warnings, report.exit_code) == (0, 0, 0)
    assert report.summary == "1 deck, 1 note, 2 cards: no problems."


def test_warnings_fail_only_a_strict_check(folder: Path) -> None:
    path = str(write(folder, "a.yaml", WARNED))
    assert check([path]).exit_code == 0
    assert check([path], strict=True).exit_code == 1
    assert check([path], ignore=["W48"], strict=True).exit_code == 0


def test_errors_fail_a_check(folder: Path) -> None:
    report = check([str(write(folder, "a.yaml", WRONG))])
    assert (report.errors, report.exit_code) == (1, 1)


def test_a_file_that_cannot_be_read_ends_with_two(folder: Path) -> None:
    write(folder, "a.yaml", GOOD)
    assert check([str(folder / "a.yaml"), str(folder / "missing.yaml")]).exit_code == 2


def test_no_card_at_all_is_no_success(folder: Path) -> None:
    assert check([str(folder)]).exit_code == 1
    assert check([str(write(folder, "a.yaml", "cards: []\n"))]).exit_code == 1
    assert check([str(write(folder, "b.yaml", ""))]).cards == 0


def test_structure_is_always_reported(folder: Path) -> None:
    path = write(folder, "a.yaml", GOOD + "  - question: Without an answer?\n")
    report = check([str(path)], select=["W404"], ignore=["E"])
    assert [problem.code for problem in report.problems] == ["E105"]


def test_without_a_path_or_with_an_unknown_code_the_usage_is_wrong(folder: Path) -> None:
    with pytest.raises(UsageError):
        check([])
    with pytest.raises(UsageError):
        check([str(folder)], select=["W999"])


def test_problems_come_file_by_file_and_line_by_line(folder: Path) -> None:
    write(folder, "b.yaml", WRONG)
    write(folder, "a.yaml", WARNED + "  - question: Nothing?\n" + WRONG.removeprefix("cards:\n").replace("SCO", "UN"))
    report = check([str(folder)])
    places = [(Path(problem.path).name, problem.line) for problem in report.problems]
    assert places == sorted(places)
    assert len(places) >= 4


def test_decks_are_checked_together(folder: Path) -> None:
    write(folder, "a.yaml", GOOD)
    write(folder, "b.yaml", GOOD.replace("Qingdao", "Tianjin"))
    (problem,) = check([str(folder)]).problems
    assert problem.code == "W473"
    assert "“a”" in problem.message


def test_fixing_writes_ids_and_repairs_and_keeps_every_other_byte(folder: Path) -> None:
    text = "# notes\r\ncards:\r\n  - question: 'Where did  the SCO meet?' # yes\r\n    answer: Qingdao\r\n"
    path = write(folder, "a.yaml", text)
    path.chmod(0o640)
    report = check([str(path)], fix=True)
    assert report.problems == ()
    assert report.repaired == ((str(path), 2),)
    after = path.read_bytes().decode()
    deck = parse_deck(after).deck
    assert deck is not None
    (note,) = deck.notes
    assert after == text.replace("- question", f"- id: {note.id}\r\n    question").replace("did  the", "did the")
    assert path.stat().st_mode & 0o777 == 0o640
    assert check([str(path)], fix=True).repaired == ()
    assert path.read_bytes().decode() == after
    assert [each.name for each in folder.iterdir()] == ["a.yaml"]


def test_a_file_that_needs_no_repair_is_not_written(folder: Path) -> None:
    path = write(folder, "a.yaml", GOOD)
    os.utime(path, ns=(1, 1))
    check([str(path)], fix=True)
    assert path.stat().st_mtime_ns == 1


def test_a_file_that_cannot_be_written_is_reported_and_the_others_are_repaired(folder: Path) -> None:
    first, second = write(folder, "a.yaml", WARNED), write(folder, "b.yaml", WARNED.replace("SCO", "UN"))
    original = second.read_bytes()

    def refuse(path: str, data: bytes, expected: bytes | None = None) -> None:
        if Path(path) == second:
            raise UnusableFileError("No.")
        replace_file(path, data, expected)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sco_quiz.services.authoring.replace_file", refuse)
        report = check([str(folder)], fix=True)
    assert [str(failure) for failure in report.failures] == ["No."]
    assert report.exit_code == 2
    assert second.read_bytes() == original
    assert first.read_bytes() != WARNED.encode()


def test_a_file_changed_meanwhile_is_left_alone(folder: Path) -> None:
    path = write(folder, "a.yaml", GOOD)
    with pytest.raises(UnusableFileError):
        replace_file(path, b"new", expected=b"old")
    assert path.read_bytes() == GOOD.encode()


def test_a_link_is_followed_and_stays_a_link(folder: Path) -> None:
    target = write(folder, "target.yaml", GOOD)
    link = folder / "link.yaml"
    link.symlink_to(target)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_every_form_of_the_report_names_every_problem(folder: Path) -> None:
    report = check([str(write(folder, "a.yaml", WRONG))])
    (problem,) = report.problems
    text = render_report(report, "text")
    assert str(problem.path) in text
    assert "choices: [Beijing]" in text
    assert render_report(report, "github").startswith("::error file=")
    document = json.loads(render_report(report, "json"))
    assert {key: document[key] for key in ("decks", "notes", "cards", "errors", "warnings")} == {
        "decks": 1,
        "notes": 1,
        "cards": 1,
        "errors": 1,
        "warnings": 0,
    }
    assert document["problems"][0]["code"] == problem.code
    assert json.loads(render_report(report, "sarif"))["runs"][0]["results"][0]["ruleId"] == problem.code


def test_lines_are_counted_as_editors_do(folder: Path) -> None:
    path = write(folder, "a.yaml", "one\r\ntwo\rthree\x0bthree\u2028three\nfour")
    assert read_lines(str(path)) == ["one", "two", "three\x0bthree\u2028three", "four"]
    assert read_lines(str(folder / "missing")) == ()


def test_the_faces_find_explanations_here() -> None:
    assert explain("W404").startswith("W404 yes-no-question")


def test_notes_that_say_the_same_keep_no_other_from_its_id(folder: Path) -> None:
    same = "  - question: Same?\n    answer: a\n"
    path = write(folder, "a.yaml", f"cards:\n{same}{same}  - question: Which other one?\n    answer: b\n")
    report = check([str(path)], fix=True)
    assert report.failures == ()
    assert [problem.code for problem in report.problems if problem.code.startswith("E")] == ["E203"]
    deck = parse_deck(path.read_bytes(), str(path)).deck
    assert deck is not None
    assert [bool(note.id) for note in deck.notes] == [False, True]


def test_a_file_that_may_not_be_written_is_not_replaced(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(folder, "a.yaml", WARNED)
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)  # whoever runs this may write anywhere
    (failure,) = check([str(path)], fix=True).failures
    assert "cannot be written" in str(failure)
    assert path.read_text(encoding="utf-8") == WARNED


def test_a_long_prompt_is_looked_over_in_no_time(folder: Path) -> None:
    """One word left out at a time, this one would be looked at for minutes."""
    words = "      word other words\n" * 20_000
    report = check([str(write(folder, "a.yaml", f"cards:\n  - question: a\n{words}    answer: x\n"))])
    assert report.cards == 1
