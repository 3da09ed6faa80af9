"""What happened to cards, and how they fade from memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from sco_quiz.domain.review import ActKind
from sco_quiz.services import acting
from sco_quiz.services.finding import search
from sco_quiz.services.history import forgetting_curve, history
from sco_quiz.services.library import Library
from tests.services.shelves import DAY_MS, NINE, HandClock, answer, open_library, write_deck
from tests.services.studied import studied_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with studied_library(tmp_path_factory.mktemp("history")) as opened:
        yield opened


def test_a_history_has_reviews_and_acts_with_the_memories_that_they_led_to(library: Library) -> None:
    events = history(library, "first/slash")
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert events[-1].entry.id == library_last_act(library)
    assert events[-1].memory == library.progress.memory("first/slash")
    assert history(library, "nowhere/x") == []


def library_last_act(library: Library) -> str:
    (entry,) = [e for e in library.progress.entries("first/slash") if getattr(e, "kind", None) is ActKind.FLAG]
    return entry.id


def test_a_forgetting_curve_begins_anew_with_each_review(library: Library) -> None:
    points = forgetting_curve(library, "first/peru")
    reviews = [event.at for event in history(library, "first/peru")]
    assert [at for at, chance in points if chance == 1.0] == reviews
    assert all(0 < chance <= 1 for _, chance in points)
    assert points[-1][0] == NINE
    for (at, chance), (later, less) in pairwise(points):
        assert at <= later
        assert less < chance or less == 1.0
    assert forgetting_curve(library, str(search(library, "is:new").cards[0])) == []


def test_a_forgotten_card_has_no_curve_after_that(tmp_path: Path) -> None:
    clock = HandClock()
    write_deck(tmp_path, "a", "What? = That")
    with open_library(tmp_path, clock) as library:
        card = search(library).cards[0]
        answer(library, card)
        clock.at += DAY_MS
        acting.forget(library, [card])
        clock.at += DAY_MS
        assert forgetting_curve(library, card)[-1][0] == NINE + DAY_MS
