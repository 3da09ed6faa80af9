"""Numbers in digits and in English words: "eight" is 8, "1.5 million" 1,500,000, "twenty per cent" 20%.

Recognised: whole and decimal numbers; groups of three (``1,000``, ``1 000``, ``1'000``); a comma before one, two or
four and more digits as a decimal comma (before three it groups); signs and "minus"; "million" and the like after
digits; ordinals (``8th``, "eighth"); fractions (``1/2``, "three quarters", "two and a half"); per cent; dollars, euros
and pounds before or after; years as they are spoken ("nineteen eighty-four"). Times, versions, addresses and numbers
with leading zeros are kept as written.

Value decides, with two exceptions. A bare decimal that ends in zero (``3.10``) is as likely a version as a quantity,
so it equals ``3.1`` only where a unit follows; and a fraction that could be reduced (``6/8``) is compared as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import NamedTuple

from sco_quiz.domain.grading.marks import CLOSE, MARKED, OPEN, mark

_ONES = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
_CARDINALS = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINALS = (
    {f"{word}th": value for word, value in _CARDINALS.items() if not word.endswith("ty")}
    | {f"{word[:-1]}ieth": value for word, value in _CARDINALS.items() if word.endswith("ty")}
    | {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12, "hundredth": 100}
)
_DENOMINATORS = {"half": 2, "quarter": 4} | {word: value for word, value in _ORDINALS.items() if 3 <= value <= 20}
_DENOMINATORS |= {"halves": 2} | {f"{word}s": value for word, value in _DENOMINATORS.items() if word != "half"}
_CURRENCIES = {"dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "pound": "£", "pounds": "£"}
_CURRENCY_CODES = {"$": "usd", "€": "eur", "£": "gbp"}
_PRONOUNS = frozenset({"no", "any", "every", "some", "each"})

_LONGEST = 60
"""Digits above which a number is kept as written: no answer needs more, and arithmetic on them takes time."""

_LITERAL = r"\d+(?:[.:]\d+){2,}|\d+:\d+|0\d+(?![\d.,])"
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?: \d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:'\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d+\.\d+|\d+,(?:\d{1,2}|\d{4,})(?!\d)|\d+|(?<![\w.])\.\d+"
)
_TOKEN = re.compile(
    rf"(?P<marked>{MARKED.pattern})|(?P<literal>{_LITERAL})|(?P<digits>{_DIGITS})|(?P<word>[^\W\d_]+)"
    r"|(?P<space>\s+)|(?P<symbol>.)",
    re.DOTALL,
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile("[a-z]+")
_NUMBER_WORDS = frozenset((*_CARDINALS, *_SCALES, *_ORDINALS, "half", "quarter"))
_RANGE = re.compile(rf"(?<={CLOSE})\s*-\s*(?={OPEN})")


class _Token(NamedTuple):
    kind: str
    text: str

    @property
    def word(self) -> str:
        """The token in small letters where it is a word, else nothing."""
        return self.text.lower() if self.kind == "word" else ""


_END = _Token("end", "")


@dataclass(frozen=True, slots=True)
class _Magnitude:
    """A number without sign and unit: ``written`` overrides its value; ``end`` is the token after it."""

    value: Fraction
    end: int
    ordinal: bool = False
    written: str = ""


def mark_numbers(text: str, *, words: bool = True) -> str:
    """The text with each number marked by its value; without ``words`` only digits are, and as they are written.

    A range is written with "to" between its ends, so that ``5-10`` is "5 to 10".
    """
    if _DIGIT.search(text) is None and not (words and _has_number_word(text)):
        return text
    tokens = [_Token(str(match.lastgroup), match[0]) for match in _TOKEN.finditer(text)]
    pieces: list[str] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.kind == "literal" or (token.kind == "digits" and not words):
            if pieces and pieces[-1] == "-" and _begins(_at(tokens, position - 2)):
                pieces[-1] = mark("l-")
            pieces.append(mark("l" + _as_written(token.text)))
            position += 1
            continue
        canonical, after = _number_at(tokens, position) if words else ("", position)
        if canonical:
            pieces.append(mark(canonical))
            position = after
        else:
            pieces.append(token.text)
            position += 1
    return _RANGE.sub(" to ", "".join(pieces))


def _has_number_word(text: str) -> bool:
    return not _NUMBER_WORDS.isdisjoint(_WORD.findall(text.lower()))


def _as_written(text: str) -> str:
    """The digits in ASCII, such that digits of other scripts stay apart from ours."""
    return "".join(character if character.isascii() else f"u{ord(character):x}" for character in text)


def _ascii_digits(text: str) -> str:
    return "".join(str(int(character)) if character.isdecimal() else character for character in text)


def _at(tokens: list[_Token], position: int) -> _Token:
    return tokens[position] if 0 <= position < len(tokens) else _END


def _past_gap(tokens: list[_Token], position: int, *, hyphen: bool = True) -> int:
    """The position after a space, or after a hyphen between two words; the same one where neither stands."""
    token = _at(tokens, position)
    if token.kind == "space" or (hyphen and token.text == "-"):
        return position + 1
    return position


def _begins(before: _Token) -> bool:
    """Whether a sign may stand after this token; elsewhere ``-`` is a hyphen or "to"."""
    return before.kind in {"space", "end"} or before.text == "("


def _number_at(tokens: list[_Token], position: int) -> tuple[str, int]:
    """The canonical text of the number that begins at ``position`` and the token after it; "" where none begins."""
    start = position
    negative = False
    if _at(tokens, position).text in {"-", "+"} and _begins(_at(tokens, position - 1)):
        negative = _at(tokens, position).text == "-"
        position += 1
        if _at(tokens, position).kind != "digits" and _at(tokens, position).text not in _CURRENCY_CODES:
            return "", start
    elif _at(tokens, position).word in {"minus", "negative"} and _at(tokens, position + 1).kind == "space":
        negative = True
        position += 2
    unit = _CURRENCY_CODES.get(_at(tokens, position).text, "")
    if unit:
        position += 1
        if _at(tokens, position).kind != "digits":
            return "", start
    elif _at(tokens, position).word == "one" and _at(tokens, start - 2).word in _PRONOUNS:
        return "", start
    magnitude = _magnitude_at(tokens, position)
    if magnitude is None:
        return "", start
    end = magnitude.end
    if magnitude.ordinal:
        return f"o{magnitude.value}", end
    if not unit:
        unit, end = _unit_at(tokens, end)
    following = _at(tokens, _past_gap(tokens, end))
    bare = not unit and following.kind != "word" and following.text != "°"
    value = magnitude.written if magnitude.written and (bare or "/" in magnitude.written) else str(magnitude.value)
    return f"n{'-' if negative and magnitude.value else ''}{value}{unit}", end


def _unit_at(tokens: list[_Token], position: int) -> tuple[str, int]:
    """The code of "per cent" or a currency after a number, and the token after it."""
    after = _past_gap(tokens, position)
    token = _at(tokens, after)
    if token.text == "%" or token.word == "percent":
        return "%", after + 1
    if token.word == "per" and _at(tokens, after + 2).word == "cent":
        return "%", after + 3
    if token.word in _CURRENCIES:
        return _CURRENCY_CODES[_CURRENCIES[token.word]], after + 1
    if token.text in _CURRENCY_CODES:
        return _CURRENCY_CODES[token.text], after + 1
    return "", position


def _magnitude_at(tokens: list[_Token], position: int) -> _Magnitude | None:
    token = _at(tokens, position)
    if token.kind == "digits":
        return _digits_at(tokens, position)
    found = _words_at(tokens, position)
    if found is None or found.ordinal:
        return found
    return _scaled(tokens, _with_half(tokens, found))


def _digits_at(tokens: list[_Token], position: int) -> _Magnitude | None:
    text = _at(tokens, position).text
    if len(text) > _LONGEST:
        return None
    value, written = _value_of(text)
    end = position + 1
    if _at(tokens, end).word in {"st", "nd", "rd", "th"} and value.denominator == 1:
        return _Magnitude(value, end + 1, ordinal=True)
    fraction = _slash_at(tokens, position)
    if fraction is not None:
        return fraction
    mixed = _slash_at(tokens, end + 1) if _at(tokens, end).kind == "space" else None
    if mixed is not None and mixed.value < 1:
        return _Magnitude(value + mixed.value, mixed.end)
    return _scaled(tokens, _with_half(tokens, _Magnitude(value, end, written=written)))


def _value_of(text: str) -> tuple[Fraction, str]:
    """The value of digits, and how they are written where that may matter (a fraction that ends in zero)."""
    text = _ascii_digits(text)
    if re.fullmatch(r"\d+,(?:\d{1,2}|\d{4,})", text):
        text = text.replace(",", ".")
    whole, _, part = re.sub("[, ']", "", text).partition(".")
    value = Fraction(int((whole or "0") + part), 10 ** len(part))
    return value, f"{int(whole or 0)}.{part}" if part.endswith("0") and int(part) else ""


def _slash_at(tokens: list[_Token], position: int) -> _Magnitude | None:
    """A fraction like ``3/4``; one that could be reduced keeps its two numbers."""
    over, under = _at(tokens, position), _at(tokens, position + 2)
    if over.kind != "digits" or under.kind != "digits" or _at(tokens, position + 1).text != "/":
        return None
    if not (over.text.isdecimal() and under.text.isdecimal()) or len(over.text) + len(under.text) > _LONGEST:
        return None
    if _at(tokens, position + 3).text == "/" or _at(tokens, position - 1).text == "/":
        return None
    numerator, denominator = int(over.text), int(under.text)
    if denominator == 0:
        return None
    written = "" if gcd(numerator, denominator) == 1 else f"{numerator}/{denominator}"
    return _Magnitude(Fraction(numerator, denominator), position + 3, written=written)


def _with_half(tokens: list[_Token], magnitude: _Magnitude) -> _Magnitude:
    """The number with "and a half" or "and three quarters" after it."""
    position = magnitude.end
    if _at(tokens, position).kind != "space" or _at(tokens, position + 1).word != "and":
        return magnitude
    numerator = {"a": 1, "one": 1, "three": 3}.get(_at(tokens, position + 3).word)
    denominator = {"half": 2, "quarter": 4, "quarters": 4}.get(_at(tokens, position + 5).word)
    if numerator is None or denominator is None:
        return magnitude
    return _Magnitude(magnitude.value + Fraction(numerator, denominator), position + 6)


def _scaled(tokens: list[_Token], magnitude: _Magnitude) -> _Magnitude:
    """The number times the "million" after it, or the "hundred thousand"."""
    for _ in range(2):
        after = _past_gap(tokens, magnitude.end)
        scale = _SCALES.get(_at(tokens, after).word)
        if scale is None or after == magnitude.end:
            break
        magnitude = _Magnitude(magnitude.value * scale, after + 1)
    return magnitude


def _words_at(tokens: list[_Token], position: int) -> _Magnitude | None:
    """The number in words that begins at ``position``: cardinal, ordinal or fraction."""
    word = _at(tokens, position).word
    if word in {"a", "an"}:
        following = _at(tokens, position + 2).word
        if following in _SCALES:
            return _read_on(tokens, position + 1, _Sum(current=1))
        if following in {"half", "quarter"}:
            return _Magnitude(Fraction(1, _DENOMINATORS[following]), position + 3)
    if word == "half":
        return _Magnitude(Fraction(1, 2), position + 1)
    if word in _ORDINALS:
        return _Magnitude(Fraction(_ORDINALS[word]), position + 1, ordinal=True)
    if word in _CARDINALS:
        return _read_on(tokens, position + 1, _Sum(current=_CARDINALS[word]))
    return None


@dataclass(slots=True)
class _Sum:
    """A number in words as far as it has been read: ``total`` of what has a scale, and ``current`` below thousand."""

    current: int
    total: int = 0
    scale: int = 10**15

    def fits(self, value: int) -> bool:
        """Whether a number below hundred can follow in the same number: units after tens, either after hundreds."""
        if not 0 < value < 100 or not (self.current or self.total):
            return False
        return self.current % 100 == 0 or (value < 10 and self.current % 10 == 0 and self.current % 100 != 10)

    def takes(self, word: str) -> bool:
        """Adds a word and says whether it belonged to the number."""
        scale = _SCALES.get(word, 0)
        if word == "hundred" and 0 < self.current < 100:
            self.current *= 100
        elif scale > 100 and self.current and scale < self.scale:
            self.total, self.current, self.scale = self.total + self.current * scale, 0, scale
        elif self.fits(_CARDINALS.get(word, 0)):
            self.current += _CARDINALS[word]
        else:
            return False
        return True


def _read_on(tokens: list[_Token], end: int, read: _Sum) -> _Magnitude:
    """Reads on from the token ``end`` as long as the words make one number with what has been read."""
    while True:
        after = _past_gap(tokens, end)
        word = _at(tokens, after).word
        if word == "and" and (read.current >= 100 or (read.total and not read.current)):
            after = _past_gap(tokens, after + 1)
            word = _at(tokens, after).word
        if after > end and read.takes(word):
            end = after + 1
            continue
        return _ending(tokens, end, after, read)


def _ending(tokens: list[_Token], end: int, after: int, read: _Sum) -> _Magnitude:
    """The number that has been read, with an ordinal, a denominator or the second half of a year in words after it."""
    word = _at(tokens, after).word if after > end else ""
    if word in _DENOMINATORS and not read.total and (word.endswith("s") or read.current == 1):
        return _Magnitude(Fraction(read.current, _DENOMINATORS[word]), after + 1)
    if read.fits(_ORDINALS.get(word, 0)):
        return _Magnitude(Fraction(read.total + read.current + _ORDINALS[word]), after + 1, ordinal=True)
    if not read.total and 10 <= read.current <= 20 and _CARDINALS.get(word, 0) >= 10:
        value, end = _two_digits_at(tokens, after)
        return _Magnitude(Fraction(read.current * 100 + value), end)
    return _Magnitude(Fraction(read.total + read.current), end)


def _two_digits_at(tokens: list[_Token], position: int) -> tuple[int, int]:
    """The number from 10 to 99 in words that begins at ``position``, and the token after it."""
    tens = _CARDINALS[_at(tokens, position).word]
    after = _past_gap(tokens, position + 1)
    ones = _CARDINALS.get(_at(tokens, after).word, 0)
    if tens >= 20 and 0 < ones < 10 and after > position + 1:
        return tens + ones, after + 1
    return tens, position + 1
