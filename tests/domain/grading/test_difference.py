from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.grading.difference import difference_of
from sco_quiz.domain.grading.graphemes import graphemes_of
from sco_quiz.domain.grading.result import SpanKind

EQUAL, MISSING, EXTRA, CHANGED = SpanKind
texts = st.one_of(st.text(max_size=40), st.text("abc e\u0301\u0308한\u1112\u1161\u200d👩🏽", max_size=30))


def spans(given_text: str, right: str) -> list[tuple[SpanKind, str, str]]:
    return [(span.kind, span.given, span.right) for span in difference_of(given_text, right)]


@given(texts, texts)
@settings(deadline=None, max_examples=300)
def test_the_stretches_make_up_both_texts(given_text: str, right: str) -> None:
    found = difference_of(given_text, right)
    assert "".join(span.given for span in found) == given_text
    assert "".join(span.right for span in found) == right
    for span in found:
        assert (span.kind is MISSING) == (not span.given)
        assert (span.kind is EXTRA) == (not span.right)
        if span.kind is EQUAL:
            folded = (unicodedata.normalize("NFC", text).casefold() for text in (span.given, span.right))
            assert len(set(folded)) == 1
    assert all(one.kind is not other.kind for one, other in pairwise(found))


@given(texts)
@settings(deadline=None, max_examples=200)
def test_the_pieces_between_graphemes_make_up_the_text(text: str) -> None:
    pieces = graphemes_of(text)
    assert "".join(pieces) == text
    assert all(pieces)


def test_a_slip_is_marked_where_it_is() -> None:
    assert spans("Quingdao", "Qingdao") == [(EQUAL, "Q", "Q"), (EXTRA, "u", ""), (EQUAL, "ingdao", "ingdao")]
    assert spans("Qindao", "Qingdao") == [(EQUAL, "Qin", "Qin"), (MISSING, "", "g"), (EQUAL, "dao", "dao")]
    assert spans("organization", "organisation")[1] == (CHANGED, "z", "s")


def test_capitals_are_no_difference() -> None:
    assert spans("qingdao", "Qingdao") == [(EQUAL, "qingdao", "Qingdao")]


def test_nothing_and_something() -> None:
    assert spans("", "") == []
    assert spans("", "Qingdao") == [(MISSING, "", "Qingdao")]
    assert spans("Qingdao", "") == [(EXTRA, "Qingdao", "")]


def test_texts_with_little_in_common_are_one_difference() -> None:
    assert spans("Beijing", "mutual trust") == [(CHANGED, "Beijing", "mutual trust")]
    assert spans("x" * 5_000, "x" * 4_999) == [(CHANGED, "x" * 5_000, "x" * 4_999)]


@pytest.mark.parametrize(
    "character",
    ["e\u0301", "한", "\u1112\u1161\u11ab", "हि", "👩🏽", "👩‍👧", "🇨🇳", "❤️", "\r\n"],
)
def test_what_a_reader_takes_for_one_character_is_never_cut(character: str) -> None:
    assert graphemes_of(f"a{character}b") == ("a", character, "b")


def test_flags_and_syllables_in_a_row_stay_apart() -> None:
    assert graphemes_of("🇨🇳🇰🇿") == ("🇨🇳", "🇰🇿")
    assert graphemes_of("한국") == ("한", "국")
    assert graphemes_of("\n\u0301") == ("\n", "\u0301")
