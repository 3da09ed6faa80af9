from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.services.shelves import write_deck

ROOT = Path(__file__).parents[2]

REPORTS = """
import json, sys
import sco_quiz.storage.index as index
index.GRANULARITY_NS = 0
from sco_quiz.services.library import Library
with Library.open() as library:
    for report in (library.due(), library.decks(), list(library.cards()), list(library.log()), library.select()):
        json.dumps(report)
print(*sys.modules)
"""


def modules_of_reports(home: Path) -> set[str]:
    child = subprocess.run(
        [sys.executable, "-c", REPORTS],
        cwd=ROOT,
        env={"SCO_QUIZ_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(child.stdout.split())


def test_reports_load_no_parser_nor_anything_heavy_while_the_index_is_fresh(tmp_path: Path) -> None:
    heavy = {"yaml", "dataclasses", "typing", "pathlib", "inspect", "hashlib", "random", "platformdirs", "textual"}
    heavy |= {"rich", "fsrs_rs_python", "rapidfuzz", "difflib", "tomllib", "sco_quiz.domain.card"}
    write_deck(tmp_path, "a", "x: What? = That")
    assert "yaml" in modules_of_reports(tmp_path)
    assert modules_of_reports(tmp_path) & heavy == set()
    write_deck(tmp_path, "a", "x: What? = This")
    assert "yaml" in modules_of_reports(tmp_path)
