"""What all screens of the app have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

if TYPE_CHECKING:
    from sco_quiz.services.watching import Change
    from sco_quiz.tui.app import ScoQuizApp


class PlaceScreen(Screen[None]):
    """A place of the app. ``place`` names its actions; ``key_labels`` words keys for the moment, by action id."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (100, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-medium"), (26, "-roomy"), (30, "-tall")]  # noqa: RUF012 - as Textual declares it

    place: ClassVar[str]

    @property
    def quiz_app(self) -> ScoQuizApp:
        """The app, by its own type."""
        from sco_quiz.tui.app import ScoQuizApp

        app = self.app
        assert isinstance(app, ScoQuizApp)  # noqa: S101 - these screens are shown by no other app
        return app

    async def take_in(self, change: Change) -> None:
        """Deck files have changed on the disk, and were read; show what follows from that."""

    @property
    def key_labels(self) -> dict[str, str]:
        """Labels for the key bar that differ from those of the list of actions."""
        return {}
