r"""Reading searches for cards, in the syntax of Anki's browser where it fits.

``word "two words" -tag:dates (is:due or prop:lapses>=3)``: words stand side by side for *and*; ``or``, ``-`` and
parentheses do as they say; ``*`` stands for any text; ``\`` before a character takes its meaning away. After Anki's
manual, https://docs.ankiweb.net/searching.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from sco_quiz.domain.deck import Kind
from sco_quiz.domain.rating import Rating
from sco_quiz.domain.search import (
    EVERYTHING,
    And,
    Comparison,
    Condition,
    Contains,
    Field,
    Flagged,
    Has,
    Introduced,
    Is,
    Measures,
    Not,
    OfKind,
    Or,
    Pattern,
    Quantity,
    Query,
    Rated,
)
from sco_quiz.errors import SearchError

EnumT = TypeVar("EnumT", bound=StrEnum)

_OTHER_NAMES = {"front": "prompt", "question": "prompt", "back": "answer", "cid": "card", "nid": "note"}
_KEYS = (*Field, "is", "kind", "prop", "flag", "rated", "introduced")
_TOKEN = re.compile(r"""\s+|(?P<mark>[()]|-(?=\S))|(?P<word>(?:\\.|"(?:\\.|[^"\\])*"|[^\s()"\\])+)""", re.DOTALL)
_KEY = re.compile(r"([A-Za-z]+):(.*)", re.DOTALL)
_PROPERTY = re.compile(r"([a-z]+)(<=|>=|!=|<|>|=)(-?\d+(?:\.\d+)?)(%?)")
_NO_CHARACTER = re.compile(r"[\ud800-\udfff]")
"""What stands for bytes of a command line that are no UTF-8."""
_MOST_NESTED = 50
_MOST_WORDS = 200
_LONGEST = 5_000
"""Characters of a search; nobody types more."""
_DIGITS = 20


def parse_search(text: str) -> Query:
    """The search that a text stands for; an empty one finds everything.

    Raises SearchError, with the column (from 1) of what is wrong, and what to write instead.
    """
    broken = _NO_CHARACTER.search(text)
    if broken is not None:
        raise SearchError("This is no character", broken.start() + 1, "Write the search as UTF-8.")
    return _Parser(text).parse()


def keys() -> tuple[str, ...]:
    """Everything that may stand before a colon, for completion."""
    return tuple(map(str, _KEYS))


@dataclass(frozen=True, slots=True)
class _Token:
    """A mark (``(``, ``)``, ``-``), or a word as it was typed; ``column`` counts from 1."""

    text: str
    column: int
    is_mark: bool = False

    @property
    def joins(self) -> str:
        """``and`` or ``or``, where the word is one of them."""
        word = self.text.lower()
        return word if not self.is_mark and word in {"and", "or"} else ""


class _Parser:
    """By recursive descent: alternatives of conjunctions of factors."""

    def __init__(self, text: str) -> None:
        self._end = len(text) + 1
        self._tokens = list(_tokens(text))
        self._place = 0

    def parse(self) -> Query:
        if self._end > _LONGEST:
            raise SearchError("This search is too long", _LONGEST, "Use fewer words.")
        if not self._tokens:
            return EVERYTHING
        if len(self._tokens) > _MOST_WORDS:
            raise SearchError("This search is too long", self._tokens[_MOST_WORDS].column, "Use `*`, or fewer words.")
        query = self._alternatives(0)
        token = self._next
        if token is not None:
            raise SearchError("This parenthesis closes nothing", token.column, "Take it away, or quote it.")
        return query

    @property
    def _next(self) -> _Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _take(self) -> _Token:
        token = self._tokens[self._place]
        self._place += 1
        return token

    def _alternatives(self, depth: int) -> Query:
        parts = [self._conjunction(depth)]
        while (token := self._next) is not None and token.joins == "or":
            self._take()
            parts.append(self._conjunction(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _conjunction(self, depth: int) -> Query:
        parts = [self._factor(depth)]
        while (token := self._next) is not None and token.text != ")" and token.joins != "or":
            if token.joins == "and":
                self._take()
            parts.append(self._factor(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _factor(self, depth: int) -> Query:
        token = self._next
        if token is None:
            raise SearchError("Something is missing at the end", self._end, "Write what else to find.")
        if token.joins or (token.is_mark and token.text == ")"):
            raise SearchError(f"Something is missing before `{token.text}`", token.column, "Write what to find there.")
        if depth > _MOST_NESTED:
            raise SearchError("This is nested too deeply", token.column, "Use fewer parentheses.")
        self._take()
        if not token.is_mark:
            return _leaf(token)
        if token.text == "-":
            return Not(self._factor(depth + 1))
        inner = self._alternatives(depth + 1)
        if self._next is None:
            raise SearchError("This parenthesis is not closed", token.column, "Write `)` after what belongs together.")
        self._take()
        return inner


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            what = "quotation mark is not closed" if text[place] == '"' else "backslash has nothing after it"
            raise SearchError(f"This {what}", place + 1, "Close it, or write a backslash before it.")
        if found["mark"] is not None:
            yield _Token(found["mark"], place + 1, is_mark=True)
        elif found["word"] is not None:
            yield _Token(found["word"], place + 1)
        place = found.end()


def _leaf(token: _Token) -> Query:
    """A word, quoted or not, with a key or without."""
    word = token.text
    quoted = word.startswith('"') and _closes_at(word) == len(word) - 1
    found = _KEY.fullmatch(word[1:-1] if quoted else word)
    if found is None:
        return Contains(_pattern(word))
    key = _OTHER_NAMES.get(found[1].lower(), found[1].lower())
    value, column = found[2], token.column + quoted + found.start(2)
    if key in set(Field):
        return _has(Field(key), value, column)
    match key:
        case "is":
            return Is(_one_of(Condition, value, "is", column))
        case "kind":
            return OfKind(_one_of(Kind, value, "kind", column))
        case "prop":
            return _measure(value, column)
        case "flag":
            return Flagged(_number(value, column, 0, 7))
        case "rated":
            days, _, rating = _plain(value).partition(":")
            return Rated(_number(days, column, 1, 100_000), _rating(rating, column) if rating else None)
        case "introduced":
            return Introduced(_number(value, column, 1, 100_000))
        case _:
            if quoted:
                return Contains(_pattern(word))
            raise _unknown_key(found[1], token)


def _unknown_key(name: str, token: _Token) -> SearchError:
    close = get_close_matches(name.lower(), _KEYS, n=1)
    hint = f"Did you mean `{close[0]}:`?" if close else f"The keys are: {', '.join(_KEYS)}."
    return SearchError(
        f"There is no key `{name}:`", token.column, f'{hint} To find the text itself, put it in quotes: "{token.text}".'
    )


def _has(field: Field, value: str, column: int) -> Query:
    pattern = _pattern(value)
    if pattern.is_anything and len(pattern.pieces) == 1 and value != '""':
        raise SearchError(f"Nothing stands after `{field}:`", column, f"Write what to find, such as `{field}:text`.")
    return Has(field, pattern)


def _measure(value: str, column: int) -> Query:
    found = _PROPERTY.fullmatch(_plain(value).lower())
    if found is None:
        raise SearchError(
            "This is no comparison", column, f"Write `prop:ivl>=10`; what can be compared: {', '.join(Quantity)}."
        )
    quantity = _one_of(Quantity, found[1], "prop", column)
    number = float(found[3]) / (100 if found[4] else 1)
    comparison: Comparison = found[2]  # type: ignore[assignment]  # the pattern allows no others
    return Measures(quantity, comparison, number)


def _one_of(among: type[EnumT], value: str, key: str, column: int) -> EnumT:
    word = _plain(value).lower()
    for member in among:
        if member.value == word:
            return member
    names = [member.value for member in among]
    close = get_close_matches(word, names, n=1)
    hint = f"Did you mean `{key}:{close[0]}`?" if close else f"There are: {', '.join(names)}."
    raise SearchError(f"`{key}:` knows no {word!r}", column, hint)


def _number(value: str, column: int, least: int, most: int) -> int:
    word = _plain(value)
    # A number of thousands of digits is none that Python makes of a text.
    if not (word.isascii() and word.isdigit() and len(word) < _DIGITS and least <= int(word) <= most):
        raise SearchError(f"{word!r} is no whole number from {least} to {most:,}", column, "Write `rated:7`, `flag:1`.")
    return int(word)


def _rating(value: str, column: int) -> Rating:
    word = _plain(value).lower()
    for rating in Rating:
        if word in {str(rating.value), rating.word}:
            return rating
    raise SearchError(f"{word!r} is no rating", column, "Write 1, 2, 3 or 4: again, hard, good, easy.")


def _closes_at(word: str) -> int:
    """Where the quotation mark at the beginning closes."""
    place = 1
    while word[place] != '"':
        place += 2 if word[place] == "\\" else 1
    return place


def _pattern(word: str) -> Pattern:
    """The text of a word without its quotes, cut at its wildcards."""
    pieces = [""]
    characters = iter(word)
    for character in characters:
        match character:
            case "\\":
                pieces[-1] += next(characters, "\\")
            case '"':
                pass
            case "*":
                pieces.append("")
            case _:
                pieces[-1] += character
    return Pattern(tuple(pieces))


def _plain(value: str) -> str:
    return "*".join(_pattern(value).pieces)
