"""The hook that other people's repositories of decks run: its entry, as pre-commit runs it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from sco_quiz.cli.commands import COMMANDS

ROOT = Path(__file__).parents[1]
GOOD = "cards:\n  - question: What is the capital of Kyrgyzstan?\n    answer: Bishkek\n"
BAD = "cards:\n  - question: What is the capital of Peru?\n    anser: Lima\n"


@pytest.fixture(scope="module")
def hook() -> dict[str, Any]:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(("texts", "code"), [((GOOD,), 0), ((GOOD, BAD), 1)])
def test_the_entry_passes_good_decks_and_stops_a_commit_of_bad_ones(
    hook: dict[str, Any], tmp_path: Path, texts: tuple[str, ...], code: int
) -> None:
    (tmp_path / "decks").mkdir()
    paths = [f"decks/{number}.yaml" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        (tmp_path / path).write_text(text, encoding="utf-8")
    program, *words = hook["entry"].split()
    assert program == "sco-quiz"
    ended = subprocess.run(
        [sys.executable, "-m", "sco_quiz", *words, *paths],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "SCO_QUIZ_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == code, ended.stderr
    assert ("decks/1.yaml:3:5: error[" in ended.stdout) == bool(code)


def test_the_hook_is_complete_and_looks_at_decks_only(hook: dict[str, Any]) -> None:
    assert hook["entry"].split()[1] in COMMANDS
    assert hook["language"] == "python"
    assert hook["types"] == ["yaml"]
    assert hook["require_serial"] is True  # decks are checked together, not in batches
    wanted = {"decks/a.yaml": True, "work/decks/b.yml": True, ".github/workflows/ci.yaml": False, "mkdocs.yml": False}
    assert {path: bool(re.search(hook["files"], path)) for path in wanted} == wanted
