from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.deckfile.fixing import Edit, apply_edits, fix_text
from sco_quiz.deckfile.lint import lint_deck
from sco_quiz.deckfile.parsing import parse_deck
from tests.strategies import texts

DECK = """\
# A deck.\r
title:   "spaces  here are the title's"   # and  here
cards:
  - question: 'Where did  the SCO meet, isn''t it known ?'   # two  spaces
    answer:   "Qingdao , China"
    explanation: >-
      It met  there in
      June  2018 .
  - question: In which year?
    answer: "2001"
    choices: [  '1996',"2017" , 2005 ]
  - {question: How many?, answer: eight, choices: [twelve, four, six]}
"""

FIXED = """\
# A deck.\r
title:   "spaces  here are the title's"   # and  here
cards:
  - question: 'Where did the SCO meet, isn''t it known ?'   # two  spaces
    answer:   "Qingdao, China"
    explanation: >-
      It met there in
      June 2018.
  - question: In which year?
    answer: "2001"
    choices: [  '1996',2005 , "2017" ]
  - {question: How many?, answer: eight, choices: [four, six, twelve]}
"""


def test_slips_and_order_are_put_right_and_every_other_byte_stays() -> None:
    fixed = fix_text(DECK)
    assert fixed.text == FIXED
    assert fixed.repairs == 5


def test_windows_line_endings_stay() -> None:
    windows = DECK.replace("\r\n", "\n").replace("\n", "\r\n")
    assert fix_text(windows).text == FIXED.replace("\r\n", "\n").replace("\n", "\r\n")


def test_a_fixed_deck_has_no_fixable_problem_left() -> None:
    deck = parse_deck(fix_text(DECK).text).deck
    assert deck is not None
    assert lint_deck(deck, select=["W456", "W481"]) == ()


@pytest.mark.parametrize(
    "card",
    [
        "- question: |\n    Code:\n        a  b\n  answer: c",
        "- question: What does `a  b` print?\n  answer: c",
        "- question: In which year?\n  answer: 2001\n  choices:\n    - 1996 # the five\n    - 2017\n    - 2005",
        "- question: In which year?\n  answer: 2001\n  choices: [&a 1996, 2017, 2005]\n  source: *a",
        "- question: Who came  first?\n  answer: China\n  ignore: [W481]",
        '- question: "A\\x20 B?"\n  answer: c',
    ],
    ids=["verse", "code", "comment", "anchor", "ignored", "escape"],
)
def test_what_is_not_safe_or_not_wanted_is_left_alone(card: str) -> None:
    text = f"cards:\n{card}\n"
    assert parse_deck(text).deck is not None
    assert fix_text(text).text == text


def test_only_selected_codes_are_fixed() -> None:
    assert "choices: [twelve, four, six]" in fix_text(DECK, select=["W481"]).text
    assert "did  the" in fix_text(DECK, ignore=["W48"]).text


@pytest.mark.parametrize("text", ["", "cards: [", "no deck", "cards: []\n", "\ufeffcards:\n- {question: a, answer: }"])
def test_a_text_without_a_deck_comes_back(text: str) -> None:
    assert fix_text(text).text == text


def test_cards_around_a_broken_one_are_still_fixed() -> None:
    text = "cards:\n- question: Where  to?\n  answer: Qingdao\n- question: 'What\n- question: Where\n  answer: there\n"
    assert fix_text(text).text == text.replace("Where  to", "Where to")


SPACED = st.lists(st.sampled_from(["SCO", "a", "  ", " ", ",", ".", " ,", " .", "…", "x", "12"]), min_size=1).map(
    "".join
)
VALUES = st.one_of(SPACED.filter(lambda text: text.strip() != ""), texts())


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", "\n\n  ") + "'"


@st.composite
def deck_texts(draw: st.DrawFn) -> str:
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    cards = []
    for number in range(draw(st.integers(1, 4))):
        lines = [f"- id: n{number}  # {draw(SPACED)}", f"  question: {quoted(draw(VALUES))}"]
        if draw(st.booleans()):
            figures = draw(st.lists(st.integers(0, 99), min_size=3, max_size=5, unique=True))
            lines += ["  answer: 100", f"  choices: {draw(st.sampled_from(['', ' ']))}{figures}"]
        else:
            lines.append(f"  answer:  {quoted(draw(VALUES))}")
        cards += lines
    return newline.join(["# head  line", "cards:", *cards, ""])


@given(deck_texts())
@settings(deadline=None, max_examples=150)
def test_fixing_twice_is_fixing_once_and_nothing_but_spaces_and_order_changes(text: str) -> None:
    fixed = fix_text(text)
    assert fix_text(fixed.text) == type(fixed)(fixed.text, 0)
    before, after = parse_deck(text), parse_deck(fixed.text)
    assert [problem.code for problem in before.problems] == [problem.code for problem in after.problems]
    for line, changed in zip(text.split("\n"), fixed.text.split("\n"), strict=True):
        assert sorted(re.findall(r"[^\s]", line)) == sorted(re.findall(r"[^\s]", changed))
        if "choices" not in line:
            assert "".join(line.split()) == "".join(changed.split())
        if "#" in line and "question" not in line:
            assert line == changed


@given(st.text(max_size=30), st.data())
@settings(deadline=None, max_examples=100)
def test_bytes_outside_edits_are_unchanged(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    edits = [Edit(start, end, "…") for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    result = apply_edits(text, edits[::-1])
    kept = [
        text[end:start]
        for end, start in zip([0, *(e.end for e in edits)], [*(e.start for e in edits), None], strict=True)
    ]
    assert result == "…".join(kept)
