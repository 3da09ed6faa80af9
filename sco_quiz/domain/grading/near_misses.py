"""Near misses: what was meant is plain, a finger slipped.

Two texts are near when they have the same numbers and the same negations, and their words differ by few slips: a letter
missing, extra, wrong, or two neighbours exchanged (Damerau and Levenshtein's distance in its optimal string alignment
form). A word may hold none up to 3 letters, one up to 7, two up to 12 and three beyond, and a whole text no more than
its own letters allow by the same rule.

Some slips make another word, and are never near: a prefix or an ending that turns the sense ("increase", "decrease";
"nitrate", "nitrite"). Scripts in which one character is a syllable or a word (Han, kana, Hangul) have no near misses.
"""

from __future__ import annotations

import re
import unicodedata

from sco_quiz.domain.grading.marks import MARKED
from sco_quiz.domain.grading.normalising import EVERYTHING, is_plain, key_of
from sco_quiz.domain.grading.result import Ignored

_WORD_BY_WORD = EVERYTHING - {Ignored.SPACING}
_WITH_MONTHS_AS_WORDS = _WORD_BY_WORD - {Ignored.DATES}
_LONGEST = 1_000
"""Letters above which a text is not searched for slips: nobody is asked to type so much."""

_TURNING_PREFIXES = tuple(
    re.findall(
        r"\w+",
        "a an un in im il ir dis non de anti counter contra pro mis ex en em over under hyper hypo endo exo inter "
        "intra extra pre post macro micro uni bi tri multi mono poly homo hetero sub super up down",
    )
)
_TURNING_ENDINGS = (
    ("ate", "ite", "ide"),
    ("ane", "ene", "yne", "yl"),
    ("er", "ee"),
    ("or", "ee"),
    ("ful", "less"),
    ("ous", "ic"),
)
_SHORTEST_REST = 4
_SYLLABIC = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "YI ", "ETHIOPIC")
_FILLERS = frozenset({"the", "a", "an"})
_FILLER = re.compile(r"\b(?:the|an?)\b", re.IGNORECASE)


def slips_allowed(letters: int) -> int:
    """How many slips a word or text with so many letters may hold."""
    if letters <= 3:
        return 0
    if letters <= 7:
        return 1
    return 2 if letters <= 12 else 3


def slips_between(given: str, right: str) -> int | None:
    """How many slips lie between two texts (0: none but what is overlooked anyway), or None where they are not near."""
    for overlooked in (_WORD_BY_WORD, _WITH_MONTHS_AS_WORDS):
        first, second = key_of(given, overlooked), key_of(right, overlooked)
        if max(len(first), len(second)) <= _LONGEST and MARKED.findall(first) == MARKED.findall(second):
            return _slips_in_words(first, second)
    return None


def _slips_in_words(first: str, second: str) -> int | None:
    from rapidfuzz.distance import OSA

    if _is_syllabic(first) or _is_syllabic(second):
        return None
    first_words, second_words = _words_of(first), _words_of(second)
    allowed = slips_allowed(min(sum(map(len, first_words)), sum(map(len, second_words))))
    if len(first_words) != len(second_words):
        # A word split or run together, with one more slip; whole words ("type B", "vitamin C") may not be missing.
        if any(len(word) == 1 for word in (*first_words, *second_words)):
            return None
        distance = OSA.distance("".join(first_words), "".join(second_words), score_cutoff=1)
        return distance if distance <= min(1, allowed) else None
    slips = [_slips_in_word(one, other) for one, other in zip(first_words, second_words, strict=True) if one != other]
    if None in slips:
        return None
    total = sum(filter(None, slips))
    return total if total <= allowed else None


def _slips_in_word(one: str, other: str) -> int | None:
    from rapidfuzz.distance import OSA

    if not (_is_word(one) and _is_word(other)) or _turns_the_sense(one, other):
        return None
    allowed = slips_allowed(min(len(one), len(other)))
    distance = OSA.distance(one, other, score_cutoff=allowed)
    return distance if distance <= allowed else None


def _words_of(key: str) -> list[str]:
    """The words of a key, without articles before a word and without what is marked (compared by itself)."""
    words = [word for word in re.split(r"[\s-]+", MARKED.sub(" ", key)) if word]
    return [word for word in words[:-1] if word not in _FILLERS] + words[-1:]


def _is_word(text: str) -> bool:
    """Whether a word is letters alone (with their marks), so that a slip in it is a slip of spelling."""
    return all(unicodedata.category(character)[0] in "LM" for character in text)


def _is_syllabic(text: str) -> bool:
    return not text.isascii() and any(
        unicodedata.name(character, "").startswith(_SYLLABIC) for character in text if character.isalpha()
    )


def _turns_the_sense(one: str, other: str) -> bool:
    """Whether two words differ in a prefix or an ending that makes an opposite or another thing."""
    return not _rests(one).isdisjoint(_rests(other)) or any(
        one[: -len(a)] == other[: -len(b)] and one.endswith(a) and other.endswith(b)
        for endings in _TURNING_ENDINGS
        for a in endings
        for b in endings
        if a != b
    )


def _rests(word: str) -> set[str]:
    """The word itself and what is left of it without each prefix that turns a sense."""
    return {word} | {
        word[len(prefix) :]
        for prefix in _TURNING_PREFIXES
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_REST
    }


def lies_within(given: str, other: str, slips: int) -> bool:
    """Whether ``other`` is at most ``slips`` from the given text, so that it may as well be what was meant.

    The distance between whole texts is never more than that between their words, so it rules most out quickly.
    """
    from rapidfuzz.distance import OSA

    if is_plain(given) and is_plain(other) and not (_FILLER.search(given) or _FILLER.search(other)):
        keys = key_of(given, EVERYTHING), key_of(other, EVERYTHING)
        if OSA.distance(*keys, score_cutoff=slips) > slips:
            return False
    found = slips_between(given, other)
    return found is not None and found <= slips
