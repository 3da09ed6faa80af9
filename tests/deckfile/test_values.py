"""What counts as the same text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sco_quiz.deckfile.values import are_distinct, same_text

scraps = st.text(["a", "b", "e", " ", "\n", "\u00a0", "\u3000", "\u0301", "\u00e9"], max_size=4)


@given(st.lists(scraps, max_size=4).map(tuple))
def test_texts_are_distinct_where_no_two_are_the_same(texts: tuple[str, ...]) -> None:
    assert are_distinct(texts) == (len({same_text(text) for text in texts}) == len(texts))
