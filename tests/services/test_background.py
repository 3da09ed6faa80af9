from __future__ import annotations

import threading
from pathlib import Path

import pytest

from sco_quiz.errors import UsageError
from sco_quiz.services import acting
from sco_quiz.services.background import LibraryThread
from sco_quiz.services.finding import search
from sco_quiz.services.library import Library
from tests.services.shelves import open_library, write_deck


def test_what_is_done_in_the_thread_is_seen_outside(tmp_path: Path) -> None:
    write_deck(tmp_path, "rivers", "nile: Longest? = Nile")
    with open_library(tmp_path) as library:
        library.refresh()
        thread = LibraryThread(library)
        names = []

        def find(own: Library) -> tuple[str, ...]:
            names.append(threading.current_thread().name)
            assert own is not library
            return search(own, "longest").cards

        assert thread.do(find).result() == ("rivers/nile",)
        assert names[0].startswith("library")
        done = thread.do(lambda own: acting.suspend(own, ["rivers/nile"])).result()
        assert done.cards == ("rivers/nile",)
        assert next(row for row in library.cards() if row["card"] == "rivers/nile")["suspended"]
        thread.close()


def test_errors_come_out_where_they_are_waited_for(tmp_path: Path) -> None:
    write_deck(tmp_path, "rivers", "nile: Longest? = Nile")
    with open_library(tmp_path) as library:
        thread = LibraryThread(library)
        with pytest.raises(UsageError):
            thread.do(lambda own: acting.set_due(own, ["rivers/nile"], -1)).result()
        thread.close()
