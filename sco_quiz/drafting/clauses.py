"""A clause taken apart: what stands before it, its subject, its verb and the rest.

This is a shallow parse by closed classes and verb forms, after the idea of rule-based question generation from
simplified statements (Heilman and Smith, 2010). Where the rules are not sure they give nothing: a sentence that is
passed over costs one question, a sentence misread makes a false one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sco_quiz.drafting import lexicon
from sco_quiz.drafting.lexicon import readings
from sco_quiz.drafting.tokens import Token, tokens_of
from sco_quiz.drafting.verbs import find_verb, is_adverb

_FOREIGN_MARKS = frozenset("?;{}[]<>|=\\~@#^*_`")
_ACCORDING = re.compile(r"(?P<who>[Aa]ccording to [^,]+), (?P<said>.+)$")
_OPTION = re.compile(r"(?:^|\s)-{1,2}\w")


@dataclass(frozen=True, slots=True)
class Clause:
    """``[intro,] subject auxiliaries [adverbs] verb rest``; ``chain`` is what stands between subject and verb.

    ``auxiliaries`` are in lower case and don't hold the verb; for "is a lake" the verb is ``is`` and there are none.
    ``base`` is the verb's base form, ``reading`` how it stands (past, third, base, participle, ing).
    """

    intro: str
    subject: str
    auxiliaries: tuple[str, ...]
    adverbs: str
    verb: str
    base: str
    reading: str
    rest: str
    chain: str = ""

    @property
    def negated(self) -> bool:
        """Whether the verb is denied."""
        words = {*self.auxiliaries, *self.adverbs.split()}
        return bool(words & {"not", "never", "cannot"}) or self.rest.startswith("no ")

    @property
    def copular(self) -> bool:
        """Whether it says what or how the subject is: the verb itself is a form of *be*."""
        return self.base == "be"

    @property
    def passive(self) -> bool:
        """Whether the subject undergoes what the verb says."""
        return self.reading == "participle" and any(word in lexicon.BE for word in self.auxiliaries)

    @property
    def past(self) -> bool:
        """Whether it tells of what is over."""
        first = self.auxiliaries[0] if self.auxiliaries else self.verb.lower()
        return first in {"was", "were", "did", "had"} or (not self.auxiliaries and self.reading == "past")

    @property
    def plural(self) -> bool:
        """Whether the subject counts as several."""
        first = self.auxiliaries[0] if self.auxiliaries else self.verb.lower()
        if first in {"are", "were", "have", "do"}:
            return True
        if first in {"is", "was", "has", "does"} or self.reading == "third":
            return False
        if not self.auxiliaries and self.reading == "base":
            return True
        return is_plural(self.subject)

    @property
    def predicate(self) -> str:
        """Everything from the auxiliaries on."""
        chain = self.chain or " ".join((*self.auxiliaries, self.adverbs))
        return " ".join(part for part in (chain, self.verb, self.rest) if part.strip())

    @property
    def text(self) -> str:
        """The clause as one string, without a full stop."""
        intro = f"{self.intro}, " if self.intro else ""
        return f"{intro}{self.subject} {self.predicate}"

    def about(self, subject: str) -> Clause:
        """The same said of ``subject``."""
        return replace(self, subject=subject)


def is_plural(noun_phrase: str) -> bool:
    """Whether a noun phrase names several things, as far as its form shows."""
    words = tokens_of(noun_phrase)
    if not words:
        return False
    if any(word.lower == "and" for word in words) and not any(word.lower in lexicon.PREPOSITIONS for word in words):
        return True
    head = head_of(words)
    return head is not None and head.looks_plural and not head.is_capital


def head_of(words: Sequence[Token]) -> Token | None:
    """The noun that a noun phrase turns on: the last word before a preposition, a relative or a comma."""
    last = None
    for index, word in enumerate(words):
        if index and (word.lower in lexicon.PREPOSITIONS | lexicon.RELATIVES or not word.is_word) and last is not None:
            break
        if word.is_word and word.lower not in lexicon.DETERMINERS:
            last = word
    return last


@lru_cache(maxsize=1024)
def parse_clause(text: str) -> Clause | None:
    """Take one clause apart, or give nothing where the rules can't."""
    text = text.strip().rstrip(".!;:,").strip()
    if told := _ACCORDING.match(text):
        said = parse_clause(told["said"])
        return replace(said, intro=told["who"]) if said is not None and not said.intro else None
    words = tokens_of(text)
    if len(words) < 3 or any(word.text in _FOREIGN_MARKS for word in words) or _OPTION.search(text) or "__" in text:
        return None
    if words[1].text == "." and len(words[0].text) == 1 and "base" in readings(words[2].lower):
        return None  # "G. Preserve the notices": an order with its letter
    if "base" in readings(words[0].lower) and words[1].lower in lexicon.DETERMINERS | lexicon.OBJECT_PRONOUNS:
        return None  # an order ("Install the package"), not a statement
    second = None
    for begin in _subject_starts(words):
        found = _parse_from(text, words, begin)
        if found is not None and "," not in found.subject:
            return found
        second = second or found
    return second


def _subject_starts(words: Sequence[Token]) -> list[int]:
    """Where the subject may begin: at once, or after what is said first ("In 1891 she ...")."""
    first = words[0].lower
    forms = readings(first)
    gerund_or_participle = ("ing" in forms or "participle" in forms) and "base" not in forms and first != "found"
    opens = first in lexicon.PREPOSITIONS | lexicon.SUBORDINATORS | lexicon.OPENING_ADVERBS and not _counts(words, 0)
    if not (opens or gerund_or_participle):
        return [0]
    starts = [i + 1 for i, word in enumerate(words[:-2]) if word.text == "," and i > 0][:3]
    if opens:
        for i in range(1 if first in lexicon.OPENING_ADVERBS else 2, min(len(words) - 1, 9)):
            word, before = words[i], words[i - 1]
            if not before.is_word or before.lower in lexicon.PREPOSITIONS | lexicon.DETERMINERS | {"and"}:
                continue
            begins = (
                (word.lower in lexicon.PRONOUNS | lexicon.DETERMINERS and word.lower not in {"that", "one", "two"})
                or (word.is_capital and not before.is_capital and word.text not in lexicon.MONTHS)
                or (before.is_number and not word.is_number and word.text.isalpha() and _is_year(before.text))
                or (word.looks_plural and before.lower in {"first", "last", "present"})
            )
            if begins and (not starts or i < starts[0]):
                starts.insert(0, i)
                break
    return [*starts, 0] if gerund_or_participle else starts


def _counts(words: Sequence[Token], index: int) -> bool:
    """Whether a word like *about* goes with a number ("about two thirds")."""
    if index + 1 >= len(words):
        return False
    limit = words[index].lower in lexicon.ABOUT | {"more", "fewer", "less"}
    two = words[index + 1].lower in {"least", "most", "than", "to"} and index + 2 < len(words)
    counted = words[index + (2 if two else 1)]
    return limit and (counted.is_number or counted.lower in lexicon.NUMBER_WORDS)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit()


def _parse_from(text: str, words: Sequence[Token], begin: int) -> Clause | None:
    at = find_verb(words, begin)
    if at is None or at == begin:
        return None
    end = at
    while end > begin + 1 and is_adverb(words[end - 1].lower):
        end -= 1
    subject = text[words[begin].start : words[end].start].strip().rstrip(",").strip()
    intro = text[: words[begin].start].strip().rstrip(",").strip()
    if not any(word.is_word for word in words[begin:end]):
        return None
    if _is_no_intro(intro, words[0].lower) or _is_no_subject(words, begin, end, at):
        return None
    if subject.count('"') % 2 or intro.count('"') % 2 or subject.lower() in _NO_SUBJECTS:
        return None
    found = _verb_group(text, words, at, intro, subject)
    if found is None or end == at:
        return found
    early = text[words[end].start : words[at].start].strip()
    return replace(found, adverbs=f"{early} {found.adverbs}".strip(), chain=f"{early} {found.chain}".strip())


def _is_no_intro(intro: str, first: str) -> bool:
    """Whether what stands before the subject begins like a clause and is none."""
    subordinate = first in lexicon.SUBORDINATORS - lexicon.PREPOSITIONS - {"as", "once"}
    return bool(intro) and subordinate and parse_clause(intro.split(" ", 1)[-1]) is None


def _is_no_subject(words: Sequence[Token], begin: int, end: int, at: int) -> bool:
    """Whether what stands before the verb ``at`` can't be its subject, by the way that it begins."""
    opening = words[begin].lower
    forms = readings(opening)
    if opening in _NOT_OPENING and not _counts(words, begin):
        return True
    if opening in lexicon.QUESTION_WORDS or (begin and "participle" in forms and "base" not in forms):
        return True
    if opening in {"it", "he", "she", "they"} and end > begin + 1:
        return True  # "It complements the licence, which is ...": its own verb is not known
    gerund = "ing" in forms and "base" not in forms and at > begin + 1
    # "Requiring notices displayed by works ...": there is no verb but in what looks like one.
    return gerund and "participle" in readings(words[at].lower)


_NOT_OPENING = lexicon.PREPOSITIONS | lexicon.SUBORDINATORS | (lexicon.RELATIVES - {"that"}) | lexicon.COORDINATORS
_NO_SUBJECTS = (lexicon.FUNCTION_WORDS - lexicon.PRONOUNS - lexicon.DETERMINERS) | {"there", "here", "that"}


def _verb_group(text: str, words: Sequence[Token], at: int, intro: str, subject: str) -> Clause | None:
    auxiliaries: list[str] = []
    adverbs: list[str] = []
    index = at
    while index < len(words):
        word = words[index].lower
        following = words[index + 1].lower if index + 1 < len(words) else ""
        if word in lexicon.AUXILIARIES or (word in lexicon.BE and auxiliaries):
            if not _leads_to_a_verb(words, index):
                break
            auxiliaries.append(word)
        elif is_adverb(word) and following:
            adverbs.append(words[index].text)
        else:
            break
        index += 1
    if index >= len(words):
        return None
    verb = words[index]
    forms = readings(verb.lower)
    reading = _reading(verb.lower, forms, auxiliaries)
    helper = next((word for word in reversed(auxiliaries) if word != "not"), "")
    modal = helper in lexicon.MODALS | lexicon.DO
    if reading is None and modal and _may_be_a_verb(verb.lower, forms):
        reading, forms = "base", {"base": verb.lower}
    if reading is None:
        return None
    rest = text[verb.end :].strip()
    if "," in rest and rest.split(",")[0].lower() in lexicon.PREPOSITIONS:
        return None  # "limited to, ...": the noun of the preposition stands elsewhere
    if not rest and not adverbs and reading in {"third", "base"} and not auxiliaries:
        return None  # "... of PDF files": more likely a noun than a verb
    base = "be" if verb.lower in lexicon.BE else forms[reading]
    chain = text[words[at].start : verb.start].strip()
    return Clause(intro, subject, tuple(auxiliaries), " ".join(adverbs), verb.text, base, reading, rest, chain)


def _reading(verb: str, forms: dict[str, str], auxiliaries: Sequence[str]) -> str | None:
    if verb in lexicon.BE:
        return {"is": "third", "are": "base", "was": "past", "were": "past"}.get(verb, "base")
    last = next((word for word in reversed(auxiliaries) if word not in {"not", "never"}), "")
    if last in lexicon.BE:
        wanted: tuple[str, ...] = ("participle", "ing")
    elif last in lexicon.HAVE:
        wanted = ("participle",)
    elif last in lexicon.MODALS | lexicon.DO:
        wanted = ("base",)
    else:
        wanted = ("past", "third", "base")
    return next((reading for reading in wanted if reading in forms), None)


def _leads_to_a_verb(words: Sequence[Token], index: int) -> bool:
    """Whether the auxiliary at ``index`` has a verb after it, rather than being the verb itself."""
    word = words[index].lower
    position = index + 1
    while position < len(words) and (is_adverb(words[position].lower) and words[position].lower != "no"):
        position += 1
    if position >= len(words):
        return False
    after = words[position].lower
    forms = readings(after)
    if word in lexicon.MODALS:
        return "base" in forms or after in {"be", "have"} or _may_be_a_verb(after, forms)
    if word in lexicon.DO:
        return position > index + 1 and ("base" in forms or _may_be_a_verb(after, forms))
    if word in lexicon.HAVE:
        return after == "been" or "participle" in forms
    if after == "being":
        return True
    if "participle" in forms:
        return True
    following = words[position + 1].lower if position + 1 < len(words) else ""
    return "ing" in forms and after != "being" and following not in {"of", "and", ""}


def _may_be_a_verb(word: str, forms: dict[str, str]) -> bool:
    """Whether an unknown word after a modal may be a verb: nothing else stands there ("could purify")."""
    return not forms and len(word) > 2 and word.isalpha() and word not in lexicon.FUNCTION_WORDS
