from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sco_quiz.storage.progress import Progress


@pytest.fixture
def progress(tmp_path: Path) -> Iterator[Progress]:
    """An empty progress, in a file of its own."""
    opened = Progress.open(str(tmp_path / "progress.db"))
    yield opened
    opened.close()
