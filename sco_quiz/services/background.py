"""Work on the library that takes too long for the thread that draws: searches, and acts on many cards."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from sco_quiz.services.library import Library

Result = TypeVar("Result")


class LibraryThread:
    """A thread with the library opened again, which does one thing after another; ``close`` it at the end.

    What it has begun is finished even where the program is left meanwhile.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._own: Library | None = None
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")

    def do(self, use: Callable[[Library], Result]) -> Future[Result]:
        """Use the library in the thread, after everything that was asked for before."""
        return self._executor.submit(lambda: use(self._open()))

    def close(self) -> None:
        """Close the library once all is done; waits for nothing."""
        self._executor.submit(self._close)
        self._executor.shutdown(wait=False)

    def _open(self) -> Library:
        # In the thread itself: connections belong to the thread that made them.
        if self._own is None:
            self._own = self._library.opened_again()
        return self._own

    def _close(self) -> None:
        if self._own is not None:
            self._own.close()
