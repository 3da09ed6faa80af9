"""Where things lie: the folders of data, settings and caches, and what is in them."""

from __future__ import annotations

import os

from sco_quiz.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

HOME_VARIABLE = "SCO_QUIZ_HOME"
_APPLICATION = "sco-quiz"
_LONGEST_NAME = 64


class Places:
    """Absolute paths of the user's ``data``, ``config`` and ``cache`` folders; none of them needs to exist.

    ``home`` is the folder that ``SCO_QUIZ_HOME`` names, which then holds everything; else empty.
    """

    __slots__ = ("cache", "config", "data", "home")

    def __init__(self, data: str, config: str, cache: str, home: str = "") -> None:
        self.data = data
        self.config = config
        self.cache = cache
        self.home = home

    @classmethod
    def under(cls, folder: str) -> Places:
        """Everything under one folder."""
        home = os.path.abspath(os.path.expanduser(folder))
        return cls(home, home, os.path.join(home, "cache"), home)

    @classmethod
    def find(cls, environment: Mapping[str, str] = os.environ) -> Places:
        """The user's own folders, or all under the folder that ``SCO_QUIZ_HOME`` names."""
        folder = environment.get(HOME_VARIABLE, "")
        if folder:
            return cls.under(folder)
        import platformdirs

        return cls(
            platformdirs.user_data_dir(_APPLICATION, appauthor=False),
            platformdirs.user_config_dir(_APPLICATION, appauthor=False),
            platformdirs.user_cache_dir(_APPLICATION, appauthor=False),
        )

    @property
    def decks(self) -> str:
        """The folder of the user's own decks."""
        return os.path.join(self.data, "decks")

    @property
    def config_file(self) -> str:
        """``config.toml``."""
        return os.path.join(self.config, "config.toml")

    @property
    def index_file(self) -> str:
        """The deck index, which may be deleted at any time."""
        return os.path.join(self.cache, "index.db")

    def progress_file(self, profile: str = "") -> str:
        """The progress of a learner; UsageError for a name that can't be a folder's."""
        if not profile:
            return os.path.join(self.data, "progress.db")
        return os.path.join(self.data, "profiles", checked_profile(profile), "progress.db")

    def profiles(self) -> list[str]:
        """The names of all learners with progress here; the main one's is empty, and comes first."""
        names = [""] if os.path.exists(self.progress_file()) else []
        folder = os.path.join(self.data, "profiles")
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            try:
                path = self.progress_file(name)
            except UsageError:
                continue  # a folder that somebody else made
            if os.path.exists(path):
                names.append(name)
        return names


def checked_profile(name: str) -> str:
    """``name``, if it is made of letters, digits, ``-``, ``_`` and inner dots only, so that it leads nowhere else."""
    letters = name.replace("-", "").replace("_", "").replace(".", "")
    if not letters.isalnum() or name.startswith(".") or name.endswith(".") or len(name) > _LONGEST_NAME:
        raise UsageError(
            f"{name!r} can't be the name of a profile.",
            f"Use letters, digits, `-` and `_`, at most {_LONGEST_NAME}, such as `--profile anna`.",
        )
    return name
