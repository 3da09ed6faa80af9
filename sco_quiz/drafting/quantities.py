"""Dates and numbers in a text, with what stands before them and what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sco_quiz.drafting import lexicon
from sco_quiz.drafting.wordlists import word_set

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR = r"(?:1\d{3}|20\d{2})(?!\d|[.,]\d|\s?(?:per cent|%|metres|km|kilomet|years|people|euros|dollars))"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? {_YEAR})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? {_YEAR})?(?!\d)"
    rf"|{_MONTH} {_YEAR}"
    r"|the (?:early |mid-|late )?(?:\d{1,2}(?:st|nd|rd|th)|[a-z]+th|first|second|third) century(?: BCE?| AD)?"
    r"|the (?:early |mid-|late )?(?:1\d|20)\d0s"
    r"|\d{1,4} (?:BCE?|AD)|AD \d{1,4}"
    rf"|{_YEAR})"
)
_LEAD = r"(?:in|on|since|until|till|by|from|before|after|around|about|during|of)"
_MOMENT = re.compile(
    rf"\b(?:(?P<range>(?:from|between) {_DATE} (?:to|until|and|till) {_DATE})"
    rf"|(?:(?P<lead>{_LEAD}) )?(?P<date>{_DATE}))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date: ``text`` is the date alone, ``lead`` the preposition before it; together they stand at ``start:end``."""

    text: str
    lead: str
    start: int
    end: int

    @property
    def phrase(self) -> str:
        """The date with its preposition."""
        return f"{self.lead} {self.text}".strip()


_DATED = re.compile(r"\d|century")


@lru_cache(maxsize=1024)
def moments_in(text: str) -> tuple[Moment, ...]:
    """The dates of a text, in order. Bare months and ages are not dates."""
    if _DATED.search(text) is None:
        return ()
    found = []
    for match in _MOMENT.finditer(text):
        if match["range"]:
            found.append(Moment(match["range"], "", match.start(), match.end()))
            continue
        if match["date"].isdigit() and match["lead"] is None:
            before = text[: match.start()].rstrip()
            if not before.endswith(("(", "\u2013", "-", "year", "of", "and", "to")):
                continue
        found.append(Moment(match["date"], (match["lead"] or "").lower(), match.start(), match.end()))
    return tuple(found)


class Measure(StrEnum):
    """What a number gives."""

    COUNT = "count"
    SHARE = "share"
    LENGTH = "measure"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: ``about 20 million`` (value) ``red blood cells`` (noun) at ``start:end``.

    ``limit`` is what goes before the value ("about", "more than", "up to"); ``adjective`` what follows a measure
    ("long" in "636 kilometres long").
    """

    limit: str
    value: str
    noun: str
    measure: Measure
    adjective: str
    start: int
    end: int

    @property
    def amount(self) -> str:
        """Value and noun, with the limit: what answers a question."""
        return " ".join(part for part in (self.limit, self.value, self.noun) if part)


_LIMITS = (
    "about|around|roughly|approximately|nearly|almost|over|more than|less than|fewer than|up to|at least|at most|only|"
    "as many as|as much as|some|exactly|just|only about|just over|just under|well over|no more than|an estimated"
)
_WORDED = "|".join(
    sorted(lexicon.NUMBER_WORDS - {"half", "dozen", "hundred", "thousand", "million"}, key=len, reverse=True)
)
_VALUE = (
    rf"(?:[$€£]\s?\d[\d,]*(?:\.\d+)?|\d[\d,]*(?:\.\d+)?|(?:{_WORDED})(?:-(?:{_WORDED}))?)"
    r"(?:\s(?:hundred|thousand|million|billion|trillion|dozen))*(?:%| per cent| percent)?"
)
_RANGE = rf"(?:{_VALUE}(?: to | or |-|\u2013){_VALUE}|{_VALUE})"
_FRACTION = (
    r"(?:(?:one|two|three|four|nine)[- ](?:half|thirds?|quarters?|fifths?|tenths?)|half|a (?:third|quarter|fifth|half))"
)
_NUMBER = re.compile(
    rf"(?<![\w.,-])(?:(?P<limit>{_LIMITS}) )?(?P<value>{_FRACTION}(?= of )|{_RANGE})(?![\w-]|[.,]\d)", re.IGNORECASE
)
UNITS = word_set(
    "kilometre kilometres kilometer kilometers km metre metres meter meters m mile miles foot feet inch inches "
    "centimetre centimetres millimetre millimetres year years month months week weeks day days hour hours minute "
    "minutes second seconds gram grams kilogram kilograms kg tonne tonnes ton tons litre litres degree degrees "
    "byte bytes kilobyte kilobytes megabyte megabytes gigabyte gigabytes terabyte terabytes khz mhz ghz hz kb mb "
    "gb tb ms decibels decibel watt watts volt volts hectare hectares acre acres knot knots generation "
    "generations decade decades century centuries"
)
_CURRENCY = word_set("euro euros dollar dollars pound pounds yen yuan rouble roubles franc francs cents")
_ADJECTIVES = word_set("long wide high deep tall thick old heavy broad large away apart")
_STOPS = lexicon.FUNCTION_WORDS - {"more", "other", "own", "same", "long", "first"}
_NOUN_END = re.compile(r"[^\w\s'\u2019-]")


@lru_cache(maxsize=1024)
def quantities_in(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text that count or measure something, in order; dates and version numbers are left out."""
    taken = [(moment.start, moment.end) for moment in moments_in(text)]
    found: list[Quantity] = []
    for match in _NUMBER.finditer(text):
        if any(start <= match.start("value") < end for start, end in taken):
            continue
        found_one = _quantity(text, match)
        if found_one is not None:
            found.append(found_one)
    return tuple(found)


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    value = match["value"]
    limit = re.sub(r"^only ?|^just ?(?!over|under)", "", match["limit"] or "", flags=re.IGNORECASE)
    after = text[match.end() :]
    start = match.start()
    before = re.search(r"(?<=\w )([A-Z][a-z]+) $", text[: match.start("value")])
    if before and before[1].lower() not in lexicon.FUNCTION_WORDS:
        return None  # "the Boeing 747"
    if value.lower() in {"one", "second"} or re.match(r"\s*(?:BC|AD)\b", after):
        return None
    if value.endswith(("%", "cent", "percent")) or re.search("half|third|quarter|fifth|tenth", value):
        return Quantity(limit, value, "", Measure.SHARE, "", start, match.end())
    if value[0] in "$€£":
        return Quantity(limit, value, "", Measure.MONEY, "", start, match.end())
    noun, end, adjective = _noun_after(text, match.end())
    if not noun:
        return None
    last = noun.split()[-1].lower()
    if last in _CURRENCY:
        return Quantity(limit, value, noun, Measure.MONEY, "", start, end)
    first = noun.split()[0].lower()
    if first in UNITS:
        unit = noun if noun.split()[-1] in {"Celsius", "Fahrenheit", "Kelvin"} else noun.split()[0]
        unit_end = text.index(unit, match.end()) + len(unit)
        square = noun.split()[:2]
        if first in {"square", "cubic"} and len(square) == 2:
            unit = " ".join(square)
        return Quantity(limit, value, unit, Measure.LENGTH, adjective if unit == noun else "", start, unit_end)
    return Quantity(limit, value, noun, Measure.COUNT, "", start, end)


def _noun_after(text: str, position: int) -> tuple[str, int, str]:
    """The nouns right after a number, where they end, and an adjective of measure after them."""
    words: list[str] = []
    end = position
    for match in re.finditer(r"\s([\w'\u2019-]+)", text[position:]):
        if match.start() + position != end:
            break
        word = match[1]
        lower = word.lower()
        if words and lower in _ADJECTIVES and words[-1].lower() in UNITS:
            return " ".join(words), end, lower
        forms = lexicon.readings(lower)
        verb_follows = bool(words) and words[-1].endswith("s") and ("past" in forms or "base" in forms)
        if not words and "third" in forms and forms["third"] not in lexicon.NOUNS_TOO:
            break
        if lower in _STOPS or word[0].isdigit() or verb_follows or len(words) == 5:
            break
        if words and word[0].isupper() and not words[-1][0].isupper() and words[-1].endswith("s"):
            break
        words.append(word)
        end = position + match.end()
        if lower in UNITS:
            if scale := re.match(r"\s(?:Celsius|Fahrenheit|Kelvin)\b", text[end:]):
                words.append(scale[0].strip())
                end += scale.end()
            following = re.match(r"\s([\w-]+)", text[end:])
            return " ".join(words), end, following[1] if following and following[1] in _ADJECTIVES else ""
    if not words or not (words[-1].endswith("s") or words[-1].lower() in lexicon.UNCOUNTED_PLURALS):
        return "", position, ""
    return " ".join(words), end, ""
