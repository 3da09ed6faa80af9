"""A library whose cards have been through everything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.services import acting
from sco_quiz.services.library import Library
from sco_quiz.storage.locations import Places
from tests.services.shelves import DAY_MS, NINE, HandClock, answer

DECK = """\
id: first
title: Первая колода
tags: [all]
cards:
  - {id: peru, question: What is the capital of Peru?, answer: Lima, tags: [america, geo::city]}
  - {id: nile, cloze: "The {{Nile::river}} flows {{north}}.", source: atlas p. 3}
  - {id: slash, question: What does 100% of a_b\\c mean?, answer: ШАНХАЙ, reverse: true}
  - {id: chile, question: What is the capital of Chile?, answer: Santiago, suspended: true, tags: [america]}
"""
OTHER = """\
id: second-deck
title: Second
cards:
  - {id: pick, question: Which is a river?, answer: Nile, choices: [Alps, Lima]}
  - {id: true, statement: Lima is a river., answer: false, tags: [geography]}
  - {question: No id here?, answer: none at all}
"""


@contextmanager
def studied_library(folder: Path) -> Iterator[Library]:
    """Two decks whose cards were answered, suspended, buried, flagged and moved; closed at the end."""
    decks = folder / "home" / "decks"
    decks.mkdir(parents=True)
    (decks / "a.yaml").write_text(DECK, encoding="utf-8")
    (decks / "b.yaml").write_text(OTHER, encoding="utf-8")
    clock = HandClock(NINE - 60 * DAY_MS)
    with (
        patch("sco_quiz.services.current_decks.bundled_folder", lambda: str(folder / "bundled")),
        Library.open(Places.under(str(folder / "home")), clock) as opened,
    ):
        cards = [str(row["card"]) for row in opened.cards()]
        for number, card in enumerate(cards[:-2]):
            for repeat in range(number % 4 + 1):
                answer(opened, card, Rating.GOOD)
                clock.at += (repeat * 5 + 1) * DAY_MS // 2
        for _ in range(9):
            answer(opened, "first/peru", Rating.EASY)
            clock.at += DAY_MS // 8
            answer(opened, "first/peru", Rating.AGAIN)
        clock.at = NINE
        answer(opened, "second-deck/pick", Rating.HARD)
        answer(opened, "second-deck/true", Rating.AGAIN, Mode.CRAM)
        acting.suspend(opened, ["first/nile#c1"])
        acting.bury(opened, ["first/nile#c2"])
        acting.flag(opened, ["first/slash", "first/chile"], 3)
        acting.set_due(opened, ["first/slash#reverse"], 0)
        yield opened
