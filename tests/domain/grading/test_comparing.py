from __future__ import annotations

import string
import unicodedata
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sco_quiz.domain.grading import Ignored
from sco_quiz.domain.grading.comparing import compare, is_same, overlooked_between
from sco_quiz.domain.grading.near_misses import slips_allowed, slips_between
from sco_quiz.domain.grading.normalising import EVERYTHING, is_code, key_of
from sco_quiz.domain.rating import Verdict

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
MONTHS = "January February March April May June July August September October November December"

words = st.text(string.ascii_letters, min_size=1, max_size=12)
phrases = st.lists(words, min_size=1, max_size=4).map(" ".join)
numeric = st.sampled_from(
    ["8", "eight", "1,000", "20 per cent", "June 2001", "03/04/2001", "-5", "½", "C++", "the", "not"]
)
number_soup = st.lists(
    st.one_of(
        st.sampled_from(
            [*ONES.split(), *MONTHS.split(), "hundred", "million", "a", "and", "half", "quarters", "third"]
        ),
        st.sampled_from(
            ["per cent", "minus", "of", "1", "12", "31", "2001", "1,000", "3.10", "0", "BC", "th", "to", "in"]
        ),
        st.sampled_from([" ", "-", "/", ".", ",", ":", "%", "$", "+", "(", "½", "²", "٣"]),
    ),
    min_size=1,
    max_size=8,
).flatmap(lambda pieces: st.sampled_from(["", " "]).map(lambda gap: gap.join(pieces)))
texts = st.one_of(
    number_soup,
    st.text(max_size=40),
    phrases,
    st.lists(st.one_of(words, numeric), min_size=1, max_size=4).map(" ".join),
)


@given(texts, texts)
@settings(deadline=None, max_examples=300)
def test_what_is_overlooked_is_the_same_both_ways(one: str, other: str) -> None:
    assert is_same(one, other) == is_same(other, one)
    assert overlooked_between(one, other) == overlooked_between(other, one)
    assert slips_between(one, other) == slips_between(other, one)


@given(texts, texts)
@settings(deadline=None, max_examples=200)
def test_the_quick_way_to_tell_texts_apart_is_as_good_as_the_long_one(one: str, other: str) -> None:
    assume(not (is_code(one) or is_code(other)))
    aspects = {Ignored.ARTICLE, Ignored.NUMBERS, Ignored.DATES}
    widest = (
        EVERYTHING,
        EVERYTHING - {Ignored.ARTICLE},
        EVERYTHING - aspects,
        EVERYTHING - aspects | {Ignored.ARTICLE},
    )
    for text in (one, other, f"the {one}", one.replace(" ", "-")):
        assume(not is_code(text))
        assert is_same(one, text) == any(key_of(one, each) == key_of(text, each) for each in widest)


@given(texts, st.data())
@settings(deadline=None, max_examples=200)
def test_each_thing_that_is_overlooked_alone_leaves_an_answer_right(text: str, data: st.DataObject) -> None:
    assume(not is_code(text))
    changed = data.draw(st.sampled_from([text.upper(), text.lower(), f"  {text} ", text.replace(" ", "  ")]))
    assume(changed.casefold().split() == text.casefold().split())
    assert compare(changed.strip(), [text.strip()]).verdict is Verdict.RIGHT


@given(phrases)
@settings(deadline=None, max_examples=150)
def test_punctuation_articles_and_hyphens_leave_an_answer_right(text: str) -> None:
    assume(not is_code(f"{text}."))
    for typed in (f"{text}.", f"“{text}”", f"the {text}", text.replace(" ", "-")):
        assert compare(typed, [text]).verdict is Verdict.RIGHT, typed


@given(st.integers(0, 999_999_999), st.integers(0, 999_999_999))
@settings(deadline=None, max_examples=200)
def test_numbers_are_the_same_exactly_when_their_values_are(one: int, other: int) -> None:
    assert is_same(f"{one:,}", str(one))
    assert is_same(in_words(one), str(one)), in_words(one)
    assert is_same(str(one), str(other)) == (one == other)
    assert is_same(in_words(one), in_words(other)) == (one == other)


def in_words(number: int) -> str:
    """English number words, made without the module under test."""
    ones = ONES.split()
    tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if number < 20:
        return ones[number]
    if number < 100:
        return tens[number // 10] + (f"-{ones[number % 10]}" if number % 10 else "")
    for size, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if 0 < rest < 100 else " "
            return f"{in_words(number // size)} {name}" + (f"{joint}{in_words(rest)}" if rest else "")
    raise AssertionError(number)


@given(st.dates(date(1000, 1, 2), date(2999, 12, 30)))
@settings(deadline=None, max_examples=150)
def test_a_date_is_the_same_in_every_form_and_no_other_date(day: date) -> None:
    month = MONTHS.split()[day.month - 1]
    forms = [
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"the {day.day}th of {month[:3]}. {day.year}",
    ]
    following = day + timedelta(days=1)
    for form in forms:
        assert is_same(form, forms[0]), form
        assert not is_same(form, following.isoformat()), form
        assert compare(form, [following.isoformat()]).verdict is Verdict.WRONG, form


@given(phrases, st.lists(phrases, min_size=1, max_size=4), st.data())
@settings(deadline=None, max_examples=200)
def test_a_near_miss_is_never_another_cards_answer(right: str, others: list[str], data: st.DataObject) -> None:
    typed = data.draw(st.one_of(st.sampled_from(others), phrases, st.just(with_slip(right, data))))
    verdict = compare(typed, [right], others).verdict
    if any(is_same(typed, other) for other in others) and not is_same(typed, right):
        assert verdict is Verdict.WRONG


@given(st.text(string.ascii_lowercase, min_size=4, max_size=20), st.data())
@settings(deadline=None, max_examples=150)
def test_a_slip_is_a_near_miss_or_turns_the_sense_but_never_right(right: str, data: st.DataObject) -> None:
    typed = with_slip(right, data)
    assume(typed != right)
    slips = slips_between(typed, right)
    assert slips in {1, None}
    if slips is None:
        assert compare(typed, [right]).verdict in {Verdict.WRONG, Verdict.RIGHT}
    else:
        assert compare(typed, [right]).verdict in {Verdict.NEAR_MISS, Verdict.RIGHT}


def with_slip(text: str, data: st.DataObject) -> str:
    place = data.draw(st.integers(0, max(0, len(text) - 2)))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    return data.draw(
        st.sampled_from(
            [
                text[:place] + text[place + 1 :],
                text[:place] + letter + text[place:],
                text[:place] + letter + text[place + 1 :],
                text[:place] + text[place + 1 : place + 2] + text[place : place + 1] + text[place + 2 :],
            ]
        )
    )


def test_the_slips_allowed_grow_with_length() -> None:
    assert [slips_allowed(letters) for letters in (0, 3, 4, 7, 8, 12, 13, 100)] == [0, 0, 1, 1, 2, 2, 3, 3]


@given(texts)
@settings(deadline=None, max_examples=200)
def test_a_key_is_the_same_for_canonically_equal_texts(text: str) -> None:
    for overlooked in (frozenset[Ignored](), EVERYTHING):
        assert key_of(unicodedata.normalize("NFD", text), overlooked) == key_of(text, overlooked)


def test_a_very_long_text_is_graded_too() -> None:
    long = "mutual trust " * 5_000
    assert compare(long, [long.upper()]).verdict is Verdict.RIGHT
    assert compare(long, ["mutual trust"]).verdict is Verdict.WRONG
    assert compare("9" * 10_000, ["9"]).verdict is Verdict.WRONG
    for piece in ("9,", "1/2/", "nineteen ", "a million ", "5 million million ", "15 June ", "**a ", "²", "e\u0301"):
        assert compare(piece * 2_000, ["9"]).verdict is Verdict.WRONG
