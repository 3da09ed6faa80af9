"""Setting up a quiz: every setting has a sensible value, so that one key starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from sco_quiz.errors import ScoQuizError
from sco_quiz.services.interrupted import interrupted_quiz
from sco_quiz.services.quiz_questions import questions_left
from sco_quiz.tui.actions import QUIZ_SETUP, bindings_of
from sco_quiz.tui.quiz_choices import (
    PICKED,
    TYPED,
    QuizChoices,
    Setting,
    kinds_offered,
    tags_offered,
)
from sco_quiz.tui.screens.place import PlaceScreen
from sco_quiz.tui.widgets.interrupted_line import InterruptedLine
from sco_quiz.tui.widgets.key_bar import KeyBar
from sco_quiz.tui.widgets.next_button import NextButton
from sco_quiz.tui.widgets.setting_list import SettingLine, SettingList

if TYPE_CHECKING:
    from sco_quiz.services.library import Library
    from sco_quiz.services.quiz import QuizPlan, UnfinishedQuiz
    from sco_quiz.services.watching import Change

_SETTINGS = tuple(Setting)
_HELP = {
    Setting.DECKS: "Which decks to ask; questions are balanced over them.",
    Setting.TAGS: "Only cards with any of these tags.",
    Setting.KINDS: "Only these kinds of cards.",
    Setting.COUNT: "How many questions; siblings of one card are never asked together.",
    Setting.LIMIT: "When it is up, what is there is handed in.",
    Setting.QUESTION_LIMIT: "When it is up, the question is closed and the next one comes.",
    Setting.JUDGING: "At the end, and changeable until then; or each at once, with what is right.",
    Setting.FORM: "How cards are asked that have a short answer and no options of their own.",
    Setting.SEED: "The same seed asks the same questions: to repeat a quiz, or to share one.",
}
_EXAMPLES = {
    Setting.COUNT: "a number, such as 12",
    Setting.LIMIT: "such as 10m, 90s or 1h30m; nothing for no limit",
    Setting.QUESTION_LIMIT: "such as 30s; nothing for no limit",
    Setting.SEED: "a whole number; nothing to draw one",
}


class QuizSetupScreen(PlaceScreen):
    """The settings of a quiz to be, and how many questions there are for them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(QUIZ_SETUP)]
    CSS_PATH = "quiz_setup.tcss"
    place = QUIZ_SETUP

    def __init__(self, choices: QuizChoices, interrupted: UnfinishedQuiz | None = None) -> None:
        super().__init__()
        self._interrupted = interrupted
        self._choices = choices
        self._selected = 0
        self._available: int | None = None

    @property
    def _setting(self) -> Setting:
        return _SETTINGS[self._selected]

    @property
    def _plan(self) -> QuizPlan:
        return self._choices.plan

    def compose(self) -> ComposeResult:
        """The settings, a sentence on the one selected, and the way on."""
        with Vertical(id="setup") as box:
            box.border_title = Content("New quiz")
            yield SettingList()
            yield Static(markup=False, id="explained")
            yield InterruptedLine()
        with Horizontal(id="actions"):
            yield NextButton()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the settings; counting the questions that there are can wait until they stand there."""
        self._offer_interrupted()
        self._show()
        self.call_after_refresh(self._count)

    def _offer_interrupted(self) -> None:
        self.query_one(InterruptedLine).show(
            self._interrupted,
            *(self.quiz_app.keys_of(action)[0] for action in ("quiz-setup-go-on", "quiz-setup-give-up")),
        )
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Fit long values into their lines."""
        self._show()

    def _count(self) -> None:
        try:
            self._available = questions_left(self.quiz_app.library, self._plan)
        except ScoQuizError as error:
            self.quiz_app.report(error)
        self._show()

    def _show(self) -> None:
        lines = [SettingLine(each.value, self._choices.words(each), self._remark(each)) for each in _SETTINGS]
        self.query_one(SettingList).show(lines, self._selected)
        self.query_one("#explained", Static).update(Content(_HELP[self._setting]))
        self.query_one(NextButton).show("Start the quiz", self.quiz_app.keys_of("quiz-setup-start")[0])
        self.refresh_bindings()

    def _remark(self, setting: Setting) -> str:
        if setting is not Setting.COUNT or self._available is None:
            return ""
        return f"of {self._available:,}" if self._available else "! no card fits"

    async def take_in(self, change: Change) -> None:  # noqa: ARG002 - what there is to ask is looked up anew
        """Offer the decks and count the questions that there are now."""
        self._choices = replace(self._choices, decks=_decks(self.quiz_app.library))
        self._count()

    def _change(self, choices: QuizChoices) -> None:
        before, self._choices = self._plan, choices
        if (before.selection, before.filter) != (self._plan.selection, self._plan.filter):
            self._count()
        else:
            self._show()

    def _offered(self, setting: Setting) -> Sequence[str]:
        library = self.quiz_app.library
        match setting:
            case Setting.DECKS:
                return [deck for deck, _ in self._choices.decks]
            case Setting.TAGS:
                return tags_offered(library, self._plan)
            case Setting.KINDS:
                return kinds_offered(library, self._plan)
            case _:
                return ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """Only some settings can be ticked or typed."""
        if action in {"go_on", "give_up"}:
            return self._interrupted is not None
        return action != "edit" or self._setting in PICKED | TYPED

    @property
    def key_labels(self) -> dict[str, str]:
        """What the key for a value does."""
        return {"quiz-setup-edit": "Choose several" if self._setting in PICKED else "Type"}

    def action_move(self, steps: int) -> None:
        """Go to another setting, round the ends."""
        self._selected = (self._selected + steps) % len(_SETTINGS)
        self._show()

    def action_turn(self, steps: int) -> None:
        """Take the next value, or the one before."""
        self._change(self._choices.turn(self._setting, steps, partial(self._offered, self._setting)))

    def action_edit(self) -> None:
        """Tick values in a list, or type one."""
        setting = self._setting
        if setting in PICKED:
            self._pick(setting)
        elif setting in TYPED:
            self._type(setting)

    def _pick(self, setting: Setting) -> None:
        from sco_quiz.tui.screens.pick import PickScreen

        titles = dict(self._choices.decks) if setting is Setting.DECKS else {}
        offered = [(value, titles.get(value, value)) for value in self._offered(setting)]

        def take(values: tuple[str, ...] | None) -> None:
            if values is not None:
                self._change(self._choices.pick(setting, values))

        self.app.push_screen(PickScreen(setting.value, offered, self._choices.chosen(setting)), take)

    def _type(self, setting: Setting) -> None:
        from sco_quiz.tui.screens.entry import EntryScreen

        typed: list[QuizChoices] = []

        def check(text: str) -> None:
            typed.append(self._choices.type_in(setting, text))

        def take(taken: bool | None) -> None:
            if taken:
                self._change(typed[-1])

        self.app.push_screen(EntryScreen(setting.value, _EXAMPLES[setting], check), take)

    def on_setting_list_turned(self, message: SettingList.Turned) -> None:
        """An arrow was clicked."""
        message.stop()
        self.action_turn(message.steps)

    def on_setting_list_chosen(self, message: SettingList.Chosen) -> None:
        """A line was clicked: the first click selects it, the next one changes it."""
        message.stop()
        if message.index != self._selected:
            self._selected = message.index
            self._show()
        elif self._setting in PICKED | TYPED:
            self.action_edit()
        else:
            self.action_turn(1)

    def on_next_button_pressed(self, message: NextButton.Pressed) -> None:
        """The button was clicked."""
        message.stop()
        self.action_start()

    def action_start(self) -> None:
        """Start the quiz."""
        self.quiz_app.start_quiz(self._plan)

    def action_go_on(self) -> None:
        """Go on with the quiz that was interrupted."""
        self.quiz_app.resume_quiz()

    def action_give_up(self) -> None:
        """Give the interrupted quiz up, if the learner says so twice."""
        if self._interrupted is not None:
            self.quiz_app.give_up_quiz(self._interrupted, self._forget_interrupted)

    def _forget_interrupted(self) -> None:
        self._interrupted = interrupted_quiz(self.quiz_app.library)
        self._offer_interrupted()

    def action_leave(self) -> None:
        """Go back to the decks."""
        self.quiz_app.go_home()


def setup_for(library: Library, plan: QuizPlan) -> QuizSetupScreen:
    """The screen for a plan to be changed, beside the decks that there are and a quiz that was interrupted."""
    return QuizSetupScreen(QuizChoices(plan, _decks(library)), interrupted_quiz(library))


def _decks(library: Library) -> tuple[tuple[str, str], ...]:
    return tuple((str(row["id"]), str(row["title"])) for row in library.decks())
