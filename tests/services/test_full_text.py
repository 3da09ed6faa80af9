from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sco_quiz.domain.deck import Basic, Deck, Note
from sco_quiz.services.library import Library
from sco_quiz.storage.compiling import compile_file
from sco_quiz.storage.index import FileState, Index
from tests.services.shelves import open_library, write_deck

WORDS = ["Qingdao", "qing", "Shanghai", "summit", "June", "2001", "Élysée", "a", "naïve"]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr("sco_quiz.services.library.bundled_folder", lambda: str(tmp_path / "none"))
    return open_library(tmp_path)


def found(library: Library, text: str) -> list[str]:
    library.refresh()
    return [str(row["prompt"]) for row in library.search(text)]


def test_cards_are_found_by_words_and_beginnings_of_words_in_prompt_answer_and_tags(
    library: Library, tmp_path: Path
) -> None:
    write_deck(tmp_path, "a", "x: Where did they meet? = Qingdao", "y: When was it founded? = June 2001")

    assert found(library, "qing") == ["Where did they meet?"]
    assert found(library, "FOUNDED 20") == ["When was it founded?"]
    assert found(library, "meet 2001") == []
    assert found(library, "ingdao") == []
    assert found(library, "") == []


def test_a_row_says_which_card_was_found(library: Library, tmp_path: Path) -> None:
    write_deck(tmp_path, "a", "x: Where did they meet? = Qingdao")
    library.refresh()

    assert library.search("qingdao") == [
        {"card": "a/x", "deck": "a", "kind": "basic", "prompt": "Where did they meet?", "answer": "Qingdao"}
    ]


def test_accents_do_not_have_to_be_typed(library: Library, tmp_path: Path) -> None:
    write_deck(tmp_path, "a", "x: Where does he live? = Élysée")

    assert found(library, "elysee") == ["Where does he live?"]
    assert found(library, unicodedata.normalize("NFD", "Élysée")) == ["Where does he live?"]


def test_what_was_edited_or_deleted_is_not_found_any_more(library: Library, tmp_path: Path) -> None:
    write_deck(tmp_path, "a", "x: Where? = Qingdao", "y: When? = June")
    assert found(library, "qingdao") == ["Where?"]

    write_deck(tmp_path, "a", "x: Where? = Shanghai", "y: When? = June")
    assert found(library, "qingdao") == []
    assert found(library, "shanghai") == ["Where?"]

    (tmp_path / "decks" / "a.yaml").unlink()
    assert found(library, "june") == []


def test_only_the_chosen_decks_are_searched_and_only_so_many_cards_given(library: Library, tmp_path: Path) -> None:
    write_deck(tmp_path, "a", *(f"x{number}: Question {number}? = Qingdao" for number in range(9)))
    write_deck(tmp_path, "b", "x: Another? = Qingdao")
    library.refresh()

    assert [row["deck"] for row in library.search("qingdao", library.select(["b"]))] == ["b"]
    assert len(library.search("qingdao", limit=4)) == 4


@given(text=st.text(max_size=30) | st.sampled_from(['"', "a AND", "NEAR(a b)", "prompt:a", "a*", "-a", "a_b", "\x00"]))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_words_and_never_a_query(library: Library, text: str) -> None:
    library.refresh()

    assert isinstance(library.search(text), list)


@given(typed=st.lists(st.sampled_from(WORDS), max_size=3), cards=st.lists(st.lists(st.sampled_from(WORDS), min_size=1)))
@settings(deadline=None, max_examples=60)
def test_a_search_finds_what_a_look_at_every_card_finds(typed: list[str], cards: list[list[str]]) -> None:
    index = Index.in_memory()
    notes = tuple(Note(f"n{number}", Basic(f"{' '.join(words)}?", "what")) for number, words in enumerate(cards))
    deck = Deck("d", "D", notes)
    index.store("d.yaml", FileState(os.stat_result((0,) * 16), 0), "", compile_file(deck, []))

    result = [int(card.removeprefix("d/n")) for card, *_ in index.search(" ".join(typed), ["d.yaml"], 1_000)]
    index.close()

    assert result == [
        number
        for number, words in enumerate(cards)
        if typed and all(any(plain(word).startswith(plain(part)) for word in words) for part in typed)
    ]


def plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


DECKS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), max_size=4)
STEPS = st.lists(st.tuples(st.sampled_from(["a.yaml", "b.yaml"]), DECKS | st.none(), st.booleans()), max_size=12)


@given(steps=STEPS)
@settings(deadline=None, max_examples=80)
def test_after_any_changes_a_search_finds_what_the_files_hold_now(
    steps: list[tuple[str, list[list[str]] | None, bool]],
) -> None:
    index = Index.in_memory()
    held: dict[str, list[str]] = {}
    for path, cards, searches_now in steps:
        if cards is None:
            index.remove([path])
            held.pop(path, None)
        else:
            notes = tuple(
                Note(f"n{number}", Basic(f"{' '.join(words)}?", "what")) for number, words in enumerate(cards)
            )
            deck = Deck(path[0], path, notes)
            index.store(path, FileState(os.stat_result((0,) * 16), 0), "", compile_file(deck, []))
            held[path] = [f"{path[0]}/n{number}" for number, words in enumerate(cards) if "summit" in words]
        if searches_now:
            assert searched(index) == sorted(card for cards in held.values() for card in cards)
    assert searched(index) == sorted(card for cards in held.values() for card in cards)
    index.close()


def searched(index: Index) -> list[str]:
    return sorted(card for card, *_ in index.search("summ", ["a.yaml", "b.yaml"], 1_000))
