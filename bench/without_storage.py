"""The app as it would be if nothing were stored: ``python -m bench.without_storage`` studies a world from memory.

Every screen, key and rating is the app's own; only what reads and writes disks is replaced by dictionaries. What the
app takes longer than this is what keeping answers and fetching cards costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bench.worlds import NOW
from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.services.clock import Clock, instant_of
from sco_quiz.services.library import Library, Selection
from sco_quiz.storage.locations import Places
from sco_quiz.tui.launch import run_app

if TYPE_CHECKING:
    from sco_quiz.domain.card import Card
    from sco_quiz.domain.memory import Change, Memory, Settings
    from sco_quiz.domain.review import Review
    from sco_quiz.storage.progress import Progress


class MemoryOnly:
    """A review log that forgets."""

    def __init__(self, memories: dict[str, Memory | None]) -> None:
        self._memories = memories
        self._settings: list[Settings] = []

    def settings_number(self, settings: Settings) -> int:
        """Always the same."""
        self._settings = [settings]
        return 0

    def memory(self, card: str) -> Memory | None:
        """As it was when the program began, or has become since."""
        return self._memories.get(card)

    def record(
        self, review: Review, prompt: str = "", answer: str = "", thought: Change | None = None
    ) -> tuple[Review, Memory | None]:
        """Keep the memory in a dictionary."""
        del prompt, answer
        assert thought is not None
        self._memories[review.card] = thought[1]
        return replace(review, id="none"), thought[1]

    def rest(self) -> None:
        """Nothing is written."""

    def version(self) -> int:
        """Nobody else is here."""
        return 0

    def keep_text(self, card: str, prompt: str, answer: str) -> None:
        """Nothing is written here, either."""

    def close(self) -> None:
        """Nothing is open."""


class LibraryInMemory(Library):
    """A world's library that has read today's cards once and touches no disk from then on."""

    def read_ahead(self) -> None:
        """Read everything that today's session may ask for."""
        now = self.clock.now()
        day = self.clock.day(now)
        lists = (
            [*self.learning_cards(None, self.clock.day_start(day + 1))],
            [item for item, _ in zip(self.reviews_due(None, day), range(1_000), strict=False)],
            [item for item, _ in zip(self.new_cards(None), range(1_000), strict=False)],
        )
        self._lists = lists
        items = [item for part in lists for item in part]
        self._cards = {item.card: super(LibraryInMemory, self).card(item.card) for item in items}
        self._titles = {card.deck: super(LibraryInMemory, self).title(card.deck) for card in self._cards.values()}
        forgetful = MemoryOnly({item.card: item.memory for item in items})
        self._done = self.done_today(day)
        self.progress.close()
        self.progress: Progress = forgetful  # type: ignore[assignment]  # stands in for it
        self.learning_cards = lambda *_: iter(lists[0])  # type: ignore[method-assign]  # from memory
        self.reviews_due = lambda *_: iter(lists[1])  # type: ignore[method-assign]  # from memory, too
        self.new_cards = lambda *_: iter(lists[2])  # type: ignore[method-assign]  # from memory, too
        self.done_today = lambda *_: self._done  # type: ignore[method-assign]  # from memory, too
        self.next_due = lambda *_: None  # type: ignore[method-assign]  # from memory, too

    def select(self, words: Sequence[str] = ()) -> Selection | None:  # noqa: ARG002 - all decks
        """Every deck."""
        return None

    def card(self, card_id: str) -> Card:
        """A card that was read before."""
        return self._cards[card_id]

    def title(self, deck: str) -> str:
        """A title that was read before."""
        return self._titles[deck]

    def other_answers(self, card: Card) -> Sequence[str]:  # noqa: ARG002 - flip cards are not graded
        """None are needed."""
        return ()


def main() -> None:
    """Study the world that SCO_QUIZ_HOME names."""
    library = LibraryInMemory.open(Places.find(), Clock(fixed=instant_of(NOW)))
    assert isinstance(library, LibraryInMemory)
    library.read_ahead()
    run_app(library, study=True, form=FormPreference.FLIP)


if __name__ == "__main__":
    main()
