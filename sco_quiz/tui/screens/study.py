"""Studying: one card at a time, from the question to the rating."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from sco_quiz.domain.effect import Rated
from sco_quiz.domain.phase import Asking, Finished, Waiting
from sco_quiz.domain.phase import Revealed as OnShow
from sco_quiz.domain.question import Answer, AskList, AskTyped, Question, Revealed, translated
from sco_quiz.domain.rating import Rating, Verdict
from sco_quiz.errors import ScoQuizError, StorageError
from sco_quiz.services.wording import count_words, short_interval
from sco_quiz.tui.actions import STUDY, bindings_of
from sco_quiz.tui.problem_line import problem_line
from sco_quiz.tui.screens.place import PlaceScreen
from sco_quiz.tui.visible import one_line
from sco_quiz.tui.widgets.card_view import CardView
from sco_quiz.tui.widgets.key_bar import KeyBar
from sco_quiz.tui.widgets.next_button import NextButton
from sco_quiz.tui.widgets.progress_line import ProgressLine
from sco_quiz.tui.widgets.questions import QuestionView, is_graded
from sco_quiz.tui.widgets.rating_bar import RatingBar
from sco_quiz.tui.widgets.stage import Stage
from sco_quiz.tui.wording import countdown

if TYPE_CHECKING:
    from textual.timer import Timer

    from sco_quiz.domain.card import Card
    from sco_quiz.services.watching import Change
    from sco_quiz.tui.sitting import Sitting


_REST_AFTER = 0.25
"""Seconds from a question until what comes next is got ready: it is painted by then, and hardly read."""


class StudyScreen(PlaceScreen):
    """A view of a study session: every key is an event for the session, and what it is at then is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(STUDY)]
    CSS_PATH = "study.tcss"
    place = STUDY

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._study = sitting.study
        self._clock_timer: Timer | None = None
        self._rest_timer: Timer | None = None
        self._problem = ""

    def compose(self) -> ComposeResult:
        """From top to bottom: where one is, the card, what can be done."""
        with Horizontal(id="where"):
            yield Static(Content(one_line(self._sitting.title)), markup=False, id="title")
            yield Static(markup=False, id="counts")
        yield ProgressLine()
        with Stage(id="stage"):
            yield Static(markup=False, id="waiting")
        yield Static(markup=False, id="notice")
        with Horizontal(id="actions"):
            yield NextButton()
            yield RatingBar()
        yield KeyBar()

    async def on_mount(self) -> None:
        """Show what the session is at."""
        await self._show()

    # What is on the screen follows the session.

    async def _show(self, notice: str = "") -> None:
        study = self._study
        self._show_progress()
        self._notify(notice)
        match study.phase:
            case Asking() if self._asked is not None:
                await self._show_question(*self._asked)
            case OnShow():
                self._show_ratings()
            case Asking() | Waiting():
                self._show_waiting()
            case Finished():
                self._finish()
                return
        self.refresh_bindings()

    def _notify(self, notice: str) -> None:
        """Say something in the line below the card: nothing ever covers the card."""
        self.query_one("#notice", Static).update(Content(notice))

    def _show_progress(self) -> None:
        study = self._study
        counts, answered = study.counts, study.summary.answered
        words = Content(" · ").join(
            [
                Content.styled(f"{counts.new} new", "$text-primary"),
                Content.styled(f"{counts.learning} learning", "$text-warning"),
                Content.styled(f"{counts.review} due", "$text-success"),
            ]
        )
        self.query_one("#counts", Static).update(words)
        self.query_one(ProgressLine).show(answered / max(1, answered + counts.total))

    @property
    def _asked(self) -> tuple[Card, Question] | None:
        """The card on show and how it is asked; None while it can't be read."""
        card, question = self._study.card, self._study.question
        return None if card is None or question is None else (card, question)

    @property
    def _suggested(self) -> Rating:
        """What the grade stands for; Good where the learner alone judges."""
        return self._study.suggested or Rating.GOOD

    async def _show_question(self, card: Card, question: Question) -> None:
        await self._put_question(card, question)
        self._study.show()
        if self._rest_timer is not None:
            self._rest_timer.stop()
        self._rest_timer = self.set_timer(_REST_AFTER, self._study.rest)

    async def _put_question(self, card: Card, question: Question) -> None:
        self._stop_counting_down()
        self._show_parts(card=True)
        graded = is_graded(question)
        library = self.quiz_app.library
        others = library.other_answers(card) if isinstance(question, AskList) else ()
        view = await self.query_one(CardView).ask(card, question, library.title(card.deck), others)
        # The first key, space, ticks options and goes into fields; the last one is free in all of them.
        keys = self.quiz_app.keys_of(view.ENTER)
        words = (view.NEXT or "Check") if graded else "Show answer"
        self.query_one(NextButton).show(words, keys[-1] if graded else keys[0])
        self.query_one(Stage).show_question()
        if not graded:
            self.set_focus(None)

    def _show_ratings(self) -> None:
        study = self._study
        self._show_parts(card=True, ratings=True)
        intervals = {rating: short_interval(after) for rating, after in study.intervals.items()}
        self.query_one(RatingBar).show(intervals, self._suggested)
        self.set_focus(None)

    def _show_waiting(self) -> None:
        self._show_parts()
        self.set_focus(None)
        self._count_down()
        if self._clock_timer is None:
            self._clock_timer = self.set_interval(1, self._tick)

    def _show_parts(self, *, card: bool = False, ratings: bool = False) -> None:
        self.query_one(CardView).display = card
        self.query_one("#waiting").display = not card
        self.query_one(RatingBar).display = ratings
        button = self.query_one(NextButton)
        button.display = not ratings
        button.visible = card

    def _count_down(self) -> None:
        phase = self._study.phase
        if not isinstance(phase, Waiting):
            self.query_one("#waiting", Static).update("The next card can't be read at the moment; trying again …")
        else:
            again = count_words(self._study.counts.again, "card comes", "cards come")
            left = countdown(phase.until - self.quiz_app.library.clock.now())
            self.query_one("#waiting", Static).update(
                Content.assemble(
                    ("All done for the moment", "bold"),
                    f"\n\n{again} again today, the next in ",
                    (left, "bold $text-accent"),
                    "\n\nYou can wait here, or leave and come back: nothing is lost.",
                )
            )

    async def _tick(self) -> None:
        with suppress(StorageError):
            self._study.tick()
        if isinstance(self._study.phase, Waiting) or self._asked is None:
            self._count_down()
        else:
            await self._show()

    def _stop_counting_down(self) -> None:
        if self._clock_timer is not None:
            self._clock_timer.stop()
            self._clock_timer = None

    def _finish(self) -> None:
        from sco_quiz.tui.screens.summary import SummaryScreen

        self._stop_counting_down()
        self.quiz_app.go_to(SummaryScreen(self._sitting))

    # Keys and the mouse are events for the session.

    @property
    def key_labels(self) -> dict[str, str]:
        """The key that goes on says what it will do."""
        match self._study.phase:
            case OnShow():
                return {"study-continue": self._suggested.word.capitalize()}
            case Asking() if self._asked is not None and is_graded(self._asked[1]):
                return {"study-continue": "Check"}
            case _:
                return {}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """What the session allows now."""
        study = self._study
        phase = study.phase
        on_show = self._asked is not None
        match action:
            case "continue" | "skip" | "suspend" | "bury" | "edit":
                return on_show
            case "rate":
                return isinstance(phase, OnShow)
            case "retype":
                # An item of a list was asked again when it was nearly right.
                near = study.grade is not None and study.grade.verdict is Verdict.NEAR_MISS
                return isinstance(phase, OnShow) and near and isinstance(study.question, AskTyped)
            case "hint":
                return study.card is not None and bool(study.card.hint)
            case "undo":
                return study.can_undo
            case _:
                return True

    async def _try(self, event: Callable[[], object], notice: str = "") -> bool:
        """Tell the session; where that fails, say so and leave everything as it is, to be tried again."""
        try:
            event()
        except ScoQuizError as error:
            self.quiz_app.report(error)
            return False
        await self._show(notice)
        return True

    async def action_continue(self) -> None:
        """Show or give the answer; then take the suggested rating."""
        match self._study.phase:
            case OnShow():
                await self.action_rate(self._suggested)
            case Asking() if self._asked is not None:
                view = self.query_one(CardView).view
                if not is_graded(self._asked[1]):
                    await self._reveal(Revealed())
                elif view is not None:
                    view.submit()
            case _:
                pass

    async def on_question_view_given(self, message: QuestionView.Given) -> None:
        """An answer was given."""
        message.stop()
        if isinstance(self._study.phase, Asking):
            await self._reveal(message.answer)

    async def _reveal(self, answer: Answer) -> None:
        asked = self._asked
        if asked is not None and await self._try(lambda: self._study.give(answer)):
            await self.query_one(CardView).reveal(*asked, answer, self._study.grade)
            if self.check_action("retype", ()):
                self._notify(f"{self.quiz_app.keys_of('study-retype')[0]} types it again; a rating takes it as it is.")
            self.query_one(Stage).show_answer()

    async def action_rate(self, number: int) -> None:
        """Rate the card; the next one comes only when the answer is kept."""
        rating = Rating(number)
        rated: list[Rated] = []
        if await self._try(lambda: rated.append(self._study.rate(rating))) and rated[0].leech:
            self._notify(
                f"That card was forgotten {count_words(rated[0].after.lapses, 'time')}: reword it, or suspend it."
            )

    async def on_rating_bar_rated(self, message: RatingBar.Rated) -> None:
        """A rating was clicked."""
        message.stop()
        if isinstance(self._study.phase, OnShow):
            await self.action_rate(message.rating)

    async def on_next_button_pressed(self, message: NextButton.Pressed) -> None:
        """What comes next was clicked."""
        message.stop()
        await self.action_continue()

    async def action_retype(self) -> None:
        """Give another answer than the mistyped one."""
        await self._try(self._study.retype)

    def action_hint(self) -> None:
        """Show the card's hint."""
        if self._study.card is not None:
            self.query_one(CardView).show_hint(self._study.card)

    async def action_undo(self) -> None:
        """Take back the last thing that was done."""
        await self._try(self._study.undo, "Taken back.")

    async def action_skip(self) -> None:
        """Ask this card later in the session."""
        await self._try(self._study.skip, "The card before comes later.")

    async def action_suspend(self) -> None:
        """Never ask this card again."""
        await self._try(self._study.suspend, f"Suspended. {self.quiz_app.keys_of('study-undo')[0]} takes it back.")

    async def action_bury(self) -> None:
        """Ask this card tomorrow."""
        await self._try(
            self._study.bury, f"Buried until tomorrow. {self.quiz_app.keys_of('study-undo')[0]} takes it back."
        )

    async def action_leave(self) -> None:
        """End the session; the card on the screen is not graded."""
        await self._try(self._study.end)

    async def action_edit(self) -> None:
        """Open the card in the learner's editor, and come back to it as it is then."""
        from sco_quiz.tui.editing import edit_card

        if self._study.card is not None:
            edit_card(self.quiz_app, self._study.card.id)

    async def take_in(self, change: Change) -> None:
        """Show the card as it is now, in its place; where its deck broke or is gone, it stays as it was."""
        card, question = self._study.card, self._study.question
        view = self.query_one(CardView).view
        draft = view.draft if view is not None and isinstance(self._study.phase, Asking) else None
        notice = problem_line(change.problems)
        if card is not None and card.deck not in self.quiz_app.library.deck_ids:
            self._say_problem(notice)
            return
        try:
            changed = self._study.reload(change.names)
        except StorageError as error:
            self._notify(one_line(str(error)))
            return
        if changed:
            await self._show_again(question, draft)
        self._say_problem(notice)

    def _say_problem(self, notice: str) -> None:
        """Say what is wrong with a deck that stays as it was, or take that back."""
        if notice or self._problem:
            self._notify(notice)
        self._problem = notice

    async def _show_again(self, before: Question | None, draft: Answer | None) -> None:
        """Show the card with its new text, and with what was given or begun before."""
        study, view = self._study, self.query_one(CardView)
        asked = self._asked
        if asked is not None and isinstance(study.phase, OnShow):
            await self._put_question(*asked)
            await view.reveal(*asked, study.answer or Revealed(), study.grade)
        await self._show()
        if asked is not None and before is not None and draft is not None and view.view is not None:
            begun = translated(draft, before, asked[1])
            if begun is not None:
                view.view.take_up(begun)

    def action_scroll(self, pages: int) -> None:
        """Scroll a long card."""
        self.query_one(Stage).scroll_pages(pages)
