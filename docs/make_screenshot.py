"""Makes ``docs/screenshot.svg`` with the app itself, on the bundled decks: ``python docs/make_screenshot.py``.

A learner who has answered some cards of one deck gives the right answer to the next. The clock stands still and the
progress is thrown away, so the same program makes the same picture.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from sco_quiz.domain.question import AskChoice
from sco_quiz.domain.rating import Rating
from sco_quiz.services.clock import Clock, instant_of
from sco_quiz.services.library import Library
from sco_quiz.storage.locations import Places
from sco_quiz.tui.app import ScoQuizApp
from sco_quiz.tui.screens.study import StudyScreen
from sco_quiz.tui.sitting import Sitting, begin

PICTURE = Path(__file__).with_name("screenshot.svg")
DECK, CARD = "shanghai-spirit", "shanghai-spirit/equality"
NOW = "2026-12-01T09:00:00+00:00"
SIZE = (80, 26)


def make() -> str:
    """The picture as SVG."""
    with TemporaryDirectory() as home:
        clock = Clock(fixed=instant_of(NOW), zone=lambda _: 0)
        with Library.open(Places.under(home), clock) as library:
            return asyncio.run(_photograph(library, _study_until_the_card(library)))


def _study_until_the_card(library: Library) -> Sitting:
    sitting = begin(library, (DECK,))
    study = sitting.study
    while study.card is not None and study.card.id != CARD:
        study.reveal()
        study.rate(Rating.EASY)
    return sitting


async def _photograph(library: Library, sitting: Sitting) -> str:
    question = sitting.study.question
    if not isinstance(question, AskChoice):
        raise TypeError(f"{CARD} is not asked as a choice any more: name another card in this script")
    app = ScoQuizApp(library, StudyScreen(sitting))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(str(min(question.right) + 1))
        await pilot.pause()
        return app.export_screenshot()


if __name__ == "__main__":
    PICTURE.write_text(make(), encoding="utf-8")
