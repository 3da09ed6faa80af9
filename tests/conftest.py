from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.services.shelves import close_libraries


@pytest.fixture(autouse=True)
def no_library_stays_open() -> Iterator[None]:
    """Close the libraries that a test opened: Python 3.13 warns of databases that are only collected."""
    yield
    close_libraries()
