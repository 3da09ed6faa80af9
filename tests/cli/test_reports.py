from __future__ import annotations

import pytest

from sco_quiz.cli.parsing import parse
from sco_quiz.cli.reports import REPORTS, report_for


@pytest.mark.parametrize("command", REPORTS)
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_the_short_way_understands_what_argparse_does(command: str, options: list[str]) -> None:
    execute, arguments = parse([command, *options])
    short = report_for([command, *options])

    assert short is not None
    assert short[0] is execute
    assert vars(short[1]) == vars(arguments)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["due", "deck"],
        ["due", "--json", "deck"],
        ["due", "--js"],
        ["due", "--help"],
        ["--profile", "anna", "due"],
        ["study"],
        ["--json"],
    ],
)
def test_all_other_words_are_left_to_argparse(words: list[str]) -> None:
    assert report_for(words) is None
