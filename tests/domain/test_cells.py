from __future__ import annotations

import pytest

from sco_quiz.domain.cells import cell_width


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("Qingdao", 7), ("青岛", 4), ("e\u0301", 1), ("मी\u200cम", 3), ("\u20dd", 0)]
)
def test_wide_characters_take_two_cells_and_combining_ones_none(text: str, cells: int) -> None:
    assert cell_width(text) == cells
