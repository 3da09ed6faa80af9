"""Taking in only what changed in a file gives what taking in all of it gives."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.services.file_reading import read_file
from sco_quiz.services.outlines import Known
from sco_quiz.storage.compiling import compile_file
from sco_quiz.storage.index import FileState, Index
from sco_quiz.storage.splicing import Splice

HEADERS = ["title: A\ncards:\n", "id: d\ntags: [x]\ncards: # here\n\n", "cards:\n"]
TAILS = ["", "description: after the cards\n", "# the end\n"]
CARDS = [
    "question: One?\n    answer: 1\n",
    "question: Two?\n    answer: 2\n    id: two\n",
    "id: two\n    question: Two, again?\n    answer: 2\n",
    "question: Three?\n    answer: 3\n    reverse: true\n\n    # a remark\n",
    'cloze: "{{a}} and {{b}}"\n',
    'id: gaps\n    cloze: "{{a}}, {{b}} and {{c}}"\n    tags: [x, y]\n',
    "question: |\n      Several\n      lines?\n    answer: yes\n",
    "question: Wrong\n",
    "question: A: colon?\n    answer: 1\n",
    "question: &anchor Anchored?\n    answer: 4\n",
    "question: An alias?\n    answer: *anchor\n",
    "{question: In braces?, answer: 5}\n",
    "question: Last?\n    answer: 6\n    suspended: true\n    ignore: [W404]\n",
]
PIECES = st.sampled_from(CARDS) | st.integers(0, 30).map(lambda number: f"question: Q{number}?\n    answer: {number}\n")
EDITS = st.lists(
    st.tuples(st.sampled_from(["put", "insert", "delete", "swap", "header", "tail"]), st.integers(0, 9), PIECES),
    min_size=1,
    max_size=8,
)


class Edited:
    """A deck as its pieces, in a file, and an index that follows the file."""

    def __init__(self, folder: Path, cards: list[str]) -> None:
        self.path = str(folder / "deck.yaml")
        self.header, self.tail, self.cards = HEADERS[0], TAILS[0], list(cards)
        self.index = Index.in_memory()
        self.spliced = 0

    def edit(self, what: str, place: int, piece: str) -> None:
        match what:
            case "header":
                self.header = HEADERS[place % len(HEADERS)]
            case "tail":
                self.tail = TAILS[place % len(TAILS)]
            case "insert":
                self.cards.insert(place % (len(self.cards) + 1), piece)
            case "delete" if self.cards:
                del self.cards[place % len(self.cards)]
            case "swap" if len(self.cards) > 1:
                other = (place + 1) % len(self.cards)
                place %= len(self.cards)
                self.cards[place], self.cards[other] = self.cards[other], self.cards[place]
            case "put" if self.cards:
                self.cards[place % len(self.cards)] = piece
            case _:
                pass

    def begin(self) -> None:
        """Take the file in, and once more when it has changed: from then on it has an outline."""
        cards, self.cards = self.cards, ["question: Something else?\n    answer: yes\n"]
        self.take_in()
        self.cards = cards
        self.take_in()

    def take_in(self) -> None:
        Path(self.path).write_text(self.header + "".join(f"  - {card}" for card in self.cards) + self.tail, "utf-8")
        file = self.index.file(self.path)
        known = Known(file.hash, self.index.outline(self.path)) if file else Known()
        reading = read_file(self.path, known)
        if isinstance(reading.compiled, Splice):
            if self.index.splice(*reading[:3], reading.compiled):
                self.spliced += 1
                return
            reading = read_file(self.path)
        if reading.compiled is not None:
            assert not isinstance(reading.compiled, Splice)
            self.index.store(*reading[:3], reading.compiled)

    def assert_current(self) -> None:
        data = Path(self.path).read_bytes()
        fresh = Index.in_memory()
        read = parse_deck(data, self.path)
        fresh.store(self.path, FileState(Path(self.path).stat(), 0), "", compile_file(read.deck, read.problems))
        assert facts(self.index, self.path) == facts(fresh, self.path)
        fresh.close()


def facts(index: Index, path: str) -> tuple[object, ...]:
    file = index.file(path)
    assert file is not None
    deck = index.deck(path)
    cards = list(index.card_rows(path))
    notes = [index.note(path, card[0]) for card in cards]
    return (
        (file.deck, file.title, file.notes, file.cards, file.errors, file.warnings),
        deck,
        [note.line for note in deck.notes] if deck else [],
        [(note, note and note.line) for note in notes],
        cards,
        index.problems(path),
    )


@given(cards=st.lists(PIECES, min_size=1, max_size=8), edits=EDITS)
@settings(max_examples=100, deadline=None)
def test_after_any_edits_the_index_has_what_the_whole_file_gives(
    cards: list[str], edits: list[tuple[str, int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        edited = Edited(Path(folder), cards)
        edited.begin()
        edited.assert_current()
        for edit in edits:
            edited.edit(*edit)
            edited.take_in()
            edited.assert_current()
        edited.index.close()


def test_cards_that_are_edited_added_or_deleted_are_taken_in_by_themselves(tmp_path: Path) -> None:
    edited = Edited(tmp_path, [f"question: Q{number}?\n    answer: {number}\n" for number in range(40)])
    edited.begin()
    for edit in (
        ("put", 7, "question: Edited?\n    answer: yes\n    explanation: on one line more\n"),
        ("insert", 0, CARDS[4]),
        ("delete", 20, ""),
        ("insert", 40, "question: At the end?\n    answer: yes\n"),
    ):
        edited.edit(*edit)
        edited.take_in()
        edited.assert_current()
    assert edited.spliced == 4
    edited.index.close()


def test_a_file_that_never_changed_has_no_outline_yet(tmp_path: Path) -> None:
    edited = Edited(tmp_path, ["question: One?\n    answer: 1\n"])
    edited.take_in()
    assert edited.index.outline(edited.path) == b""
    edited.edit("insert", 1, "question: Two?\n    answer: 2\n")
    edited.take_in()
    assert edited.index.outline(edited.path) != b""
    assert edited.spliced == 0
    edited.assert_current()
    edited.index.close()


def test_a_splice_of_another_file_than_the_index_knows_is_not_taken(tmp_path: Path) -> None:
    edited = Edited(tmp_path, [f"question: Q{number}?\n    answer: {number}\n" for number in range(9)])
    edited.begin()
    file = edited.index.file(edited.path)
    assert file is not None
    before = Known(file.hash, edited.index.outline(edited.path))
    edited.edit("delete", 1, "")
    edited.take_in()
    late = read_file(edited.path, before)
    assert isinstance(late.compiled, Splice)
    assert not edited.index.splice(*late[:3], late.compiled)
    edited.assert_current()
    edited.index.close()
