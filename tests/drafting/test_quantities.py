from __future__ import annotations

import pytest

from sco_quiz.drafting.quantities import Measure, moments_in, quantities_in


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("opened on 17 November 1869", ["on 17 November 1869"]),
        ("began in April 1859 and ended in 1869", ["in April 1859", "in 1869"]),
        ("fought from 1914 to 1918", ["from 1914 to 1918"]),
        ("built in the 19th century", ["in the 19th century"]),
        ("popular in the 1990s", ["in the 1990s"]),
        ("died in 44 BC", ["in 44 BC"]),
        ("since version 3.37.0", []),
        ("1500 people live there", []),
    ],
)
def test_dates_are_found_with_what_stands_before_them(text: str, phrases: list[str]) -> None:
    assert [moment.phrase for moment in moments_in(text)] == phrases


@pytest.mark.parametrize(
    ("text", "limit", "value", "noun", "measure"),
    [
        ("more than 300 rivers", "more than", "300", "rivers", Measure.COUNT),
        ("about 20 per cent of the water", "about", "20 per cent", "", Measure.SHARE),
        ("636 kilometres long", "", "636", "kilometres", Measure.LENGTH),
        ("for four million pounds", "", "four million", "pounds", Measure.MONEY),
        ("$5 million", "", "$5 million", "", Measure.MONEY),
        ("only about six weeks", "about", "six", "weeks", Measure.LENGTH),
        ("six legal grounds for processing", "", "six", "legal grounds", Measure.COUNT),
        ("two thirds of the animals", "", "two thirds", "", Measure.SHARE),
        ("three to five years", "", "three to five", "years", Measure.LENGTH),
    ],
)
def test_numbers_are_found_with_what_they_count(text: str, limit: str, value: str, noun: str, measure: Measure) -> None:
    (quantity,) = quantities_in(text)
    assert (quantity.limit, quantity.value, quantity.noun, quantity.measure) == (limit, value, noun, measure)


@pytest.mark.parametrize("text", ["in 1869", "version 3.37.0", "one of them", "X-2", "on 4 July 1934"])
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert quantities_in(text) == ()
