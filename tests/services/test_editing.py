from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from sco_quiz.errors import DeckNotFoundError, ScoQuizError, UnusableFileError, UsageError
from sco_quiz.services import starting
from sco_quiz.services.editing import editable_card, editor_command, find_place, needs_terminal, open_in_editor
from tests.services.shelves import open_library, write_deck


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sco_quiz.services.current_decks.bundled_folder", lambda: str(tmp_path / "bundled"))
    return tmp_path / "home"


def program(folder: Path, name: str, text: str = "#!/bin/sh\nexit 0\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("vi", ["vi", "+7", "PATH"]),
        ("nvim -u NONE", ["nvim", "-u", "NONE", "+7", "PATH"]),
        ("nano", ["nano", "+7", "PATH"]),
        ("emacs -nw", ["emacs", "-nw", "+7", "PATH"]),
        ("emacsclient", ["emacsclient", "+7", "PATH"]),
        ("micro", ["micro", "+7", "PATH"]),
        ("kak", ["kak", "+7", "PATH"]),
        ("hx", ["hx", "PATH:7"]),
        ("code", ["code", "--wait", "--goto", "PATH:7"]),
        ("code -w", ["code", "-w", "--goto", "PATH:7"]),
        ("subl", ["subl", "--wait", "PATH:7"]),
        ("gvim", ["gvim", "-f", "+7", "PATH"]),
        ("unheard-of --flag 'two words'", ["unheard-of", "--flag", "two words", "PATH"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(tmp_path: Path, editor: str, words: list[str]) -> None:
    program(tmp_path / "bin", editor.split(maxsplit=1)[0])
    path = str(tmp_path / "a deck; rm -rf $HOME.yaml")
    command = editor_command(path, 7, {"EDITOR": editor, "PATH": str(tmp_path / "bin")})
    assert command == [word.replace("PATH", path) for word in words]


def test_visual_goes_before_editor_and_both_before_what_is_there(tmp_path: Path) -> None:
    for name in ("vi", "nano", "mine", "other"):
        program(tmp_path, name)
    path = {"PATH": str(tmp_path)}
    assert editor_command("d", 1, {"VISUAL": "mine", "EDITOR": "other", **path})[0] == "mine"
    assert editor_command("d", 1, {"VISUAL": " ", "EDITOR": "other", **path})[0] == "other"
    assert editor_command("d", 1, path)[0] == "nano"


def test_a_path_can_be_neither_option_nor_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    program(tmp_path / "bin", "vi")
    command = editor_command("-c:!ls.yaml", 1, {"EDITOR": "vi", "PATH": str(tmp_path / "bin")})
    assert command[-1] == str(tmp_path / "-c:!ls.yaml")


@pytest.mark.parametrize("editor", ["", "not-there", "'open quote", "$(touch x)"])
def test_without_a_usable_editor_it_is_said_what_to_set(tmp_path: Path, editor: str) -> None:
    with pytest.raises(UsageError) as raised:
        editor_command("d", 1, {"EDITOR": editor, "PATH": str(tmp_path)})
    assert "EDITOR" in raised.value.remedy


def test_terminal_editors_are_told_from_those_with_a_window() -> None:
    assert needs_terminal(["/usr/bin/vim", "+1", "d"])
    assert not needs_terminal(["code", "--wait", "d:1"])
    assert not needs_terminal(["unheard-of", "d"])


@pytest.mark.skipif(os.name != "posix", reason="the editors here are shell scripts")
def test_an_editor_that_fails_or_cannot_be_started_is_reported(tmp_path: Path) -> None:
    deck = tmp_path / "d.yaml"
    failing = program(tmp_path, "failing", "#!/bin/sh\nexit 3\n")
    with pytest.raises(ScoQuizError, match="status 3"):
        open_in_editor(str(deck), 1, {"EDITOR": str(failing)})
    killed = program(tmp_path, "killed", "#!/bin/sh\nkill -9 $$\n")
    with pytest.raises(ScoQuizError, match="signal 9"):
        open_in_editor(str(deck), 1, {"EDITOR": str(killed)})
    no_program = program(tmp_path, "no-program", "")
    no_program.write_bytes(b"\x00\x01")
    with pytest.raises(UsageError, match="can't be started"):
        open_in_editor(str(deck), 1, {"EDITOR": str(no_program)})


def test_a_place_is_found_by_card_deck_path_and_path_with_line(home: Path) -> None:
    path = write_deck(home, "a", "x: What? = That", "y: Who? = She")
    with open_library(home) as library:
        assert find_place(library, "a").line == 1
        assert find_place(library, "a/y").line == 7
        assert find_place(library, f"{path}:5").line == 5
        assert find_place(library, f"{path}:5:9").line == 5
        assert find_place(library, str(path)).path == str(path)


def test_a_broken_deck_opens_at_its_first_problem_by_name_and_by_path(home: Path) -> None:
    path = write_deck(home, "a", "x: What? = That")
    path.write_text("title: A\ncards:\n  - question: What?\n", encoding="utf-8")
    with open_library(home) as library:
        assert find_place(library, "a").line == 3
        assert find_place(library, str(path)).line == 3


def test_what_is_not_there_is_named_with_what_was_perhaps_meant(home: Path) -> None:
    write_deck(home, "animals", "llama: What? = That")
    with open_library(home) as library:
        for word, remedy in (
            ("animals/lama", "animals/llama"),
            ("animal", "`animals`"),
            ("no/such.yaml", "sco-quiz new no/such.yaml"),
        ):
            with pytest.raises(DeckNotFoundError) as raised:
                find_place(library, word)
            assert remedy in raised.value.remedy
        with pytest.raises(UsageError, match="folder"):
            find_place(library, str(home))


def test_a_bundled_deck_is_copied_before_it_is_edited_and_progress_stays(tmp_path: Path, home: Path) -> None:
    bundled = write_deck(tmp_path / "x", "a", "q: What? = That")
    (tmp_path / "bundled").mkdir()
    bundled = bundled.rename(tmp_path / "bundled" / "a.yaml")
    bundled.write_bytes(b"\xef\xbb\xbf# mine\r\n" + bundled.read_bytes())
    with open_library(home) as library:
        place = editable_card(library, "a/q")
        assert place.copied
        assert Path(place.path).parent == home / "decks"
        assert Path(place.path).read_bytes() == bundled.read_bytes()
        assert place.line == 5
        assert (home / "decks" / starting.SCHEMA_NAME).exists()
        assert library.path_of("a") == place.path
        assert not editable_card(library, "a/q").copied


def test_a_copy_never_overwrites_a_file_of_the_users(tmp_path: Path, home: Path) -> None:
    bundled = write_deck(tmp_path / "x", "a", "q: What? = That")
    (tmp_path / "bundled").mkdir()
    bundled.rename(tmp_path / "bundled" / "a.yaml")
    mine = write_deck(home, "a", "Mine? = Yes", identifier="other")
    before = mine.read_bytes()
    with open_library(home) as library:
        place = find_place(library, "a")
        assert place.path == str(home / "decks" / "a-2.yaml")
        assert mine.read_bytes() == before
        assert set(library.deck_ids) == {"other", "a"}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everything")
def test_a_read_only_deck_is_refused_before_an_editor_opens(home: Path) -> None:
    write_deck(home, "a", "x: What? = That").chmod(0o444)
    with open_library(home) as library, pytest.raises(UnusableFileError, match="may not be written"):
        find_place(library, "a")


def test_python_is_an_editor_too(home: Path) -> None:
    path = write_deck(home, "a", "x: What? = That")
    script = home / "append.py"
    script.write_text("import sys; open(sys.argv[-1], 'a').write('# edited\\n')", encoding="utf-8")
    open_in_editor(str(path), 1, {"VISUAL": f"'{sys.executable}' '{script}'"})
    assert path.read_text(encoding="utf-8").endswith("# edited\n")
