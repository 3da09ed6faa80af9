"""The four ratings with the time until the card comes again, for keys and mouse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from sco_quiz.domain.rating import Rating

_COLOURS = {
    Rating.AGAIN: "$text-error",
    Rating.HARD: "$text-warning",
    Rating.GOOD: "$text-success",
    Rating.EASY: "$text-primary",
}


class RatingButton(Widget):
    """One rating: its key, its word, and the next interval. The suggested one is marked by a sign and by weight."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    RatingButton {
        width: 1fr;
        height: 2;
        margin: 0 0 0 1;
        min-width: 7;
        background: $surface-lighten-1;
        text-align: center;
        pointer: pointer;
        text-wrap: nowrap;
        &:first-child { margin: 0; }
        &:hover { background: $boost; }
        &.-suggested { background: $primary; color: $text; text-style: bold; }
    }
    """

    def __init__(self, rating: Rating) -> None:
        super().__init__(id=rating.word)
        self._rating = rating
        self._interval = ""

    def show(self, interval: str, *, suggested: bool) -> None:
        """Show the words for the next interval, and whether this rating is the suggested one."""
        self._interval = interval
        self.set_class(suggested, "-suggested")
        self.refresh()

    def render(self) -> Content:
        """Key and word, and below them the interval."""
        suggested = self.has_class("-suggested")
        mark = "▸ " if suggested and self.size.width > 10 else ""
        key = (str(self._rating.value), "bold" if suggested else f"bold {_COLOURS[self._rating]}")
        word = (self._rating.word.capitalize(), "underline" if suggested else "")
        return Content.assemble(mark, key, " ", word, "\n", self._interval)

    def on_click(self, event: Click) -> None:
        """A click rates."""
        event.stop()
        self.post_message(RatingBar.Rated(self._rating))


class RatingBar(Horizontal):
    """The four ratings, side by side at any width."""

    DEFAULT_CSS = """
    RatingBar { height: 2; width: 100%; }
    """

    class Rated(Message):
        """A rating was clicked."""

        def __init__(self, rating: Rating) -> None:
            super().__init__()
            self.rating = rating

    def compose(self) -> ComposeResult:
        """One button a rating."""
        for rating in Rating:
            yield RatingButton(rating)

    def show(self, intervals: Mapping[Rating, str], suggested: Rating) -> None:
        """Show the interval of each rating, in words, and which one is suggested."""
        for button, rating in zip(self.query_children(RatingButton), Rating, strict=True):
            button.show(intervals.get(rating, ""), suggested=rating is suggested)
