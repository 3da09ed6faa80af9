from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_quiz.domain.day import DAY_MS, HOUR_MS, day_start, logical_day, utc
from sco_quiz.errors import UsageError
from sco_quiz.services.clock import Clock, instant_of, iso, iso_day, local_words

NINE = 1_796_115_600_000


def test_a_fixed_clock_stands_still() -> None:
    clock = Clock.system(environment={"SCO_QUIZ_NOW": "2026-12-01T09:00:00+00:00"})
    assert clock.now() == NINE
    assert iso(clock.now()) == "2026-12-01T09:00:00.000+00:00"


def test_the_systems_clock_goes_on() -> None:
    assert abs(Clock.system(environment={}).now() - time.time() * 1000) < 10_000


def test_days_begin_at_the_rollover_hour() -> None:
    clock = Clock(rollover_hour=4, fixed=NINE, zone=utc)
    assert iso_day(clock.day()) == "2026-12-01"
    assert iso_day(clock.day(NINE - 6 * 3_600_000)) == "2026-11-30"
    assert iso(clock.day_start(clock.day())) == "2026-12-01T04:00:00.000+00:00"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone can't be set for one process here")
def test_days_follow_the_systems_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "XXX-10")
    time.tzset()
    try:
        clock = Clock(fixed=NINE)
        assert iso(clock.day_start(clock.day())) == "2026-11-30T18:00:00.000+00:00"
        assert instant_of("2026-12-01T19:00:00") == NINE
        assert local_words(iso(NINE)) == "2026-12-01 19:00"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_time_that_is_none_is_refused() -> None:
    for text in ("soon", "2026-13-01", "1"):
        with pytest.raises(UsageError, match="is not a time"):
            instant_of(text)


def test_what_lies_beyond_the_calendar_is_its_first_or_last_instant() -> None:
    last = instant_of("9999-12-31T23:59:59.999+00:00")
    assert iso(last + NINE) == iso(last) == "9999-12-31T23:59:59.999+00:00"
    assert iso(-NINE * 1000) == "0001-01-01T00:00:00.000+00:00"
    assert iso_day(10**7) == "9999-12-31"


CHANGE = 20_788 * DAY_MS + 2 * HOUR_MS
"""When the clocks are put on or back."""


@given(st.lists(st.integers(CHANGE - 3 * DAY_MS, CHANGE + 3 * DAY_MS), max_size=20), st.sampled_from([-2, -1, 1, 2]))
def test_days_are_the_same_in_whatever_order_they_are_asked_for(instants: list[int], hours: int) -> None:
    def zone(at: int) -> int:
        return HOUR_MS * (hours if at >= CHANGE else 0)

    clock = Clock(rollover_hour=4, zone=zone)
    for at in instants:
        day = clock.day(at)
        assert day == logical_day(at, zone, 4)
        for each in (day - 1, day, day + 1, day + 2):
            assert clock.day_start(each) == day_start(each, zone, 4)
