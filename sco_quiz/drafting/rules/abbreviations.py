"""What an abbreviation stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_quiz.domain.deck import Basic, ListItems
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.document import Sentence
from sco_quiz.drafting.wordlists import word_set

_LONG_THEN_SHORT = re.compile(
    r"(?P<long>[\w][\w'\u2019 -]*?[\w]) ?\((?:the )?[\"“]?(?P<short>[A-Z][A-Za-z&.]*[A-Z])s?[\"”]?\)"
)
_SHORT_THEN_LONG = re.compile(
    r"(?P<short>\b[A-Z][A-Za-z]*[A-Z])s? (?:\((?:short for |from |for )?(?P<long>[\w][\w'\u2019 -]+)\)|"
    r"(?:stands|is short) for [\"“]?(?P<other>[\w][\w'\u2019 -]+))"
)
_SMALL = word_set("of the and for in on to a an de by with")


def expansions_in(text: str) -> list[tuple[str, str]]:
    """(abbreviation, what it stands for) wherever a text gives both and the letters agree."""
    if "(" not in text and " for " not in text:
        return []
    before = [
        (match["short"], matching_words(match["long"], match["short"])) for match in _LONG_THEN_SHORT.finditer(text)
    ]
    after = [
        (match["short"], _whole(match["long"] or match["other"], match["short"]))
        for match in _SHORT_THEN_LONG.finditer(text)
    ]
    return [(short, long) for short, long in (*before, *after) if long]


def matching_words(text: str, short: str) -> str:
    """The words at the end of ``text`` whose initials make ``short``, else empty."""
    words = text.split()
    letters = [letter for letter in short.upper() if letter.isalpha()]
    for count in range(len(words), 0, -1):
        tail = words[-count:]
        if tail[0].lower() in _SMALL or count > 2 * len(letters) + 1:
            continue
        if letters in (_initials(tail), _initials(tail, every=True)):
            return " ".join(tail)
    return ""


def _whole(text: str, short: str) -> str:
    for count in range(1, len(text.split()) + 1):
        if found := matching_words(" ".join(text.split()[:count]), short):
            return found
    return ""


def _initials(words: list[str], *, every: bool = False) -> list[str]:
    parts = [part for word in words for part in re.split(r"[-/]", word) if part]
    return [part[0].upper() for part in parts if every or part.lower() not in _SMALL]


def draft_abbreviations(sentence: Sentence) -> Iterator[Candidate]:
    """Ask ``What does GDPR stand for?``."""
    if re.search(r"[A-Z]{2}", sentence.text) is None:
        return
    for short, long in expansions_in(sentence.text):
        content = Basic(f"What does {short} stand for?", long)
        yield Candidate(content, "abbreviation", 83, sentence, long.lower())
    initials = re.search(r"\b(?P<list>(?:[a-z]+, ){2,}[a-z]+,? and [a-z]+) \((?P<short>[A-Z]{3,})\)", sentence.text)
    if initials:
        words = re.split(r", and |, | and ", initials["list"])
        if [word[0].upper() for word in words] == list(initials["short"]):
            text = f"What do the letters of {initials['short']} stand for?"
            yield Candidate(ListItems(text, tuple(words)), "abbreviation", 84, sentence, initials["list"])
