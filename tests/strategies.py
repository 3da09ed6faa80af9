"""Hypothesis strategies for notes and decks that are valid as deck format version 1 asks; shared by all tests."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from sco_quiz.domain.deck import (
    Basic,
    Choice,
    Cloze,
    Content,
    Deck,
    ListItems,
    Match,
    Note,
    Order,
    Source,
    TrueFalse,
    Typed,
)
from sco_quiz.domain.identity import note_key

NASTY = (
    "no",
    "NULL",
    "~",
    "1.10",
    "12:30",
    "2001-06-15",
    "0x1F",
    "- a",
    "-",
    "# not a comment",
    "a # b",
    "a: b",
    "a:",
    "it's",
    '"quoted"',
    "'",
    '"',
    "\\",
    "@home",
    "`code`",
    "%percent",
    "*alias",
    "&anchor",
    "!tag",
    "!!python/object:os.system",
    "[x]",
    "{a: b}",
    "a, b",
    "? a",
    "|",
    ">",
    "---",
    "...",
    "two\nlines",
    "ends with a line break\n",
    "\n\nbegins with two",
    " leading",
    "trailing ",
    "a\ttab",
    "[bold]markup[/bold]",
    "上海精神",
    "Шанхайский дух",
    "روح شانغهاي",
    "👩\u200d🚀",
    "e\u0301",
    "<<",
)
"""Texts that YAML, Markdown or a terminal could take for something else."""

_FORBIDDEN = "".join(
    chr(code) for first, last in ((0x2028, 0x202E), (0x2066, 0x2069)) for code in range(first, last + 1)
)


def texts(max_size: int = 30) -> st.SearchStrategy[str]:
    """Text that a deck may hold: not blank, no control characters but tab and line feed, no bidi overrides."""
    letters = st.characters(
        codec="utf-8",
        exclude_categories=("Cs", "Cc"),
        include_characters="\n\t",
        exclude_characters=_FORBIDDEN + "\ufeff\ufffe\uffff",
    )
    plain = st.text("abcdefghijklmnopqrstuvwxyz ABC.,?-'", min_size=1, max_size=max_size)
    return st.one_of(plain, st.text(letters, min_size=1, max_size=max_size), st.sampled_from(NASTY)).filter(
        lambda text: text.strip() != ""
    )


def ids() -> st.SearchStrategy[str]:
    """Ids as an author writes them."""
    return st.from_regex(r"[a-z0-9_ж][a-z0-9_.ж-]{0,10}", fullmatch=True)


def _same(text: str) -> str:
    return " ".join(text.split())


def _distinct(elements: st.SearchStrategy[str], least: int = 1, most: int = 5) -> st.SearchStrategy[tuple[str, ...]]:
    from unicodedata import normalize

    return st.lists(elements, min_size=least, max_size=most, unique_by=lambda text: _same(normalize("NFC", text))).map(
        tuple
    )


@st.composite
def _choices(draw: st.DrawFn) -> Choice:
    options = draw(_distinct(texts(), 2, 6))
    right = draw(st.integers(1, len(options) - 1))
    return Choice(draw(texts()), options[:right], options[right:])


@st.composite
def cloze_texts(draw: st.DrawFn) -> str:
    """Cloze texts with one to four deletions, numbered or not, with and without cues."""
    words = texts(12).map(lambda text: re.sub(r"[{}:]", "", text) or "x").filter(lambda text: text.strip() != "")
    parts = [draw(words)]
    for _ in range(draw(st.integers(1, 4))):
        number = draw(st.one_of(st.just(""), st.integers(1, 5).map(lambda group: f"c{group}::")))
        cue = draw(st.one_of(st.just(""), words.map(lambda text: f"::{text}")))
        parts += ["{{" + number + draw(words) + cue + "}}", draw(words)]
    return " ".join(parts)


def contents() -> st.SearchStrategy[Content]:
    """Contents of all eight kinds."""
    accepted = st.lists(texts(), max_size=3).map(tuple)
    left_sides = _distinct(texts(), 2, 5)
    pairs = left_sides.flatmap(
        lambda lefts: st.tuples(*(texts() for _ in lefts)).map(lambda rights: tuple(zip(lefts, rights, strict=True)))
    )
    return st.one_of(
        st.builds(Basic, texts(), texts(), accepted, st.booleans()),
        st.builds(Typed, texts(), texts(), accepted, st.booleans()),
        _choices(),
        st.builds(TrueFalse, texts(), st.booleans()),
        st.builds(Cloze, cloze_texts()),
        st.builds(ListItems, texts(), _distinct(texts())),
        st.builds(Order, texts(), _distinct(texts(), 2, 5)),
        st.builds(Match, texts(), pairs),
    )


def notes() -> st.SearchStrategy[Note]:
    """Notes of all kinds, with and without an id and the optional keys."""
    optional = st.one_of(st.just(""), texts())
    codes = st.lists(st.sampled_from(["W301", "W302", "W310"]), max_size=2, unique=True).map(tuple)
    return st.builds(
        Note,
        id=st.one_of(st.just(""), ids()),
        content=contents(),
        hint=optional,
        explanation=optional,
        source=optional,
        tags=st.lists(texts(10), max_size=3).map(tuple),
        suspended=st.booleans(),
        ignore=codes,
    )


def decks(max_notes: int = 6) -> st.SearchStrategy[Deck]:
    """Decks of one to ``max_notes`` notes, no two with one id or one fingerprint."""
    optional = st.one_of(st.just(""), texts())
    several = st.lists(texts(10), max_size=2).map(tuple)
    return st.builds(
        Deck,
        id=ids(),
        title=texts(),
        notes=st.lists(notes(), min_size=1, max_size=max_notes, unique_by=note_key).map(tuple),
        description=optional,
        language=st.sampled_from(["", "en", "ru", "zh-Hans"]),
        authors=several,
        license=st.sampled_from(["", "CC-BY-4.0"]),
        tags=several,
        source=st.one_of(st.just(Source()), st.builds(Source, optional, optional, optional, optional, optional)),
        ignore=st.lists(st.sampled_from(["W301", "W302"]), max_size=2, unique=True).map(tuple),
    )
