from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from sco_quiz.storage.identifiers import next_identifier

TIMES = st.integers(min_value=0, max_value=2**44)


@given(TIMES)
def test_is_a_uuid_of_version_7_for_its_time(at: int) -> None:
    identifier = uuid.UUID(next_identifier(at))
    assert identifier.version == 7
    assert identifier.variant == uuid.RFC_4122
    assert identifier.int >> 80 == at


@given(st.lists(TIMES, min_size=2, max_size=30))
def test_sorts_after_the_last_one_whatever_the_clock_does(times: list[int]) -> None:
    identifiers = [""]
    for at in times:
        identifiers.append(next_identifier(at, identifiers[-1]))
    assert identifiers == sorted(set(identifiers))
    assert all(uuid.UUID(identifier).version == 7 for identifier in identifiers[1:])


def test_two_for_one_instant_differ() -> None:
    assert len({next_identifier(1_700_000_000_000) for _ in range(100)}) == 100
