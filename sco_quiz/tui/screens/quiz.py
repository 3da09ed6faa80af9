"""A quiz: its questions one at a time, the clock, and the way back and forth."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from sco_quiz.domain.question import Answer, Arranged, Chosen, Judged, Listed, Matched, Revealed, TypedText
from sco_quiz.domain.quiz.sitting import Judging, Response, Sitting
from sco_quiz.domain.rating import Verdict
from sco_quiz.errors import ScoQuizError
from sco_quiz.services.wording import count_words
from sco_quiz.tui.actions import QUIZ, bindings_of
from sco_quiz.tui.screens.place import PlaceScreen
from sco_quiz.tui.titles import title_or_id
from sco_quiz.tui.widgets.card_view import CardView
from sco_quiz.tui.widgets.key_bar import KeyBar
from sco_quiz.tui.widgets.next_button import NextButton
from sco_quiz.tui.widgets.question_strip import Mark, QuestionStrip
from sco_quiz.tui.widgets.questions import QuestionView
from sco_quiz.tui.widgets.stage import Stage
from sco_quiz.tui.wording import countdown

if TYPE_CHECKING:
    from sco_quiz.services.quiz import Quiz

_SOON_MS = 60_000
"""From here on the clock of a whole quiz stands out."""

_WIDE = 60
"""Cells of width from which the clock has room for words."""

_LISTED = 8
"""Unanswered questions that are named at most."""


class QuizScreen(PlaceScreen):
    """A view of a quiz: every key is an event for it, and what it is at then is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(QUIZ)]
    CSS_PATH = "study.tcss"
    place = QUIZ

    def __init__(self, quiz: Quiz) -> None:
        super().__init__()
        self._quiz = quiz
        self._drafts: dict[int, Answer] = {}

    @property
    def _sitting(self) -> Sitting:
        return self._quiz.sitting

    @property
    def _at_once(self) -> bool:
        return self._sitting.rules.judging is Judging.AT_ONCE

    @property
    def _view(self) -> QuestionView | None:
        return self.query_one(CardView).view

    @property
    def _draft(self) -> Answer | None:
        """What was begun and not given yet."""
        view = self._view
        return view.draft if view is not None and self._sitting.response.open else None

    def compose(self) -> ComposeResult:
        """From top to bottom: where one is and the clock, the card, what can be done."""
        with Horizontal(id="where"):
            yield Static(markup=False, id="title")
            yield Static(markup=False, id="clock")
        yield QuestionStrip()
        yield Stage(id="stage")
        yield Static(markup=False, id="notice")
        with Horizontal(id="actions"):
            yield NextButton()
        yield KeyBar()

    async def on_mount(self) -> None:
        """Show the first question, or the one where the quiz was interrupted; time runs from here."""
        self.set_interval(1, self._tick)
        await self._try(self._quiz.show, " ".join(self._quiz.notices))

    # What is on the screen follows the quiz.

    async def _show(self, notice: str = "") -> None:
        sitting = self._sitting
        if sitting.handed_in:
            self._finish()
            return
        await self._show_question()
        self._show_where()
        self.query_one("#notice", Static).update(Content(notice or self._closed_notice()))
        self.refresh_bindings()

    def _closed_notice(self) -> str:
        response = self._sitting.response
        return "The time for this question was up; it can't be answered any more." if response.timed_out else ""

    async def _show_question(self) -> None:
        sitting = self._sitting
        item, response = sitting.item, sitting.response
        card = self.query_one(CardView)
        title = title_or_id(self.quiz_app.library, item.deck)
        view = await card.ask(item, item.question, title, item.others, examined=not self._at_once)
        given = self._drafts.pop(sitting.place, None) or response.answer
        if given is not None:
            view.take_up(given)
        view.disabled = not response.open
        if response.grade is not None:
            await card.reveal(item, item.question, response.answer or Revealed(), response.grade)
        if not response.open:
            self.set_focus(None)
        keys = self.quiz_app.keys_of("quiz-continue" if not response.open else self._enter_action(view))
        words = (view.NEXT if response.open else "") or self._next_label
        self.query_one(NextButton).show(words, keys[-1] if response.open else keys[0])
        if response.grade is None:
            self.query_one(Stage).show_question()
        else:
            self.query_one(Stage).show_answer()

    @staticmethod
    def _enter_action(view: QuestionView) -> str:
        return "quiz-continue" if view.ENTER == "study-continue" else view.ENTER

    @property
    def _next_label(self) -> str:
        """What the key that goes on does now."""
        response = self._sitting.response
        if response.open:
            return "Check" if self._at_once else "Give the answer"
        return "Next question" if self._sitting.unanswered else "See the result"

    def _show_where(self) -> None:
        sitting = self._sitting
        flag = "  ⚑ flagged" if sitting.response.flagged else ""
        self.query_one("#title", Static).update(
            Content.assemble((f"Question {sitting.place + 1} of {len(sitting.items)}", "bold"), (flag, "$text-warning"))
        )
        self.query_one(QuestionStrip).show([_mark(response) for response in sitting.responses], sitting.place)
        self._show_clock()

    def _show_clock(self) -> None:
        parts: list[Content] = []
        own, whole = self._quiz.question_left_ms, self._quiz.left_ms
        both = own is not None and whole is not None
        wide = self.size.width >= _WIDE
        if own is not None and self._sitting.response.open:
            parts.append(_time_left("this question" if wide else "this", own, own <= _SOON_MS // 6))
        if whole is not None:
            parts.append(_time_left("all" if both else "time left", whole, whole <= _SOON_MS))
        if not parts:
            parts.append(Content.styled(countdown(self._quiz.spent_ms), "$foreground 60%"))
        self.query_one("#clock", Static).update(Content(" · ").join(parts))

    async def _tick(self) -> None:
        """Time has passed: the clock moves on; where time is up, what is there counts."""
        before = self._sitting.place
        try:
            is_up = self._quiz.tick(self._draft)
        except ScoQuizError as error:
            self.query_one("#notice", Static).update(Content(f"This can't be kept at the moment: {error}"))
            return
        if is_up:
            self._drafts.pop(before, None)
            await self._show("" if self._at_once else f"The time for question {before + 1} was up.")
        elif not self._sitting.handed_in:
            self._show_clock()

    def _finish(self) -> None:
        from sco_quiz.tui.screens.quiz_result import QuizResultScreen

        # A question about handing in, or help, may stand above when the time is up.
        while self.app.screen is not self:
            self.app.pop_screen()
        self.quiz_app.go_to(QuizResultScreen(self._quiz))

    # Keys and the mouse are events for the quiz.

    @property
    def key_labels(self) -> dict[str, str]:
        """The key that goes on says what it will do."""
        label = {"Give the answer": "Answer", "Next question": "Next", "See the result": "Result"}
        words = label.get(self._next_label, self._next_label)
        return {"quiz-continue": words, "typed-check": words}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """What the quiz allows now."""
        sitting = self._sitting
        match action:
            case "back":
                return sitting.place > 0
            case "forward":
                return sitting.place + 1 < len(sitting.items)
            case "hint":
                return bool(sitting.item.hint)
            case _:
                return True

    async def _try(self, event: Callable[[], object], notice: str = "") -> bool:
        """Tell the quiz; where that fails, say so and leave everything as it is, to be tried again."""
        try:
            event()
        except ScoQuizError as error:
            self.quiz_app.report(error)
            return False
        await self._show(notice)
        return True

    def _keep_draft(self) -> None:
        """Before another question comes: what was begun counts, if it can still be changed; else it waits there."""
        draft = self._draft
        if draft is None:
            return
        if self._at_once:
            self._drafts[self._sitting.place] = draft
        elif draft != self._sitting.response.answer:
            self._quiz.give(draft)

    async def on_question_view_given(self, message: QuestionView.Given) -> None:
        """An answer was given: it is judged, or the next question comes."""
        message.stop()
        if self._sitting.handed_in or not self._sitting.response.open:
            return
        # Where answers can be changed, an empty one is none: the question stays among those to come back to.
        answer = Revealed() if not self._at_once and _is_empty(message.answer) else message.answer
        is_last: list[bool] = []

        def give() -> None:
            if self._quiz.give(answer) and not self._at_once:
                is_last.append(not self._has_more)
                if self._has_more:
                    self._quiz.advance()

        if await self._try(give) and any(is_last):
            await self._go_on()

    @property
    def _has_more(self) -> bool:
        """Whether a question is without an answer, but for the one on show."""
        sitting = self._sitting
        return any(place != sitting.place for place in sitting.unanswered)

    async def action_continue(self) -> None:
        """Give the answer; or go on, where it is judged."""
        view = self._view
        if not self._sitting.response.open:
            await self._go_on()
        elif view is not None:
            view.submit()

    async def _go_on(self) -> None:
        if self._has_more:
            await self._try(self._quiz.advance)
        elif self._sitting.unanswered:
            await self.action_hand_in()
        elif self._at_once:
            await self._try(self._quiz.hand_in)
        else:
            from sco_quiz.tui.screens.confirm import ConfirmScreen

            self.app.push_screen(
                ConfirmScreen(
                    "Every question has an answer",
                    "Hand the quiz in, or look your answers over first: they can be changed until then.",
                    "Hand in",
                ),
                self._hand_in_if,
            )

    async def on_next_button_pressed(self, message: NextButton.Pressed) -> None:
        """What comes next was clicked."""
        message.stop()
        await self.action_continue()

    async def on_question_strip_chosen(self, message: QuestionStrip.Chosen) -> None:
        """A question was clicked."""
        message.stop()
        await self._go_to(message.place)

    async def action_back(self) -> None:
        """Show the question before."""
        await self._go_to(self._sitting.place - 1)

    async def action_forward(self) -> None:
        """Show the question after."""
        await self._go_to(self._sitting.place + 1)

    async def _go_to(self, place: int) -> None:
        def go() -> None:
            self._keep_draft()
            if not self._sitting.handed_in:
                self._quiz.go_to(place)

        await self._try(go)

    async def action_flag(self) -> None:
        """Mark the question to come back to it, or take the mark away."""
        try:
            self._quiz.flag()
        except ScoQuizError as error:
            self.quiz_app.report(error)
        else:
            self._show_where()

    def action_hint(self) -> None:
        """Show the hint."""
        self.query_one(CardView).show_hint(self._sitting.item)

    async def action_hand_in(self) -> None:
        """Hand the quiz in; ask first if something has no answer."""
        try:
            self._keep_draft()
        except ScoQuizError as error:
            self.quiz_app.report(error)
            return
        left = () if self._sitting.handed_in else self._sitting.unanswered
        if not left:
            await self._hand_in_if(True)
            return
        from sco_quiz.tui.screens.confirm import ConfirmScreen

        listed = ", ".join(str(place + 1) for place in left[:_LISTED]) + (" …" if len(left) > _LISTED else "")
        self.app.push_screen(
            ConfirmScreen(
                "Hand in now?",
                f"{count_words(len(left), 'question has', 'questions have')} no answer: {listed}. They count as wrong.",
                "Hand in",
            ),
            self._hand_in_if,
        )

    async def _hand_in_if(self, yes: bool | None) -> None:
        if not yes:
            return
        if self._sitting.handed_in:
            self._finish()
        else:
            await self._try(self._quiz.hand_in)

    async def action_leave(self) -> None:
        """Leave; the quiz waits to be resumed, and its clock stands still."""
        try:
            self._keep_draft()
            if not self._sitting.handed_in:
                self._quiz.pause()
        except ScoQuizError as error:
            self.quiz_app.report(error)
            return
        if self._sitting.handed_in:
            self._finish()
        else:
            self.quiz_app.go_home()

    def action_scroll(self, pages: int) -> None:
        """Scroll a long card."""
        self.query_one(Stage).scroll_pages(pages)


def _is_empty(answer: Answer) -> bool:
    """Whether nothing was typed, ticked or paired."""
    match answer:
        case TypedText(text=text):
            return not text.strip()
        case Chosen(options=options):
            return not options
        case Listed(items=items):
            return not items
        case Matched(options=options):
            return all(option is None for option in options)
        case Revealed() | Judged() | Arranged():
            return False


def _mark(response: Response) -> Mark:
    grade = response.grade
    if response.flagged:
        return Mark.FLAGGED
    if grade is None:
        return Mark.GIVEN if response.answer is not None else Mark.CLOSED if response.timed_out else Mark.OPEN
    match grade.verdict:
        case Verdict.RIGHT | Verdict.NEAR_MISS:
            return Mark.RIGHT
        case Verdict.PARTLY:
            return Mark.PARTLY
        case Verdict.WRONG:
            return Mark.WRONG


def _time_left(of_what: str, left_ms: int, soon: bool) -> Content:
    """A countdown; when little is left, a sign stands before it."""
    words = f"{'! ' if soon else ''}{countdown(left_ms)}"
    return Content.assemble((f"{of_what} ", "$foreground 60%"), (words, "bold $text-warning" if soon else "bold"))
