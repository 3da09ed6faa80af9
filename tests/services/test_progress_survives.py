"""Progress survives any editing of a deck file, through the real library, and never goes to another note.

An author edits, saves, and a learner's library looks at the file. Each note carries the truth about its progress along;
each has its own number of answers, so that progress that went astray shows.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.deckfile import write_deck
from sco_quiz.domain import deck as domain
from sco_quiz.services.authoring import check
from sco_quiz.services.library import Library
from tests.services.shelves import HandClock, answer, open_library

NAMES = ["Astana", "Bishkek", "Dushanbe", "Moscow", "Tashkent", "Beijing", "Islamabad", "Delhi", "Minsk", "Tehran"]
OTHERS = ["farmers", "drivers", "teachers", "nurses", "sailors", "miners", "bakers", "pilots", "judges", "poets"]
THINGS = ["charter", "observer", "dialogue", "border", "railway", "energy", "youth", "culture", "treaty", "harbour"]
TEMPLATES = [
    "Which {thing} for {other} was agreed on in {name} by the council?",
    "What {thing} for {other} did the council agree on in {name}?",
    "In {name}, on which {thing} for {other} did the council agree?",
    "Which {thing} was it that the council agreed on in {name} for {other}?",
]
CLOZE = "In {name} the council agreed on the {thing} for {other} that is called {gaps}."


@dataclass(eq=False)
class Gap:
    """Hidden text of a cloze, and how often it was answered."""

    text: str
    reps: int = 0


@dataclass(eq=False)
class Entry:
    """A note in its author's hands, and how often it was answered."""

    number: int
    style: str = "basic"
    template: int = 0
    typo: int = -1
    answer: str = ""
    identifier: str = ""
    hint: str = ""
    text: str = ""
    reps: int = 0
    parents: tuple[int, ...] = ()
    """Of a note split off or merged: numbers of answers of which it may have one, or none."""
    gaps: list[Gap] = field(default_factory=list)

    @property
    def name(self) -> str:
        return NAMES[self.number % 10]

    @property
    def thing(self) -> str:
        return THINGS[self.number // 10 % 10]

    @property
    def other(self) -> str:
        return OTHERS[self.number // 100 % 10]

    @property
    def prompt(self) -> str:
        if self.text:
            return self.text
        text = TEMPLATES[self.template].format(name=self.name, thing=self.thing, other=self.other)
        if self.typo >= 0:
            place = text.index(self.thing) + 1 + self.typo % (len(self.thing) - 1)
            text = text[:place] + "q" + text[place:]
        return text

    def content(self) -> domain.Content:
        match self.style:
            case "cloze":
                gaps = " and ".join(f"{{{{{gap.text}}}}}" for gap in self.gaps)
                return domain.Cloze(CLOZE.format(name=self.name, thing=self.thing, other=self.other, gaps=gaps))
            case "typed":
                return domain.Typed(self.prompt, self.answer)
            case "choice":
                return domain.Choice(self.prompt, (self.answer,), ("Nothing", "Everything"))
            case _:
                return domain.Basic(self.prompt, self.answer)

    def expected(self) -> list[int]:
        return [gap.reps for gap in self.gaps] if self.style == "cloze" else [self.reps]


def make(number: int) -> Entry:
    entry = Entry(number, answer=f"Plan {number * 7919 % 99991}")
    if number % 4 == 0:
        entry.style = "cloze"
        entry.gaps = [Gap(f"plan {number * 31 + place}") for place in range(1 + number % 3)]
    return entry


class Author:
    """A deck in its author's hands; a note's own text changes once between two looks of the library at most."""

    def __init__(self, path: Path, numbers: list[int]) -> None:
        self.path = path
        self.entries = [make(number) for number in numbers]
        self.deleted: list[Entry] = []
        self.used = set(numbers)
        self.edited: set[Entry] = set()
        self.moved: set[Entry] = set()

    def save(self) -> None:
        notes = tuple(domain.Note(entry.identifier, entry.content(), hint=entry.hint) for entry in self.entries)
        self.path.write_text(write_deck(domain.Deck("a", "A", notes)), encoding="utf-8")
        self.edited.clear()
        self.moved.clear()

    def edit(self, kind: str, number: int) -> None:
        at = number % len(self.entries)
        entry = self.entries[at]
        fresh = entry not in self.edited
        if kind in self._TEXT_EDITS:
            if fresh and self._TEXT_EDITS[kind](self, entry, number):
                self.edited.add(entry)
        else:
            self._OTHER_EDITS[kind](self, at, number)

    def _typo(self, entry: Entry, number: int) -> bool:
        if entry.text:
            return False
        entry.typo = -1 if entry.typo >= 0 else number // 11 % 50
        return entry.style != "cloze"

    def _reword(self, entry: Entry, number: int) -> bool:
        """Other words for the same, in place; where the author has moved the note as well, nobody could tell."""
        if entry.style == "cloze" or entry in self.moved or entry.typo >= 0 or entry.text:
            return False
        entry.template = number // 13 % len(TEMPLATES)
        self.moved.add(entry)
        return True

    def _mend_answer(self, entry: Entry, _: int) -> bool:
        entry.answer = entry.answer.removesuffix(", as agreed") if "," in entry.answer else f"{entry.answer}, as agreed"
        return True

    def _change_kind(self, entry: Entry, number: int) -> bool:
        if entry.style != "cloze":
            entry.style = ["basic", "typed", "choice"][number // 17 % 3]
        return True

    def _identify(self, entry: Entry, number: int) -> bool:
        entry.identifier = "" if entry.identifier else f"n{entry.number}-{number % 7}"
        return True

    def _add_gap(self, entry: Entry, number: int) -> bool:
        if entry.style == "cloze" and len(entry.gaps) < 4:
            entry.gaps.insert(number // 19 % (len(entry.gaps) + 1), Gap(f"scheme {number % 9973}"))
        return True

    def _drop_gap(self, entry: Entry, number: int) -> bool:
        if entry.style == "cloze" and len(entry.gaps) > 1:
            entry.gaps.pop(number // 19 % len(entry.gaps))
        return True

    def _move(self, at: int, number: int) -> None:
        entry = self.entries[at]
        if entry not in self.moved and entry not in self.edited:
            self.moved.add(entry)
            self.entries.insert(number // 7 % len(self.entries), self.entries.pop(at))

    def _delete(self, at: int, _: int) -> None:
        if len(self.entries) > 1 and self.entries[at] not in self.edited:
            self.deleted.append(self.entries.pop(at))

    def _restore(self, at: int, number: int) -> None:
        if self.deleted:
            entry = self.deleted.pop(number % len(self.deleted))
            self.moved.add(entry)
            self.edited.add(entry)
            self.entries.insert(at, entry)

    def _add(self, at: int, number: int) -> None:
        if number % 1000 not in self.used:
            self.used.add(number % 1000)
            self.entries.insert(at, make(number % 1000))

    def _replace(self, at: int, _: int) -> None:
        """Another note about another place takes this one's, in the same words and with the same answer."""
        old = self.entries[at]
        if old in self.edited or old.style == "cloze" or not self._is_free(other := (old.number + 3) % 1000):
            return
        self.used.add(other)
        new = Entry(other, old.style, old.template, answer=old.answer)
        if new.name != old.name and new.thing == old.thing and new.other == old.other:
            self.deleted.append(old)
            self.entries[at] = new
            self.edited.add(new)

    def _split(self, at: int, number: int) -> None:
        """Two notes ask for a part each of what one asked for; progress may go to one of them."""
        old = self.entries[at]
        if old in self.edited or old.style == "cloze" or not self._is_free(number % 1000):
            return
        self.used.add(number % 1000)
        parts = [
            Entry(old.number, text=f"{old.prompt[:-1]}, in {part}?", answer=f"{old.answer} {part}", parents=(old.reps,))
            for part in ("part one", "the second part")
        ]
        self.entries[at : at + 1] = parts
        self.edited.update(parts)

    def _merge(self, at: int, _: int) -> None:
        """One note asks for what two asked for; it may have the progress of one of them."""
        both = self.entries[at : at + 2]
        if len(both) < 2 or any(each.style == "cloze" or each in self.edited for each in both):
            return
        first, second = both
        text, parents = f"{first.prompt[:-1]}, and {second.prompt.lower()}", (first.reps, second.reps)
        one = Entry(first.number, text=text, answer=f"{first.answer} and {second.answer}", parents=parents)
        self.entries[at : at + 2] = [one]
        self.edited.add(one)

    def _hint(self, at: int, number: int) -> None:
        self.entries[at].hint = f"A hint {number % 5}"

    def _is_free(self, number: int) -> bool:
        return number not in self.used

    _TEXT_EDITS: ClassVar[dict[str, Callable[[Author, Entry, int], bool]]] = {
        "typo": _typo,
        "reword": _reword,
        "mend answer": _mend_answer,
        "change kind": _change_kind,
        "identify": _identify,
        "add gap": _add_gap,
        "drop gap": _drop_gap,
    }
    _OTHER_EDITS: ClassVar[dict[str, Callable[[Author, int, int], None]]] = {
        "move": _move,
        "delete": _delete,
        "restore": _restore,
        "add": _add,
        "replace": _replace,
        "split": _split,
        "merge": _merge,
        "hint": _hint,
    }
    KINDS = (*_TEXT_EDITS, *_OTHER_EDITS)


EDITS = st.lists(st.tuples(st.sampled_from(Author.KINDS), st.integers(0, 10**6)), max_size=6)
SITTINGS = st.lists(st.tuples(EDITS, st.sampled_from(["", "", "fix", "break"])), min_size=1, max_size=4)
NUMBERS = st.lists(st.integers(0, 999), min_size=2, max_size=6, unique=True)


def reps_of(library: Library) -> list[int]:
    return [int(str(row["reps"])) for row in library.cards()]


@contextmanager
def learned(numbers: list[int]) -> Iterator[tuple[Author, Library]]:
    """A deck of which every card was answered, each another number of times."""
    with (
        tempfile.TemporaryDirectory() as folder,
        patch("sco_quiz.services.current_decks.bundled_folder", lambda: folder),
    ):
        path = Path(folder, "home", "decks", "a.yaml")
        path.parent.mkdir(parents=True)
        author = Author(path, numbers)
        author.save()
        with open_library(path.parents[1], HandClock()) as library:
            rows = iter(list(library.cards()))
            count = 0
            for entry in author.entries:
                for place in range(len(entry.expected())):
                    count += 1
                    row = next(rows)
                    for _ in range(count):
                        answer(library, str(row["card"]), text=(str(row["prompt"]), str(row["answer"])))
                    if entry.style == "cloze":
                        entry.gaps[place].reps = count
                    else:
                        entry.reps = count
            yield author, library


def learn_of_parts(author: Author, found: list[int]) -> None:
    """What became of progress where a note was split or merged: one part may have it, now or later, and nobody else."""
    place = 0
    for entry in author.entries:
        if entry.parents:
            assert found[place] in {0, *entry.parents}
            entry.reps = found[place]
            if entry.reps:
                entry.parents = ()
        place += len(entry.expected())
    given = [reps for reps in found if reps]
    assert len(given) == len(set(given))


def survive(numbers: list[int], sittings: list[tuple[list[tuple[str, int]], str]]) -> None:
    with learned(numbers) as (author, library):
        for edits, then in sittings:
            for kind, number in edits:
                author.edit(kind, number)
            if then == "break":
                author.path.write_text('cards:\n  - question: "broken\n', encoding="utf-8")
                library.refresh()
            author.save()
            library.refresh()
            found = reps_of(library)
            learn_of_parts(author, found)
            expected = [reps for entry in author.entries for reps in entry.expected()]
            assert found == expected
            if then == "fix":
                check([str(author.path)], fix=True)
                assert reps_of(library) == expected
                assert all("~" not in str(row["card"]) for row in library.cards())
                author.save()
                assert reps_of(library) == expected
            assert library.progress.integrity() == []


@settings(max_examples=25, deadline=None)
@given(NUMBERS, SITTINGS)
def test_every_surviving_note_keeps_its_progress_and_no_other_gets_it(
    numbers: list[int], sittings: list[tuple[list[tuple[str, int]], str]]
) -> None:
    survive(numbers, sittings)


@pytest.mark.long
@settings(max_examples=500, deadline=None)
@given(NUMBERS, SITTINGS)
def test_every_surviving_note_keeps_its_progress_at_length(
    numbers: list[int], sittings: list[tuple[list[tuple[str, int]], str]]
) -> None:
    survive(numbers, sittings)


def test_a_gap_that_takes_the_number_of_one_that_is_gone_does_not_take_its_progress() -> None:
    survive([0, 1], [([("identify", 0)], ""), ([("move", 1), ("add gap", 19)], ""), ([("drop gap", 1)], "")])
