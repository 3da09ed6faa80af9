from __future__ import annotations

from sco_quiz.tui.screens.study import StudyScreen
from sco_quiz.tui.screens.summary import SummaryScreen
from tests.tui.running import BASIC, TYPED, OpenLibrary, at_home, deck, shown


async def test_home_crams_the_selected_deck_and_the_schedule_stays_as_it_is(open_library: OpenLibrary) -> None:
    library = open_library("form = 'flip'", one=deck(BASIC, title="One"), two=deck(TYPED, title="Two"))
    before = library.due()
    app = at_home(library)
    async with app.run_test() as pilot:
        await pilot.press("down", "c")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        assert "Cram: One" in shown(app)
        await pilot.press("space", "4")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        assert "Practice only: the schedule is as it was." in shown(app)
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        assert "Cram: One" in shown(app)
    assert library.due()["total"] == before["total"]
    assert [row["mode"] for row in library.log()] == ["cram"]
