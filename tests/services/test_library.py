from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from sco_quiz.domain.card import prompt_text
from sco_quiz.domain.queue import build_queue
from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.domain.review import ActKind
from sco_quiz.errors import DeckNotFoundError, UsageError
from sco_quiz.services.bundled import bundled_folder
from sco_quiz.services.library import Library, Selection
from sco_quiz.services.study import Study
from tests.services.shelves import DAY_MS, NINE, TODAY, HandClock, answer, open_library, write_deck


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without bundled decks."""
    monkeypatch.setattr("sco_quiz.services.current_decks.bundled_folder", lambda: str(tmp_path / "bundled"))
    return tmp_path / "home"


def row(library: Library, deck: str) -> dict[str, object]:
    return next(each for each in library.decks() if each["id"] == deck)


def test_a_new_learner_finds_the_bundled_decks(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        decks = library.decks()
        assert {str(deck["path"]) for deck in decks} == {str(path) for path in Path(bundled_folder()).glob("*.yaml")}
        for deck in decks:
            assert deck["new"] == deck["cards"]
            assert (deck["learning"], deck["due"], deck["suspended"], deck["problems"]) == (0, 0, 0, 0)
        assert library.due()["new"] == 20
        assert library.problems() == []


def test_decks_report_stock_with_the_designs_keys(home: Path) -> None:
    path = write_deck(home, "a", "x: What? = That", "y: Who? = She", "z: Where? = There")
    clock = HandClock()
    with open_library(home, clock) as library:
        library.refresh()
        answer(library, "a/x")
        answer(library, "a/y", Rating.EASY)
        library.progress.act(ActKind.SUSPEND, "a/z", NINE, TODAY)
        known = row(library, "a")["known"]
        assert isinstance(known, float)
        assert 0 < known < 1 / 3
        expected = {
            "id": "a",
            "title": "The deck a",
            "path": str(path),
            "notes": 3,
            "cards": 3,
            "new": 0,
            "learning": 1,
            "due": 0,
            "suspended": 1,
            "problems": 0,
            "known": known,
        }
        assert row(library, "a") == expected
        clock.at += 60 * DAY_MS
        assert row(library, "a")["due"] == 1


def test_due_reports_what_today_asks_for(home: Path) -> None:
    write_deck(home, "a", *(f"n{number}: Question {number}? = Answer" for number in range(30)))
    clock = HandClock()
    with open_library(home, clock) as library:
        library.refresh()
        answer(library, "a/n0")
        due = library.due()
        assert due == {
            "now": "2026-12-01T09:00:00.000+00:00",
            "new": 19,
            "learning": 1,
            "review": 0,
            "total": 20,
            "next_due": "2026-12-01T09:10:00.000+00:00",
            "decks": [{"id": "a", "title": "The deck a", "new": 19, "learning": 1, "review": 0, "total": 20}],
        }
        answer(library, "a/n1", Rating.EASY)
        clock.at += 30 * DAY_MS
        assert [library.due()[key] for key in ("new", "learning", "review")] == [20, 1, 1]


def test_cards_that_a_limit_or_a_sibling_keeps_from_today_come_tomorrow(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("new_per_day = 1\nreviews_per_day = 1\n", encoding="utf-8")
    write_deck(home, "a", "x: What? = That", "y: Who? = She")
    path = write_deck(home, "b", "z: Where? = Here")
    path.write_text(path.read_text(encoding="utf-8") + "    reverse: true\n", encoding="utf-8")
    clock = HandClock()
    with open_library(home, clock) as library:
        tomorrow = "2026-12-02T04:00:00.000+00:00"
        assert library.due()["next_due"] == tomorrow
        answer(library, "a/x", Rating.EASY)
        assert library.due(Selection(["b"]))["new"] == 0
        assert library.due(Selection(["b"]))["next_due"] == tomorrow
        for card in ("a/y", "b/z"):
            answer(library, card, Rating.EASY)
        assert library.next_due(Selection(["b"]), clock.now()) == NINE - 5 * 3_600_000 + DAY_MS
        clock.at += 60 * DAY_MS
        answer(library, "a/x", Rating.EASY)
        assert [library.due()[key] for key in ("new", "review", "next_due")] == [
            1,
            0,
            "2027-01-31T04:00:00.000+00:00",
        ]


def test_a_deck_that_asks_for_all_its_cards_today_has_none_for_tomorrow(home: Path) -> None:
    write_deck(home, "a", "x: What? = That")
    with open_library(home) as library:
        assert [library.due()[key] for key in ("new", "next_due")] == [1, None]


def test_limits_count_over_all_decks_together(home: Path) -> None:
    for name in "ab":
        write_deck(home, name, *(f"n{number}: Question {number}? = Answer" for number in range(15)))
    with open_library(home) as library:
        assert library.due()["new"] == 20
        decks = library.due()["decks"]
        assert isinstance(decks, list)
        assert [deck["new"] for deck in decks] == [15, 5]
        assert library.due(library.select(["b"]))["new"] == 15


def test_due_counts_the_cards_that_a_study_session_asks(home: Path) -> None:
    path = write_deck(home, "a", *(f"n{number}: Question {number}? = Answer" for number in range(30)))
    path.write_text(path.read_text() + "  - {cloze: 'The {{c1::first}}, {{c2::second}}, {{c3::third}}.', id: c}\n")
    write_deck(home, "b", *(f"m{number}: Question {number}? = Answer" for number in range(3)))
    clock = HandClock()
    with open_library(home, clock) as library:
        library.refresh()
        for number in range(12):
            answer(library, f"a/n{number}", Rating.EASY if number % 2 else Rating.GOOD)
        for card in ("a/c#c1", "a/c#c3"):
            answer(library, card, Rating.EASY)
        library.progress.act(ActKind.BURY, "a/n20", clock.at, clock.day())
        library.progress.act(ActKind.SUSPEND, "a/n21", clock.at, clock.day())
        for days in (0, 1, 16, 40):
            clock.at = NINE + days * DAY_MS
            for selection in (None, Selection(["b"]), Selection(["a"])):
                day = clock.day()
                queue = build_queue(
                    learning=library.learning_cards(selection, clock.day_start(day + 1)),
                    reviews=library.reviews_due(selection, day),
                    new=library.new_cards(selection),
                    done=library.done_today(day),
                    limits=library.limits,
                    day=day,
                    day_end=clock.day_start(day + 1),
                )
                items = [*queue.main, *queue.learning]
                due = library.due(selection)
                assert due["new"] == sum(item.memory is None for item in items)
                assert due["learning"] == sum(item.learning for item in items)
                assert due["total"] == len(items)


def test_a_study_session_runs_on_the_library(home: Path) -> None:
    write_deck(home, "a", "x: What? = That", "y: Who? = She")
    with open_library(home) as library:
        study = Study.start(library)
        assert study.card is not None
        assert study.card.id == "a/x"
        study.reveal()
        study.rate(Rating.EASY)
        study.undo()
        study.reveal()
        study.rate(Rating.EASY)
        assert library.due()["new"] == 1
        assert [entry["voided"] for entry in library.log()] == [True, False]


def test_cards_have_the_designs_keys(home: Path) -> None:
    write_deck(home, "a", "x: What? = That", "y: Who? = She")
    with open_library(home) as library:
        library.refresh()
        answer(library, "a/x", Rating.EASY)
        first, second = library.cards()
    assert isinstance(first.pop("stability"), float)
    assert isinstance(first.pop("difficulty"), float)
    assert first == {
        "card": "a/x",
        "deck": "a",
        "note": "a/x",
        "kind": "basic",
        "prompt": "What?",
        "answer": "That",
        "tags": [],
        "source": "",
        "state": "review",
        "reps": 1,
        "lapses": 0,
        "suspended": False,
        "due": first["due"],
    }
    assert str(first["due"]).endswith("T04:00:00.000+00:00")
    assert [second[key] for key in ("state", "due", "stability", "reps")] == ["new", None, None, 0]
    json.dumps([first, second])


def test_the_log_is_listed_oldest_first_with_the_designs_keys(home: Path) -> None:
    write_deck(home, "a", "x: What? = That")
    clock = HandClock()
    with open_library(home, clock) as library:
        library.refresh()
        first = answer(library, "a/x")
        clock.at += 5000
        second = answer(library, "a/x", Rating.AGAIN, Mode.CRAM)
        library.progress.void(second, clock.at, clock.day())
        library.progress.act(ActKind.RENAME, "a/z", clock.at, clock.day(), "a/x")
        rows = list(library.log())
        assert [entry["id"] for entry in rows] == [first, second]
        assert list(rows[0]) == [
            *("id", "card", "reviewed_at", "rating", "mode", "form", "verdict", "answer", "duration_ms", "voided"),
            *("stability", "difficulty", "due"),
        ]
        assert [entry["voided"] for entry in rows] == [False, True]
        assert [entry["card"] for entry in rows] == ["a/z", "a/z"]
        assert rows[0]["reviewed_at"] == "2026-12-01T09:00:00.000+00:00"
        assert rows[0]["due"] == "2026-12-01T09:10:00.000+00:00"
        assert list(library.log(Selection(["b"]))) == []


def test_a_deck_of_ones_own_takes_the_place_of_a_bundled_one(home: Path) -> None:
    (home.parent / "bundled").mkdir()
    write_deck(home, "a", "x: Bundled? = Yes").rename(home.parent / "bundled" / "a.yaml")
    with open_library(home) as library:
        assert prompt_text(library.card("a/x").content) == "Bundled?"
        own = write_deck(home, "other-name", "x: Own? = Yes", identifier="a")
        assert [deck["path"] for deck in library.decks()] == [str(own)]
        assert library.problems() == []
        assert prompt_text(library.card("a/x").content) == "Own?"
        own.unlink()
        library.refresh()
        assert prompt_text(library.card("a/x").content) == "Bundled?"


def test_of_two_decks_with_one_id_the_second_is_left_out_and_named(home: Path) -> None:
    first = write_deck(home, "first", "x: What? = That", identifier="same")
    second = write_deck(home, "second", "x: Who? = She", identifier="same")
    with open_library(home) as library:
        assert [(deck["path"], deck["cards"]) for deck in library.decks()] == [(str(first), 1), (str(second), 0)]
        (problem,) = library.problems()
        assert (problem.path, problem.code) == (str(second), "E214")
        assert str(first) in problem.message
        with pytest.raises(DeckNotFoundError, match="is taken by"):
            library.select([str(second)])


def test_decks_are_chosen_by_id_by_file_and_by_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_deck(home, "one", "x: What? = That")
    write_deck(home, "two", "x: What? = That")
    elsewhere = home.parent / "elsewhere"
    write_deck(elsewhere, "three", "x: What? = That")
    monkeypatch.chdir(elsewhere)
    with open_library(home) as library:
        assert library.select() is None
        assert library.select(["two"]) == Selection(["two"])
        assert library.select([str(home / "decks" / "one.yaml")]) == Selection(["one"])
        assert library.select([str(home / "decks"), "one"]) == Selection(["one", "two"])
        assert library.select(["decks/three.yaml"]) == Selection(["three"])
        assert library.select(["decks"]) == Selection(["three"])
    with open_library(home) as library:
        assert library.deck_ids == ("one", "two")
    with open_library(home, paths=("decks",)) as library:
        assert library.deck_ids == ("one", "two", "three")


def test_a_deck_that_is_not_there_is_a_sentence_with_a_suggestion(home: Path) -> None:
    write_deck(home, "shanghai-spirit", "x: What? = That")
    broken = home / "decks" / "broken.yaml"
    broken.write_text("cards: [", encoding="utf-8")
    (home / "empty").mkdir()
    with open_library(home) as library:
        for word, said in [
            ("shangai-spirit", "Did you mean `shanghai-spirit`"),
            ("zzz.yaml", "sco-quiz decks"),
            (str(broken), "sco-quiz check"),
            (str(home / "empty"), "sco-quiz new"),
        ]:
            with pytest.raises(DeckNotFoundError) as caught:
                library.select([word])
            assert said in caught.value.remedy
        for missing in ("shanghai-spirit/nope", "nope/x"):
            with pytest.raises(DeckNotFoundError):
                library.card(missing)


def test_a_file_that_holds_no_deck_is_listed_with_its_problems(home: Path) -> None:
    path = write_deck(home, "broken", "x: What? = That")
    with open_library(home) as library:
        path.write_text("cards: [", encoding="utf-8")
        (deck,) = library.decks()
        assert (deck["id"], deck["cards"], deck["path"]) == ("broken", 0, str(path))
        assert deck["problems"]
        assert [problem.path for problem in library.problems()] == [str(path)] * len(library.problems())
        path.unlink()
        path.symlink_to(home / "nowhere.yaml")
        assert "does not exist" in str(library.problems()[0])
        write_deck(home, "nowhere", "x: What? = That").rename(home / "nowhere.yaml")
        assert [deck["cards"] for deck in library.decks()] == [1]


def test_configured_folders_are_read_and_a_missing_one_is_named(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('decks = ["more/decks", "missing"]\nnew_per_day = 1\n', encoding="utf-8")
    write_deck(home / "more", "a", "x: What? = That", "y: Who? = She")
    with open_library(home) as library:
        assert library.deck_ids == ("a",)
        assert library.due()["new"] == 1
        (problem,) = library.problems()
        assert problem.path == str(home / "missing")
        assert library.missing == (str(home / "missing"),)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_in_circles_among_the_decks_take_nothing_away(home: Path) -> None:
    path = write_deck(home, "a", "x: What? = That")
    (path.parent / "itself.yaml").symlink_to(path.parent / "itself.yaml")
    (path.parent / "above.yaml").symlink_to(home)
    (path.parent / "circle").symlink_to(path.parent)
    with open_library(home) as library:
        assert library.deck_ids == ("a",)
        assert [deck["id"] for deck in library.decks()] == ["a", "itself"]
        assert library.select([str(path.parent)]) == Selection(["a"])


def test_each_profile_has_its_own_progress(home: Path) -> None:
    write_deck(home, "a", "x: What? = That")
    with open_library(home) as library:
        library.refresh()
        answer(library, "a/x")
        assert row(library, "a")["new"] == 0
    with open_library(home, profile="anna") as library:
        assert row(library, "a")["new"] == 1
    with pytest.raises(UsageError):
        open_library(home, profile="../anna")


def test_progress_of_a_card_that_is_gone_is_kept_and_comes_back(home: Path) -> None:
    write_deck(home, "a", "x: What? = That", "y: Who? = She")
    with open_library(home) as library:
        library.refresh()
        answer(library, "a/x", Rating.EASY)
        memory = library.progress.memory("a/x")
        write_deck(home, "a", "y: Who? = She")
        library.refresh()
        assert library.orphans() == [("a/x", "prompt of a/x", "answer of a/x")]
        assert row(library, "a")["known"] == 0
        assert library.progress.integrity() == []
        write_deck(home, "a", "x: What? = That", "y: Who? = She")
        library.refresh()
        assert library.orphans() == []
        assert library.progress.memory("a/x") == memory
        (home / "decks" / "a.yaml").unlink()
        assert library.decks() == []
        assert [card for card, _, _ in library.orphans()] == ["a/x"]
        assert library.due()["total"] == 0


def test_what_the_author_suspends_is_suspended_unless_the_learner_says_otherwise(home: Path) -> None:
    path = write_deck(home, "a", "x: What? = That")
    with open_library(home) as library:
        path.write_text(path.read_text() + "    suspended: true\n")
        assert [row(library, "a")[key] for key in ("new", "suspended")] == [0, 1]
        library.progress.act(ActKind.UNSUSPEND, "a/x", NINE, TODAY)
        assert [row(library, "a")[key] for key in ("new", "suspended")] == [1, 0]
        assert [card["suspended"] for card in library.cards()] == [False]


def test_a_file_whose_name_is_not_utf8_is_named_and_takes_nothing_along(home: Path) -> None:
    write_deck(home, "good", "What? = That")
    odd = os.fsdecode(os.fsencode(home / "decks") + b"/caf\xe9.yaml")
    Path(odd).write_text("cards:\n  - {question: a, answer: b}\n", encoding="utf-8")
    with open_library(home) as library:
        assert library.deck_ids == ("good",)
        (problem,) = library.problems()
        assert (problem.path, problem.code) == (odd, "E116")
        with pytest.raises(DeckNotFoundError, match="not UTF-8"):
            library.select([odd])


def test_a_deck_that_is_broken_is_not_said_to_be_missing(home: Path) -> None:
    path = home / "decks" / "kinds.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("cards: [", encoding="utf-8")
    with open_library(home) as library, pytest.raises(DeckNotFoundError, match="E101") as raised:
        library.select(["kinds"])
    assert str(path) in raised.value.remedy
