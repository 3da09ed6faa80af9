"""Answers typed on one line, for the plain face: numbers, letters or the texts themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_quiz.domain.grading.comparing import is_same
from sco_quiz.domain.question import (
    Answer,
    Arranged,
    AskChoice,
    AskFlip,
    AskList,
    AskMatch,
    AskOrder,
    AskTrueFalse,
    AskTyped,
    Chosen,
    Judged,
    Listed,
    Matched,
    Question,
    Revealed,
    TypedText,
)
from sco_quiz.errors import UsageError

_TRUE = frozenset({"t", "true", "y", "yes", "1"})
_FALSE = frozenset({"f", "false", "n", "no", "2"})
_PAIR = re.compile(r"\s*(?P<left>.+?)\s*(?:=|->|→)\s*(?P<right>.+?)\s*")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


class UnusableAnswerError(UsageError):
    """A line that is no answer to the question; nothing was answered, and the learner may try again."""


def parse_plain(question: Question, line: str) -> Answer:
    """The answer that a line gives; options and items are numbered from 1 as they are shown, right sides lettered.

    - choice: numbers or texts, several separated by commas (a single text may hold commas itself);
    - true-false: t, f, true, false, yes, no, or 1 and 2 in that order;
    - list: items separated by commas, semicolons or line breaks;
    - order: all numbers, separated by spaces or commas (``3 1 2``, ``312`` where there are at most nine);
    - match: ``1=b 2=a`` (or ``1=2``, or texts), or the right sides in the order of the left ones (``b a c``).

    An empty line gives up. Raises ``UnusableAnswerError`` with what would do instead.
    """
    text = line.strip()
    match question:
        case AskFlip():
            return Revealed()
        case AskTyped():
            return TypedText(text) if text else Revealed()
        case _ if not text:
            return Revealed()
        case AskChoice():
            return _choice(question, text)
        case AskTrueFalse():
            return _judgement(text)
        case AskList():
            return Listed(_items(text, question.items))
        case AskOrder():
            return _order(question, text)
        case AskMatch():
            return _match(question, text)


def _choice(question: AskChoice, text: str) -> Chosen:
    whole = _index_of(text, question.options)
    if whole is not None:
        return Chosen(frozenset({whole}))
    pieces = [piece.strip() for piece in re.split(r"[,;]", text) if piece.strip()]
    if all(re.fullmatch(r"[\d\s]+", piece) for piece in pieces):
        pieces = [number for piece in pieces for number in piece.split()]
    chosen = set()
    for piece in pieces:
        index = _index_of(piece, question.options)
        if index is None:
            raise UnusableAnswerError(
                f"“{piece}” is none of the options.", f"Type a number from 1 to {len(question.options)}."
            )
        chosen.add(index)
    if not chosen:
        raise UnusableAnswerError("No option is named there.", f"Type a number from 1 to {len(question.options)}.")
    if len(chosen) > 1 and len(question.right) == 1:
        raise UnusableAnswerError("Only one option is right here.", "Type one number.")
    return Chosen(frozenset(chosen))


def _index_of(text: str, texts: Sequence[str]) -> int | None:
    """The index that a number from 1 or a text stands for; a text that is itself a number goes before a number."""
    exact = [index for index, option in enumerate(texts) if option.strip() == text]
    if exact:
        return exact[0]
    if text.isdecimal() and len(text) <= 4:
        return int(text) - 1 if 1 <= int(text) <= len(texts) else None
    same = [index for index, option in enumerate(texts) if is_same(option, text)]
    return same[0] if len(same) == 1 else None


def _judgement(text: str) -> Judged:
    word = text.casefold().rstrip(".!")
    if word in _TRUE:
        return Judged(truth=True)
    if word in _FALSE:
        return Judged(truth=False)
    raise UnusableAnswerError(f"“{text}” is neither true nor false.", "Type t or f.")


def _items(text: str, right: Sequence[str]) -> tuple[str, ...]:
    """The items of a line; commas separate only where no right item holds one and nothing else does."""
    pattern = r"[;\n]" if ";" in text or "\n" in text or any("," in item for item in right) else r","
    return tuple(piece.strip() for piece in re.split(pattern, text) if piece.strip())


def _order(question: AskOrder, text: str) -> Arranged:
    count = len(question.items)
    pieces = [piece for piece in re.split(r"[\s,;]+", text) if piece]
    if len(pieces) == 1 and count <= 9 and len(text) == count:
        pieces = list(text)
    if all(piece.isdecimal() and len(piece) <= 4 for piece in pieces):
        indices = [int(piece) - 1 for piece in pieces]
        if sorted(indices) == list(range(count)):
            return Arranged(tuple(indices))
    raise UnusableAnswerError(
        f"That is not the numbers 1 to {count}, each once.",
        f"Type them in order, for example {' '.join(map(str, range(count, 0, -1)))}.",
    )


def _match(question: AskMatch, text: str) -> Matched:
    pieces = [piece for piece in re.split(r"[,;]", text) if piece.strip()]
    if all(re.fullmatch(r"\s*(\w+\s*=\s*\w+\s*)+", piece) for piece in pieces):
        pieces = [pair for piece in pieces for pair in re.findall(r"\w+\s*=\s*\w+", piece)]
    given: list[int | None] = [None] * len(question.lefts)
    if not any(_PAIR.fullmatch(piece) for piece in pieces):
        rights = [piece for piece in re.split(r"[\s,;]+", text) if piece]
        if len(rights) != len(given):
            raise _unusable_match(question)
        pieces = [f"{place} = {right}" for place, right in enumerate(rights, start=1)]
    for piece in pieces:
        pair = _PAIR.fullmatch(piece)
        left = None if pair is None else _index_of(pair["left"], question.lefts)
        right = None if pair is None else _lettered_index(pair["right"], question.options)
        if left is None or right is None:
            raise _unusable_match(question)
        given[left] = right
    return Matched(tuple(given))


def _lettered_index(text: str, options: Sequence[str]) -> int | None:
    """The index that a letter, a number from 1 or a text stands for."""
    letter = _ALPHABET.find(text.casefold()) if len(text) == 1 else -1
    if 0 <= letter < len(options) and text not in options:
        return letter
    return _index_of(text, options)


def _unusable_match(question: AskMatch) -> UnusableAnswerError:
    return UnusableAnswerError(
        "That does not say which belong together.",
        f"Type pairs like 1=b 2=a, with numbers up to {len(question.lefts)}.",
    )
