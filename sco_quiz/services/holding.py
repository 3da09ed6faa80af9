"""Files of decks that broke while the app is open: their decks stay as they were, until the files are whole again."""

from __future__ import annotations

from sco_quiz.domain.problem import Problem
from sco_quiz.storage.index import FileState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable


class HeldFiles:
    """The files that are left as the index has them, each with how it was when it was read, and its problems then."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[FileState, tuple[Problem, ...]]] = {}

    def hold(self, path: str, state: FileState, problems: Iterable[Problem]) -> None:
        """Leave a file as it is in the index; ``state`` is from just before it was read."""
        self._files[path] = (state, tuple(problems))

    def release(self, path: str) -> None:
        """The file is whole again."""
        self._files.pop(path, None)

    def keep_only(self, paths: Container[str]) -> None:
        """Release the files that are gone."""
        self._files = {path: held for path, held in self._files.items() if path in paths}

    def is_held(self, path: str, state: FileState) -> bool:
        """Whether a file is surely as it was when it was held, so that it need not be read again."""
        held = self._files.get(path)
        if held is None:
            return False
        return held[0].is_settled and held[0].signature == state.signature

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that are held."""
        return tuple(self._files)

    def problems(self, path: str) -> tuple[Problem, ...] | None:
        """What is wrong with a file as it is now; None for one that isn't held."""
        held = self._files.get(path)
        return None if held is None else held[1]
