"""Deck files are found and read without waiting, following links out, or reading what is no deck."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from sco_quiz.deckfile import ReadDeck, find_deck_files, read_deck, read_decks
from sco_quiz.deckfile.files import LARGEST

DECK = "cards:\n- question: q\n  answer: a\n"
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes of POSIX systems")


def codes(read: ReadDeck) -> list[str]:
    return [problem.code for problem in read.problems]


def test_a_file_is_read_and_knows_its_path(tmp_path: Path) -> None:
    path = tmp_path / "Mine.yaml"
    path.write_text(DECK)
    read = read_deck(path)
    assert read.problems == ()
    assert read.deck is not None
    assert (read.deck.id, read.deck.path, read.path) == ("Mine", str(path), str(path))


def test_deck_files_of_a_folder_are_found_below_it_but_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.YML", "sub/c.yaml", "notes.txt", ".hidden.yaml", ".git/d.yaml", "sub/.x/e.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DECK)
    assert [str(path.relative_to(tmp_path)) for path in find_deck_files(tmp_path)] == ["a.YML", "b.yaml", "sub/c.yaml"]


@posix
def test_links_neither_go_in_circles_nor_lead_out_of_the_folder(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "other.yaml").write_text(DECK)
    (inside / "deck.yaml").write_text(DECK)
    (inside / "circle").symlink_to(inside)
    (inside / "out").symlink_to(outside)
    assert find_deck_files(inside) == (inside / "deck.yaml",)


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    read = read_deck(tmp_path / "none.yaml")
    assert codes(read) == ["E118"]
    assert "no such file" in read.problems[0].message


def test_a_folder_is_not_a_deck(tmp_path: Path) -> None:
    assert "a folder" in read_deck(tmp_path).problems[0].message


def test_a_folder_that_may_not_be_listed_is_called_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(os, "listdir", refuse)
    (read,) = read_decks([tmp_path])
    assert codes(read) == ["E118"]
    assert read.problems[0].message == "The folder may not be read."


@posix
def test_a_broken_link_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").symlink_to(tmp_path / "gone.yaml")
    (read,) = read_decks([tmp_path])
    assert codes(read) == ["E118"]
    assert "link" in read.problems[0].message


@posix
def test_a_link_to_itself_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").symlink_to(tmp_path / "deck.yaml")
    assert codes(read_deck(tmp_path / "deck.yaml")) == ["E118"]


@posix
def test_a_pipe_and_a_device_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "deck.yaml")
    assert "a pipe" in read_deck(tmp_path / "deck.yaml").problems[0].message
    assert "a device" in read_deck("/dev/zero").problems[0].message


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(DECK)
    path.chmod(0)
    assert "may not be read" in read_deck(path).problems[0].message


def test_a_refused_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(DECK)

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert "may not be read" in read_deck(path).problems[0].message


def test_a_path_that_no_file_can_have_is_a_problem() -> None:
    assert codes(read_deck("a\0b")) == ["E118"]


def test_a_file_of_50_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    read = read_deck(path)
    assert codes(read) == ["E115"]
    assert "50 MB" in read.problems[0].message
    assert f"{LARGEST // 1_000_000} MB" in read.problems[0].message


def test_a_folder_without_decks_is_a_problem(tmp_path: Path) -> None:
    (read,) = read_decks([tmp_path])
    assert codes(read) == ["E108"]


def test_the_second_of_two_decks_with_one_id_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: same\n" + DECK)
    (tmp_path / "b.yaml").write_text("title: B\nid: same\n" + DECK)
    first, second = read_decks([tmp_path])
    assert first.deck is not None
    assert first.problems == ()
    assert second.deck is None
    assert [(problem.code, problem.line, problem.column) for problem in second.problems] == [("E214", 2, 5)]
    assert str(tmp_path / "a.yaml") in second.problems[0].message


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(DECK)
    assert len(read_decks([tmp_path, tmp_path / "a.yaml"])) == 1


def test_a_name_that_is_too_long_for_a_file_is_a_problem() -> None:
    (read,) = read_decks(["a" * 300 + ".yaml"])
    assert codes(read) == ["E118"]
