"""Writing a deck file so that it is at every moment either the old one or the new one."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from sco_quiz.errors import UnusableFileError


def replace_file(path: str | os.PathLike[str], data: bytes, expected: bytes | None = None) -> None:
    """Put ``data`` in the place of the file, which keeps its permissions; of a link, the file that it leads to.

    Raises UnusableFileError if that can't be done, or if the file no longer holds ``expected``: then somebody else has
    written it meanwhile, and nothing is changed.
    """
    target = Path(os.path.realpath(path))
    temporary = ""
    try:
        if expected is not None and target.read_bytes() != expected:
            raise UnusableFileError(f"{path} has changed while it was being worked on.", "Run the command again.")
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, temporary)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise UnusableFileError(
            f"{path} cannot be written: {error.strerror or error}.", "Check the permissions of the file and its folder."
        ) from error
