"""Writing deck files: an old one is at every moment either as it was or the new one, and a new one appears whole."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
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
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))  # a new file in its place needs none
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
        raise _unwritable(path, error) from error


def create_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Make a new file (and its folder), whole or not at all.

    Raises FileExistsError where something has its name already, and UnusableFileError where none can be made.
    """
    target = Path(path)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _name_file(temporary, target)
    except FileExistsError:
        if os.path.lexists(target):
            raise
        raise UnusableFileError(f"{target.parent} is no folder.", "Choose another place.") from None
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _name_file(temporary: Path, target: Path) -> None:
    """Give the file its name, unless that is taken; where there are no hard links, by copying."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        with target.open("xb") as file:
            file.write(temporary.read_bytes())


def _unwritable(path: str | os.PathLike[str], error: OSError) -> UnusableFileError:
    return UnusableFileError(
        f"{path} cannot be written: {error.strerror or error}.", "Check the permissions of the file and its folder."
    )
