"""``python -m bench.plot``: draw ``docs/speed.svg`` from ``bench/growth.json``, by hand and with nothing installed.

Both axes are logarithmic; each thing is a line, which is flat where a library a thousand times as large costs no more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import ceil, floor, log10
from pathlib import Path

from bench.cases.growth import GROWTH

TARGET = Path(__file__).resolve().parents[1] / "docs" / "speed.svg"

_WIDTH, _HEIGHT = 760, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 540, 50, 370
# Distinct in hue and in brightness, for eyes that don't tell red from green, each with a dash of its own.
_STYLES = (("#0072b2", ""), ("#d55e00", "8 3"), ("#009e73", "2 3"), ("#cc79a7", "10 3 2 3"), ("#555555", "4 4"))
_INK = "#444"


def draw(costs: dict[str, dict[str, float]]) -> str:
    """The picture of costs in seconds, by the number of cards, for each thing."""
    sizes = sorted({int(size) for by_size in costs.values() for size in by_size})
    times = [1_000 * seconds for by_size in costs.values() for seconds in by_size.values()]
    low, high = floor(log10(min(times))), ceil(log10(max(times)))
    return "\n".join([*_frame(sizes, low, high), *_lines(costs, sizes, low, high), "</svg>", ""])


def _x(size: int, sizes: list[int]) -> float:
    first, last = log10(sizes[0]), log10(sizes[-1])
    return _LEFT + (_RIGHT - _LEFT) * (log10(size) - first) / max(last - first, 1e-9)


def _y(milliseconds: float, low: int, high: int) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * (log10(milliseconds) - low) / max(high - low, 1)


def _frame(sizes: list[int], low: int, high: int) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif"'
        ' font-size="12" role="img" aria-label="Cost by the size of the library">'
    )
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
    yield f'<text x="{_LEFT}" y="24" font-size="15" fill="{_INK}">What a learner waits for, by cards and reviews</text>'
    for power in range(low, high + 1):
        y = _y(10.0**power, low, high)
        yield f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_RIGHT}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="{_INK}">{10.0**power:g} ms</text>'
    for size in sizes:
        x = _x(size, sizes)
        yield f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{_BOTTOM}" stroke="#eee"/>'
        yield f'<text x="{x:.1f}" y="{_BOTTOM + 20}" text-anchor="middle" fill="{_INK}">{size:,}</text>'


def _lines(costs: dict[str, dict[str, float]], sizes: list[int], low: int, high: int) -> Iterator[str]:
    names = sorted(costs, key=lambda name: -costs[name][str(sizes[-1])])
    label = float(_TOP)
    for name, (colour, dash) in zip(names, _STYLES, strict=False):
        points = [
            (_x(size, sizes), _y(1_000 * costs[name][str(size)], low, high))
            for size in sizes
            if str(size) in costs[name]
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
        label = max(label, points[-1][1])
        title = name.replace("`", "")
        yield f'<text x="{_RIGHT + 12}" y="{label + 4:.1f}" fill="{colour}">{title}</text>'
        label += 18


def main() -> None:
    """Draw the picture."""
    TARGET.write_text(draw(json.loads(GROWTH.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
