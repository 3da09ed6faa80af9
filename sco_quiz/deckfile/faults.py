"""What makes a note's content impossible to ask or to grade, however well its YAML is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sco_quiz.deckfile.codes import Code
from sco_quiz.deckfile.report import shortened
from sco_quiz.deckfile.values import same_text
from sco_quiz.domain.cloze import deletions_of
from sco_quiz.domain.deck import Basic, Choice, Cloze, Content, ListItems, Match, Order, TrueFalse, Typed

_BRACES = re.compile(r"\{\{|\}\}")
_DELETION_START = r"(?:c\d{1,3}::[^\s:{}]|(?!c\d{1,3}::)[^\s:{}])"
_SOUND_CLOZE = re.compile(rf"[^{{}}]*+(?:\{{\{{{_DELETION_START}[^{{}}]*+\}}\}}[^{{}}]*+)+")
"""No brace but those of deletions, which begin with hidden text: so are nearly all that nothing is wrong with."""
_WRITE_DELETIONS = "write each deletion as `{{text}}` or `{{c1::text::cue}}`"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a content, and the key or item where it shows (``choices[1]``)."""

    code: Code
    key: str
    message: str
    hint: str


def faults_of(content: Content) -> Iterator[Fault]:
    """Everything that makes ``content`` unusable."""
    match content:
        case Basic() | Typed() | TrueFalse():
            pass
        case Choice(answers=answers, choices=choices):
            yield from _repeated("answers", answers)
            yield from _repeated("choices", choices)
            yield from _both_right_and_wrong(answers, choices)
        case ListItems(answers=answers):
            yield from _repeated("answers", answers)
        case Order(items=items):
            yield from _too_few("order", len(items))
            yield from _repeated("order", items)
        case Match(pairs=pairs):
            yield from _too_few("pairs", len(pairs))
        case Cloze(text=text):
            yield from _broken_cloze(text)


def is_sound_cloze(text: str) -> bool:
    """Whether a cloze text has no fault."""
    return _SOUND_CLOZE.fullmatch(text) is not None or next(_broken_cloze(text), None) is None


def _too_few(key: str, count: int) -> Iterator[Fault]:
    if count < 2:
        yield Fault(Code.TOO_FEW_ITEMS, key, f"`{key}` has one item only.", "write at least two, or ask with `answer:`")


def _repeated(key: str, items: tuple[str, ...]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, item in enumerate(items):
        same = same_text(item)
        if same in seen:
            yield Fault(
                Code.DUPLICATE_ITEM,
                f"{key}[{number}]",
                f"`{shortened(same)}` stands twice in `{key}`.",
                "delete one of the two",
            )
        seen.add(same)


def _both_right_and_wrong(answers: tuple[str, ...], choices: tuple[str, ...]) -> Iterator[Fault]:
    right = {same_text(answer) for answer in answers}
    for number, choice in enumerate(choices):
        same = same_text(choice)
        if same in right:
            yield Fault(
                Code.RIGHT_OPTION_IS_ALSO_WRONG,
                f"choices[{number}]",
                f"`{shortened(same)}` is a right answer and stands among the wrong options too.",
                "`choices` holds wrong options only; delete it there",
            )


def _broken_cloze(text: str) -> Iterator[Fault]:
    if broken := _broken_braces(text):
        yield Fault(Code.BROKEN_DELETION, "cloze", broken, _WRITE_DELETIONS)
        return
    deletions = deletions_of(text)
    if not deletions:
        yield Fault(Code.NO_DELETION, "cloze", "The cloze text hides nothing.", "put what is to be recalled in `{{…}}`")
    elif not all(deletion.text.strip() for deletion in deletions):
        yield Fault(
            Code.EMPTY_DELETION,
            "cloze",
            "A deletion of the cloze text is empty.",
            "write the hidden text between the braces",
        )


def _broken_braces(text: str) -> str:
    """What is wrong with the double braces of a cloze text, as a sentence; empty if nothing is."""
    is_open = False
    for brace in _BRACES.finditer(text):
        if brace[0] == "{{":
            if is_open:
                return "A deletion stands inside another one, or is not closed before the next."
            is_open = True
        elif not is_open:
            return "The braces `}}` close a deletion that was never opened."
        else:
            is_open = False
    return "A deletion opens with `{{` and is never closed with `}}`." if is_open else ""
