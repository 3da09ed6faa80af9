"""``Library``: a learner's decks and progress, always as the deck files are now (``services.current_decks``)."""

from __future__ import annotations

import os

from sco_quiz.errors import DeckNotFoundError
from sco_quiz.services import reporting
from sco_quiz.services.clock import Clock
from sco_quiz.services.current_decks import CurrentDecks
from sco_quiz.storage import agenda, remembered
from sco_quiz.storage.config import read_config
from sco_quiz.storage.index import Index
from sco_quiz.storage.locations import Places
from sco_quiz.storage.progress import Progress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Self, TypeVar

    from sco_quiz.domain.adaptive import Candidate
    from sco_quiz.domain.card import Card
    from sco_quiz.domain.deck import Deck
    from sco_quiz.domain.memory import Limits, Settings
    from sco_quiz.domain.problem import Problem
    from sco_quiz.domain.queue import DoneToday, QueueItem
    from sco_quiz.services.refreshing import Report
    from sco_quiz.services.reporting import Row
    from sco_quiz.storage.config import Config
    from sco_quiz.storage.index import IndexedFile
    from sco_quiz.storage.remembered import Orphan

    Result = TypeVar("Result")


class Selection:
    """The decks that a learner chose: their ids, in the order of the library."""

    __slots__ = ("decks",)

    def __init__(self, decks: Sequence[str]) -> None:
        self.decks = tuple(decks)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Selection) and self.decks == other.decks

    def __hash__(self) -> int:
        return hash(self.decks)


class Library:
    """Decks and progress of one learner. Made by ``open``; ``close`` it at the end, or use it in a ``with`` block.

    Methods raise StorageError where progress can't be read or kept. A ``selection`` of None is every deck.
    """

    def __init__(self, places: Places, config: Config, clock: Clock, progress: Progress, paths: Iterable[str]) -> None:
        self.places = places
        self.config = config
        self.clock = clock
        self.progress = progress
        self._current = CurrentDecks(places, config, clock, progress, paths)

    @classmethod
    def open(
        cls,
        home: Places | None = None,
        clock: Clock | None = None,
        profile: str = "",
        paths: Iterable[str] = (),
        report: Report | None = None,
    ) -> Library:
        """The library of the learner ``profile`` (empty: the main one), with the decks at ``paths`` besides.

        Raises ConfigError, StorageError, or UsageError for a profile that can't be.
        """
        places = home or Places.find()
        config = read_config(places.config_file)
        clock = clock or Clock.system(config.rollover_hour)
        library = cls(places, config, clock, Progress.open(places.progress_file(profile)), paths)
        library.report = report
        return library

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files; a second call does nothing."""
        self._current.close()
        self.progress.close()

    def opened_again(self) -> Self:
        """The same decks and progress over connections of their own, for the thread that calls this."""
        progress = Progress.open(self.progress.path)
        again = type(self)(self.places, self.config, self.clock, progress, self._current.explicit)
        if self._current.holds_broken:
            again.hold_broken_decks()
        return again

    @property
    def report(self) -> Report | None:
        """Called with how many files are read, and of how many, whenever any has to be."""
        return self._current.report

    @report.setter
    def report(self, report: Report | None) -> None:
        self._current.report = report

    @property
    def settings(self) -> Settings:
        """The scheduler's settings in force."""
        return self.config.settings()

    @property
    def limits(self) -> Limits:
        """The day's limits in force."""
        return self.config.limits()

    @property
    def deck_ids(self) -> tuple[str, ...]:
        """The ids of all decks, in their order."""
        self._current.look_once()
        return tuple(self._current.decks)

    def refresh(self) -> bool:
        """Look at the deck files and take in what changed; whether anything did."""
        return self._current.refresh()

    def hold_broken_decks(self) -> None:
        """From now on (while the app is open), a deck that breaks stays as it was until its file is whole again."""
        self._current.hold_broken()

    def held_problems(self) -> list[Problem]:
        """What is wrong with the decks that stay as they were because they broke."""
        return [problem for path in self._current.held_paths for problem in self._current.problems(path)]

    def decks(self) -> list[Row]:
        """A row a deck with the design's keys; ``known`` (0 to 1) besides. See ``reporting.deck_rows``."""
        self.refresh()
        unusable = [(file, file.errors + file.warnings) for file in self._current.files.values() if not file.deck]
        for path, _, _ in self._current.left_out:
            file = self._current.files[path]
            unusable.append((file, file.errors + file.warnings + 1))
        rows = reporting.deck_rows(self._current.decks, unusable, self.progress, self.clock.day())
        for path in self._current.held_paths:
            for row in rows:
                if row["path"] == path:
                    row["problems"] = len(self._current.problems(path))
        return rows

    def faulty(self, selection: Selection | None = None) -> list[tuple[str, int]]:
        """The paths of decks that have errors, so that cards may be missing, each with how many."""
        self._current.look_once()
        decks = (self._current.decks[deck] for deck in self._ids(selection))
        return [(file.path, file.errors) for file in decks if file.errors]

    @property
    def missing(self) -> tuple[str, ...]:
        """Folders and files that the config names, and that are not there."""
        return self._current.missing

    @property
    def misnamed(self) -> tuple[str, ...]:
        """Deck files whose names are not UTF-8, so that they can't be used."""
        return self._current.misnamed

    def due(self, selection: Selection | None = None) -> Row:
        """What today asks for, with the design's keys; the same cards that a study session asks."""
        self.refresh()
        return reporting.due_row(self._current.decks, self.progress, self.config, self.clock, self._ids(selection))

    def cards(self, selection: Selection | None = None) -> Iterator[Row]:
        """A row a card with the design's keys, deck by deck."""
        self.refresh()
        for deck in self._ids(selection):
            path = self._current.decks[deck].path
            rows = self._current.read(lambda index, path=path: list(index.card_rows(path)))  # type: ignore[misc]  # mypy infers no default
            yield from reporting.card_rows(rows, deck, self.progress, self.clock)

    def log(self, selection: Selection | None = None) -> Iterator[Row]:
        """A row a review with the design's keys, oldest first; of all cards that ever were, or of the chosen decks'."""
        return reporting.log_rows(self.progress, self.clock, selection.decks if selection else None)

    def problems(self) -> list[Problem]:
        """Everything that is wrong with the decks, file by file."""
        self.refresh()
        from sco_quiz.services.problems import shelf_problems, unsure_edit

        found: list[Problem] = []
        for path in self._current.files:
            found += self._current.problems(path)
        for former, card in remembered.notices(self.progress):
            file = self._current.decks.get(card.partition("/")[0])
            if file is not None:
                prompt, _ = remembered.texts(self.progress, [former]).get(former, ("", ""))
                found.append(unsure_edit(file.path, self._line_of(file.path, card), former, prompt))
        return [*found, *shelf_problems(self._current.left_out, self.missing, self.misnamed)]

    def orphans(self) -> list[Orphan]:
        """Cards with progress that no deck has any more: (id, prompt, answer)."""
        self.refresh()
        return remembered.orphans(self.progress, self.deck_ids)

    def select(self, words: Sequence[str] = ()) -> Selection | None:
        """The decks that deck ids, paths of deck files and folders of them stand for; None for no words at all.

        A path that lies elsewhere is taken into the library until it is closed. DeckNotFoundError for anything else.
        """
        if not words:
            return None
        from sco_quiz.services.selecting import chosen_decks

        self.refresh()
        outside = [os.path.abspath(word) for word in words if word not in self._current.decks and os.path.lexists(word)]
        if added := [path for path in outside if path not in self._current.explicit]:
            self._current.explicit += added
            self.refresh()
        return Selection(
            chosen_decks(words, self._current.decks, self._current.files, self._current.left_out, self.problems)
        )

    def path_of(self, deck: str) -> str:
        """The file of a deck; DeckNotFoundError if there is none."""
        self._current.look_once()
        file = self._current.decks.get(deck)
        if file is None:
            raise DeckNotFoundError(f"There is no deck {deck!r}.", "`sco-quiz decks` lists the decks.")
        return file.path

    def title(self, deck: str) -> str:
        """The title of a deck; DeckNotFoundError if there is none."""
        self.path_of(deck)
        return self._current.decks[deck].title or deck

    def is_bundled(self, deck: str) -> bool:
        """Whether a deck is one that came with the program, and not a copy of the user's; see ``starting.own_copy``."""
        path = self.path_of(deck)
        return self._current.is_bundled(path)

    def line_of(self, card_id: str) -> int:
        """The line (from 1) of its deck's file where the note of a card begins; DeckNotFoundError if it is gone."""
        self.card(card_id)
        return self._line_of(self.path_of(card_id.partition("/")[0]), card_id)

    def deck(self, deck: str) -> Deck:
        """A deck with all its notes; DeckNotFoundError if there is none."""
        path = self.path_of(deck)
        found = self._current.read(lambda index: index.deck(path))
        if found is None:
            raise DeckNotFoundError(f"There is no deck {deck!r} any more.", "`sco-quiz decks` lists the decks.")
        return found

    def card(self, card_id: str) -> Card:
        """A card as its deck has it; DeckNotFoundError if it is gone. Reads that one note only."""
        from sco_quiz.domain.card import cards_of

        deck, _, rest = card_id.partition("/")
        path = self.path_of(deck)
        note = self._current.read(lambda index: index.note(path, card_id))
        if note is not None:
            for card in cards_of(deck, note, key=rest.partition("#")[0]):
                if card.id == card_id:
                    return card
        raise DeckNotFoundError(
            f"The deck {deck!r} has no card {card_id!r}.", f"`sco-quiz cards {deck}` lists its cards."
        )

    def other_answers(self, card: Card) -> Sequence[str]:
        """The right answers of the other cards in a card's deck."""
        path = self.path_of(card.deck)
        return self._current.read(lambda index: index.other_answers(path, card.id))

    def askable(self, selection: Selection | None = None, *, suspended: bool = False) -> Iterator[tuple[str, str, str]]:
        """Every card, deck by deck: its id, its kind and, as JSON, its tags; suspended ones only where asked for."""
        self.refresh()
        left_out = frozenset[str]() if suspended else agenda.suspended(self.progress)
        for deck in self._ids(selection):
            path = self._current.decks[deck].path
            rows = self._current.read(lambda index, path=path: index.askable(path))  # type: ignore[misc]  # mypy infers no default
            yield from (row for row in rows if row[0] not in left_out)

    def answers(self, deck: str) -> list[tuple[str, str, str, str, str]]:
        """Each card of a deck with its kind, its prompt, its right answer and, as JSON, its tags."""
        path = self.path_of(deck)
        return self._current.read(lambda index: index.answers(path))

    def rivals(self, deck: str, seed: int) -> Sequence[Candidate]:
        """Answers in a deck that may be wrong options for its cards; of very many, those that the seed draws."""
        from sco_quiz.services.rivals import rivals_among

        self.path_of(deck)
        file = self._current.decks[deck]
        return self._current.read(lambda index: rivals_among(index, file, seed))

    def confused(self, card_id: str) -> Sequence[str]:
        """Wrong answers that the learner gave to a card, the most frequent first."""
        from sco_quiz.storage.mistakes import wrong_answers

        return wrong_answers(self.progress, card_id)

    def learning_cards(self, selection: Selection | None, before: int) -> Iterator[QueueItem]:
        """Cards in learning or relearning that are due before an instant (UTC ms), soonest first."""
        return _items(agenda.learning_cards(self.progress, self._ids(selection), before, self.clock.day()))

    def reviews_due(self, selection: Selection | None, day: int) -> Iterator[QueueItem]:
        """Cards in review that are due on a logical day or earlier, the longest due first."""
        return _items(agenda.reviews_due(self.progress, self._ids(selection), day))

    def new_cards(self, selection: Selection | None) -> Iterator[QueueItem]:
        """Cards that were never studied, in the order of their decks."""
        return _items(agenda.new_cards(self.progress, self._ids(selection), self.clock.day()))

    def done_today(self, day: int) -> DoneToday:
        """What study has done on a logical day, over all decks."""
        from sco_quiz.domain.queue import DoneToday

        return DoneToday(*agenda.done(self.progress, day))

    def next_due(self, selection: Selection | None, after: int) -> int | None:
        """When (UTC ms) the next card is due that isn't yet at ``after``; None if there is none.

        Tomorrow, where cards are left that the limits, or their siblings, keep from today.
        """
        return reporting.Today(self.progress, self._ids(selection), self.config, self.clock, after).next_due

    def look_up(self, look: Callable[[Index, list[IndexedFile]], Result], selection: Selection | None = None) -> Result:
        """What ``look`` reads of the index, given the decks' files as they were last looked at, in the decks' order."""
        self._current.look_once()
        return self._current.read(
            lambda index: look(index, [self._current.decks[deck] for deck in self._ids(selection)])
        )

    @property
    def has_kept_index(self) -> bool:
        """Whether what is read of decks is there for whoever opens the library again; else it is in memory."""
        return self._current.has_kept_index

    @property
    def places_of_decks(self) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
        """Where decks are looked for: the user's own folder, those of the config, those named, and the bundled ones."""
        return self._current.places

    def signatures(self) -> dict[str, str]:
        """For each deck file its size, times and inode, as they were when it was read."""
        self._current.look_once()
        return {path: file.signature for path, file in self._current.files.items()}

    def stale_decks(self) -> list[str]:
        """The decks whose files may have changed since they were read, so that ``refresh`` would read them."""
        return self._current.stale()

    def renamed_to(self, card: str) -> str:
        """The id that progress of ``card`` was last given to, when its note was edited; empty where it never was."""
        return remembered.renamed_to(self.progress, card)

    def _line_of(self, path: str, card: str) -> int:
        note = self._current.read(lambda index: index.note(path, card))
        return note.line if note else 0

    def _ids(self, selection: Selection | None) -> list[str]:
        self._current.look_once()
        return [deck for deck in self._current.decks if selection is None or deck in selection.decks]


def _items(rows: Iterable[agenda.Due]) -> Iterator[QueueItem]:
    from sco_quiz.domain.queue import QueueItem
    from sco_quiz.storage.memories import memory_of

    for row in rows:
        yield QueueItem(row[0], row[1], memory_of(row[2:]))
