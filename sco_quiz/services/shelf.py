"""Which deck files there are, and which of them stands for which deck id. Reads no file and imports next to nothing."""

from __future__ import annotations

import os
import time

from sco_quiz.storage.index import FileState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sco_quiz.storage.index import IndexedFile

_ENDINGS = (".yaml", ".yml")


class Shelf:
    """The deck files in view, in the order in which they are listed and in which the first of an id wins.

    ``files`` maps paths to their states; ``missing`` are folders and files that should be there and are not,
    ``misnamed`` files whose names are not UTF-8, which no database keeps.
    Hidden files are left out, links to folders not followed (as ``deckfile.find_deck_files`` does it).
    """

    __slots__ = ("_bundled", "files", "misnamed", "missing")

    def __init__(self, own: str, configured: Sequence[str], explicit: Sequence[str], bundled: str) -> None:
        self.files: dict[str, FileState] = {}
        self.missing: list[str] = []
        self.misnamed: list[str] = []
        places: set[str] = set()
        asked_at_ns = time.time_ns()
        for path in (own, *configured, *explicit, bundled):
            if not os.path.lexists(path):
                if path not in (own, bundled):
                    self.missing.append(path)
                continue
            before = len(self.files)
            for file, place in _deck_files(path, os.path.realpath(path)):
                if place not in places:
                    places.add(place)
                    if _is_utf8(file):
                        self.files[file] = state_of(file, asked_at_ns)
                    else:
                        self.misnamed.append(file)
            if path == bundled:
                self._bundled = frozenset(list(self.files)[before:])
        if not hasattr(self, "_bundled"):
            self._bundled = frozenset()

    def is_bundled(self, path: str) -> bool:
        """Whether the file came with the program (and is in no folder of the user's)."""
        return path in self._bundled

    def decks(self, indexed: Mapping[str, IndexedFile]) -> tuple[dict[str, IndexedFile], list[tuple[str, str, str]]]:
        """The file of each deck id; and what is left out: (path, deck id, path of the deck that has it).

        Where a deck of the user's has the id of a bundled one, it takes its place, and nothing counts as left out.
        """
        decks: dict[str, IndexedFile] = {}
        left_out = []
        for path in self.files:
            file = indexed.get(path)
            if file is None or not file.deck:
                continue
            first = decks.setdefault(file.deck, file)
            if first is not file and (not self.is_bundled(path) or self.is_bundled(first.path)):
                left_out.append((path, file.deck, first.path))
        return decks, left_out


def state_of(path: str, asked_at_ns: int | None = None) -> FileState:
    """How a file is now; a broken link as itself. ``asked_at_ns`` is an instant (UTC) not after now."""
    if asked_at_ns is None:
        asked_at_ns = time.time_ns()
    try:
        return FileState(os.stat(path), asked_at_ns)
    except OSError:
        pass
    try:
        return FileState(os.lstat(path), asked_at_ns)
    except OSError:
        return FileState(os.stat_result((0,) * 16), 0)  # gone since it was listed: never taken for fresh


def _is_utf8(path: str) -> bool:
    if path.isascii():
        return True
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _deck_files(path: str, place: str) -> Iterator[tuple[str, str]]:
    """The file itself, or all deck files below a folder, sorted; each with its place, which links don't change.

    ``place`` is the path's own. Only links are looked up: for each of many files that would cost more than all else.
    """
    if not os.path.isdir(path):
        yield path, place
        return
    try:
        with os.scandir(path) as entries:
            # Where a link leads is asked below, of deck files only: it may go in circles.
            found = sorted((entry.name, entry.is_symlink(), entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError:
        yield path, place  # reading it says what is wrong
        return
    path, place = os.path.join(path, ""), os.path.join(place, "")
    for name, is_link, is_folder in found:
        if name.startswith("."):
            continue
        inner = f"{path}{name}"
        if is_folder:
            yield from _deck_files(inner, f"{place}{name}")
        elif name.lower().endswith(_ENDINGS) and not (is_link and os.path.isdir(inner)):
            yield inner, os.path.realpath(inner) if is_link else f"{place}{name}"
