from __future__ import annotations

import re
from pathlib import Path

import pytest

from sco_quiz.domain.memory import Limits, Settings
from sco_quiz.errors import ConfigError
from sco_quiz.storage.config import Config, read_config

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "configuration.md"


def values(config: Config) -> dict[str, object]:
    return {name: getattr(config, name) for name in Config.__slots__}


def test_without_a_file_the_defaults_are_the_schedulers_own(tmp_path: Path) -> None:
    config = read_config(str(tmp_path / "config.toml"))
    assert config.settings() == Settings()
    assert config.limits() == Limits()


def test_the_documented_file_holds_every_setting_at_its_default(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", DOCUMENTATION.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    path = tmp_path / "config.toml"
    path.write_text(example[1], encoding="utf-8")
    assert values(read_config(str(path))) == values(Config())
    assert set(re.findall(r"^(\w+) =", example[1], re.MULTILINE)) == set(Config.__slots__)


def test_what_the_file_says_counts(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        'desired_retention = 0.85\nlearning_steps = ["30s", "1h", "2d"]\nrelearning_steps = []\nnew_per_day = 0\n'
        'rollover_hour = 0\nlearn_ahead_minutes = 5\nform = "typed"\ndecks = ["mine", "/else"]\nkeys = { undo = "z" }\n'
    )
    config = read_config(str(path))
    assert config.settings() == Settings(
        desired_retention=0.85, learning_steps=(30, 3600, 172_800), relearning_steps=()
    )
    assert config.limits() == Limits(new_per_day=0, rollover_hour=0, learn_ahead_ms=300_000)
    assert config.decks == (str(tmp_path / "mine"), "/else")
    assert (config.form, config.keys) == ("typed", {"undo": "z"})


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("new_perday = 3", "did you mean `new_per_day`"),
        ("zebra = 1", "the keys are: decks"),
        ("new_per_day = -1", "a whole number from 0 to 9999"),
        ("new_per_day = true", "a whole number"),
        ("desired_retention = 90", "a number from 0.7 to 0.99"),
        ("desired_retention = nan", "a number from 0.7 to 0.99"),
        ('learning_steps = ["1"]', "with a unit"),
        ('learning_steps = ["0m"]', "with a unit"),
        (f'learning_steps = ["{"1" * 5_000}m"]', "with a unit"),
        ('learning_steps = "1m"', "a list of times"),
        ('form = "loud"', "one of adaptive, flip, typed, choice"),
        ("decks = [1]", "a list of folders"),
        ("theme = 1", "a text"),
        ("keys = { undo = 1 }", "a table"),
        ("rollover_hour =", "not toml"),
    ],
)
def test_what_means_nothing_is_refused_with_the_place_and_the_remedy(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(line)
    with pytest.raises(ConfigError) as caught:
        read_config(str(path))
    assert str(path) in str(caught.value)
    assert caught.value.remedy
    assert says in f"{caught.value} {caught.value.remedy}".lower()


def test_a_file_that_is_not_text_and_a_folder_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="not UTF-8"):
        read_config(str(path))
    with pytest.raises(ConfigError, match="cannot be read"):
        read_config(str(tmp_path))
