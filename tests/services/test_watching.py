from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sco_quiz.domain.rating import Rating
from sco_quiz.services import current_decks, file_reading
from sco_quiz.services.library import Library
from sco_quiz.services.watching import DeckWatch
from sco_quiz.storage.index import Index
from tests.services.shelves import answer, open_library, write_deck

BROKEN = "cards:\n  - {question: never closed"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setattr(current_decks, "bundled_folder", lambda: str(tmp_path / "none"))
    write_deck(tmp_path, "rivers", "nile: Longest? = Nile", "Widest? = Amazon", "Oldest known? = Finke")
    with open_library(tmp_path) as opened:
        opened.refresh()
        yield opened


def prompts(library: Library) -> list[object]:
    return [row["prompt"] for row in library.cards()]


def test_a_look_tells_once_that_a_deck_has_changed(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    assert not watch.look()
    write_deck(tmp_path, "rivers", "nile: Longest of all? = Nile")
    assert watch.look()
    assert not watch.look()
    write_deck(tmp_path, "lakes", "Deepest? = Baikal")
    assert watch.look()
    (tmp_path / "decks" / "lakes.yaml").unlink()
    assert watch.look()


def test_what_was_taken_in_is_no_news(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    write_deck(tmp_path, "rivers", "nile: Longest of all? = Nile")
    assert watch.take_in().decks == ("rivers",)
    assert not watch.look()
    assert prompts(library) == ["Longest of all?"]


def test_a_deck_that_breaks_stays_as_it_was_with_its_problem(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    before = prompts(library)
    path = tmp_path / "decks" / "rivers.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    (problem, *_) = watch.take_in().problems
    assert (problem.path, problem.line) == (str(path), 2)
    assert prompts(library) == before
    assert library.problems()[0] == problem
    assert library.decks()[0]["problems"]
    write_deck(tmp_path, "rivers", "nile: Longest of all? = Nile")
    assert watch.take_in().problems == ()
    assert prompts(library) == ["Longest of all?"]
    assert not library.decks()[0]["problems"]


def test_a_broken_deck_that_is_deleted_goes(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    path = tmp_path / "decks" / "rivers.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    assert watch.take_in().problems
    path.unlink()
    assert watch.take_in().problems == ()
    assert prompts(library) == []


def test_a_deck_that_was_broken_before_gets_better_in_steps(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "decks" / "lakes.yaml"
    path.write_text("cards:\n  - {question: a}\n  - {question: b}\n  - {question: Deepest?, answer: Baikal}\n")
    library.refresh()
    watch = DeckWatch(library)
    path.write_text("cards:\n  - {question: a}\n  - {question: Deepest of all?, answer: Baikal}\n")
    assert watch.take_in().problems == ()
    assert "Deepest of all?" in prompts(library)


def test_without_a_watch_a_broken_deck_is_reported_as_it_is(library: Library, tmp_path: Path) -> None:
    (tmp_path / "decks" / "rivers.yaml").write_text(BROKEN, encoding="utf-8")
    assert prompts(library) == []


@pytest.mark.parametrize("studied", [True, False])
def test_an_edited_card_without_an_id_is_followed(library: Library, tmp_path: Path, *, studied: bool) -> None:
    watch = DeckWatch(library)
    former = [str(row["card"]) for row in library.cards()][1]
    if studied:
        answer(library, former, Rating.GOOD, text=("Widest?", "Amazon"))
    write_deck(tmp_path, "rivers", "nile: Longest? = Nile", "Widest of all? = Amazon", "Oldest known? = Finke")
    present = watch.take_in().names[former]
    assert library.card(present).id == present
    assert [str(row["card"]) for row in library.cards()][1] == present


def test_the_only_note_that_went_is_the_only_one_that_came(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    former = [str(row["card"]) for row in library.cards()][1]
    write_deck(
        tmp_path, "rivers", "nile: Longest? = Nile", "Cataracts with the most water? = Inga", "Oldest known? = Finke"
    )
    present = [str(row["card"]) for row in library.cards()][1]
    assert watch.take_in().names == {}  # the library has read it already
    write_deck(tmp_path, "rivers", "nile: Longest? = Nile", "Widest? = Amazon", "Oldest known? = Finke")
    assert watch.take_in().names == {present: former}


def test_a_note_that_was_deleted_is_followed_nowhere(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    write_deck(tmp_path, "rivers", "nile: Longest? = Nile", "Oldest known? = Finke")
    assert watch.take_in().names == {}


def test_what_changed_before_the_watch_began_is_seen(library: Library, tmp_path: Path) -> None:
    write_deck(tmp_path, "rivers", "nile: Longest of all? = Nile")
    assert DeckWatch(library).look()


def write_many(home: Path, word: str = "What") -> None:
    """Decks that take long enough to be read in a thread."""
    for number in range(10):
        write_deck(home, f"many-{number}", *(f"{word} is {number} and {each}? = {each:060}" for each in range(600)))


def test_much_is_read_in_a_thread_and_then_taken_in_without_being_parsed_again(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = DeckWatch(library)
    assert not watch.begin().takes_long
    write_many(tmp_path)
    write_deck(tmp_path, "rivers", "nile: Longest of all? = Nile", "Widest of them? = Amazon", "Oldest known? = Finke")
    (tmp_path / "decks" / "lakes.yaml").write_text("cards:\n  - {question: Deepest?, answer: Baikal}\n")
    before = watch.begin()
    assert before.takes_long
    reports: list[tuple[int, int]] = []
    assert watch.read(lambda done, total: reports.append((done, total))).result(60)
    assert reports == [(done, 12) for done in range(13)]

    monkeypatch.setattr(file_reading, "parse_deck", lambda *_: pytest.fail("read again"))
    change = watch.take_in(before)
    assert change.decks == ("rivers",)
    assert [note for note in change.names if note.startswith("rivers/~")]
    assert len(library.deck_ids) == 12
    assert len(prompts(library)) == 6_004
    assert not watch.look()


def test_what_changes_while_much_is_read_is_followed_too(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    write_many(tmp_path)
    before = watch.begin()
    watch.read(lambda *_: None).result(60)
    write_deck(tmp_path, "rivers", "nile: Longest? = Nile", "Widest of them? = Amazon", "Oldest known? = Finke")
    change = watch.take_in(before)
    assert "rivers" in change.decks
    assert [note for note in change.names if note.startswith("rivers/~")]


def test_a_deck_that_breaks_while_much_is_read_stays_as_it_was(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    before_it_broke = prompts(library)
    write_many(tmp_path)
    path = tmp_path / "decks" / "rivers.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    before = watch.begin()
    watch.read(lambda *_: None).result(60)
    change = watch.take_in(before)
    assert [problem.path for problem in change.problems] == [str(path)]
    assert prompts(library)[-3:] == before_it_broke


def test_reading_that_is_given_up_leaves_everything_to_be_read(library: Library, tmp_path: Path) -> None:
    watch = DeckWatch(library)
    write_many(tmp_path)
    before = watch.begin()

    def give_up(done: int, _total: int) -> None:
        if done == 4:
            raise RuntimeError("the app was left")

    with pytest.raises(RuntimeError, match="was left"):
        watch.read(give_up).result(60)
    watch.take_in(before)
    assert len(prompts(library)) == 6_003


def test_an_index_in_memory_is_read_where_it_is(library: Library, tmp_path: Path) -> None:
    library._current._index.close()
    library._current._index = Index.in_memory()
    library.refresh()
    watch = DeckWatch(library)
    write_many(tmp_path)
    assert not watch.begin().takes_long
