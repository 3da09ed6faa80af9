"""``CurrentDecks``: which decks there are, as their files are now, and progress in line with them.

While the files' sizes and times are as the index knows them, nothing is parsed and little is imported. Otherwise the
files that changed are read, and progress is brought in line with them, before anything is reported.
"""

from __future__ import annotations

import os

from sco_quiz.services.bundled import bundled_folder
from sco_quiz.services.shelf import Shelf, state_of
from sco_quiz.storage import remembered
from sco_quiz.storage.index import Index, IndexDamagedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeVar

    from sco_quiz.domain.problem import Problem
    from sco_quiz.services.clock import Clock
    from sco_quiz.services.holding import HeldFiles
    from sco_quiz.services.refreshing import Report
    from sco_quiz.storage.config import Config
    from sco_quiz.storage.index import IndexedFile
    from sco_quiz.storage.locations import Places
    from sco_quiz.storage.progress import Progress

    Result = TypeVar("Result")


class CurrentDecks:
    """The deck files in view and the index of what is in them; ``close`` it at the end.

    ``files`` maps paths to what the index knows of them, ``decks`` deck ids to theirs, both in the library's order and
    as they were last looked at. ``left_out`` are files whose deck's id another has: (path, deck id, the other's path).
    ``explicit`` are paths of decks that were named, besides those of the user's own folder and of the config.
    """

    def __init__(self, places: Places, config: Config, clock: Clock, progress: Progress, paths: Iterable[str]) -> None:
        self.report: Report | None = None
        self.explicit = [os.path.abspath(path) for path in paths]
        self.files: dict[str, IndexedFile] = {}
        self.decks: dict[str, IndexedFile] = {}
        self.left_out: list[tuple[str, str, str]] = []
        self._places = places
        self._config = config
        self._clock = clock
        self._progress = progress
        self._index = Index.open(places.index_file)
        self._shelf: Shelf | None = None
        self._held: HeldFiles | None = None

    def close(self) -> None:
        """Close the index; a second call does nothing."""
        self._index.close()

    def refresh(self) -> bool:
        """Look at the deck files and take in what changed; whether anything did."""
        return self.read(self._refresh)

    def look_once(self) -> None:
        """Look at the deck files if that was never done."""
        if self._shelf is None:
            self.refresh()

    def read(self, read: Callable[[Index], Result]) -> Result:
        """Read something of the index; where it turns out to be damaged, again of one that is made anew."""
        try:
            return read(self._index)
        except IndexDamagedError as error:
            makes = (self._index.replaced, Index.in_memory) if error.replaceable else (Index.in_memory,)
        for make in makes:
            self._index.close()
            self._index = make()
            try:
                self._refresh(self._index)
                return read(self._index)
            except IndexDamagedError:
                continue
        raise AssertionError("an index in memory is never damaged")

    def hold_broken(self) -> None:
        """From now on, a deck that breaks stays as it was until its file is whole again."""
        from sco_quiz.services.holding import HeldFiles

        self._held = self._held or HeldFiles()

    @property
    def holds_broken(self) -> bool:
        """Whether decks that break stay as they were."""
        return self._held is not None

    @property
    def held_paths(self) -> tuple[str, ...]:
        """The files of decks that stay as they were because they broke."""
        return self._held.paths if self._held else ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Folders and files that the config names, and that are not there."""
        self.look_once()
        return tuple(self._shelf.missing) if self._shelf else ()

    @property
    def misnamed(self) -> tuple[str, ...]:
        """Files whose names are not UTF-8, so that they can't be used."""
        self.look_once()
        return tuple(self._shelf.misnamed) if self._shelf else ()

    @property
    def has_kept_index(self) -> bool:
        """Whether what is read of decks is there for whoever opens the library again; else it is in memory."""
        return bool(self._index.path)

    @property
    def places(self) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
        """Where decks are looked for: the user's own folder, those of the config, those named, and the bundled ones."""
        return self._places.decks, tuple(self._config.decks), tuple(self.explicit), bundled_folder()

    def is_bundled(self, path: str) -> bool:
        """Whether a file came with the program."""
        return self._shelf is not None and self._shelf.is_bundled(path)

    def problems(self, path: str) -> Sequence[Problem]:
        """What is wrong with a file as it is now."""
        held = self._held.problems(path) if self._held else None
        return self.read(lambda index: index.problems(path)) if held is None else held

    def stale(self) -> list[str]:
        """The decks whose files may have changed since they were read, so that ``refresh`` would read them."""
        self.look_once()
        return [deck for deck, file in self.decks.items() if not file.is_fresh(state_of(file.path))]

    def _refresh(self, index: Index) -> bool:
        shelf = Shelf(*self.places)
        if self._held is not None:
            self._held.keep_only(shelf.files)
        files = index.files()
        changed = any(path not in files or not files[path].is_fresh(state) for path, state in shelf.files.items())
        if changed:
            from functools import partial

            from sco_quiz.services.refreshing import refresh_index

            # Where nothing is known yet, nothing can have been renamed or moved: no need to have seen all files first.
            is_first = not remembered.stamps(self._progress)
            kept = partial(self._bring_in_line, index) if is_first else None
            refresh_index(index, shelf, self.report, self._held, kept)
            before, files = files, index.files()
            # One that was gone for a moment may be gone from the index, too, by another program.
            changed = any(_stamp(before.get(path)) != _stamp(files.get(path)) for path in shelf.files)
        decks, left_out = shelf.decks(files)
        stamps = remembered.stamps(self._progress)
        behind = [file.path for deck, file in decks.items() if stamps.get(deck) != file.stamp]
        if behind:
            self._bring_in_line(index, behind)
        changed = changed or bool(behind) or list(decks) != list(self.decks)
        self._shelf, self.decks, self.left_out = shelf, decks, left_out
        self.files = {path: files[path] for path in shelf.files if path in files}
        return changed

    def _bring_in_line(self, index: Index, paths: Sequence[str]) -> None:
        from sco_quiz.services.recognising import bring_all_in_line

        bring_all_in_line(self._progress, self._clock, index, paths)


def _stamp(file: IndexedFile | None) -> str | None:
    return None if file is None else file.stamp
