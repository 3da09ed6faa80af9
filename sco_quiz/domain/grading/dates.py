"""Dates in the usual forms: "June 2001", ``2001-06`` and ``06/2001`` are one month, "15 June 2001" one day.

Rules where a form could be read two ways:

- Between dots the day stands first (``15.06.2001``), as everywhere where dots are the custom.
- Between slashes or hyphens day and month may stand either way; the one above 12 is the day. Where neither is
  (``03/04/2001``), the date is ambiguous: it equals only itself, and a date that it may mean is a near miss.
- ``2001-06`` is June 2001 (ISO 8601), not a span of years.

Month names are English, in full or shortened to three or four letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sco_quiz.domain.grading.marks import CLOSE, OPEN, mark

_DIGIT = re.compile(r"\d")
_MONTHS = re.findall(r"\w+", "january february march april may june july august september october november december")
_MONTH_NUMBERS = (
    {name: number for number, name in enumerate(_MONTHS, start=1)}
    | {name[:3]: number for number, name in enumerate(_MONTHS, start=1)}
    | {"sept": 9}
)
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<year>[12]\d{3})(?![\d.,]*\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:\s*(?:-|\bto\b|\band\b)\s*(?P<until>\d{{1,2}})(?:st|nd|rd|th)?)?"
_FREE_BEFORE = r"(?<![\w/.,:-])"
_FREE_AFTER = r"(?![\w/:-])(?![.,]\d)"
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_FREE_BEFORE}(?:the\s+)?{_DAYS}(?:\s+|-)(?:of\s+)?{_MONTH},?(?:(?:\s+|-)(?:of\s+)?{_YEAR})?{_FREE_AFTER}",
        rf"{_FREE_BEFORE}{_MONTH}\s+(?:the\s+)?{_DAYS}(?!\d)(?:,?\s+(?:of\s+)?{_YEAR})?{_FREE_AFTER}",
        rf"{_FREE_BEFORE}{_MONTH},?\s*(?:of\s+|-)?{_YEAR}{_FREE_AFTER}",
        rf"{_FREE_BEFORE}{_YEAR},?\s+{_MONTH}(?:\s+{_DAY})?{_FREE_AFTER}",
        rf"{_FREE_BEFORE}(?P<year>[12]\d{{3}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_FREE_AFTER}",
        rf"{_FREE_BEFORE}(?P<year>[12]\d{{3}})[-/](?P<month>\d{{1,2}}){_FREE_AFTER}",
        rf"{_FREE_BEFORE}(?P<month>\d{{1,2}})[-/](?P<year>[12]\d{{3}}){_FREE_AFTER}",
        rf"{_FREE_BEFORE}(?P<month>\d{{2}})\.(?P<year>[12]\d{{3}}){_FREE_AFTER}",
    )
)
_EITHER_WAY = re.compile(
    rf"{_FREE_BEFORE}(?P<first>\d{{1,2}})(?P<mark>[-/.])(?P<second>\d{{1,2}})(?P=mark)(?P<year>[12]\d{{3}}){_FREE_AFTER}"
)
_ERA_BEFORE = re.compile(r"\b(?:ad|a\.d\.)\s*(?P<year>\d+)\b", re.IGNORECASE)
_ERAS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\d)\s*(?:bce?\b|b\.\s?c\.(?:\s?e\.)?)", re.IGNORECASE), "ebc"),
    (re.compile(r"(?<=\d)\s*(?:ad\b|ce\b|a\.\s?d\.|c\.\s?e\.)", re.IGNORECASE), "ead"),
)
_LEADING_WORD = re.compile(rf"^\s*(?:in|on)\s+(?=(?:{OPEN}[^{CLOSE}]*{CLOSE}|[12]\d{{3}})\s*$)", re.IGNORECASE)


def mark_dates(text: str) -> str:
    """The text with each date marked, whatever its form; the eras BC and AD are marked after their number."""
    if _DIGIT.search(text) is None:
        return text
    for form in _FORMS:
        text = form.sub(_marked_named, text)
    text = _EITHER_WAY.sub(_marked_numeric, text)
    text = _ERA_BEFORE.sub(lambda match: f"{match['year']} {mark('ead')}", text)
    for era, canonical in _ERAS:
        text = era.sub(_constant(f" {mark(canonical)}"), text)
    return _LEADING_WORD.sub("", text)


def readings_of(canonical: str) -> tuple[str, ...]:
    """The two dates that an ambiguous date may mean, day first and month first; empty for any other mark."""
    if not canonical.startswith("a"):
        return ()
    first, second, year = canonical[1:].split("/")
    return (f"d{year}-{second}-{first}", f"d{year}-{first}-{second}")


def _constant(text: str) -> Callable[[re.Match[str]], str]:
    return lambda _: text


def _marked_named(match: re.Match[str]) -> str:
    parts = match.groupdict()
    written = parts["month"].lower()
    month = _MONTH_NUMBERS.get(written) or int(written)
    day, until, year = (int(parts.get(name) or 0) for name in ("day", "until", "year"))
    if not 1 <= month <= 12 or max(day, until) > _LONGEST_MONTHS[month - 1] or (parts.get("day") and not day):
        return match[0]
    if parts.get("until") and until <= day:
        return match[0]
    canonical = f"d{year or ''}-{month:02}" + (f"-{day:02}" if day else "") + (f"..{until:02}" if until else "")
    return mark(canonical)


def _marked_numeric(match: re.Match[str]) -> str:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    day_first = match["mark"] == "." or first > 12
    day, month = (first, second) if day_first else (second, first)
    if not 1 <= month <= 12 or not 1 <= day <= _LONGEST_MONTHS[month - 1]:
        return match[0]
    if match["mark"] == "." or first > 12 or second > 12 or first == second:
        return mark(f"d{year}-{month:02}-{day:02}")
    return mark(f"a{first:02}/{second:02}/{year}")
