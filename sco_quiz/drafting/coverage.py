"""Which sentences of a document no note rests on, whoever wrote the notes and in whatever words.

A note rests on the sentence that holds most of what the note says, weighed by how rare each word is in the document
(inverse document frequency, Spaerck Jones 1972); a paragraph that the note cites narrows the choice.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sco_quiz.domain.cloze import answers_of, deletions_of, full_text, groups_of
from sco_quiz.domain.deck import Basic, Choice, Cloze, ListItems, Match, Note, Order, TrueFalse, Typed
from sco_quiz.drafting.document import Document, Sentence
from sco_quiz.drafting.lexicon import AUXILIARIES, FUNCTION_WORDS, NUMBER_WORDS, QUESTION_WORDS, readings
from sco_quiz.drafting.sentences import walk_sentences
from sco_quiz.drafting.tokens import tokens_of
from sco_quiz.drafting.wordlists import listed

LEAST_CONTENT = 4
"""Words with a meaning of their own; a sentence with fewer states nothing worth a note."""

_SHARE_OF_NOTE = 0.4
"""Least share of a note's weight that its sentence must hold, of what the document holds at all."""

_SHARE_OF_ANSWER = 0.75
"""Least share of an answer's weight, for a sentence that is not the note's best."""

_SUFFIXES = (
    "isations", "izations",
    "isation", "ization", "ations", "ation", "ments", "ment", "ities", "ity", "ness", "ings", "ing",
    "ied", "ies", "edly", "ed", "ers", "er", "es", "ly", "al", "ive", "ion", "ions", "s", "e", "y",
)  # fmt: skip
_COUNTING = (
    "zero,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,seventeen,"
    "eighteen,nineteen,twenty"
)
_NUMBERS = {word: str(number) for number, word in enumerate(listed(_COUNTING))}
_EMPTY = (FUNCTION_WORDS - NUMBER_WORDS) | QUESTION_WORDS
_PARAGRAPHS = re.compile(r"(?:paragraphs?|paras?\.?|¶+)\s*((?:\d+(?:\s*(?:,|and|&|to|-|\u2013)\s*)?)+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A sentence that no note rests on, with its paragraph (from 1)."""

    paragraph: int
    sentence: str


def stem(word: str) -> str:
    """A word without its ending, for comparing: ``established`` and ``establishment`` give one stem."""
    word = word.lower().replace("\u2019", "'").removesuffix("'s").rstrip("'")
    if word in _NUMBERS:
        return _NUMBERS[word]
    if not word[-1:].isalpha() or len(word) < 5:
        return word.removesuffix("s") if len(word) == 4 and word.isalpha() and not word.endswith("ss") else word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of a text that mean something by themselves."""
    words = (part for token in tokens_of(text) if token.is_word for part in re.split(r"[-/]", token.lower) if part)
    return frozenset(stem(word) for word in words if word not in _EMPTY)


def states_something(sentence: str) -> bool:
    """Whether a sentence has a verb and enough words of its own, and is neither a question nor an announcement."""
    if sentence.rstrip().endswith("?") or len(stems_of(sentence)) < LEAST_CONTENT:
        return False
    words = [token.lower for token in tokens_of(sentence)]
    return any(word in AUXILIARIES or readings(word) for word in words)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a note says: all its stems, those of each answer, and the paragraphs that it cites (none: any)."""

    stems: frozenset[str]
    answers: tuple[frozenset[str], ...]
    paragraphs: frozenset[int]


def paragraphs_cited(source: str) -> frozenset[int]:
    """``paragraphs 3-5 and 7`` -> 3, 4, 5, 7; nothing where a source names none."""
    cited: set[int] = set()
    for match in _PARAGRAPHS.finditer(source):
        for first, last in re.findall(r"(\d{1,9})(?:\s*(?:-|\u2013|to)\s*(\d{1,9}))?", match[1]):
            end = int(last or first)
            cited.update(range(int(first), min(end, int(first) + 1000) + 1))
    return frozenset(cited)


def _told(note: Note) -> _Told:
    match note.content:
        case Basic(question=question, answer=answer) | Typed(question=question, answer=answer):
            prompt, answers = question, [answer]
        case Choice(question=question, answers=right):
            prompt, answers = question, [" ".join(right)]
        case TrueFalse(statement=statement):
            prompt, answers = statement, []
        case Cloze(text=text):
            prompt = full_text(text)
            answers = [" ".join(answers_of(text, group)) for group in groups_of(text)] if deletions_of(text) else []
        case ListItems(question=question, answers=items) | Order(question=question, items=items):
            prompt, answers = question, list(items)
        case Match(question=question, pairs=pairs):
            prompt, answers = question, [" ".join(pair) for pair in pairs]
    told = stems_of(" ".join((prompt, *answers)))
    return _Told(told, tuple(stems_of(answer) for answer in answers), paragraphs_cited(note.source))


def coverage(document: Document, notes: Iterable[Note]) -> tuple[Uncovered, ...]:
    """The sentences that state something and that none of the notes rests on, in the order of the document."""
    weights = _weights(document)
    told = [_told(note) for note in notes]
    by_stem: dict[str, list[int]] = {}
    for index, one in enumerate(told):
        for word in one.stems:
            by_stem.setdefault(word, []).append(index)
    best: dict[int, float] = {}
    for sentence in walk_sentences(document):
        words = stems_of(sentence.text)
        for index in _near(words, by_stem):
            score = _score(told[index], sentence, words, weights)
            if score > best.get(index, 0.0):
                best[index] = score
    uncovered = []
    for sentence in walk_sentences(document):
        if not states_something(sentence.text):
            continue
        words = stems_of(sentence.text)
        near = _near(words, by_stem)
        if not any(_rests_on(told[index], sentence, words, weights, best.get(index, 0.0)) for index in near):
            uncovered.append(Uncovered(sentence.paragraph, sentence.text))
    return tuple(uncovered)


def _weights(document: Document) -> dict[str, float]:
    counts: Counter[str] = Counter()
    total = 0
    for sentence in walk_sentences(document):
        total += 1
        if len(counts) < 200_000:
            counts.update(stems_of(sentence.text))
    return {word: math.log((total + 1) / count) + 0.1 for word, count in counts.items()}


def _near(words: frozenset[str], by_stem: dict[str, list[int]]) -> set[int]:
    return {index for word in words for index in by_stem.get(word, ())}


def _weight(words: Iterable[str], weights: dict[str, float]) -> float:
    return sum(weights.get(word, 0.0) for word in words)


def _score(told: _Told, sentence: Sentence, words: frozenset[str], weights: dict[str, float]) -> float:
    """How much of what a note says a sentence holds, 0-1; 0 where too little is shared to mean anything."""
    if told.paragraphs and sentence.paragraph not in told.paragraphs:
        return 0.0
    shared = told.stems & words
    known = _weight(told.stems, weights)
    if len(shared) < 2 or known == 0.0:
        return 0.0
    unknown = len([word for word in told.stems if word not in weights])
    share = _weight(shared, weights) / known
    foreign = unknown / len(told.stems)
    answered = not told.answers or any(answer & words for answer in told.answers if answer)
    if not told.paragraphs and (foreign > 0.5 or not answered):
        return 0.0
    return share if answered else share * 0.6


def _rests_on(told: _Told, sentence: Sentence, words: frozenset[str], weights: dict[str, float], best: float) -> bool:
    score = _score(told, sentence, words, weights)
    if score == 0.0:
        return False
    if score >= best and score >= _SHARE_OF_NOTE:
        return True
    held = [
        answer
        for answer in told.answers
        if answer and _weight(answer & words, weights) >= _SHARE_OF_ANSWER * max(_weight(answer, weights), 1.0)
    ]
    several = len(told.answers) > 1
    return bool(held) and (score >= 0.75 * best or (several and len(told.answers) > len(held) and score >= 0.3))
