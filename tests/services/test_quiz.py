from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.domain.deck import Kind
from sco_quiz.domain.question import AskChoice, AskTyped, Revealed, TypedText
from sco_quiz.domain.quiz.choosing import Filter
from sco_quiz.domain.quiz.sitting import Judging, Rules
from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.domain.review import ActKind, Review
from sco_quiz.errors import IllegalEventError, StorageError, UsageError
from sco_quiz.services.library import Library
from sco_quiz.services.quiz import AddedToToday, Quiz, QuizPlan
from tests.services.shelves import DAY_MS, NINE, TODAY, HandClock, answer, open_library, write_deck

CITIES = ("Paris", "London", "Berlin", "Madrid", "Vienna", "Lisbon")
MINUTE = 60_000


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with one deck of six cards, without the bundled ones."""
    monkeypatch.setattr("sco_quiz.services.current_decks.bundled_folder", lambda: str(tmp_path / "bundled"))
    home = tmp_path / "home"
    write_deck(home, "a", *(f"n{number}: Capital {number}? = {city}" for number, city in enumerate(CITIES)))
    return home


def right(quiz: Quiz) -> TypedText:
    question = quiz.sitting.item.question
    assert isinstance(question, AskTyped)
    return TypedText(question.answer)


def asked(quiz: Quiz) -> list[str]:
    return [item.card for item in quiz.sitting.items]


def log(library: Library) -> list[Review]:
    return [entry for entry in library.progress.entries() if isinstance(entry, Review)]


def finish_with_mistakes(quiz: Quiz, mistakes: int) -> None:
    for place in range(len(quiz.sitting.items)):
        quiz.go_to(place)
        quiz.give(TypedText("no idea") if place < mistakes else right(quiz))
    quiz.hand_in()


class TestStarting:
    def test_the_same_seed_asks_the_same_questions_whatever_was_learnt_meanwhile(self, home: Path) -> None:
        with open_library(home) as library:
            first = Quiz.start(library, QuizPlan(count=4, seed=7))
            finish_with_mistakes(first, 2)
            answer(library, "a/n1")
            second = Quiz.start(library, QuizPlan(count=4, seed=7))
            assert second.sitting.items == first.sitting.items
            assert asked(Quiz.start(library, QuizPlan(count=4, seed=8))) != asked(first)

    def test_without_a_seed_one_is_drawn_and_can_be_used_again(self, home: Path) -> None:
        with open_library(home) as library:
            quiz = Quiz.start(library, QuizPlan(count=4))
            assert asked(Quiz.start(library, QuizPlan(count=4, seed=quiz.seed))) == asked(quiz)

    def test_a_quiz_larger_than_the_cards_there_are_says_so_and_goes_on_with_those(self, home: Path) -> None:
        with open_library(home) as library:
            quiz = Quiz.start(library, QuizPlan(count=50))
            assert len(quiz.sitting.items) == 6
            assert "50 questions; there are 6" in quiz.notices[0]
            assert Quiz.start(library, QuizPlan(count=6)).notices == ()

    def test_suspended_cards_are_not_asked(self, home: Path) -> None:
        with open_library(home) as library:
            library.refresh()
            library.progress.act(ActKind.SUSPEND, "a/n0", NINE, TODAY)
            assert "a/n0" not in asked(Quiz.start(library, QuizPlan(count=50)))

    def test_where_no_card_fits_it_says_what_there_is(self, home: Path) -> None:
        with open_library(home) as library:
            with pytest.raises(UsageError, match="No card fits") as caught:
                Quiz.start(library, QuizPlan(filter=Filter(tags=("nope",))))
            assert "basic" in caught.value.remedy
            with pytest.raises(UsageError, match="No card fits"):
                Quiz.start(library, QuizPlan(filter=Filter(kinds=(Kind.MATCH,))))

    @pytest.mark.parametrize("plan", [QuizPlan(count=0), QuizPlan(count=-3), QuizPlan(seed=2**63)])
    def test_counts_and_seeds_that_cannot_be_are_refused(self, home: Path, plan: QuizPlan) -> None:
        with open_library(home) as library, pytest.raises(UsageError):
            Quiz.start(library, plan)

    def test_basic_cards_are_typed_or_chosen_among_the_decks_other_answers(self, home: Path) -> None:
        with open_library(home) as library:
            typed = Quiz.start(library, QuizPlan(count=2, seed=1)).sitting.items
            chosen = Quiz.start(library, QuizPlan(count=2, seed=1, form=FormPreference.CHOICE)).sitting.items
            assert [item.card for item in typed] == [item.card for item in chosen]
            for one, other in zip(typed, chosen, strict=True):
                assert isinstance(one.question, AskTyped)
                assert isinstance(other.question, AskChoice)
                assert set(other.question.options) < set(CITIES)
                assert len(other.question.options) == 4
                assert [other.question.options[index] for index in other.question.right] == [one.question.answer]


class TestKeeping:
    def test_answers_are_logged_when_they_are_judged_and_move_no_schedule(self, home: Path) -> None:
        clock = HandClock()
        with open_library(home, clock) as library:
            quiz = Quiz.start(library, QuizPlan(count=3, seed=1))
            quiz.give(TypedText("wrong"))
            clock.at += 5_000
            quiz.give(right(quiz))
            quiz.advance()
            quiz.give(TypedText("no idea"))
            assert log(library) == []
            result = quiz.hand_in()
            assert result.score.text == "1/3 (33.3%)"
            first, second = log(library)
            assert (first.card, first.mode, first.rating, first.form) == (
                asked(quiz)[0],
                Mode.QUIZ,
                Rating.GOOD,
                "typed",
            )
            assert (first.reviewed_at, first.duration_ms) == (NINE + 5_000, 5_000)
            assert (second.rating, second.verdict, second.answer) == (Rating.AGAIN, "wrong", "no idea")
            assert library.progress.memory(first.card) is None
            assert library.progress.integrity() == []

    def test_where_answers_are_judged_at_once_they_are_logged_at_once(self, home: Path) -> None:
        with open_library(home) as library:
            quiz = Quiz.start(library, QuizPlan(count=3, seed=1, rules=Rules(Judging.AT_ONCE)))
            quiz.give(Revealed())
            (kept,) = log(library)
            assert (kept.rating, kept.answer) == (Rating.AGAIN, "")
            quiz.hand_in()
            assert len(log(library)) == 1

    def test_nothing_happens_where_it_cannot_be_kept(self, home: Path) -> None:
        with open_library(home) as library:
            quiz = Quiz.start(library, QuizPlan(count=3, seed=1))
            before = quiz.sitting
            library.progress.connection.execute("PRAGMA query_only = 1")
            with pytest.raises(StorageError):
                quiz.give(right(quiz))
            assert quiz.sitting == before
            library.progress.connection.execute("PRAGMA query_only = 0")
            assert quiz.give(right(quiz))

    def test_an_answer_that_comes_too_late_is_not_taken(self, home: Path) -> None:
        clock = HandClock()
        with open_library(home, clock) as library:
            quiz = Quiz.start(library, QuizPlan(count=3, seed=1, rules=Rules(limit_ms=MINUTE)))
            assert quiz.left_ms == MINUTE
            clock.at += MINUTE
            assert not quiz.give(right(quiz))
            assert quiz.result.out_of_time
            assert quiz.result.score.credit == 0
            with pytest.raises(IllegalEventError):
                quiz.give(Revealed())

    def test_what_was_begun_counts_when_the_time_is_up(self, home: Path) -> None:
        clock = HandClock()
        with open_library(home, clock) as library:
            quiz = Quiz.start(library, QuizPlan(count=3, seed=1, rules=Rules(limit_ms=MINUTE)))
            assert not quiz.tick(right(quiz))
            clock.at += MINUTE
            assert quiz.tick(right(quiz))
            assert quiz.hand_in().score.credit == 1


class TestResuming:
    def test_a_quiz_that_was_interrupted_goes_on_where_it_was(self, home: Path) -> None:
        clock = HandClock()
        with open_library(home, clock) as library:
            quiz = Quiz.start(library, QuizPlan(count=4, seed=3, rules=Rules(limit_ms=MINUTE)))
            clock.at += 10_000
            quiz.give(right(quiz))
            quiz.advance()
            quiz.flag()
        clock.at += DAY_MS
        with open_library(home, clock) as library:
            (waiting,) = Quiz.unfinished(library)
            assert (waiting.questions, waiting.answered) == (4, 1)
            resumed = Quiz.resume(library)
            assert resumed.notices == ()
            assert resumed.sitting == quiz.sitting.pause(NINE + 10_000)
            resumed.show()
            assert resumed.left_ms == MINUTE - 10_000
            assert resumed.hand_in().score.credit == 1
            assert Quiz.unfinished(library) == []

    def test_the_latest_is_resumed_or_the_one_named_and_a_discarded_one_never(self, home: Path) -> None:
        with open_library(home) as library:
            first, second = (Quiz.start(library, QuizPlan(count=2, seed=seed)) for seed in (1, 2))
            assert Quiz.resume(library).id == second.id
            assert Quiz.resume(library, first.id).id == first.id
            second.discard()
            assert Quiz.resume(library).id == first.id
            first.hand_in()
            for identifier in ("", first.id, "none"):
                with pytest.raises(UsageError, match="no interrupted quiz"):
                    Quiz.resume(library, identifier)

    def test_where_the_deck_changed_it_says_so_drops_what_is_gone_and_asks_the_rest_as_it_was(self, home: Path) -> None:
        with open_library(home) as library:
            quiz = Quiz.start(library, QuizPlan(count=6, seed=3))
        cards = [f"n{number}: Capital {number}? = {city}" for number, city in enumerate(CITIES)]
        write_deck(home, "a", *cards[1:5], "n5: Another capital? = Rome")
        with open_library(home) as library:
            resumed = Quiz.resume(library)
            assert resumed.sitting.items == tuple(item for item in quiz.sitting.items if item.card != "a/n0")
            assert "1 question left the quiz" in resumed.notices[0]
            assert "1 card of this quiz read differently" in resumed.notices[1]

    def test_while_its_decks_are_away_it_says_so_and_is_kept(self, home: Path) -> None:
        with open_library(home) as library:
            items = Quiz.start(library, QuizPlan(count=6, seed=3)).sitting.items
        decks, away = home / "decks", home / "away"
        decks.rename(away)
        write_deck(home, "other", "new: New? = Rome")
        with open_library(home) as library, pytest.raises(UsageError, match="None of the questions"):
            Quiz.resume(library)
        shutil.rmtree(decks)
        away.rename(decks)
        with open_library(home) as library:
            assert Quiz.resume(library).sitting.items == items

    def test_missed_cards_that_are_gone_are_not_said_to_be_added(self, home: Path) -> None:
        with open_library(home) as library:
            quiz = Quiz.start(library, QuizPlan(count=6, seed=3))
            write_deck(home, "a", "new: New? = Rome")
            library.refresh()
            quiz.hand_in()
            assert quiz.add_missed_to_today() == AddedToToday(0, 0, 0)

    def test_a_deck_that_was_named_by_its_path_is_found_again(self, home: Path, tmp_path: Path) -> None:
        path = write_deck(tmp_path / "elsewhere", "far", "x: Far? = Away")
        with open_library(home) as library:
            quiz = Quiz.start(library, QuizPlan(library.select([str(path)]), seed=3))
        with open_library(home) as library:
            assert Quiz.resume(library).sitting.items == quiz.sitting.items

    def test_a_note_that_was_edited_is_still_the_same_card(self, home: Path) -> None:
        write_deck(home, "a", "What is the capital of France? = Paris", "Who wrote the article? = Liu Xiaoming")
        with open_library(home) as library:
            quiz = Quiz.start(library, QuizPlan(count=2, seed=3, rules=Rules(Judging.AT_ONCE)))
            for item in quiz.sitting.items:
                assert isinstance(item.question, AskTyped)
                answer(library, item.card, text=(item.question.prompt, item.question.answer))
        write_deck(home, "a", "What is the capital city of France? = Paris", "Who wrote the article? = Liu Xiaoming")
        with open_library(home) as library:
            resumed = Quiz.resume(library)
            assert len(resumed.sitting.items) == 2
            assert {item.question.prompt for item in resumed.sitting.items} == {
                item.question.prompt for item in quiz.sitting.items
            }
            for place in range(2):
                resumed.go_to(place)
                resumed.give(right(resumed))
            assert {review.card for review in log(library) if review.mode is Mode.QUIZ} == set(asked(resumed))
            assert all(library.card(card) for card in asked(resumed))


class TestMistakes:
    def test_a_new_quiz_of_the_mistakes_asks_just_those(self, home: Path) -> None:
        with open_library(home) as library:
            quiz = Quiz.start(library, QuizPlan(count=5, seed=3, rules=Rules(Judging.AT_END, limit_ms=MINUTE)))
            finish_with_mistakes(quiz, 2)
            again = quiz.retry()
            assert sorted(asked(again)) == sorted(asked(quiz)[:2])
            assert again.sitting.rules == Rules()
            finish_with_mistakes(again, 0)
            with pytest.raises(UsageError, match="no mistakes"):
                again.retry()

    def test_what_was_missed_is_added_to_todays_reviews(self, home: Path) -> None:
        clock = HandClock()
        with open_library(home, clock) as library:
            library.refresh()
            for name in ("a/n0", "a/n1"):
                answer(library, name, Rating.EASY)
            answer(library, "a/n2", Rating.AGAIN)
            clock.at += DAY_MS
            quiz = Quiz.start(library, QuizPlan(count=6, seed=3))
            finish_with_mistakes(quiz, 6)
            assert quiz.add_missed_to_today() == AddedToToday(moved=2, waiting=1, new=3)
            assert {item.card for item in library.reviews_due(None, TODAY + 1)} == {"a/n0", "a/n1"}
            assert quiz.add_missed_to_today() == AddedToToday(moved=0, waiting=3, new=3)
