from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.tui.widgets.column_plot import BLOCKS, columns

VALUES = st.lists(st.floats(0, 1e6), min_size=1, max_size=40)


def test_the_largest_value_fills_the_height_and_half_of_it_fills_half() -> None:
    assert columns([100, 50, 0], 100, 4) == ["█  ", "█  ", "██ ", "██ "]


def test_parts_of_a_cell_are_eighths() -> None:
    assert columns([100 / 8, 50 / 8], 100, 1, gap=1) == ["▁ ▁"]
    assert columns([37.5], 100, 1) == ["▃"]


@settings(deadline=None, max_examples=100)
@given(values=VALUES, height=st.integers(1, 8), gap=st.integers(0, 2))
def test_every_row_has_a_cell_a_value_and_what_is_more_than_nothing_shows(
    values: list[float], height: int, gap: int
) -> None:
    rows = columns(values, max(values), height, gap)
    assert len(rows) == height
    assert {len(row) for row in rows} == {len(values) * (gap + 1) - gap}
    bottom = rows[-1][:: gap + 1]
    assert [cell != " " for cell in bottom] == [value > 0 for value in values]


@settings(deadline=None, max_examples=100)
@given(values=VALUES)
def test_a_larger_value_is_never_lower(values: list[float]) -> None:
    def level(column: int, rows: list[str]) -> int:
        return sum(BLOCKS.index(row[column]) for row in rows)

    rows = columns(sorted(values), max(values), 5)
    levels = [level(column, rows) for column in range(len(values))]
    assert levels == sorted(levels)
