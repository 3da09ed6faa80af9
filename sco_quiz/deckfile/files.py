"""Deck files on disk: finding them, and reading them without ever waiting or reading more than a deck may be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sco_quiz.deckfile.codes import Code
from sco_quiz.deckfile.parsing import ReadDeck, parse_deck
from sco_quiz.deckfile.report import Report

LARGEST = 20_000_000
"""Bytes that a deck file may have; 100,000 notes of average length."""

_ENDINGS = (".yaml", ".yml")
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def find_deck_files(path: str | os.PathLike[str]) -> tuple[Path, ...]:
    """The deck files that ``path`` stands for: itself if it is no folder, else all below it, sorted.

    Hidden files and folders are left out and links to folders are not followed, so that links can neither go in circles
    nor lead out. A folder that cannot be listed is itself in the result: reading it reports the problem.
    """
    top = Path(path)
    if not os.path.isdir(top):  # noqa: PTH112 - Path.is_dir raises an error for a name that is too long
        return (top,)
    found: list[Path] = []
    unlisted: list[OSError] = []
    for folder, folders, names in os.walk(top, onerror=unlisted.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(folder, name) for name in names if name.lower().endswith(_ENDINGS) and not name.startswith(".")]
    return tuple(sorted([*found, *(Path(error.filename) for error in unlisted)]))


def read_deck(path: str | os.PathLike[str]) -> ReadDeck:
    """Read and parse one deck file; whatever is wrong with the file is among the problems."""
    report = Report(os.fspath(path))
    data = _read(report)
    if data is None:
        return ReadDeck(report.path, None, report.problems)
    return parse_deck(data, report.path)


def read_decks(paths: Iterable[str | os.PathLike[str]]) -> tuple[ReadDeck, ...]:
    """Read all deck files that ``paths`` (files and folders) stand for, each once.

    Of two decks with one id, the second has the problem and is left out. A folder without decks is a problem too.
    """
    results: list[ReadDeck] = []
    seen: set[str] = set()
    owners: dict[str, str] = {}
    for path in paths:
        files = find_deck_files(path)
        if not files:
            report = Report(os.fspath(path))
            report.add(
                Code.NO_CARDS,
                (0, 0),
                "There are no deck files in this folder.",
                "deck files end in .yaml; `sco-quiz new` starts one",
            )
            results.append(ReadDeck(report.path, None, report.problems))
        for file in files:
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                results.append(_apart(read_deck(file), owners))
    return tuple(results)


def _apart(read: ReadDeck, owners: dict[str, str]) -> ReadDeck:
    if read.deck is None:
        return read
    owner = owners.setdefault(read.deck.id, read.path)
    if owner == read.path:
        return read
    report = Report(read.path)
    report.add(
        Code.DUPLICATE_DECK_ID,
        read.marks.get("id", (1, 1)),
        f"The deck id `{read.deck.id}` is taken by {owner}.",
        "give one of the two decks another `id:`",
    )
    return replace(read, deck=None, problems=(*report.problems, *read.problems))


def _read(report: Report) -> bytes | None:
    """The bytes of the file, or None (reported); opening never waits, as it would for a pipe without a writer."""
    path = report.path
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 -- a Path for each of many files costs more than the call
        if stat.S_ISDIR(mode):
            os.listdir(path)  # noqa: PTH208 -- a folder is read as a file only where it can't be listed: this says why
        if not stat.S_ISREG(mode):
            report.add(Code.UNREADABLE, (0, 0), f"This is {_kind_of_file(mode)}, not a deck file.", "give a YAML file")
            return None
        with open(os.open(path, _OPEN_FLAGS), "rb") as file:  # noqa: PTH123 -- a descriptor that does not wait
            size = os.fstat(file.fileno()).st_size
            data = file.read(LARGEST + 1) if size <= LARGEST else b""
    except (OSError, ValueError) as error:
        _report_unreadable(error, report)
        return None
    if size > LARGEST or len(data) > LARGEST:
        report.add(
            Code.TOO_LARGE,
            (0, 0),
            f"The file has {max(size, len(data)) / 1e6:.0f} MB; a deck may have {LARGEST // 1_000_000} MB.",
            "split it into several decks",
        )
        return None
    return data


def _report_unreadable(error: OSError | ValueError, report: Report) -> None:
    path = report.path
    match error:
        case FileNotFoundError() if os.path.islink(path):  # noqa: PTH114 -- the path is a string throughout
            said = ("This is a link to a file that does not exist.", "delete the link, or restore the file")
        case FileNotFoundError():
            said = ("There is no such file.", "check the path")
        case PermissionError():
            said = (f"The {'folder' if os.path.isdir(path) else 'file'} may not be read.", "check its permissions")  # noqa: PTH112 -- the path is a string throughout
        case OSError(strerror=str(reason)):
            said = (f"The file cannot be read: {reason}.", "check the path")
        case _:
            said = ("This cannot be the path of a file.", "check the path")
    report.add(Code.UNREADABLE, (0, 0), *said)


def _kind_of_file(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"
