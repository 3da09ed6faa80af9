from __future__ import annotations

from pathlib import Path

import pytest

from bench.cases.table import CASES
from bench.scale import TINY


@pytest.mark.long
@pytest.mark.parametrize("name", CASES)
def test_each_case_measures_something_at_tiny_size(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCO_QUIZ_BENCH", str(tmp_path / "worlds"))
    folder = tmp_path / "case"
    folder.mkdir()

    results = list(CASES[name](TINY, folder))

    assert results
    for result in results:
        assert result.what
        assert result.measured
        assert result.ratio is None or result.ratio > 0
