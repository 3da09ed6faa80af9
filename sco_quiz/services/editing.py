"""Opening decks in the learner's own editor, at the right line: for ``sco-quiz edit`` and for ``e`` in the app.

The editor is a program with its arguments, never a line for a shell; the path of a deck can't be taken for either.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from sco_quiz.errors import DeckNotFoundError, ScoQuizError, UnusableFileError, UsageError
from sco_quiz.services.library import Library
from sco_quiz.services.starting import own_copy

_FALLBACKS = ("nano", "micro", "nvim", "vim", "hx", "emacs", "vi")
"""Tried in this order where neither $VISUAL nor $EDITOR says anything: the ones that tell how to leave them first."""
_FALLBACKS_ON_WINDOWS = ("edit", "notepad")
_DIGITS = 10
"""No deck has lines whose numbers have as many."""
_REMEDY = "Set EDITOR to your editor's command, such as `export EDITOR=nano`."

_PLUS_LINE = ("+{line}", "{path}")
_PATH_AND_LINE = ("{path}:{line}",)
_GO_TO = ("--wait", "--goto", "{path}:{line}")

_ARGUMENTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("vi", "vim", "nvim", "view", "ex", "vis", "elvis", "nvi", "busybox"), _PLUS_LINE),
    **dict.fromkeys(
        ("nano", "pico", "rnano", "micro", "joe", "jed", "jmacs", "ne", "mg", "zile", "mcedit"), _PLUS_LINE
    ),
    **dict.fromkeys(("emacs", "emacsclient", "kak", "kakoune", "dte", "amp", "tilde"), _PLUS_LINE),
    **dict.fromkeys(("gvim", "mvim"), ("-f", *_PLUS_LINE)),
    **dict.fromkeys(("hx", "helix", "flow"), _PATH_AND_LINE),
    **dict.fromkeys(("subl", "sublime_text", "zed", "zeditor", "zedit"), ("--wait", *_PATH_AND_LINE)),
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "code-oss", "cursor", "windsurf"), _GO_TO),
    **dict.fromkeys(("gedit", "xed", "pluma", "gnome-text-editor"), ("--wait", *_PLUS_LINE)),
    "kate": ("--block", "--line", "{line}", "{path}"),
    "mate": ("--wait", "--line", "{line}", "{path}"),
    "bbedit": ("--wait", *_PLUS_LINE),
    "notepad++": ("-multiInst", "-nosession", "-n{line}", "{path}"),
    **dict.fromkeys(("idea", "pycharm", "webstorm", "goland", "clion"), ("--wait", "--line", "{line}", "{path}")),
}
"""What follows an editor's own name, so that it opens at a line and ends when the file is closed."""

_NEED_A_TERMINAL = frozenset(
    name
    for name, arguments in _ARGUMENTS.items()
    if arguments in (_PLUS_LINE, _PATH_AND_LINE) and name != "emacsclient"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where to edit: a file and a line in it (from 1); ``copied`` where it has just been copied from a bundled deck."""

    path: str
    line: int = 1
    copied: bool = False


def editor_command(path: str, line: int = 1, environment: Mapping[str, str] = os.environ) -> list[str]:
    """The words that open ``path`` at ``line`` in $VISUAL, $EDITOR, or the first editor that is there.

    Editors that are not in the table get the path alone. Raises UsageError where there is no editor, or none as named.
    """
    words = _editor(environment)
    name = Path(words[0]).name.lower()
    for ending in (".exe", ".cmd", ".bat"):
        name = name.removesuffix(ending)
    arguments = _ARGUMENTS.get(name, ("{path}",))
    absolute = str(Path(path).absolute())  # so that it can't begin with a dash
    filled = [word.replace("{line}", str(max(1, line))).replace("{path}", absolute) for word in arguments]
    given = {"-w": "--wait", "-g": "--goto"}
    already = {given.get(word, word) for word in words[1:]}
    return [*words, *(word for word in filled if word not in already)]


def needs_terminal(command: list[str]) -> bool:
    """Whether an editor draws on the terminal that it is started from, as far as is known."""
    return Path(command[0]).name.lower() in _NEED_A_TERMINAL and not {"-nw", "--wait"} & set(command[1:])


def open_in_editor(path: str, line: int = 1, environment: Mapping[str, str] = os.environ) -> None:
    """Open a file at a line in the user's editor, and wait until it is closed.

    Raises UsageError without an editor, and ScoQuizError where it could not be started or ended with a failure: what it
    has saved until then stands in the file.
    """
    command = editor_command(path, line, environment)
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise UsageError(f"The editor `{command[0]}` can't be started: {error.strerror}.", _REMEDY) from error
    if code:
        ended = f"was stopped by signal {-code}" if code < 0 else f"ended with status {code}"
        raise ScoQuizError(
            f"The editor `{command[0]}` {ended}; the deck was not checked.",
            f"What you saved is kept; look it over with `sco-quiz check {shlex.quote(path)}`.",
        )


def editable_path(library: Library, deck: str) -> Place:
    """The file of a deck that the user may edit: a bundled deck is first copied into the user's own folder.

    Raises DeckNotFoundError, or UnusableFileError where the file can't be written.
    """
    if library.is_bundled(deck):
        return Place(own_copy(library, deck), copied=True)
    path = library.path_of(deck)
    require_writable(path)
    return Place(path)


def editable_card(library: Library, card: str) -> Place:
    """The file and the line of a card's note, ready to edit; see ``editable_path``."""
    try:
        line = library.line_of(card)
    except DeckNotFoundError as error:
        deck = card.partition("/")[0]
        cards = [str(row["card"]) for row in library.cards(library.select([deck]))]
        close = get_close_matches(card, cards, n=1)
        raise DeckNotFoundError(str(error), f"Did you mean `{close[0]}`?" if close else error.remedy) from None
    place = editable_path(library, card.partition("/")[0])
    return Place(place.path, line, place.copied)


def find_place(library: Library, word: str) -> Place:
    """What ``sco-quiz edit`` opens: a card's id, a deck's id, or a path, with ``:LINE`` after it or without.

    Raises DeckNotFoundError for anything else, and what ``editable_path`` raises.
    """
    if word in library.deck_ids:
        return editable_path(library, word)
    path, line = _path_and_line(word)
    if os.path.lexists(path):
        return _file_place(library, path, line)
    deck = word.partition("/")[0]
    if "/" in word and deck in library.deck_ids:
        return editable_card(library, word)
    unusable = [row["path"] for row in library.decks() if row["id"] == word]
    if unusable:
        return _file_place(library, str(unusable[0]), 0)
    if path.lower().endswith((".yaml", ".yml")):
        raise DeckNotFoundError(f"There is no file {path}.", f"`sco-quiz new {shlex.quote(path)}` starts a deck there.")
    library.select([word])
    raise DeckNotFoundError(f"There is no card or deck {word!r}.", "`sco-quiz cards` lists the cards.")


def require_writable(path: str) -> None:
    """Raise UnusableFileError unless the file is there and may be written."""
    if not Path(path).exists():
        raise UnusableFileError(f"{path} is gone.", "Restore it, or start a deck with `sco-quiz new`.")
    if not os.access(path, os.W_OK):
        raise UnusableFileError(f"{path} may not be written to.", "Give yourself permission to write to it.")


def _editor(environment: Mapping[str, str]) -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        text = environment.get(variable, "").strip()
        if not text:
            continue
        try:
            words = shlex.split(text, posix=os.name == "posix")
        except ValueError as error:
            raise UsageError(f"${variable} can't be read: {text!r} has an open quotation mark.", _REMEDY) from error
        if os.name != "posix":
            words = [word.strip('"') for word in words]
        program = words[0] if words else ""
        if shutil.which(program, path=environment.get("PATH")) is None:
            raise UsageError(f"${variable} names the editor {program!r}, which isn't there.", _REMEDY)
        return words
    for name in _FALLBACKS_ON_WINDOWS if os.name == "nt" else _FALLBACKS:
        if shutil.which(name, path=environment.get("PATH")):
            return [name]
    raise UsageError("There is no editor: neither $VISUAL nor $EDITOR is set.", _REMEDY)


def _path_and_line(word: str) -> tuple[str, int]:
    """``deck.yaml:12`` and ``deck.yaml:12:3``, as ``check`` writes places, as a path and a line."""
    path, line = word, 0
    if not os.path.lexists(word):
        for _ in range(2):
            before, colon, number = path.rpartition(":")
            if colon and number.isascii() and number.isdigit() and len(number) < _DIGITS:
                path, line = before, int(number)
    return path, line


def _file_place(library: Library, path: str, line: int) -> Place:
    """A file, at the line that was asked for, or where it has its first problem."""
    if Path(path).is_dir():
        raise UsageError(f"{path} is a folder.", "Name one deck of it; `sco-quiz decks` lists them.")
    require_writable(path)
    if not line:
        real = os.path.realpath(path)
        places = [problem.line for problem in library.problems() if os.path.realpath(problem.path) == real]
        line = min(filter(None, places), default=1)
    return Place(path, line)
