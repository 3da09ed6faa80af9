"""The keys by which two texts are compared: each aspect that grading may overlook is one step that can be left out.

Two texts are the same answer when their keys with all aspects are equal; which aspects were needed is found by trying
smaller sets (``domain.grading.comparing``). What carries meaning is in every key: letters of scripts other than Latin
with all their marks, symbols (``C++``, ``#``), superscripts (``10²`` is ``10^2``), signs, units and negations.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sco_quiz.domain.grading.dates import mark_dates
from sco_quiz.domain.grading.marks import CLOSE, OPEN, mark, unmarked
from sco_quiz.domain.grading.numbers import mark_numbers
from sco_quiz.domain.grading.result import Ignored

EVERYTHING = frozenset(Ignored)

_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE63, 0xFF0D], "-")
_APOSTROPHES = dict.fromkeys([0x2018, 0x2019, 0x201B, 0x2032, 0x02BC, 0x02B9, 0x0060, 0x00B4], "'")
_SUPERSCRIPTS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱ]+")
_VULGAR = re.compile(r"(\d?)([¼½¾⅐-⅞↉])")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_EMPHASIS = re.compile(r"(?<!\w)(?:\*\*(?=\S)([^*]+)(?<=\S)\*\*|\*(?=\S)([^*]+)(?<=\S)\*|`(?=\S)([^`]+)(?<=\S)`)(?!\w)")
_LATIN_LETTERS = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "\u0131": "i",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
    }
)

_CODE = re.compile(
    r"""
    [=<>{}|\\_]                        # operators, braces, a path, a name in code
    | [^\W\d]\+ | \+[^\W\d] | \+\+     # C++, A+
    | [\w)][\[#*@] | [#*@~]\w | ~/      # an index, C#, a pointer, a handle, a glob
    | \w\(\) | \b[^\W\d]\(            # a call, a function
    | ^(?:--?|!|\.|/|\.\.?/)[^\W\d]    # an option, a negation, .NET, a path from the root
    | \s--[^\W\d] | \s-[^\W\d](?!\w)  # an option further on
    | \$[^\W\d]                        # a variable
    """,
    re.VERBOSE,
)
_OPTION = re.compile(r"-[^\W\d_]")
_AROUND_OPERATORS = re.compile(r"(?<=\w)\s*([=+*/<>,;|])\s*(?=\w)")
_NEGATIONS = re.compile(r"\b(not|no|never|nor|neither|without)\b", re.IGNORECASE)
_CONTRACTED = re.compile("n't|nt|nnot", re.IGNORECASE)
_CONTRACTIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bcan'?t\b|\bcannot\b", re.IGNORECASE), "can not"),
    (re.compile(r"\bwon't\b", re.IGNORECASE), "will not"),
    (re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should)n'?t\b", re.IGNORECASE), r"\1 not"),
)
_ARTICLE = re.compile(r"^\s*(?:(?:the|an?)\s+)+(?=\S)", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})")
_KEPT = frozenset("%&#@*\\/§-")
_MEGA_AND_MILLI = re.compile(rf"(?<={CLOSE})\s*M(?=(?:W|Hz|V|A|Pa|J|N|g|m|s|eV|Wh|mol|Ω)\b)")
_MEGA = mark("uM")


@lru_cache(maxsize=1 << 15)
def is_code(text: str) -> bool:
    """Whether symbols carry the meaning of a text: it has no letter or digit, or looks like code or a formula."""
    return not any(character.isalnum() for character in text) or _CODE.search(_plain(text)) is not None


def is_plain(text: str) -> bool:
    """Whether a text holds nothing that might be read in two ways: no number, date or negation, no article at first."""
    return OPEN not in key_of(text, EVERYTHING) and _ARTICLE.match(_without_punctuation(text)) is None


@lru_cache(maxsize=1 << 15)
def key_of(text: str, overlooked: frozenset[Ignored], *, code: bool = False) -> str:
    """What is left of a text without the aspects that are overlooked; with ``code`` every symbol stays."""
    text = unicodedata.normalize("NFC", unmarked(text))
    if Ignored.CHARACTERS in overlooked:
        text = _plain(text)
    return " ".join((_code_key if code else _words_key)(text, overlooked).split())


def _plain(text: str) -> str:
    """The text in the simplest characters for what it says, without emphasis and without invisible characters."""
    text = _SUPERSCRIPTS.sub(lambda match: f"^{match[0]}", _INVISIBLE.sub("", text))
    text = _VULGAR.sub(lambda match: f"{match[1]} {match[2]}" if match[1] else match[2], text)
    text = _EMPHASIS.sub(lambda match: match[match.lastindex or 0], text)
    text = unicodedata.normalize("NFKC", text.translate(_DASHES).translate(_APOSTROPHES))
    return text.replace("\u2044", "/")


def _code_key(text: str, overlooked: frozenset[Ignored]) -> str:
    """Code as it stands, but for capitals (except of a single-letter option) and the spaces around operators."""
    if Ignored.SPACING in overlooked:
        text = _AROUND_OPERATORS.sub(r"\1", text)
    if Ignored.CASE in overlooked:
        text = " ".join(piece if _OPTION.fullmatch(piece) else piece.casefold() for piece in text.split())
    return text


def _words_key(text: str, overlooked: frozenset[Ignored]) -> str:
    if Ignored.DATES in overlooked:
        text = mark_dates(text)
    text = mark_numbers(text, words=Ignored.NUMBERS in overlooked)
    text = _MEGA_AND_MILLI.sub(_MEGA, text)
    if Ignored.ACCENTS in overlooked:
        text = _without_accents(text)
    if Ignored.CASE in overlooked:
        text = text.casefold()
    if Ignored.PUNCTUATION in overlooked:
        text = _without_punctuation(text)
    if Ignored.ARTICLE in overlooked:
        text = _ARTICLE.sub("", text)
    text = _NEGATIONS.sub(lambda match: mark(f"x{match[1]}"), text)
    if Ignored.SPACING in overlooked:
        text = re.sub(r"[\s-]+", "", text)
    return text


def _without_accents(text: str) -> str:
    """Latin letters without marks; letters of other scripts keep theirs, where a mark makes another letter."""
    if text.isascii():
        return text
    kept: list[str] = []
    base_is_latin = False
    for character in unicodedata.normalize("NFD", text.translate(_LATIN_LETTERS)):
        if unicodedata.category(character) == "Mn":
            if base_is_latin:
                continue
        else:
            base_is_latin = "LATIN" in unicodedata.name(character, "")
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def _without_punctuation(text: str) -> str:
    """The words alone: apostrophes close up, ``&`` is "and", a slash between words is a space."""
    if _CONTRACTED.search(text) is not None:
        for contraction, words in _CONTRACTIONS:
            text = contraction.sub(words, text)
    if text.replace(" ", "").isalnum():
        return text
    text = _BETWEEN_WORDS.sub(" ", text.replace("&", " and "))
    return "".join(_spoken(character) for character in text)


def _spoken(character: str) -> str:
    if character in "'.":
        return ""
    if character in _KEPT or not unicodedata.category(character).startswith("P"):
        return character
    return " "
