"""The quick way for cards in simple YAML, as nearly all are written: one regular expression, without a YAML parser.

It takes a small, safe part of YAML (plain, quoted and block texts, lists, pairs; no tabs, anchors, comments between
keys) in which a line means one thing only, and only cards without any problem. Everything else it leaves to the YAML
parser, which gives the same note for every card that is taken here (a property that the tests check). It is what keeps
parsing a deck at a fraction of the time that libyaml's own events take.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sco_quiz.deckfile.faults import is_sound_cloze
from sco_quiz.deckfile.format import ID_PATTERN, NOTE_KEYS, Shape
from sco_quiz.deckfile.layout import Layout
from sco_quiz.deckfile.note_reading import read_note
from sco_quiz.deckfile.plain_values import (
    LINE,
    NOT_PLAIN,
    WORD_START,
    WORDS_ON,
    NotSimpleError,
    flag_in,
    pairs_in,
    text_in,
    texts_in,
)
from sco_quiz.deckfile.report import Report
from sco_quiz.deckfile.tree import Composer, Sequence
from sco_quiz.deckfile.values import are_distinct, is_valid_id
from sco_quiz.domain.deck import (
    Basic,
    Choice,
    Cloze,
    Content,
    Kind,
    ListItems,
    Match,
    Note,
    Order,
    TrueFalse,
    Typed,
    kind_of,
)

_KEYS = (
    *("question", "answer", "id", "explanation", "source", "tags", "hint", "kind", "suspended", "ignore"),
    *("accept", "choices", "answers", "cloze", "statement", "order", "pairs", "reverse"),
)
"""The keys of a note, the usual ones first: they are tried in this order."""
_FURTHER = slice(10, None)
"""Where the keys of the content stand in ``_KEYS`` that follow a question and its answer, or take their place."""

_BASICS: dict[str, type[Basic | Typed]] = {"": Basic, Kind.BASIC: Basic, Kind.TYPED: Typed}


@lru_cache(maxsize=16)
def _card_pattern(indent: int) -> re.Pattern[str]:
    """Matches a simple card from the line feed before it to its end; its groups are the raw values of ``_KEYS``.

    Of a text, it matches the plain ones on one line. Other values are only told from what follows them, by how their
    lines are indented.
    """
    column = indent + 2
    deeper = rf"\n {{{column + 1}}}"
    further = rf"(?:\n++ {{{column + 1}}}[^\n]*+)"
    other = rf"[{NOT_PLAIN}][^\n]*+{further}*|[^\n]++{further}+"
    # The first of these is a part of the last: most texts are matched by it, and sooner.
    text = rf" ({WORD_START}{WORDS_ON}(?<! )(?!{deeper})|{other}|{LINE}(?!{deeper}))"
    items = rf"(?:\n++ {{{column}}}[ -][^\n]*+)"
    several = rf"( [^\n]++{items}*|{items}+)"
    values = {Shape.TEXT: text, Shape.FLAG: " ([A-Za-z]++)", Shape.TEXTS: several, Shape.PAIRS: several}
    shapes = {key.name: values[key.shape] for key in NOTE_KEYS}
    shapes |= {"id": rf" ({ID_PATTERN}|[\"'][^\n]++)", "kind": " ([a-z-]++)"}
    entries = "|".join(f"{key}:(?({group})(?!)){shapes[key]}" for group, key in enumerate(_KEYS, 1))
    # Only the first line of a card can begin with a dash, or the card would end before it. What looks like a comment,
    # or like a line of spaces, further in than the keys may belong to a block text.
    return re.compile(rf"(?:\n {{{indent}}}[ -] (?:{entries}))+(?:\n {{0,{column}}}(?:#[^\n]*+|(?=\n|\Z)))*")


class _OpenNote:
    """A note that is still being filled in: it has a Note's slots, and becomes one when all of them are filled.

    A frozen dataclass sets each of its fields by a call; for notes, and for the two kinds that most of them are of,
    these calls would be a sixth of the time that parsing takes.
    """

    __slots__ = Note.__slots__


class _OpenBasic:
    """A Basic or a Typed that is still being filled in."""

    __slots__ = Basic.__slots__


class PlainNotes:
    """Reads the simple cards of one deck."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._text = layout.text
        self._match = _card_pattern(layout.indent).fullmatch
        self._column = layout.indent + 3
        # A deck has few tags for its many notes, which can share one tuple.
        self._tags_in = lru_cache(maxsize=1024)(texts_in)

    def read(self, start: int, end: int, line: int) -> Note | None:
        """The note of the card whose text starts and ends there, on ``line``; None for all that is not simple."""
        matched = self._match(self._text, start - self._column, end)
        if matched is None:
            return None
        raws = matched.groups("")
        (
            question,
            answer,
            note_id,
            explanation,
            source,
            tags,
            hint,
            kind,
            suspended,
            ignore,
            accept,
            choices,
            answers,
            cloze,
            statement,
            order,
            pairs,
            reverse,
        ) = raws
        note: Any = _OpenNote()
        try:
            if question and answer and not (choices or answers or cloze or statement or order or pairs):
                note.content = _basic_of(kind, question, answer, accept, reverse)
            else:
                note.content = _content_of(kind, question, answer, raws[_FURTHER])
            # Asking here whether a text is plain saves a call for nearly every one.
            if hint and (hint[0] in NOT_PLAIN or "\n" in hint):
                hint = text_in(hint)
            if explanation and (explanation[0] in NOT_PLAIN or "\n" in explanation):
                explanation = text_in(explanation)
            if source and (source[0] in NOT_PLAIN or "\n" in source):
                source = text_in(source)
            note.id = _id_in(note_id) if note_id and note_id[0] in NOT_PLAIN else note_id
            note.tags = self._tags_in(tags) if tags else ()
            note.suspended = flag_in(suspended) if suspended else False
            note.ignore = texts_in(ignore) if ignore else ()
        except NotSimpleError:
            return None
        note.hint = hint
        note.explanation = explanation
        note.source = source
        note.line = line
        note.column = self._column
        note.marks = DeferredMarks(self._layout, start, line)
        note.__class__ = Note
        return note  # type: ignore[no-any-return]  # it has just become a Note


class DeferredMarks(Mapping[str, tuple[int, int]]):
    """The marks of a simple card, found by the YAML parser when the first of them is asked for."""

    __slots__ = ("_layout", "_line", "_marks", "_start")

    def __init__(self, layout: Layout, start: int, line: int) -> None:
        self._layout = layout
        self._start = start
        self._line = line
        self._marks: Mapping[str, tuple[int, int]] | None = None

    def __getitem__(self, key: str) -> tuple[int, int]:
        return self._found()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())

    def _found(self) -> Mapping[str, tuple[int, int]]:
        if self._marks is None:
            report = Report("")
            text = f"{' ' * self._layout.indent}- {self._layout.card_at(self._start)}"
            root = Composer(report).compose(text, self._line)
            note = read_note(root.items[0], report) if isinstance(root, Sequence) else None
            self._marks = note.marks if note is not None else {}
        return self._marks


def _id_in(raw: str) -> str:
    text = text_in(raw)
    if not is_valid_id(text):
        raise NotSimpleError
    return text


def _content_of(kind: str, question: str, answer: str, further: tuple[str, ...]) -> Content:
    _, choices, answers, cloze, statement, order, pairs, _ = further
    given = bool(question) + bool(answer) + len(further) - further.count("")
    content: Content
    if choices:
        right = (text_in(answer),) if answer else texts_in(answers)
        content, used = Choice(text_in(question), right, texts_in(choices)), 3
        is_sound = are_distinct((*right, *content.choices))
    elif cloze:
        content, used = Cloze(text_in(cloze)), 1
        is_sound = is_sound_cloze(content.text)
    elif statement:
        content, used = TrueFalse(text_in(statement), flag_in(text_in(answer))), 2
        is_sound = True
    elif answers:
        content, used = ListItems(text_in(question), texts_in(answers)), 2
        is_sound = are_distinct(content.answers)
    elif order:
        content, used = Order(text_in(question), texts_in(order)), 2
        is_sound = len(content.items) > 1 and are_distinct(content.items)
    else:
        content, used = Match(text_in(question), pairs_in(pairs)), 2
        is_sound = len(content.pairs) > 1
    if not is_sound or (kind and kind != kind_of(content)) or used != given:
        raise NotSimpleError
    return content


def _basic_of(kind: str, question: str, answer: str, accept: str, reverse: str) -> Basic | Typed:
    content: Any = _OpenBasic()
    content.question = text_in(question) if question[0] in NOT_PLAIN or "\n" in question else question
    content.answer = text_in(answer) if answer[0] in NOT_PLAIN or "\n" in answer else answer
    content.accept = texts_in(accept) if accept else ()
    content.reverse = flag_in(reverse) if reverse else False
    made = _BASICS.get(kind)
    if made is None:
        raise NotSimpleError
    content.__class__ = made
    return content  # type: ignore[no-any-return]  # it has just become one of the two
