from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.day import DAY_MS, HOUR_MS, Zone, day_start, logical_day, utc

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ODD_ZONES = (
    "Asia/Kathmandu",  # +05:45
    "Pacific/Kiritimati",  # +14
    "Australia/Lord_Howe",  # half an hour of summer time
    "Pacific/Apia",  # skipped 30 December 2011
    "America/Sao_Paulo",  # used to change at midnight
    "Africa/Casablanca",  # changes about Ramadan
    "Europe/Berlin",
    "America/New_York",
    "Asia/Shanghai",
    "Atlantic/Azores",
    "Antarctica/Troll",  # two hours of summer time
    "America/St_Johns",
)


@cache
def zone_of(name: str) -> Zone:
    place = ZoneInfo(name)

    def offset(at: int) -> int:
        there = (EPOCH + timedelta(milliseconds=at)).astimezone(place).utcoffset()
        assert there is not None
        return there // timedelta(milliseconds=1)

    return offset


def moment(text: str) -> int:
    return (datetime.fromisoformat(text) - EPOCH) // timedelta(milliseconds=1)


def day_number(text: str) -> int:
    return moment(f"{text}T00:00:00+00:00") // DAY_MS


zones = st.sampled_from(ODD_ZONES).map(zone_of)
hours = st.integers(0, 23)
moments = st.integers(moment("1971-01-01T00:00:00+00:00"), moment("2037-01-01T00:00:00+00:00"))


@given(at=moments, zone=zones, hour=hours)
@settings(deadline=None, max_examples=300)
def test_a_moment_lies_within_its_logical_day(at: int, zone: Zone, hour: int) -> None:
    day = logical_day(at, zone, hour)
    assert day_start(day, zone, hour) <= at < day_start(day + 1, zone, hour)


@given(at=moments, later=st.integers(0, 4 * DAY_MS), zone=zones, hour=hours)
@settings(deadline=None, max_examples=300)
def test_days_never_go_back(at: int, later: int, zone: Zone, hour: int) -> None:
    assert logical_day(at, zone, hour) <= logical_day(at + later, zone, hour)


@given(year=st.integers(1972, 2036), name=st.sampled_from(ODD_ZONES), hour=hours)
@settings(deadline=None, max_examples=15)
def test_days_hold_about_every_change_of_the_clocks(year: int, name: str, hour: int) -> None:
    zone = zone_of(name)
    start = moment(f"{year}-01-01T00:00:00+00:00")
    changes = [at for at in range(start, start + 366 * DAY_MS, DAY_MS) if zone(at) != zone(at + DAY_MS)]
    for change in changes:
        previous = logical_day(change - DAY_MS, zone, hour)
        for at in range(change - DAY_MS, change + 3 * DAY_MS, HOUR_MS // 2):
            for instant in (at - 1, at, at + 1):
                day = logical_day(instant, zone, hour)
                assert day_start(day, zone, hour) <= instant < day_start(day + 1, zone, hour)
            assert logical_day(at, zone, hour) >= previous
            previous = logical_day(at, zone, hour)


@pytest.mark.parametrize("name", ODD_ZONES)
def test_a_minute_to_four_and_four_are_different_days(name: str) -> None:
    place, zone = ZoneInfo(name), zone_of(name)
    four = (datetime(2018, 6, 10, 4, tzinfo=place) - EPOCH) // timedelta(milliseconds=1)
    assert logical_day(four, zone) == day_number("2018-06-10")
    assert logical_day(four - 60_000, zone) == day_number("2018-06-09")
    assert day_start(day_number("2018-06-10"), zone) == four


def test_a_rollover_that_the_clocks_jump_over_happens_as_they_jump() -> None:
    berlin = zone_of("Europe/Berlin")  # 02:00 to 03:00 on 31 March 2019
    assert day_start(day_number("2019-03-31"), berlin, 2) == moment("2019-03-31T01:00:00+00:00")


def test_a_rollover_that_happens_twice_counts_once_at_the_first() -> None:
    berlin = zone_of("Europe/Berlin")  # 03:00 back to 02:00 on 27 October 2019
    first = moment("2019-10-27T00:00:00+00:00")
    assert day_start(day_number("2019-10-27"), berlin, 2) == first
    lord_howe = zone_of("Australia/Lord_Howe")  # 02:00 back to 01:30 on 7 April 2019
    start = day_start(day_number("2019-04-07"), lord_howe, 1)
    assert [logical_day(start + m * 60_000, lord_howe, 1) for m in (0, 40, 70, 120)] == [day_number("2019-04-07")] * 4


def test_summer_time_makes_days_of_23_and_25_hours() -> None:
    berlin = zone_of("Europe/Berlin")

    def length(day: str) -> int:
        return day_start(day_number(day) + 1, berlin) - day_start(day_number(day), berlin)

    assert length("2019-03-30") == 23 * HOUR_MS
    assert length("2019-10-26") == 25 * HOUR_MS
    assert length("2019-06-01") == DAY_MS


def test_samoa_has_an_hour_less_than_a_day_where_it_skipped_one() -> None:
    apia = zone_of("Pacific/Apia")
    start = day_start(day_number("2011-12-30"), apia)
    assert day_start(day_number("2011-12-31"), apia) - start == 4 * HOUR_MS


def test_without_an_offset_days_begin_at_the_hour() -> None:
    assert day_start(0, utc, 4) == 4 * HOUR_MS
    assert logical_day(4 * HOUR_MS - 1, utc, 4) == -1
