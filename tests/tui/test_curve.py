from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.tui.curve import plot
from sco_quiz.tui.fitting import fitted

POINTS = st.lists(st.tuples(st.integers(0, 10**12), st.floats(0, 1)), max_size=60).map(sorted)


@given(POINTS, st.integers(1, 80), st.integers(1, 12), st.floats(0, 0.9))
@settings(deadline=None, max_examples=100)
def test_a_plot_has_its_size_and_something_in_every_column(
    points: list[tuple[int, float]], width: int, height: int, lowest: float
) -> None:
    lines = plot(points, width, height, lowest)
    assert [len(line) for line in lines] == [width] * height
    assert all(0x2800 <= ord(sign) <= 0x28FF for line in lines for sign in line)
    if points and points[0][0] != points[-1][0]:
        assert all(any(line[column] != "\u2800" for line in lines) for column in range(width))


def test_a_fall_goes_from_the_upper_left_to_the_lower_right() -> None:
    top, bottom = plot([(0, 1.0), (100, 0.5)], 2, 2, 0.5)
    assert top[0] != "\u2800" == top[1]
    assert bottom[1] != "\u2800" == bottom[0]


def test_one_instant_is_one_dot() -> None:
    assert plot([(5, 1.0)], 3, 1, 0.5) == ["\u2801\u2800\u2800"]


@given(st.text(max_size=40), st.integers(0, 30))
@settings(deadline=None, max_examples=200)
def test_text_fits_into_its_cells(text: str, width: int) -> None:
    from rich.cells import cell_len

    assert cell_len(fitted(text, width)) == width


def test_text_is_cut_with_an_ellipsis_or_filled_up() -> None:
    assert fitted("capital", 5) == "capi…"
    assert fitted("上海合作组织", 6) == "上海 …"
    assert fitted("Peru", 6) == "Peru  "
