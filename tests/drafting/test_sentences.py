from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.drafting.document import Document, Paragraph
from sco_quiz.drafting.sentences import sentences_of, walk_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. We left.", ["It rained.", "We left."]),
        (
            "It was made by D. Richard Hipp in 2000. It is small.",
            ["It was made by D. Richard Hipp in 2000.", "It is small."],
        ),
        ("It is written in C. Its code is free.", ["It is written in C.", "Its code is free."]),
        ("Dr. Smith met Mr. Jones. They spoke.", ["Dr. Smith met Mr. Jones.", "They spoke."]),
        ("Version 3.37.0 came out. It has tables.", ["Version 3.37.0 came out.", "It has tables."]),
        ('"Small. Fast. Any three," says the site. It is.', ['"Small. Fast. Any three," says the site.', "It is."]),
        ("Is it true? Yes! It is…", ["Is it true?", "Yes!", "It is…"]),
        ("Use lists, e.g. of tasks. Then stop.", ["Use lists, e.g. of tasks.", "Then stop."]),
        ("", []),
    ],
)
def test_a_paragraph_is_parted_where_its_sentences_end(text: str, expected: list[str]) -> None:
    assert list(sentences_of(text)) == expected


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="aB.!? \"'1", max_size=80))
def test_no_letter_is_lost_or_doubled(text: str) -> None:
    assert "".join("".join(sentences_of(text)).split()) == "".join(text.split())


def test_what_is_too_long_for_a_sentence_is_passed_over() -> None:
    document = Document.of("t", (Paragraph(1, "word " * 500 + ". The canal is long."),))
    assert [sentence.text for sentence in walk_sentences(document)] == ["The canal is long."]
