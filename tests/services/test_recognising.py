"""Progress survives the editing of decks, and never goes to another note."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.rating import Rating
from sco_quiz.services.authoring import check
from sco_quiz.services.library import Library
from sco_quiz.storage.index import IndexedFile
from tests.services.shelves import HandClock, answer, open_library, write_deck


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sco_quiz.services.current_decks.bundled_folder", lambda: str(tmp_path / "bundled"))
    return tmp_path / "home"


def cards(library: Library) -> dict[str, tuple[str, int]]:
    """The id and number of answers of each card, by prompt."""
    return {str(row["prompt"]): (str(row["card"]), int(str(row["reps"]))) for row in library.cards()}


def answer_all(library: Library) -> None:
    for number, (card, _) in enumerate(cards(library).values()):
        row = next(row for row in library.cards() if row["card"] == card)
        for _ in range(number + 1):
            answer(library, card, Rating.GOOD, text=(str(row["prompt"]), str(row["answer"])))


def test_an_edited_note_without_an_id_keeps_its_progress(home: Path) -> None:
    write_deck(home, "a", "When was it foundd? = 2001", "Where was it founded? = Shanghai")
    with open_library(home) as library:
        answer_all(library)
        write_deck(home, "a", "When was it founded? = 2001", "Where was it founded? = Shanghai")
        after = cards(library)
        assert [reps for _, reps in after.values()] == [1, 2]
        assert library.orphans() == []
        (entry, *_) = library.log()
        assert entry["card"] == after["When was it founded?"][0]
        assert library.progress.integrity() == []
        write_deck(home, "a", "When was it really founded? = 2001", "Where was it founded? = Shanghai")
        assert [reps for _, reps in cards(library).values()] == [1, 2]


def test_a_note_that_is_given_an_id_keeps_its_progress_and_so_if_it_loses_it(home: Path) -> None:
    write_deck(home, "a", "What? = That", "Who? = She")
    with open_library(home) as library:
        answer_all(library)
        write_deck(home, "a", "what: What? = That", "who: Who? = She")
        assert list(cards(library).values()) == [("a/what", 1), ("a/who", 2)]
        write_deck(home, "a", "Who? = She", "What? = That")
        assert [reps for _, reps in cards(library).values()] == [2, 1]
        assert library.problems() == []


def test_a_note_with_an_id_may_be_rewritten_at_will(home: Path) -> None:
    write_deck(home, "a", "x: What? = That")
    with open_library(home) as library:
        answer_all(library)
        write_deck(home, "a", "x: Something else entirely? = 42")
        assert list(cards(library).values()) == [("a/x", 1)]
        write_deck(home, "a")
        library.refresh()


def test_an_edit_that_could_be_of_two_notes_is_named_and_not_guessed(home: Path) -> None:
    write_deck(home, "a", "When was it founded? = 2001", "Who? = She")
    with open_library(home) as library:
        answer_all(library)
        write_deck(home, "a", "When was it founded?? = 2001", "When was it founded?! = 2001", "Who? = She")
        assert [reps for _, reps in cards(library).values()] == [0, 0, 2]
        assert [prompt for _, prompt, _ in library.orphans()] == ["When was it founded?"]
        first, second = library.problems()
        assert "may be an edited form" in first.message
        assert "When was it founded?" in first.message
        assert (first.line, second.line) == (4, 6)
        write_deck(home, "a", "When was it founded? = 2001", "Who? = She")
        assert [reps for _, reps in cards(library).values()] == [1, 2]
        assert library.problems() == []


def test_an_undone_edit_finds_its_progress_again(home: Path) -> None:
    write_deck(home, "a", "When was it founded? = 2001")
    with open_library(home) as library:
        answer_all(library)
        for prompt in ("When was it founded, then?", "When was it founded?"):
            write_deck(home, "a", f"{prompt} = 2001")
            assert [reps for _, reps in cards(library).values()] == [1]
        assert library.progress.integrity() == []


def test_a_deck_that_gets_another_id_or_file_keeps_its_progress(home: Path) -> None:
    path = write_deck(home, "a", "x: What? = That", "Who? = She", identifier="first")
    with open_library(home) as library:
        answer_all(library)
        write_deck(home, "a", "x: What? = That", "Who? = She", "New? = Yes", identifier="second")
        assert [(card.split("/")[0], reps) for card, reps in cards(library).values()] == [
            *(("second", 1), ("second", 2), ("second", 0))
        ]
        path.unlink()
        write_deck(home, "b", "x: What? = That", "Who? = He", identifier="third")
        assert [(card.split("/")[0], reps) for card, reps in cards(library).values()] == [("third", 1), ("third", 0)]
        assert [prompt for _, prompt, _ in library.orphans()] == ["Who?"]
        assert library.progress.integrity() == []


def test_a_deck_that_is_renamed_and_given_ids_at_once_keeps_its_progress(home: Path) -> None:
    path = home / "decks" / "my-deck.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "cards:\n  - question: What?\n    answer: That\n    reverse: true\n  - cloze: '{{a}} and {{b}}'\n",
        encoding="utf-8",
    )
    with open_library(home) as library:
        answer_all(library)
        before = [reps for _, reps in cards(library).values()]
        path = path.rename(path.with_name("capitals.yaml"))
        check([str(path)], fix=True)
        assert "id:" in path.read_text(encoding="utf-8")
        assert [reps for _, reps in cards(library).values()] == before
        assert library.orphans() == []


def test_notes_that_are_mended_and_given_ids_at_once_keep_their_progress(home: Path) -> None:
    path = home / "decks" / "a.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "cards:\n  - statement: The cat is  on the mat.\n    answer: true\n"
        "  - statement: The cat is  in the mat.\n    answer: true\n",
        encoding="utf-8",
    )
    with open_library(home) as library:
        answer_all(library)
        before = [reps for _, reps in cards(library).values()]
        check([str(path)], fix=True)
        assert "is on the mat" in path.read_text(encoding="utf-8")
        assert [reps for _, reps in cards(library).values()] == before
        assert library.orphans() == []


def test_a_copy_of_a_deck_that_is_still_there_begins_anew(home: Path) -> None:
    write_deck(home, "a", "x: What? = That")
    with open_library(home) as library:
        answer_all(library)
        write_deck(home, "b", "x: What? = That")
        assert {str(row["card"]): row["reps"] for row in library.cards()} == {"a/x": 1, "b/x": 0}


def test_a_deck_that_vanishes_while_it_is_looked_at_takes_nothing_along(home: Path) -> None:
    path = write_deck(home, "a", "x: What? = That")
    with open_library(home) as library, open_library(home) as other:
        answer_all(library)
        write_deck(home, "a", "x: What? = This")
        files = library._current._index.files

        def vanish() -> dict[str, IndexedFile]:
            found = files()
            if path.exists() and found[str(path)].hash != before:
                path.unlink()
                other.refresh()
            return found

        before = files()[str(path)].hash
        with patch.object(library._current._index, "files", vanish):
            library.refresh()
        write_deck(home, "a", "x: What? = This")
        assert list(cards(library).values()) == [("a/x", 1)]
        assert library.orphans() == []


def write_cloze(home: Path, text: str, identifier: str = "x") -> None:
    path = home / "decks" / "a.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    name = f"id: {identifier}, " if identifier else ""
    path.write_text(f'cards:\n  - {{{name}cloze: "{text}"}}\n', encoding="utf-8")


def gaps(library: Library) -> dict[str, int]:
    return {str(row["answer"]): int(str(row["reps"])) for row in library.cards()}


@pytest.mark.parametrize("identifier", ["x", ""])
def test_progress_follows_each_gap_of_a_cloze_when_gaps_come_and_go(home: Path, identifier: str) -> None:
    write_cloze(home, "The SCO was founded in {{June 2001}} in {{Shanghai}}.", identifier)
    with open_library(home) as library:
        answer_all(library)
        write_cloze(home, "The {{SCO}} was founded in {{June 2001}} in {{Shanghai}}.", identifier)
        assert gaps(library) == {"SCO": 0, "June 2001": 1, "Shanghai": 2}
        write_cloze(home, "The {{SCO}} was founded in June 2001 in {{Shanghai}}.", identifier)
        assert gaps(library) == {"SCO": 0, "Shanghai": 2}
        assert [answer for _, _, answer in library.orphans()] == ["June 2001"]
        write_cloze(home, "The SCO was founded in {{June 2001}} in {{Shanghai}}.", identifier)
        assert gaps(library) == {"June 2001": 1, "Shanghai": 2}
        assert library.orphans() == []
        write_cloze(home, "In {{Shanghai}}, the SCO was founded in {{June 2001}}.", identifier)
        assert gaps(library) == {"Shanghai": 2, "June 2001": 1}
        assert library.progress.integrity() == []


def test_a_side_that_went_comes_back_with_its_progress_whatever_the_note_is_called_by_then(home: Path) -> None:
    path = write_deck(home, "a", "What is the capital of Peru? = Lima")
    one_side = path.read_text(encoding="utf-8")
    path.write_text(one_side + "    reverse: true\n", encoding="utf-8")
    with open_library(home) as library:
        answer_all(library)
        path.write_text(one_side.replace("What is", "Which is"), encoding="utf-8")
        assert [reps for _, reps in cards(library).values()] == [1]
        path.write_text(one_side.replace("What is", "Which is") + "    id: peru\n    reverse: true\n", encoding="utf-8")
        assert list(cards(library).values()) == [("a/peru", 1), ("a/peru#reverse", 2)]


WORDS = [
    "summit",
    "charter",
    "observer",
    "dialogue",
    "border",
    "trade",
    "culture",
    "silk",
    "railway",
    "energy",
    "youth",
]
PLACES = ["Astana", "Bishkek", "Dushanbe", "Moscow", "Tashkent", "Beijing", "Islamabad", "Delhi", "Minsk", "Tehran"]
EDITS = st.lists(
    st.tuples(st.sampled_from(["typo", "move", "delete", "restore", "add", "name"]), st.integers(0, 10**6)), max_size=8
)


class Note:
    """A note of a deck that is being edited: what it asks, and how often it was answered."""

    def __init__(self, number: int) -> None:
        words = [WORDS[number % 11], WORDS[number // 11 % 11], WORDS[number // 121 % 11]]
        self.number = number
        self.prompt = f"What do {' and '.join(words)} have in common in {PLACES[number % 10]}?"
        self.answer = f"{PLACES[number // 7 % 10]} {words[1]} {number * 7919 % 99991}"
        self.identifier = ""
        self.reps = 0

    def __str__(self) -> str:
        card = f"{self.prompt} = {self.answer}"
        return f"{self.identifier}: {card}" if self.identifier else card


class Editor:
    """A deck in its author's hands; never left without a note."""

    def __init__(self, numbers: list[int]) -> None:
        self.deck = [Note(number) for number in numbers]
        self.deleted: list[Note] = []
        self.used = set(numbers)
        self.edited: set[Note] = set()

    def edit(self, kind: str, number: int) -> None:
        """One edit, at a place that ``number`` gives; each note's own text and id change once a sitting at most."""
        deck = self.deck
        at = number % len(deck)
        note = deck[at]
        match kind:
            case "typo" if note not in self.edited:
                self.edited.add(note)
                place = 8 + number % (len(note.prompt) - 12)
                note.prompt = f"{note.prompt[:place]}e{note.prompt[place:]}".replace("  ", " ")
            case "name" if note not in self.edited:
                self.edited.add(note)
                note.identifier = f"n{note.number}-{number}"
            case "move":
                deck.insert(number // 7 % len(deck), deck.pop(at))
            case "delete" if len(deck) > 1:
                self.deleted.append(deck.pop(at))
            case "restore" if self.deleted:
                deck.insert(at, self.deleted.pop(number % len(self.deleted)))
            case "add" if number % 1331 not in self.used:
                self.used.add(number % 1331)
                deck.insert(at, Note(number % 1331))
            case _:
                pass


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 1330), min_size=2, max_size=6, unique=True), st.lists(EDITS, min_size=1, max_size=4))
def test_every_surviving_note_keeps_its_progress_and_no_other_gets_it(
    numbers: list[int], sittings: list[list[tuple[str, int]]]
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        patch("sco_quiz.services.current_decks.bundled_folder", lambda: folder),
    ):
        home = Path(folder) / "home"
        editor = Editor(numbers)
        write_deck(home, "a", *map(str, editor.deck))
        with open_library(home, HandClock()) as library:
            answer_all(library)
            for note in editor.deck:
                note.reps = cards(library)[note.prompt][1]
            for edits in sittings:
                editor.edited.clear()
                for kind, number in edits:
                    editor.edit(kind, number)
                write_deck(home, "a", *map(str, editor.deck))
                found = {prompt: reps for prompt, (_, reps) in cards(library).items()}
                assert found == {note.prompt: note.reps for note in editor.deck}
                assert library.progress.integrity() == []
            assert len(library.orphans()) == sum(note.reps > 0 for note in editor.deleted)
