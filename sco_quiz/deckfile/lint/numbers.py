"""Numbers in deck text: figures, number words, ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_UNITS: Final = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
_TENS: Final = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 10**9, "trillion": 10**12}
_NUMBER_WORD = re.compile(
    rf"(?<![\w-])(?:({'|'.join(_TENS)})(?:[- ]({'|'.join(list(_UNITS)[1:10])}))?|({'|'.join(_UNITS)}))(?![\w-])",
    re.IGNORECASE,
)
_FIGURE = r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"(?P<lead>[-\u2212+~≈$€£¥]|about |around |roughly )?(?P<figure>{_FIGURE})"
    r"(?:\s*(?P<scale>hundred|thousand|million|billion|trillion))?\s*(?P<unit>[%°]?[A-Za-z%°/² ³]*)",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"(?:between |from )?({_FIGURE})\s*(?:-|\u2013|—|to|and)\s*({_FIGURE})(\D*)", re.IGNORECASE)
_ABOVE = re.compile(rf"(?:more than|over|above|at least|>=?|≥)\s*({_FIGURE})(\D*)", re.IGNORECASE)
_BELOW = re.compile(rf"(?:less than|fewer than|under|below|at most|up to|<=?|≤)\s*({_FIGURE})(\D*)", re.IGNORECASE)
_PLUS = re.compile(rf"({_FIGURE})\s*(?:\+| or more| and more| or over)(\D*)", re.IGNORECASE)
YEAR = re.compile(
    r"(?<![\d.,])(?:1\d{3}|20\d{2}|21\d{2})(?![\d,]*\d)|\b\d{4}s\b|\b\d{1,4} (?:BCE?|CE)\b|\bAD \d{1,4}\b"
)
"""A year, a decade, or a year before or after Christ."""


def with_digits(text: str) -> str:
    """The text with number words as figures, thousands unmarked, and ``per cent`` as ``%``: for comparing only."""

    def figure(match: re.Match[str]) -> str:
        tens, unit, small = match.groups()
        if small:
            return str(_UNITS[small.lower()])
        return str(_TENS[tens.lower()] + (_UNITS[unit.lower()] if unit else 0))

    figures = _NUMBER_WORD.sub(figure, text)
    figures = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", figures)
    return re.sub(r"(?<=\d)\s*(?:per ?cent|percent|%)(?!\w)", "%", figures, flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit (in lower case, may be empty)."""

    value: float
    unit: str


def quantity_of(text: str) -> Quantity | None:
    """The quantity that a whole text is, as in ``8``, ``eight members``, ``20%``, ``1.5 million``; otherwise None."""
    match = _QUANTITY.fullmatch(with_digits(text.strip().rstrip(".")))
    if match is None or len((match["unit"] or "").split()) > 3:
        return None
    value = float(re.sub(r"[,  ]", "", match["figure"]))
    if match["scale"]:
        value *= _SCALES[match["scale"].lower()]
    if (match["lead"] or "") in {"-", "\u2212"}:
        value = -value
    currency = match["lead"] if match["lead"] and match["lead"] in "$€£¥" else ""
    return Quantity(value, (currency + (match["unit"] or "")).strip().lower())


@dataclass(frozen=True, slots=True)
class Span:
    """A range of numbers; ``low`` or ``high`` may be infinite."""

    low: float
    high: float

    def meets(self, other: Span) -> bool:
        """Whether some number lies in both, ends included."""
        return self.low <= other.high and other.low <= self.high


def span_of(text: str) -> Span | None:
    """The range that a whole text is, as in ``5-10``, ``between 5 and 10``, ``more than 20``; otherwise None."""
    level = with_digits(text.strip().rstrip("."))

    def number(figure: str) -> float:
        return float(re.sub(r"[,  ]", "", figure))

    if match := _RANGE.fullmatch(level):
        low, high = number(match[1]), number(match[2])
        return Span(low, high) if low < high else None
    # An open end touches nothing that begins where it ends: "over 20" and "10 to 20" are neighbours.
    if (match := _PLUS.fullmatch(level)) or (match := _ABOVE.fullmatch(level)):
        closed = bool(re.match(r"at least|>=|≥|\d", level, re.IGNORECASE))
        low = number(match[1])
        return Span(low if closed else _just_above(low), float("inf"))
    if match := _BELOW.fullmatch(level):
        closed = bool(re.match(r"at most|up to|<=|≤", level, re.IGNORECASE))
        high = number(match[1])
        return Span(float("-inf"), high if closed else _just_below(high))
    return None


def _just_above(value: float) -> float:
    return value + 1e-9 * max(1.0, abs(value))


def _just_below(value: float) -> float:
    return value - 1e-9 * max(1.0, abs(value))
