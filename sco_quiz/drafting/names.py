"""Names in a document, and what they name, gathered from the words around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sco_quiz.drafting import gazetteer, lexicon
from sco_quiz.drafting.tokens import Token, tokens_of
from sco_quiz.drafting.wordlists import word_set

MOST_NAMES = 20_000
"""How many different names are remembered of one document: memory stays bounded whatever its size."""

_LINKS = word_set("of de von van der da di la le du del al bin ibn")
_DEMONYM = re.compile(r"(?:ish|ese|ian|ean|can|man|nch|utch|reek|iss|wiss)s?$")


class Sort(StrEnum):
    """What a name names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in a text, at ``start:end``."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Names:
    """The names of a document: how often each comes, and the votes on what each names."""

    counts: Counter[str] = field(default_factory=Counter)
    votes: dict[str, Counter[Sort]] = field(default_factory=dict)
    lower: set[str] = field(default_factory=set)
    first_words: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    surnames: dict[str, str] = field(default_factory=dict)
    is_settled: bool = False
    _sorts: dict[str, Sort] = field(default_factory=dict)
    aliases: set[str] = field(default_factory=set)
    with_article: Counter[str] = field(default_factory=Counter)

    def learn(self, text: str) -> None:
        """Take note of the names of one sentence, and of the words that it writes small."""
        words = tokens_of(text)
        if len(self.lower) < MOST_NAMES:
            self.lower.update(word.text for word in words if word.text[0].islower())
        for name in names_in(text, self):
            if name.text not in self.counts and len(self.counts) >= MOST_NAMES:
                continue
            self.counts[name.text] += 1
            parts = name.text.split()
            self.first_words.add(parts[0])
            if len(parts) > 1:
                self.parts.update(part for part in parts if part[0].isupper())
            if text[: name.start].endswith((" born ", "known as ", " called ", " named ")):
                self.aliases.add(name.text)
            if text[: name.start].endswith(("the ", "The ")):
                self.with_article[name.text] += 1
            votes = self.votes.setdefault(name.text, Counter())
            votes.update(_evidence(text, name))

    def settle(self) -> None:
        """Drop what only began sentences and is written small elsewhere, when the whole document has been read."""
        for name in [name for name in self.counts if name.istitle() and name.lower() in self.lower]:
            del self.counts[name]
            self.first_words.discard(name)
        people = [name for name in self.counts if " " in name and self.sort_of(name) is Sort.PERSON]
        self.is_settled = True
        self.surnames = {name.split()[-1]: name for name in reversed(people)}

    def sort_of(self, name: str) -> Sort:
        """What a name most likely names; a surname alone names the person who bears it."""
        name = name.removeprefix("the ").removeprefix("The ")
        if name in self.surnames:
            return Sort.PERSON
        known = self._sorts.get(name)
        if known is None:
            known = self._vote(name)
            if self.is_settled and len(self._sorts) < MOST_NAMES:
                self._sorts[name] = known
        return known

    def _vote(self, name: str) -> Sort:
        votes = self.votes.get(name) or Counter(_inner_evidence(name))
        best = max(Sort, key=lambda sort: (votes[sort], -list(Sort).index(sort)))
        return best if votes[best] else Sort.OTHER

    def in_full(self, name: str) -> str:
        """The name with the article that the document writes before it, if any."""
        return f"the {name}" if self.with_article[name] * 2 > self.counts[name] else name

    def is_sure(self, name: str) -> bool:
        """Whether there is more than a hint of what a name names."""
        votes = self.votes.get(name) or Counter(_inner_evidence(name))
        return max(votes.values(), default=0) >= 2

    def of_sort(self, sort: Sort) -> list[str]:
        """The names of a sort, the most frequent first; of equal ones in the order of the document."""
        return [name for name, _ in self.counts.most_common() if self.sort_of(name) is sort]

    def keeps_capital(self, words: Sequence[Token]) -> bool:
        """Whether the first of these words has its capital for itself, not for beginning a sentence."""
        first = words[0]
        text = first.text
        for ending in ("'s", "\u2019s"):
            if text.endswith(ending) and first.is_capital and first.lower not in lexicon.FUNCTION_WORDS:
                return text.removesuffix(ending).lower() not in self.lower
        if not first.is_capital or (len(text) > 1 and not text[1:].islower() and "'" not in text):
            return True
        if first.lower in lexicon.FUNCTION_WORDS | lexicon.NUMBER_WORDS and text not in lexicon.MONTHS:
            return False
        known = text in self.first_words or text in self.parts or text in gazetteer.KNOWN or text in lexicon.MONTHS
        if known and text.lower() not in self.lower:
            return True
        if is_demonym(text):
            return True
        if len(words) > 1 and words[1].is_capital:
            return True
        plural = first.looks_plural
        if len(words) > 1 and words[1].is_word and not words[1].is_capital and not words[1].is_number:
            following = words[1].lower
            if following not in lexicon.FUNCTION_WORDS and not lexicon.readings(following):
                return False  # "Source code", "Gold coins": a part of a common noun
        common = first.lower in self.lower or lexicon.readings(first.lower) or plural
        return not (common or text.endswith(_COMMON_ENDINGS))


_COMMON_ENDINGS = (
    "tion", "sion", "ment", "ness", "ing", "ity", "ism", "ance", "ence", "ship", "hood", "ture", "age", "logy",
    "al", "ous", "ive", "able", "ible", "ful", "less", "ic", "ed", "ly", "er", "or", "ist", "y",
)  # fmt: skip


def is_demonym(word: str) -> bool:
    """Whether a capitalised word is likely an adjective of a place (British, Polish, European)."""
    return word in gazetteer.DEMONYMS or (word[:1].isupper() and bool(_DEMONYM.search(word)) and len(word) > 5)


def names_in(text: str, known: Names | None = None) -> list[Name]:
    """The names in a text: runs of capitalised words, with ``of`` and the like inside.

    The first word of a sentence counts if ``known`` has it, or the gazetteer, or if it is written unlike a common word.
    """
    words = tokens_of(text)
    found = []
    index = 0
    while index < len(words):
        if not _opens(words, index, known):
            index += 1
            continue
        last = index
        while (further := _goes_on(text, words, index, last)) > last:
            last = further
        name = _name(text, words, index, last)
        only_adjective = last == index and is_demonym(name.text) and name.text not in gazetteer.KNOWN
        if not only_adjective and len(name.text) > 1:
            found.append(name)
        index = last + 1
    return found


_POSSESSED = gazetteer.ORGANISATION_WORDS | {"Case", "Law", "Disease", "Cathedral", "Day", "Theorem", "Comet", "Rule"}
_POSSESSIVE_ENDINGS = ("'s", "\u2019s", "'", "\u2019")


def _goes_on(text: str, words: Sequence[Token], index: int, last: int) -> int:
    """The index of the last word of the name one step further, or ``last`` where the name ends there."""
    follows = words[last + 1 : last + 3]
    if not follows:
        return last
    if words[last].text.endswith(_POSSESSIVE_ENDINGS):
        return last + 1 if follows[0].text in _POSSESSED else last
    following = follows[0]
    second_is_capital = len(follows) == 2 and follows[1].is_capital and follows[1].text not in lexicon.MONTHS
    if text[words[last].end : following.start] != " ":
        initial = text[words[last].end : words[last].end + 2] == ". " and len(words[last].text) == 1
        return last + 2 if initial and second_is_capital else last
    if following.is_capital:
        return last + 1 if following.text not in lexicon.MONTHS else last
    linked = following.lower in _LINKS or (following.lower == "in" and words[last].text == "Prize")
    if (linked and second_is_capital) or _joins_names(words, last, index):
        return last + 2
    numbered = following.text.isdigit() and len(following.text) <= 2 and len(follows) == 2 and not follows[1].is_word
    return last + 1 if numbered and last > index else last


def _name(text: str, words: Sequence[Token], index: int, last: int) -> Name:
    """The name of these words, without a title before it ("President") and a possessive ending."""
    name = text[words[index].start : words[last].end]
    for ending in _POSSESSIVE_ENDINGS:
        name = name.removesuffix(ending)
    start = words[index].start
    title = words[index].text.rstrip(".")
    if title in gazetteer.TITLES and last > index and not _inner_evidence(name[len(title) + 1 :]).keys() & _THINGS:
        after = words[index + 1] if words[index + 1].text != "." else words[min(index + 2, last)]
        name = name[after.start - start :]
        start = after.start
    return Name(name, start, start + len(name))


def _joins_names(words: Sequence[Token], last: int, index: int) -> bool:
    """``the Belt and Road Initiative``: one name, not two."""
    follows = words[last + 1 : last + 4]
    return (
        last == index > 0
        and words[index - 1].lower == "the"
        and len(follows) == 3
        and follows[0].lower == "and"
        and follows[1].is_capital
        and follows[2].is_capital
        and words[index].text not in gazetteer.PLACES
    )


def _opens(words: Sequence[Token], index: int, known: Names | None) -> bool:
    word = words[index]
    if not word.is_capital or word.text in lexicon.MONTHS or word.text == "I" or word.text in gazetteer.DAYS:
        return False
    first = index == 0 or not any(w.is_word for w in words[:index]) or words[index - 1].text in {".", ":"}
    if not first:
        joined = index + 1 < len(words) and words[index + 1].is_capital and word.lower not in lexicon.DETERMINERS
        return word.lower not in lexicon.FUNCTION_WORDS or word.text.isupper() or joined
    if word.lower in lexicon.FUNCTION_WORDS | lexicon.NUMBER_WORDS:
        return False
    if word.text in gazetteer.KNOWN or (known is not None and word.text in known.first_words):
        return True
    following = words[index + 1] if index + 1 < len(words) else None
    if following is not None and following.is_capital and following.text not in lexicon.MONTHS:
        return True
    return known is not None and bool(known.lower) and known.keeps_capital(words[index:])


_PLACE_TALK = re.compile(
    r"\b(?:born|died|buried|built|lies|lived|located|situated|moved|travelled|city|town|village|capital|river|coast|"
    r"island|region|province|country|kilometres|miles)\b"
)


_OFFICE = re.compile(
    rf",? (?:(?:has|had) been|is|was|became|served as) (?:its|the|a|an|their)? ?(?:[\w-]+ ){{0,3}}"
    rf"(?:{'|'.join(sorted(gazetteer.ROLES))})\b"
)


def _evidence(text: str, name: Name) -> Counter[Sort]:
    votes = Counter(_inner_evidence(name.text))
    before = tokens_of(text[max(0, name.start - 60) : name.start])
    after = text[name.end : name.end + 30]
    last = before[-1].lower if before else ""
    if last in gazetteer.ROLES or last.endswith(("ologist", "physicist", "emist", "opher", "ician")):
        votes[Sort.PERSON] += 3
    if (
        before
        and before[-1].text.rstrip(".") in gazetteer.TITLES | {"."}
        and text[: name.start].rstrip(". ").endswith(tuple(gazetteer.TITLES))
    ):
        votes[Sort.PERSON] += 4
    if re.match(r",? (?:was|were) born|,? who |,? (?:said|wrote|argued|married|studied|invented|painted)\b", after):
        votes[Sort.PERSON] += 2
    if _OFFICE.match(text[name.end : name.end + 60]):
        votes[Sort.PERSON] += 2
    if re.match(r" \(\d{3,4}", after):
        votes[Sort.PERSON] += 1
    if last in {"in", "from", "near", "at", "across", "towards"} and _PLACE_TALK.search(text):
        votes[Sort.PLACE] += 1
    return votes


_THINGS = frozenset((Sort.ORGANISATION, Sort.OTHER))


def _inner_evidence(name: str) -> dict[Sort, int]:
    words = name.split()
    votes: dict[Sort, int] = {}
    if name in gazetteer.PLACES:
        votes[Sort.PLACE] = 5
    elif any(word in gazetteer.PLACE_WORDS for word in (words[0], words[-1])) and len(words) > 1:
        votes[Sort.PLACE] = 4
    if any(word in gazetteer.ORGANISATION_WORDS for word in words) and len(words) > 1:
        votes[Sort.ORGANISATION] = 5
    if len(words) > 1 and gazetteer.GIVEN_NAMES & {words[0], words[1] if words[0].endswith(".") else ""}:
        votes[Sort.PERSON] = 4
    if set(words) & {
        "Prize",
        "War",
        "Act",
        "License",
        "Licence",
        "Treaty",
        "Award",
        "Convention",
        "Directive",
        "Regulation",
        "Age",
        "Day",
    }:
        votes = {Sort.OTHER: 6}
    return votes
