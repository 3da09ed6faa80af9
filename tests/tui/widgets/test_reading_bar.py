from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from sco_quiz.tui.widgets.reading_bar import ReadingBar


class Reading(App[None]):
    def compose(self) -> ComposeResult:
        yield ReadingBar(1, 4)


def line(app: App[None]) -> str:
    return app.screen._compositor.render_strips()[0].text.strip()


@pytest.mark.parametrize("width", [10, 24, 30, 80, 120])
async def test_the_bar_takes_what_room_there_is_between_words_and_numbers(width: int) -> None:
    app = Reading()
    async with app.run_test(size=(width, 5)):
        said = line(app)
        assert said.startswith("Reading decks"[: width - 4])
        if width >= 30:
            assert said.endswith(" 1 of 4")
        assert len(said) <= width


async def test_the_bar_fills() -> None:
    app = Reading()
    async with app.run_test(size=(80, 5)) as pilot:
        assert "─" in line(app)
        app.query_one(ReadingBar).show(4, 4)
        await pilot.pause()
        assert "─" not in line(app)
        assert line(app).endswith(" 4 of 4")
