from __future__ import annotations

from pathlib import Path

import pytest

from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.domain.phase import Asking, Finished
from sco_quiz.domain.question import AskFlip, AskTyped, TypedText
from sco_quiz.domain.quiz.choosing import Filter
from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.domain.review import ActKind, Review
from sco_quiz.errors import UsageError
from sco_quiz.services.cram import Cram, CramPlan
from sco_quiz.services.library import Library, Selection
from tests.services.shelves import DAY_MS, NINE, TODAY, HandClock, answer, open_library, write_deck

AGAIN, HARD, GOOD, EASY = Rating


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with two decks, the first of three cards, without the bundled ones."""
    monkeypatch.setattr("sco_quiz.services.current_decks.bundled_folder", lambda: str(tmp_path / "bundled"))
    home = tmp_path / "home"
    write_deck(home, "a", "x: What? = That", "y: Who? = She", "z: Where? = There")
    write_deck(home, "b", "w: When? = Then")
    return home


def practised(cram: Cram, *ratings: Rating) -> list[str]:
    """The cards that are shown while these ratings are given, one after another."""
    shown = []
    for rating in ratings:
        assert cram.card is not None
        shown.append(cram.card.id)
        cram.reveal()
        cram.rate(rating)
    return shown


def log(library: Library, mode: Mode) -> list[Review]:
    return [entry for entry in library.progress.entries() if isinstance(entry, Review) and entry.mode is mode]


def test_everything_is_practised_and_what_is_not_known_comes_back(home: Path) -> None:
    with open_library(home) as library:
        cram = Cram.sit(library, CramPlan(seed=1))
        assert cram.counts.total == 4
        shown = practised(cram, AGAIN, GOOD, EASY, GOOD)
        assert sorted(shown) == ["a/x", "a/y", "a/z", "b/w"]
        assert practised(cram, AGAIN, HARD, GOOD) == [shown[0]] * 3
        assert cram.phase == Finished(early=False)


def test_nothing_of_it_moves_the_schedule_whatever_is_done(home: Path) -> None:
    clock = HandClock()
    with open_library(home, clock) as library:
        library.refresh()
        answer(library, "a/x", EASY)
        before = library.progress.memories(["a/x", "a/y", "a/z", "b/w"])
        due = library.due()
        clock.at += 1000
        cram = Cram.sit(library, CramPlan(seed=1))
        practised(cram, AGAIN, GOOD)
        cram.bury()
        cram.undo()
        cram.undo()
        cram.skip()
        practised(cram, EASY)
        cram.end()
        assert library.progress.memories(["a/x", "a/y", "a/z", "b/w"]) == before
        assert {key: value for key, value in library.due().items() if key != "now"} == {
            key: value for key, value in due.items() if key != "now"
        }
        assert [review.rating for review in log(library, Mode.CRAM)] == [AGAIN, EASY]
        assert library.progress.integrity() == []


def test_an_undone_answer_is_asked_again_as_if_it_had_not_been(home: Path) -> None:
    with open_library(home) as library:
        cram = Cram.sit(library, CramPlan(seed=1))
        first = practised(cram, GOOD)[0]
        cram.undo()
        assert cram.card is not None
        assert cram.card.id == first
        assert cram.memory is None
        assert cram.counts.total == 4
        practised(cram, AGAIN)
        again = Cram.sit(library, CramPlan(seed=1))
        assert again.counts.total == 4


def test_it_is_logged_with_the_learners_own_settings(home: Path) -> None:
    with open_library(home) as library:
        practised(Cram.sit(library, CramPlan(seed=1)), GOOD)
        (review,) = log(library, Mode.CRAM)
        assert library.progress.settings(review.settings) == library.settings


def test_a_suspended_card_leaves_and_is_not_asked_again(home: Path) -> None:
    with open_library(home) as library:
        cram = Cram.sit(library, CramPlan(seed=1))
        assert cram.card is not None
        gone = cram.card.id
        cram.suspend()
        cards = {item.card for item in cram._session.left}
        assert gone not in cards
        assert Cram.sit(library, CramPlan()).counts.total == 3


def test_the_seed_decides_the_order_and_the_count_how_many(home: Path) -> None:
    with open_library(home) as library:

        def order(seed: int, count: int | None = None) -> list[str]:
            return [item.card for item in Cram.sit(library, CramPlan(seed=seed, count=count))._session.left]

        assert order(1) == order(1)
        assert len({tuple(order(seed)) for seed in range(9)}) > 1
        assert order(1, 2) == order(1)[:2]


def test_siblings_are_all_practised(home: Path) -> None:
    path = home / "decks" / "c.yaml"
    path.write_text("id: c\ncards:\n  - cloze: '{{c1::One}} and {{c2::two}}'\n", encoding="utf-8")
    with open_library(home) as library:
        cram = Cram.sit(library, CramPlan(Selection(("c",))))
        assert len(set(practised(cram, GOOD, GOOD))) == 2


def test_filters_leave_decks_tags_what_failed_today_and_leeches(home: Path) -> None:
    path = home / "decks" / "a.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: x", "id: x\n    tags: [hard]"), encoding="utf-8")
    (home / "config.toml").write_text("leech_lapses = 2\n", encoding="utf-8")
    clock = HandClock()
    with open_library(home, clock) as library:

        def cards(plan: CramPlan) -> set[str]:
            return {item.card for item in Cram.sit(library, plan)._session.left}

        library.refresh()
        for card in ("a/y", "b/w"):
            answer(library, card, EASY)
        for _ in range(2):
            clock.at += 30 * DAY_MS
            answer(library, "a/y", AGAIN)
            answer(library, "a/y", EASY)
        answer(library, "b/w", AGAIN, Mode.QUIZ)
        answer(library, "a/z", AGAIN, Mode.CRAM)
        assert cards(CramPlan(Selection(("b",)))) == {"b/w"}
        assert cards(CramPlan(filter=Filter(tags=("HARD",)))) == {"a/x"}
        assert cards(CramPlan(failed_today=True)) == {"a/y", "b/w"}
        assert cards(CramPlan(leeches=True)) == {"a/y"}
        library.progress.act(ActKind.SUSPEND, "a/y", clock.at, clock.day())
        assert cards(CramPlan(leeches=True)) == {"a/y"}
        assert cards(CramPlan(failed_today=True)) == {"b/w"}
        clock.at += DAY_MS
        for plan in (
            CramPlan(failed_today=True),
            CramPlan(Selection(("b",)), leeches=True),
            CramPlan(filter=Filter(tags=("none",))),
            CramPlan(count=0),
        ):
            with pytest.raises(UsageError) as caught:
                cards(plan)
            assert caught.value.remedy


def test_leeches_that_are_switched_off_are_said_to_be(home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text("leech_lapses = 0\n", encoding="utf-8")
    with open_library(home) as library, pytest.raises(UsageError, match="switched off"):
        Cram.sit(library, CramPlan(leeches=True))


def test_an_undone_failure_is_no_failure_of_today(home: Path) -> None:
    with open_library(home) as library:
        library.refresh()
        library.progress.void(answer(library, "a/x", AGAIN), NINE, TODAY)
        with pytest.raises(UsageError, match="rated Again today"):
            Cram.sit(library, CramPlan(failed_today=True))


def test_graded_kinds_are_graded(home: Path) -> None:
    (home / "decks" / "c.yaml").write_text(
        "id: c\ncards:\n  - question: Where?\n    answer: Here\n    kind: typed\n", encoding="utf-8"
    )
    with open_library(home) as library:
        cram = Cram.sit(library, CramPlan(Selection(("c",))))
        cram.give(TypedText("Qingdao"))
        assert cram.suggested is AGAIN
        cram.rate(AGAIN)
        assert isinstance(cram.phase, Asking)
        (review,) = log(library, Mode.CRAM)
        assert (review.verdict, review.answer) == ("wrong", "Qingdao")


def test_the_form_fits_what_the_learner_really_remembers(home: Path) -> None:
    with open_library(home) as library:
        library.refresh()
        answer(library, "b/w", EASY)
        known, new = (
            Cram.sit(library, CramPlan(Selection((deck,))), FormPreference.ADAPTIVE).question for deck in ("b", "a")
        )
        assert isinstance(known, AskTyped)
        assert isinstance(new, AskFlip)
