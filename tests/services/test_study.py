from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.domain.card import Card
from sco_quiz.domain.day import DAY_MS, HOUR_MS
from sco_quiz.domain.deck import Basic, Choice, Cloze, Content, ListItems, TrueFalse, Typed
from sco_quiz.domain.effect import Buried, Rated, Skipped, Suspended, Undone
from sco_quiz.domain.memory import Settings, State
from sco_quiz.domain.phase import Asking, Finished, Revealed, Waiting
from sco_quiz.domain.question import (
    AskChoice,
    AskFlip,
    AskList,
    AskTrueFalse,
    AskTyped,
    Chosen,
    Form,
    Judged,
    TypedText,
)
from sco_quiz.domain.question import Revealed as TurnedOver
from sco_quiz.domain.rating import Mode, Rating, Verdict
from sco_quiz.domain.scheduler import schedule
from sco_quiz.domain.session import Counts
from sco_quiz.errors import IllegalEventError, StorageError
from sco_quiz.services.study import Study
from tests.services.list_library import MORNING, ListLibrary, answer, basic, name_of, note

AGAIN, HARD, GOOD, EASY = Rating
MINUTE = 60_000
RIVERS = ("Huangpu", "Yangtze", "Mekong", "Amur", "Irtysh")


def test_cards_are_asked_and_each_rating_is_kept_before_the_next() -> None:
    library = ListLibrary(basic("a"), basic("b"))
    study = Study.start(library)
    assert study.question == AskFlip("a?", "a!")
    assert isinstance(study.phase, Asking)
    study.reveal()
    assert isinstance(study.phase, Revealed)
    assert study.grade is None
    assert study.suggested is None
    library.clock.at += 4_000
    study.rate(HARD)
    (kept,) = library.progress.reviews()
    assert (kept.card, kept.rating, kept.mode, kept.form) == ("deck/a", HARD, Mode.STUDY, Form.FLIP)
    assert (kept.reviewed_at, kept.duration_ms, kept.verdict, kept.options) == (MORNING + 4_000, 4_000, None, 0)
    assert library.progress.texts["deck/a"] == ("a?", "a!")
    assert name_of(study) == "b"
    assert study.counts == Counts(new=1, learning=1, review=0, again=1)


def test_a_session_goes_on_until_nothing_is_left_and_says_what_comes_next() -> None:
    library = ListLibrary(basic("a"), basic("b"))
    study = Study.start(library)
    seen = []
    while not isinstance(study.phase, Finished):
        seen.append(name_of(study))
        answer(study, GOOD)
        library.clock.at += MINUTE
    assert seen == ["a", "b", "a", "b"]
    assert study.card is None
    assert study.question is None
    assert (study.summary.answered, study.summary.right, study.summary.introduced) == (4, 4, 2)
    assert study.next_due() == library.clock.day_start(18_002)
    assert isinstance(Study.start(library).phase, Finished)


@pytest.mark.parametrize(
    ("content", "given", "kept"),
    [
        (Typed("City?", "Qingdao"), TypedText("qingdao"), (Verdict.RIGHT, "qingdao", Form.TYPED, 0)),
        (Typed("City?", "Qingdao"), TypedText("Beijing"), (Verdict.WRONG, "Beijing", Form.TYPED, 0)),
        (TrueFalse("An alliance.", False), Judged(False), (Verdict.RIGHT, "false", Form.TRUE_FALSE, 2)),
        (Choice("City?", ("A",), ("B", "C")), Chosen(frozenset()), (Verdict.WRONG, "", Form.CHOICE, 3)),
    ],
)
def test_answers_are_graded_and_kept_as_they_were_given(
    content: Content, given: TypedText | Judged | Chosen, kept: tuple[Verdict, str, Form, int]
) -> None:
    library = ListLibrary(note("a", content))
    study = Study.start(library)
    study.give(given)
    assert study.grade is not None
    assert study.grade.verdict is kept[0]
    assert study.suggested is (GOOD if kept[0] is Verdict.RIGHT else AGAIN)
    study.rate(study.suggested)
    (row,) = library.progress.reviews()
    assert (row.verdict, row.answer, row.form, row.options) == kept


def test_to_reveal_a_typed_card_is_to_give_up() -> None:
    study = Study.start(ListLibrary(note("a", Typed("City?", "Qingdao"))))
    study.reveal()
    assert study.grade is not None
    assert study.grade.verdict is Verdict.WRONG
    assert study.suggested is AGAIN


def test_a_near_miss_that_is_another_cards_answer_is_wrong() -> None:
    library = ListLibrary(note("a", Typed("One?", "Tianjin")), note("b", Typed("Two?", "Tianjjn")))
    study = Study.start(library)
    study.give(TypedText("Tianjjn"))
    assert study.grade is not None
    assert study.grade.verdict is Verdict.WRONG


def test_a_mistyped_answer_can_be_given_again() -> None:
    study = Study.start(ListLibrary(note("a", Typed("City?", "Qingdao"))))
    study.give(TypedText("Q"))
    study.retype()
    assert study.grade is None
    assert study.question == AskTyped("City?", "Qingdao")
    study.give(TypedText("Qingdao"))
    assert study.suggested is GOOD


def test_the_form_is_the_learners_where_the_card_allows_it() -> None:
    library = ListLibrary(basic("a"), note("b", TrueFalse("An alliance.", False)))
    study = Study.start(library, form=FormPreference.TYPED)
    assert study.question == AskTyped("a?", "a!")
    answer(study, EASY)
    assert isinstance(study.question, AskTrueFalse)


CITIES = ("Paris", "London", "Berlin", "Madrid", "Vienna")


def cities() -> ListLibrary:
    return ListLibrary(*(note(city, Basic(f"Which city is no. {n}?", city)) for n, city in enumerate(CITIES)))


def test_the_adaptive_form_is_a_choice_at_first_and_typed_once_the_card_is_known() -> None:
    library = cities()
    study = Study.start(library, form=FormPreference.ADAPTIVE)
    for city in CITIES:
        assert isinstance(study.question, AskChoice)
        assert len(study.question.options) == 4
        assert [study.question.options[index] for index in study.question.right] == [city]
        answer(study, EASY)
    library.clock.at += 90 * DAY_MS
    assert isinstance(Study.start(library, form=FormPreference.ADAPTIVE).question, AskTyped)


def test_what_the_learner_has_confused_before_is_always_among_the_wrong_options() -> None:
    library = cities()
    study = Study.start(library, form=FormPreference.TYPED)
    study.give(TypedText("vienna"))
    study.rate(AGAIN)
    for _ in range(20):
        library.clock.at += MINUTE
        study = Study.start(library, form=FormPreference.CHOICE)
        while name_of(study) != "Paris":
            study.skip()
        assert isinstance(study.question, AskChoice)
        assert "Vienna" in study.question.options


def test_without_enough_wrong_options_a_new_card_keeps_its_own_form() -> None:
    library = ListLibrary(note("a", Basic("City?", "Qingdao")), note("b", Basic("Year?", "2001")))
    assert isinstance(Study.start(library, form=FormPreference.ADAPTIVE).question, AskFlip)
    assert isinstance(Study.start(library, form=FormPreference.CHOICE).question, AskTyped)


def test_a_form_that_the_face_cannot_show_is_asked_as_a_flip_card() -> None:
    library = ListLibrary(note("a", ListItems("Values?", ("trust", "benefit"))))
    assert isinstance(Study.start(library).question, AskList)
    assert isinstance(Study.start(library, shows=(Form.FLIP, Form.TYPED)).question, AskFlip)


def test_options_are_shuffled_anew_each_time_but_not_by_an_undo() -> None:
    library = ListLibrary(note("a", Choice("One?", ("1",), tuple("23456789"))))
    study = Study.start(library)
    first = study.question
    assert isinstance(first, AskChoice)
    answer(study, AGAIN)
    second = study.question
    assert isinstance(second, AskChoice)
    assert first.options != second.options
    study.undo()
    assert study.question == first


def test_intervals_are_what_the_ratings_lead_to() -> None:
    library = ListLibrary(basic("a"))
    study = Study.start(library)
    shown = study.intervals
    assert (shown[AGAIN], shown[HARD], shown[GOOD]) == (MINUTE, 5.5 * MINUTE, 10 * MINUTE)
    assert shown[EASY] % DAY_MS == 0
    after = answer(study, EASY).after
    assert shown[EASY] == (after.due_day - after.reviewed_day) * DAY_MS
    assert study.intervals == {}


@given(
    script=st.lists(
        st.tuples(st.sampled_from((*Rating, "skip", "undo")), st.integers(-HOUR_MS, 8 * HOUR_MS), st.booleans()),
        max_size=20,
    )
)
@settings(deadline=None, max_examples=60)
def test_what_is_got_ready_while_the_learner_reads_changes_nothing(
    script: list[tuple[Rating | str, int, bool]],
) -> None:
    def trace(*, ready: bool) -> list[object]:
        library = ListLibrary(
            basic("a"), *(note(name, Typed(f"{name}?", answer)) for name, answer in zip("bcdef", RIVERS, strict=True))
        )
        study = Study.start(library, form=FormPreference.ADAPTIVE)
        seen: list[object] = []
        for event, wait, is_wrong in script:
            study.tick()
            seen.append((study.question, study.phase, study.counts))
            if event == "undo" and study.can_undo:
                study.undo()
            elif event != "undo" and isinstance(study.phase, Asking):
                if ready:
                    study.rest()
                if event == "skip":
                    study.skip()
                    continue
                study.give(
                    Chosen(frozenset({0})) if is_wrong and isinstance(study.question, AskChoice) else TurnedOver()
                )
                if ready:
                    assert study.intervals
                library.clock.at += wait
                if isinstance(event, Rating):
                    study.rate(event)
        memories = {card: library.progress.memory(card) for card in library.cards}
        return [*seen, study.question, study.summary, memories]

    assert trace(ready=True) == trace(ready=False)


def test_the_text_of_the_card_on_show_is_kept_while_the_learner_reads() -> None:
    library = ListLibrary(basic("a"), basic("b"))
    study = Study.start(library)
    study.rest()
    assert library.progress.texts == {"deck/a": ("a?", "a!")}
    answer(study, GOOD)
    study.rest()
    assert library.progress.texts == {"deck/a": ("a?", "a!"), "deck/b": ("b?", "b!")}


def test_a_choice_that_may_be_a_guess_shows_and_keeps_the_same_lesser_memory() -> None:
    library = ListLibrary(note("a", Choice("One?", ("1",), ("2", "3", "4"))), basic("b"))
    study = Study.start(library)
    guessed = study.intervals[EASY]
    rated = answer(study, EASY)
    assert guessed == (rated.after.due_day - rated.after.reviewed_day) * DAY_MS
    recalled = study.intervals[EASY]
    assert guessed < recalled
    assert library.progress.memory("deck/a") == rated.after


def test_a_rating_that_cannot_be_kept_leaves_the_session_where_it_was() -> None:
    library = ListLibrary(basic("a"), basic("b"))
    study = Study.start(library)
    study.reveal()
    for event in (lambda: study.rate(GOOD), study.suspend, study.bury):
        library.progress.broken = True
        with pytest.raises(StorageError):
            event()
        library.progress.broken = False
        assert isinstance(study.phase, Revealed)
        assert name_of(study) == "a"
        assert study.summary.answered == 0
    study.rate(GOOD)
    library.progress.broken = True
    with pytest.raises(StorageError):
        study.undo()
    library.progress.broken = False
    assert name_of(study) == "b"
    assert len(library.progress.reviews()) == 1
    study.undo()
    assert library.progress.reviews() == []


def test_a_next_card_that_cannot_be_read_does_not_look_like_a_lost_rating() -> None:
    library = ListLibrary(basic("a"), basic("b"))
    study = Study.start(library)
    study.reveal()
    read = library.card

    def fail(card_id: str) -> Card:
        raise StorageError(f"{card_id} cannot be read.")

    library.card = fail  # type: ignore[method-assign] # a disk that fails
    study.rate(GOOD)
    assert len(library.progress.reviews()) == 1
    assert study.question is None
    with pytest.raises(StorageError):
        study.tick()
    library.card = read  # type: ignore[method-assign] # and recovers
    study.tick()
    assert name_of(study) == "b"


STEPS: tuple[tuple[str, Callable[[Study], object]], ...] = (
    ("rate", lambda study: answer(study, AGAIN)),
    ("suspend", Study.suspend),
    ("bury", Study.bury),
    ("skip", Study.skip),
)


@pytest.mark.parametrize("step", [step for _, step in STEPS], ids=[name for name, _ in STEPS])
def test_undo_restores_memories_counters_and_the_card(step: Callable[[Study], object]) -> None:
    library = ListLibrary(basic("a"), note("x", Cloze("{{c1::one}} {{c2::two}}")), basic("b"))
    study = Study.start(library)
    answer(study, GOOD)
    before = (name_of(study), study.counts, study.summary, [*library.items(None)])
    step(study)
    assert name_of(study) != before[0]
    study.undo()
    assert (name_of(study), study.counts, study.summary, [*library.items(None)]) == before
    assert isinstance(study.phase, Asking)


def test_undo_says_what_it_took_back_and_works_after_the_end() -> None:
    study = Study.start(ListLibrary(basic("a"), basic("b"), basic("c"), basic("d")))
    answer(study, EASY)
    study.suspend()
    study.skip()
    study.bury()
    study.end()
    steps = [study.undo().step for _ in range(4)]
    assert [type(step) for step in steps] == [Buried, Skipped, Suspended, Rated]
    assert not study.can_undo
    with pytest.raises(IllegalEventError):
        study.undo()


def test_what_another_program_took_back_already_can_still_be_undone_here() -> None:
    library = ListLibrary(basic("a"), basic("b"))
    study = Study.start(library)
    answer(study, GOOD)
    library.progress.void("0", MORNING, 18_000)
    assert isinstance(study.undo(), Undone)
    assert name_of(study) == "a"


def test_a_card_that_is_gone_is_passed_over() -> None:
    library = ListLibrary(basic("a"), basic("b"), basic("c"))
    study = Study.start(library)
    del library.cards["deck/b"]
    answer(study, EASY)
    assert name_of(study) == "c"
    assert study.counts.total == 1


def test_a_card_that_changed_is_asked_as_it_is_now() -> None:
    library = ListLibrary(basic("a"), basic("b"))
    study = Study.start(library)
    library.cards["deck/b"] = replace(library.cards["deck/b"], content=Basic("New?", "New!"))
    answer(study, EASY)
    assert study.question == AskFlip("New?", "New!")


def test_a_card_that_was_answered_elsewhere_is_not_asked_again() -> None:
    library = ListLibrary(basic("a"), basic("b"), basic("c"))
    study = Study.start(library)
    other = Study.start(library, selection="deck/b")
    answer(other, EASY)
    answer(study, EASY)
    assert name_of(study) == "c"


def test_a_card_that_was_answered_elsewhere_while_it_was_on_show_keeps_both_answers() -> None:
    library = ListLibrary(basic("a"), basic("b"))
    study = Study.start(library)
    answer(Study.start(library, selection="deck/a"), EASY)
    answer(study, GOOD)
    assert len(library.progress.reviews()) == 2
    memory = library.progress.memory("deck/a")
    assert memory is not None
    assert memory.state is State.REVIEW
    assert [item.card for item in study._session.left] == ["deck/b"]


def test_siblings_wait_for_tomorrow() -> None:
    library = ListLibrary(note("x", Cloze("{{c1::one}} {{c2::two}}")))
    study = Study.start(library)
    assert study.counts.total == 1
    answer(study, EASY)
    assert isinstance(study.phase, Finished)
    assert isinstance(Study.start(library).phase, Finished)
    library.clock.at += DAY_MS
    assert name_of(Study.start(library)) == "x#c2"


def test_ending_rates_nothing() -> None:
    library = ListLibrary(basic("a"))
    study = Study.start(library)
    study.reveal()
    study.end()
    assert study.phase == Finished(early=True)
    assert library.progress.rows == []
    assert study.card is None


def test_a_learning_card_far_ahead_is_waited_for() -> None:
    library = ListLibrary(basic("a"))
    library.settings = Settings(learning_steps=(3_600,))
    study = Study.start(library)
    answer(study, AGAIN)
    assert study.phase == Waiting(MORNING + 40 * MINUTE)
    assert study.question is None
    study.tick()
    assert isinstance(study.phase, Waiting)
    library.clock.at += 40 * MINUTE
    study.tick()
    assert name_of(study) == "a"


def test_time_runs_from_when_the_question_is_shown() -> None:
    library = ListLibrary(basic("a"))
    study = Study.start(library)
    library.clock.at += 30_000
    study.show()
    library.clock.at += 1_000
    assert answer(study).duration_ms == 1_000


def test_a_clock_that_goes_back_keeps_the_log_in_order() -> None:
    library = ListLibrary(basic("a"))
    study = Study.start(library)
    answer(study, AGAIN)
    library.clock.at -= HOUR_MS
    answer(study, AGAIN)
    first, second = library.progress.reviews()
    assert second.reviewed_at == first.reviewed_at
    assert library.progress.memory("deck/a") == schedule(
        schedule(None, AGAIN, MORNING, 18_000, Settings(), "deck/a"), AGAIN, MORNING, 18_000, Settings(), "deck/a"
    )


def test_events_without_a_card_are_illegal() -> None:
    study = Study.start(ListLibrary())
    for event in (study.reveal, study.skip, study.suspend, study.bury, study.retype, study.show, study.end):
        with pytest.raises(IllegalEventError):
            event()
    with pytest.raises(IllegalEventError):
        study.rate(GOOD)
    with pytest.raises(IllegalEventError):
        study.give(TurnedOver())
    assert study.phase == Finished(early=False)


def test_a_card_that_is_answered_twice_says_so_instead_of_grading_again() -> None:
    study = Study.start(ListLibrary(note("a", Typed("City?", "Qingdao"))))
    study.give(TypedText("x"))
    first = study.grade
    with pytest.raises(IllegalEventError):
        study.give(TypedText("Qingdao"))
    assert study.grade == first
