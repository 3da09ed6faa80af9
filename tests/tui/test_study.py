from __future__ import annotations

import pytest
from textual.widgets import Input

from sco_quiz.domain.rating import Rating
from sco_quiz.errors import StorageError
from sco_quiz.tui.screens.study import StudyScreen
from sco_quiz.tui.screens.summary import SummaryScreen
from sco_quiz.tui.screens.trouble import TroubleScreen
from sco_quiz.tui.widgets.next_button import NextButton
from sco_quiz.tui.widgets.questions.choice import OptionRow
from tests.tui.running import (
    BASIC,
    CHOICE,
    CLOZE,
    LIST,
    MATCH,
    ORDER,
    SEVERAL,
    TRUE_FALSE,
    TYPED,
    MovableClock,
    OpenLibrary,
    deck,
    ratings_kept,
    shown,
    studying,
)


async def test_question_and_answer_stand_together_after_the_reveal(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(BASIC)))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "When was the SCO founded?" in shown(app)
        assert "June 2001" not in shown(app)
        await pilot.press("space")
        await pilot.pause()
        assert "When was the SCO founded?" in shown(app)
        assert "June 2001" in shown(app)
        assert "Source: paragraph 3" in shown(app)


@pytest.mark.parametrize("after", [CHOICE, TYPED, LIST, ORDER, MATCH, TRUE_FALSE])
async def test_an_answer_leaves_the_screen_with_its_card(open_library: OpenLibrary, after: str) -> None:
    turned = "{id: turned, question: First?, answer: a sentence of more than six words that is turned over}"
    app = studying(open_library(test=deck(turned, after, turned.replace("turned, q", "again, q"))))
    async with app.run_test() as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert "a sentence of more" in shown(app)
        await pilot.press("4")
        await pilot.pause()
        assert "First?" not in shown(app)
        assert "a sentence of more" not in shown(app)


@pytest.mark.parametrize(("key", "rating"), [("1", 1), ("2", 2), ("3", 3), ("4", 4), ("space", 3), ("enter", 3)])
async def test_each_key_gives_its_rating_and_the_answer_is_kept(
    open_library: OpenLibrary, key: str, rating: int
) -> None:
    library = open_library(test=deck(BASIC))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press("space", key)
        await pilot.pause()
        assert ratings_kept(library) == [Rating(rating).word]


async def test_ratings_show_when_the_card_comes_again(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(BASIC)))
    async with app.run_test() as pilot:
        await pilot.press("space")
        await pilot.pause()
        lines = shown(app)
        for words in ("1 Again", "2 Hard", "3 Good", "4 Easy", "1 min", "10 min"):
            assert words in lines


async def test_numbers_rate_nothing_before_the_reveal(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press("1", "2", "3", "4")
        await pilot.pause()
        assert ratings_kept(library) == []
        assert "When was the SCO founded?" in shown(app)


@pytest.mark.parametrize("before", [(), ("space",)])
async def test_escape_leaves_and_grades_nothing(open_library: OpenLibrary, before: tuple[str, ...]) -> None:
    library = open_library(test=deck(BASIC))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press(*before, "escape")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        assert "Nothing was answered" in shown(app)
    assert ratings_kept(library) == []


async def test_escape_leaves_from_within_a_field(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(TYPED))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press(*"Qing", "escape")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
    assert ratings_kept(library) == []


async def test_undo_brings_card_and_counters_back(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC, CLOZE))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "2 new · 0 learning" in shown(app)
        await pilot.press("space", "3")
        await pilot.pause()
        assert "1 new · 1 learning" in shown(app)
        assert "The SCO was founded in [...]" in shown(app)
        await pilot.press("u")
        await pilot.pause()
        assert "2 new · 0 learning" in shown(app)
        assert "When was the SCO founded?" in shown(app)
    assert ratings_kept(library) == []


async def test_the_last_rating_can_be_undone_from_the_summary(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press("space", "4")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        await pilot.press("u")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        assert "When was the SCO founded?" in shown(app)
    assert ratings_kept(library) == []


async def test_letters_go_into_the_field_and_function_keys_still_work(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck("{id: a, kind: typed, question: Q?, answer: subh1, hint: A helpful hint}")))
    async with app.run_test() as pilot:
        await pilot.press("s", "u", "b", "h", "1", "question_mark")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "subh1?"
        await pilot.press("f2")
        await pilot.pause()
        assert "A helpful hint" in shown(app)
        assert app.screen.query_one(Input).value == "subh1?"
        assert "esc Leave" in shown(app)


async def test_a_right_typed_answer_suggests_good(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(TYPED))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press(*"Qingdao", "enter")
        await pilot.pause()
        assert "✓ Right" in shown(app)
        assert "It is in Shandong." in shown(app)
        assert "▸ 3 Good" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
    assert ratings_kept(library) == ["good"]


async def test_a_wrong_typed_answer_suggests_again_and_shows_both(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(TYPED))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press(*"Beijing", "enter")
        await pilot.pause()
        lines = shown(app)
        assert "✗ Wrong" in lines
        assert "Beijing" in lines
        assert "Qingdao" in lines
        assert "▸ 1 Again" in lines
        await pilot.press("space")
        await pilot.pause()
    assert ratings_kept(library) == ["again"]


async def test_a_verdict_can_be_overridden(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(TYPED))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press(*"Beijing", "enter", "4")
        await pilot.pause()
    assert ratings_kept(library) == ["easy"]


async def test_a_near_miss_can_be_retyped(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(TYPED))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press(*"Qindgao", "enter")
        await pilot.pause()
        assert "~ Near miss" in shown(app)
        assert "r Retype" in shown(app)
        await pilot.press("r")
        await pilot.pause()
        field = app.screen.query_one(Input)
        assert field.has_focus
        assert "Near miss" not in shown(app)
        field.value = ""
        await pilot.press(*"Qingdao", "enter")
        await pilot.pause()
        assert "✓ Right" in shown(app)


async def test_a_wrong_answer_cannot_be_retyped(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(TYPED)))
    async with app.run_test() as pilot:
        await pilot.press(*"Beijing", "enter")
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        assert "✗ Wrong" in shown(app)


async def test_an_option_is_chosen_by_its_number(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(CHOICE))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(number_of("Qingdao", shown(app)))
        await pilot.pause()
        assert "✓ Right" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
    assert ratings_kept(library) == ["good"]


async def test_a_wrong_option_is_marked_beside_the_right_one(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(CHOICE)))
    async with app.run_test() as pilot:
        await pilot.pause()
        wrong = number_of("Beijing", shown(app))
        right = number_of("Qingdao", shown(app))
        await pilot.press(wrong)
        await pilot.pause()
        lines = shown(app)
        assert f"✗ {wrong}  Beijing" in lines
        assert f"✓ {right}  Qingdao" in lines
        assert "your answer" in lines
        assert "the answer" in lines


async def test_an_option_is_chosen_with_the_cursor(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(CHOICE)))
    async with app.run_test() as pilot:
        await pilot.pause()
        steps = int(number_of("Qingdao", shown(app))) - 1
        await pilot.press(*["down"] * steps, "enter")
        await pilot.pause()
        assert "✓ Right" in shown(app)


async def test_several_options_are_ticked_and_then_given(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(SEVERAL)))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(number_of("Iran", shown(app)))
        await pilot.pause()
        assert shown(app).count("■") == 1
        await pilot.press(number_of("Belarus", shown(app)), "enter")
        await pilot.pause()
        assert "✓ Right" in shown(app)


async def test_half_of_several_is_partly_right_and_the_missed_one_is_marked(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(SEVERAL)))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(number_of("Iran", shown(app)), "enter")
        await pilot.pause()
        assert "~ Partly right" in shown(app)
        assert "missed" in shown(app)


@pytest.mark.parametrize(("key", "verdict"), [("t", "✗ Wrong"), ("f", "✓ Right"), ("2", "✓ Right")])
async def test_statements_are_judged_by_a_key(open_library: OpenLibrary, key: str, verdict: str) -> None:
    app = studying(open_library(test=deck(TRUE_FALSE)))
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert verdict in shown(app)


async def test_a_cloze_card_shows_the_gap_and_then_the_whole_text(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(CLOZE)))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "The SCO was founded in [...] by six states." in shown(app)
        await pilot.press("space")
        await pilot.pause()
        assert "The SCO was founded in June 2001 by six states." in shown(app)


async def test_suspending_takes_the_card_out_and_undo_brings_it_back(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC, CLOZE))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert "Suspended." in shown(app)
        assert "1 new" in shown(app)
        assert library.decks()[0]["suspended"] == 1
        await pilot.press("u")
        await pilot.pause()
        assert "2 new" in shown(app)
        assert library.decks()[0]["suspended"] == 0


async def test_burying_leaves_the_card_for_tomorrow(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC, CLOZE))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert "Buried until tomorrow." in shown(app)
        assert "The SCO was founded in [...]" in shown(app)
    assert library.due()["total"] == 1


async def test_a_card_can_be_left_for_later(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(BASIC, CLOZE)))
    async with app.run_test() as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert "The SCO was founded in [...]" in shown(app)
        assert "2 new" in shown(app)


async def test_waiting_counts_down_and_the_card_comes_when_it_is_time(
    open_library: OpenLibrary, clock: MovableClock
) -> None:
    app = studying(open_library("learn_ahead_minutes = 0", test=deck(BASIC)))
    async with app.run_test() as pilot:
        await pilot.press("space", "1")
        await pilot.pause()
        assert "1 card comes again today, the next in 1:00" in shown(app)
        clock.at += 45_000
        await app.screen._tick()  # type: ignore[attr-defined]  # the timer's own callback, without waiting for it
        await pilot.pause()
        assert "0:15" in shown(app)
        clock.at += 15_000
        await app.screen._tick()  # type: ignore[attr-defined]  # the timer's own callback, without waiting for it
        await pilot.pause()
        assert "When was the SCO founded?" in shown(app)


@pytest.mark.parametrize("keys", [["escape"], ["space", "escape"]])
async def test_whoever_leaves_is_told_that_the_card_on_show_is_left(open_library: OpenLibrary, keys: list[str]) -> None:
    app = studying(open_library(test=deck(BASIC)))
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert "Session ended" in shown(app)
        assert "1 card is left for today. s goes on." in shown(app)
        await pilot.press("s")
        await pilot.pause()
        assert "When was the SCO founded?" in shown(app)


async def test_one_can_leave_while_waiting(open_library: OpenLibrary) -> None:
    app = studying(open_library("learn_ahead_minutes = 0", test=deck(BASIC)))
    async with app.run_test() as pilot:
        await pilot.press("space", "1", "escape")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        assert "1 card is left for today" in shown(app)


async def test_the_mouse_can_do_it_all(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC, CHOICE))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.click(NextButton)
        await pilot.pause()
        await pilot.click("#good")
        await pilot.pause()
        place = int(number_of("Qingdao", shown(app))) - 1
        await pilot.click(app.screen.query(OptionRow)[place])
        await pilot.pause()
        assert "✓ Right" in shown(app)
        await pilot.click("#easy")
        await pilot.pause()
    assert ratings_kept(library) == ["good", "easy"]


async def test_the_key_bar_can_be_clicked(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck(BASIC)))
    async with app.run_test() as pilot:
        await pilot.click("KeyBar", offset=(3, 0))
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)


async def test_an_answer_that_cannot_be_kept_stays_on_the_screen_to_try_again(
    open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library(test=deck(BASIC))
    app = studying(library)

    def refuse(*_: object) -> None:
        raise StorageError("The disk is full.", "Make room, then try again.")

    async with app.run_test() as pilot:
        await pilot.press("space")
        with monkeypatch.context() as broken:
            broken.setattr(type(library.progress), "record", refuse)
            await pilot.press("4")
            await pilot.pause()
            assert isinstance(app.screen, TroubleScreen)
            assert "The disk is full." in shown(app)
            assert "Make room, then try again." in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "June 2001" in shown(app)
        await pilot.press("4")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
    assert ratings_kept(library) == ["easy"]


async def test_nothing_to_study_says_so(open_library: OpenLibrary) -> None:
    library = open_library(test=deck(BASIC))
    app = studying(library)
    async with app.run_test() as pilot:
        await pilot.press("space", "4")
        await pilot.pause()
    again = studying(library)
    async with again.run_test() as pilot:
        await pilot.pause()
        assert isinstance(again.screen, SummaryScreen)
        assert "The next card is due" in shown(again)


def number_of(option: str, lines: str) -> str:
    """The key that stands before an option."""
    line = next(line for line in lines.splitlines() if option in line)
    return line.split(option, maxsplit=1)[0].split()[-1]
