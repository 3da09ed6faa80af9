"""What is done to cards from a list of them, one or many at once, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual import work

from sco_quiz.errors import ScoQuizError
from sco_quiz.services import acting
from sco_quiz.services.finding import Row, read_rows
from sco_quiz.services.wording import count_words
from sco_quiz.tui.browse_words import words_for
from sco_quiz.tui.screens.place import PlaceScreen

if TYPE_CHECKING:
    from sco_quiz.services.acting import Done
    from sco_quiz.services.library import Library

Result = TypeVar("Result")

_MANY = 100
"""Cards from which on a thing takes so long that it is said."""
_FURTHEST_DAYS = 36_500


class CardActsScreen(PlaceScreen):
    """A screen on which things are done to cards; which cards, and where that shows, is for the screen to say."""

    def __init__(self) -> None:
        super().__init__()
        self._done: list[Done] = []

    @property
    def targets(self) -> list[str]:
        """The ids of the cards that something is done to."""
        raise NotImplementedError

    async def do(self, use: Callable[[Library], Result]) -> Result:
        """Use the library where nobody waits for it."""
        raise NotImplementedError

    def show_done(self, notice: str) -> None:
        """Something was done: say it, and show the cards as they are now."""
        raise NotImplementedError

    def notify_below(self, notice: str) -> None:
        """Say something that leaves the cards as they are."""
        raise NotImplementedError

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._done)

    @work
    async def _act(self, act: Callable[[Library], Done]) -> None:
        self.notify_below("Working …" if len(self.targets) > _MANY else "")
        try:
            done = await self.do(act)
        except ScoQuizError as error:
            self.quiz_app.report(error)
            return
        if done.acts:
            self._done.append(done)
        self.show_done(words_for(done, self.quiz_app.keys_of("browse-undo")[0]))

    def _rows(self, cards: Sequence[str]) -> Sequence[Row]:
        """The rows of the first of the cards, by which it is decided whether to do a thing or to take it back."""
        try:
            return read_rows(self.quiz_app.library, cards[:1])
        except ScoQuizError:
            return ()  # doing the thing says so

    def action_suspend(self) -> None:
        """Suspend; where the first of the cards is suspended, bring back."""
        cards = self.targets
        back = any(row.suspended for row in self._rows(cards))
        self._act(partial(_on_cards, acting.unsuspend if back else acting.suspend, cards))

    def action_bury(self) -> None:
        """Bury; where the first of the cards is buried, bring back."""
        cards = self.targets
        back = any(row.buried for row in self._rows(cards))
        self._act(partial(_on_cards, acting.unbury if back else acting.bury, cards))

    def action_forget(self) -> None:
        """Make new again."""
        self._act(partial(_on_cards, acting.forget, self.targets))

    def action_flag(self, number: int) -> None:
        """Put a flag on, or take it off."""
        cards = self.targets
        self._act(lambda library: acting.flag(library, cards, number))

    def action_set_due(self) -> None:
        """Ask in how many days."""
        from sco_quiz.tui.screens.number import NumberScreen

        cards = self.targets

        def take(days: int | None) -> None:
            if days is not None:
                self._act(lambda library: acting.set_due(library, cards, days))

        which = "is the card" if len(cards) == 1 else f"are {count_words(len(cards), 'card')}"
        text = f"In how many days {which} due? 0 is today."
        self.app.push_screen(NumberScreen("Set due", text, _FURTHEST_DAYS), take)

    def action_undo(self) -> None:
        """Take back what was done last."""
        if self._done:
            self._undo(self._done[-1])

    @work
    async def _undo(self, done: Done) -> None:
        try:
            await self.do(lambda library: acting.undo(library, done))
        except ScoQuizError as error:
            self.quiz_app.report(error)
            return
        if done in self._done:
            self._done.remove(done)
        self.show_done(f"Taken back for {count_words(len(done.cards), 'card')}.")


def _on_cards(act: Callable[[Library, Sequence[str]], Done], cards: Sequence[str], library: Library) -> Done:
    return act(library, cards)
