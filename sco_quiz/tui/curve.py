"""A forgetting curve in braille characters, each of which has two by four dots."""

from __future__ import annotations

from collections.abc import Sequence

_BLANK = 0x2800
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The bits of a braille character's dots, by column and then by row from the top."""


def plot(points: Sequence[tuple[int, float]], width: int, height: int, lowest: float) -> list[str]:
    """``height`` lines of ``width`` characters with the curve through ``points``: instants in order, and values to 1.

    The first point stands at the left edge, the last one at the right; ``lowest`` is the value at the bottom. Each
    column of dots shows from the highest to the lowest value that falls into it, so that no jump is lost.
    """
    cells = [[0] * width for _ in range(height)]
    if not points or width < 1 or height < 1:
        return ["".join(chr(_BLANK) for _ in line) for line in cells]
    start, end = points[0][0], points[-1][0]
    columns, rows = width * 2, height * 4
    before: tuple[int, int] | None = None
    for at, value in points:
        column = 0 if end == start else round((at - start) / (end - start) * (columns - 1))
        share = (min(1.0, max(lowest, value)) - lowest) / (1 - lowest)
        row = round((1 - share) * (rows - 1))
        for x, y in _line(before, (column, row)):
            cells[y // 4][x // 2] |= _DOTS[x % 2][y % 4]
        before = (column, row)
    return ["".join(chr(_BLANK + cell) for cell in line) for line in cells]


def _line(begin: tuple[int, int] | None, end: tuple[int, int]) -> list[tuple[int, int]]:
    """The dots from ``begin`` to ``end``."""
    if begin is None:
        return [end]
    steps = max(abs(end[0] - begin[0]), abs(end[1] - begin[1]))
    return [
        (
            begin[0] + round((end[0] - begin[0]) * step / steps),
            begin[1] + round((end[1] - begin[1]) * step / steps),
        )
        for step in range(1, steps + 1)
    ]
