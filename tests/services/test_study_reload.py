from __future__ import annotations

from sco_quiz.domain.card import cards_of
from sco_quiz.domain.deck import Basic, Choice, Note, Typed
from sco_quiz.domain.phase import Asking, Finished, Revealed
from sco_quiz.domain.question import AskChoice, Chosen, TypedText
from sco_quiz.domain.rating import Rating, Verdict
from sco_quiz.services.study import Study
from tests.services.list_library import ListLibrary, answer, basic, name_of, note


def edit(library: ListLibrary, former: str, *notes: Note) -> dict[str, str]:
    """Put notes in the place of one; gives the names that cards have now, where there is one."""
    cards = [card for each in notes for card in cards_of("deck", each)]
    library.cards = {
        card.id: card for old in library.cards.values() for card in (cards if old.id == f"deck/{former}" else [old])
    }
    return {f"deck/{former}": cards[0].id} if cards and cards[0].id != f"deck/{former}" else {}


def test_an_edited_card_is_shown_with_its_new_text_in_its_place() -> None:
    library = ListLibrary(basic("a"), basic("b"))
    study = Study.start(library)
    before = study.counts
    edit(library, "a", note("a", Basic("A, now?", "A!")))
    assert study.reload()
    assert study.card is not None
    assert study.question is not None
    assert study.question.prompt == "A, now?"
    assert study.counts == before
    answer(study)
    assert library.progress.texts["deck/a"] == ("A, now?", "A!")


def test_a_card_that_did_not_change_is_left_alone() -> None:
    library = ListLibrary(basic("a"), basic("b"))
    study = Study.start(library)
    question = study.question
    edit(library, "b", note("b", Basic("B, now?", "B!")))
    assert not study.reload()
    assert study.question is question


def test_a_turned_card_stays_turned() -> None:
    library = ListLibrary(basic("a"))
    study = Study.start(library)
    study.reveal()
    edit(library, "a", note("a", Basic("a?", "another")))
    assert study.reload()
    assert isinstance(study.phase, Revealed)
    assert study.rate(Rating.GOOD).item.card == "deck/a"


def test_an_answer_is_graded_anew_by_the_edited_card() -> None:
    library = ListLibrary(note("a", Typed("City?", "Qingdao")))
    study = Study.start(library)
    study.give(TypedText("Tsingtao"))
    before = study.suggested
    edit(library, "a", note("a", Typed("City?", "Qingdao", accept=("Tsingtao",))))
    assert study.reload()
    assert (before, study.suggested) == (Rating.AGAIN, Rating.GOOD)
    study.rate(Rating.GOOD)
    (kept,) = library.progress.reviews()
    assert (kept.verdict, kept.answer) == (Verdict.RIGHT, "Tsingtao")


def test_a_chosen_option_stays_chosen_when_answer_and_option_change_places() -> None:
    library = ListLibrary(note("a", Choice("City?", ("Peking",), ("Qingdao", "Wuhan"))))
    study = Study.start(library)
    assert isinstance(study.question, AskChoice)
    study.give(Chosen(frozenset({study.question.options.index("Qingdao")})))
    edit(library, "a", note("a", Choice("City?", ("Qingdao",), ("Peking", "Wuhan"))))
    assert study.reload()
    assert study.grade is not None
    assert study.grade.verdict is Verdict.RIGHT
    study.rate(Rating.GOOD)
    assert library.progress.reviews()[0].answer == "Qingdao"


def test_a_card_that_asks_for_something_else_now_keeps_its_question_until_it_comes_again() -> None:
    library = ListLibrary(note("a", Typed("City?", "Qingdao")))
    study = Study.start(library)
    study.give(TypedText("Qingdao"))
    question = study.question
    edit(library, "a", note("a", Choice("City?", ("Qingdao",), ("Peking",))))
    assert study.reload()
    assert study.question is question
    assert study.grade is not None


def test_a_card_that_got_another_id_is_followed_and_so_are_those_that_wait() -> None:
    library = ListLibrary(basic("a"), basic("b"), basic("c"))
    study = Study.start(library)
    answer(study, Rating.EASY)
    names = edit(library, "b", basic("bee")) | edit(library, "c", basic("sea"))
    assert study.reload(names)
    assert name_of(study) == "bee"
    answer(study, Rating.EASY)
    assert name_of(study) == "sea"
    answer(study, Rating.EASY)
    assert isinstance(study.phase, Finished)
    assert [review.card for review in library.progress.reviews()] == ["deck/a", "deck/bee", "deck/sea"]


def test_undo_goes_back_to_a_card_by_its_new_id() -> None:
    library = ListLibrary(basic("a"), basic("b"))
    study = Study.start(library)
    answer(study, Rating.EASY)
    study.reload(edit(library, "a", basic("aye")))
    study.reload(edit(library, "aye", basic("eye")))
    study.undo()
    assert name_of(study) == "eye"
    assert isinstance(study.phase, Asking)
    assert study.summary.answered == 0


def test_a_card_that_is_gone_leaves_the_session() -> None:
    library = ListLibrary(basic("a"), basic("b"))
    study = Study.start(library)
    study.reveal()
    edit(library, "a")
    assert study.reload()
    assert name_of(study) == "b"
    assert isinstance(study.phase, Asking)
    assert study.summary.answered == 0
