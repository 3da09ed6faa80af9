from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sco_quiz.errors import UsageError
from sco_quiz.storage.locations import Places


def test_one_folder_holds_everything(tmp_path: Path) -> None:
    places = Places.find({"SCO_QUIZ_HOME": str(tmp_path)})
    assert places.progress_file() == str(tmp_path / "progress.db")
    assert places.config_file == str(tmp_path / "config.toml")
    assert places.index_file == str(tmp_path / "cache" / "index.db")
    assert places.decks == str(tmp_path / "decks")


def test_a_relative_folder_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Places.find({"SCO_QUIZ_HOME": "here"}).data == str(tmp_path / "here")


def test_without_it_the_systems_own_folders_are_used() -> None:
    places = Places.find({})
    assert places.progress_file().endswith("progress.db")
    assert "sco-quiz" in places.progress_file()
    assert places.home == ""


def test_another_profile_has_its_own_progress(tmp_path: Path) -> None:
    places = Places.under(str(tmp_path))
    assert places.progress_file("anna-2") == str(tmp_path / "profiles" / "anna-2" / "progress.db")
    assert places.progress_file("Öğrenci") == str(tmp_path / "profiles" / "Öğrenci" / "progress.db")


@pytest.mark.parametrize("name", ["..", ".", "../me", "a/b", "a\\b", "-", "a\0", "a b", ".hidden", "C:", "x" * 65])
def test_a_profile_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="profile"):
        Places.under(str(tmp_path)).progress_file(name)


def test_quick_commands_load_no_heavy_modules_with_a_home(tmp_path: Path) -> None:
    script = (
        "import sys; from sco_quiz.storage.locations import Places; from sco_quiz.storage.config import read_config;"
        "from sco_quiz.services.clock import Clock; from sco_quiz.storage.progress import Progress;"
        "places = Places.find(); read_config(places.config_file); Clock.system().day();"
        "Progress.open(places.progress_file()).close(); print(*sys.modules)"
    )
    child = subprocess.run(
        [sys.executable, "-c", script],
        env={"SCO_QUIZ_HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    heavy = {"dataclasses", "typing", "pathlib", "platformdirs", "tomllib", "yaml", "inspect", "hashlib", "random"}
    assert heavy.isdisjoint(child.stdout.split())
    assert "sco_quiz.domain.memory" not in child.stdout
