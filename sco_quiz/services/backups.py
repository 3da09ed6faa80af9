"""Backups of a learner's progress: one made, those there are, and back to one of them."""

from __future__ import annotations

from pathlib import Path

from sco_quiz.errors import UnusableFileError, UsageError
from sco_quiz.services.clock import iso, local_words
from sco_quiz.services.library import Library
from sco_quiz.storage.failures import failures
from sco_quiz.storage.locations import Places
from sco_quiz.storage.migrations import free_name
from sco_quiz.storage.restoring import restore

_FOLDER = "backups"


def back_up(library: Library, target: str = "") -> Path:
    """Copy a learner's progress to the new file ``target``, or to one named after the time; gives its path.

    Raises UsageError where there is such a file, StorageError where it can't be written.
    """
    path = Path(target).absolute()
    if not target:
        folder = Path(library.progress.path).with_name(_FOLDER)
        with failures(str(folder)):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        now = local_words(iso(library.clock.now())).replace(" ", "-").replace(":", "")
        path = Path(free_name(str(folder / f"progress-{now}"), ".db"))
    elif path.exists():
        raise UsageError(f"There is something at {path} already.", "Give the backup another name.")
    library.progress.back_up(str(path))
    return path


def backups(profile: str = "", home: Places | None = None) -> list[Path]:
    """All backups that were made without a name, or before a migration or a restore; the latest last."""
    progress = Path((home or Places.find()).progress_file(profile))
    found = [*progress.with_name(_FOLDER).glob("*.db"), *progress.parent.glob(f"{progress.name}.before-*")]
    return sorted(
        (path for path in found if not path.name.endswith(("-wal", "-shm"))), key=lambda path: path.stat().st_mtime
    )


def go_back(backup: str, profile: str = "", home: Places | None = None) -> str:
    """Restore a backup; gives the file where the former progress is now, empty if there was none.

    Raises UnusableFileError where there is no such file, UsageError where it is the progress itself, StorageError where
    it is no sound progress.
    """
    progress, path = Path((home or Places.find()).progress_file(profile)), Path(backup).absolute()
    if not path.is_file():
        raise UnusableFileError(f"There is no file {path}.", "`sco-quiz restore` lists the backups that there are.")
    if progress.exists() and path.samefile(progress):
        raise UsageError(f"{path} is the progress itself.", "`sco-quiz restore` lists the backups that there are.")
    return restore(str(path), str(progress))
