from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from sco_quiz.deckfile.saving import create_file
from sco_quiz.errors import UnusableFileError, UsageError
from sco_quiz.services.authoring import check
from sco_quiz.services.starting import SCHEMA_NAME, start_deck
from tests.services.shelves import open_library, write_deck


@pytest.mark.parametrize(
    ("word", "name", "deck", "title"),
    [
        ("", "my-deck.yaml", "my-deck", "My deck"),
        ("capitals", "capitals.yaml", "capitals", "Capitals"),
        ("World War II", "world-war-ii.yaml", "world-war-ii", "World War II"),
        ("上海精神", "上海精神.yaml", "上海精神", "上海精神"),
        ("v1.2_x", "v1.2_x.yaml", "v1.2_x", "V1.2 x"),
        ("yes", "yes.yaml", "yes", "Yes"),
    ],
)
def test_a_name_starts_a_deck_among_the_users_own(tmp_path: Path, word: str, name: str, deck: str, title: str) -> None:
    with open_library(tmp_path) as library:
        started = start_deck(library, word)
        assert (started.path, started.deck, started.shown) == (str(tmp_path / "decks" / name), deck, True)
        assert library.title(deck) == title
        assert len(list(library.new_cards(library.select([deck])))) == 3
    report = check([started.path], strict=True)
    assert report.exit_code == 0, report.problems


def test_a_path_starts_a_deck_anywhere_and_makes_its_folder(tmp_path: Path) -> None:
    with open_library(tmp_path / "home") as library:
        for word in ("repo/decks/On boarding.yml", "repo/other"):
            started = start_deck(library, str(tmp_path / word))
            assert not started.shown
        assert sorted(path.name for path in (tmp_path / "repo").rglob("*.y*ml")) == ["On boarding.yml", "other.yaml"]
        selection = library.select([str(tmp_path / "repo/decks")])
        assert selection is not None
        assert selection.decks == ("On-boarding",)


def test_the_modeline_finds_its_schema_and_an_older_schema_is_left_alone(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        path = Path(start_deck(library).path)
        assert path.read_text(encoding="utf-8").splitlines()[0].endswith(f"$schema={SCHEMA_NAME}")
        schema = path.with_name(SCHEMA_NAME)
        assert json.loads(schema.read_text(encoding="utf-8"))["required"] == ["cards"]
        schema.write_text("{}", encoding="utf-8")
        start_deck(library)
        assert schema.read_text(encoding="utf-8") == "{}"


def test_nothing_is_overwritten_and_no_id_taken_twice(tmp_path: Path) -> None:
    mine = write_deck(tmp_path, "a", "What? = That", identifier="taken")
    before = mine.read_bytes()
    with open_library(tmp_path) as library:
        for word in ("a", str(mine), "taken", "shanghai-spirit"):
            with pytest.raises(UsageError) as raised:
                start_deck(library, word)
            assert raised.value.remedy
        assert [start_deck(library).deck for _ in range(2)] == ["my-deck", "my-deck-2"]
    assert mine.read_bytes() == before
    assert not list(tmp_path.rglob(".*"))


@pytest.mark.parametrize("word", [" ", "a\nb", "\x1b[31m", "..", "decks/"])
def test_what_can_be_no_name_is_refused(tmp_path: Path, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_library(tmp_path / "home") as library, pytest.raises(UsageError):
        start_deck(library, word)
    assert not list(tmp_path.rglob("*.yaml"))


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with open_library(tmp_path / "home") as library, pytest.raises(UnusableFileError):
        start_deck(library, str(tmp_path / "file" / "deck.yaml"))


def test_of_several_that_make_one_file_at_once_one_wins_and_it_is_whole(tmp_path: Path) -> None:
    target, results = tmp_path / "x.yaml", []

    def make(number: int) -> None:
        try:
            create_file(target, str(number).encode() * 10_000)
            results.append(number)
        except FileExistsError:
            pass

    threads = [threading.Thread(target=make, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = results
    assert target.read_bytes() == str(winner).encode() * 10_000
    assert [path.name for path in tmp_path.iterdir()] == ["x.yaml"]
