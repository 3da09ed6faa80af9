"""The app: which screens there are, and what holds for all of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from sco_quiz.errors import ScoQuizError, StorageError
from sco_quiz.tui.actions import BY_ID, EVERYWHERE, bindings_of
from sco_quiz.tui.screens.place import PlaceScreen

if TYPE_CHECKING:
    from sco_quiz.domain.adaptive import FormPreference
    from sco_quiz.services.interrupted import UnfinishedQuiz
    from sco_quiz.services.library import Library
    from sco_quiz.services.quiz import Quiz, QuizPlan
    from sco_quiz.services.watching import DeckWatch


_FIRST_LOOK = 0.2
"""Seconds from the first screen until decks are watched: its cost must not be felt at the start."""

_BETWEEN_LOOKS = 0.4
"""Seconds between two looks at the deck files; together with reading one, a change shows within a second."""


EXIT_INTERRUPTED = 130
"""The return code of an app that was left with ctrl+c."""


class ScoQuizApp(App[None], inherit_bindings=False):
    """The learner's decks, studied. Screens ask the services; nothing is kept in widgets."""

    TITLE = "sco-quiz"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(EVERYWHERE)]
    NOTIFICATION_TIMEOUT = 3
    CSS = """
    ToastRack { dock: top; align: right top; margin: 0; }
    """
    CLICK_CHAIN_TIME_THRESHOLD = 0.3

    def __init__(self, library: Library, opening: PlaceScreen, keys: Mapping[str, str] | None = None) -> None:
        # Textual loads the style sheet of a screen that is pushed, but not that of the first one.
        super().__init__(css_path=f"screens/{opening.CSS_PATH}")
        self.library = library
        self._opening = opening
        self._watch: DeckWatch | None = None
        self.latest_quiz: Quiz | None = None
        self._keys = dict(keys or {})
        if self._keys:
            self.set_keymap(self._keys)

    def on_mount(self) -> None:
        """Watch the decks, once the first screen stands."""
        self.set_timer(_FIRST_LOOK, self._watch_decks)

    @work(name="watch the decks")
    async def _watch_decks(self) -> None:
        import asyncio

        watch = self._watched()
        while True:
            await asyncio.sleep(_BETWEEN_LOOKS)
            # In a thread, because a folder may lie on a slow disk.
            if await asyncio.to_thread(watch.look):
                await self.take_in()

    def _watched(self) -> DeckWatch:
        from sco_quiz.services.watching import DeckWatch

        self._watch = self._watch or DeckWatch(self.library)
        return self._watch

    async def take_in(self) -> None:
        """Read decks that have changed on the disk, and let each screen show what follows."""
        watch = self._watched()
        try:
            before = watch.begin()
            if before.takes_long:
                await self._read(watch)
            change = watch.take_in(before)
        except StorageError:
            return  # nothing was taken in; the next change tries again
        for screen in self.screen_stack:
            # One that isn't built yet, or is being taken down, has nothing to show it on.
            if isinstance(screen, PlaceScreen) and screen.is_mounted and screen.children:
                await screen.take_in(change)

    async def _read(self, watch: DeckWatch) -> None:
        """Read what changed while the app goes on, with a bar over the title line."""
        import asyncio

        from sco_quiz.tui.widgets.reading_bar import ReadingBar

        loop = asyncio.get_running_loop()

        def report(done: int, total: int) -> None:
            # Once the app is left, this is an error in the thread, which ends the reading.
            loop.call_soon_threadsafe(self._show_reading, done, total)

        try:
            await asyncio.wrap_future(watch.read(report))
        finally:
            for screen in self.screen_stack:
                await screen.query(ReadingBar).remove()

    def _show_reading(self, done: int, total: int) -> None:
        from sco_quiz.tui.widgets.reading_bar import ReadingBar

        bars = self.screen.query(ReadingBar)
        if bars:
            bars.first().show(done, total)
        elif done < total:
            self.screen.mount(ReadingBar(done, total))

    def get_driver_class(self) -> type[Driver]:
        """A driver that leaves at once, where there is one; what Textual takes elsewhere."""
        standard = super().get_driver_class()
        if sys.platform != "win32":
            from textual.drivers.linux_driver import LinuxDriver

            from sco_quiz.tui.driver import QuickDriver

            if standard is LinuxDriver:
                return QuickDriver
        return standard

    def get_default_screen(self) -> Screen[None]:
        """The first screen, built before the app ran."""
        return self._opening

    def get_key_display(self, binding: Binding) -> str:
        """Keys by their names, as they stand on a keyboard; Textual's sign for enter is not in every font."""
        return {"enter": "enter", "pageup": "pgup", "pagedown": "pgdn"}.get(binding.key) or super().get_key_display(
            binding
        )

    def keys_of(self, action: str) -> list[str]:
        """The keys of an action as they are shown, those that the learner set first."""
        keys = self._keys.get(action, BY_ID[action].keys).split(",")
        return [self.get_key_display(Binding(key.strip(), "")) for key in keys]

    def report(self, error: ScoQuizError) -> None:
        """Say what could not be done, over the screen where it was tried."""
        from sco_quiz.tui.screens.trouble import TroubleScreen

        self.push_screen(TroubleScreen(error))

    def action_help(self) -> None:
        """Show what every key does."""
        from sco_quiz.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(getattr(self.screen, "place", EVERYWHERE)))

    def action_interrupt(self) -> None:
        """Leave as other programs do on this key; who started the program learns of it."""
        self.exit(return_code=EXIT_INTERRUPTED)

    @property
    def fault(self) -> Exception | None:
        """The error that nothing had an answer to, if the app ended by one."""
        return self._exception

    def _fatal_error(self) -> None:
        """Close the app. Whoever ran it is given the fault, where Textual would print a page of traceback."""
        self._close_messages_no_wait()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette: what can be done here, then themes and screenshots."""
        seen: set[str] = set()
        for node, binding, enabled, _ in screen.active_bindings.values():
            action = BY_ID.get(binding.id or "")
            if action is None or action.name == "palette" or action.call in seen or not enabled:
                continue
            seen.add(action.call)
            yield SystemCommand(action.label, action.says, partial(self.run_action, binding.action, node))
        yield SystemCommand("Screenshot", "Save the screen as an SVG image.", self._save_screenshot)

    def _save_screenshot(self) -> None:
        # The palette has to be gone from the screen first.
        self.set_timer(0.1, self.deliver_screenshot)

    def go_to(self, place: PlaceScreen) -> None:
        """Show a place instead of the one on show. The first one stays below: Textual can't take it away."""
        if len(self.screen_stack) == 1:
            self.push_screen(place)
        else:
            self.switch_screen(place)

    def go_home(self) -> None:
        """Show the decks as they are now."""
        from sco_quiz.tui.overview import look_up
        from sco_quiz.tui.screens.home import HomeScreen

        self._open(lambda: HomeScreen(look_up(self.library)))

    def browse(self) -> None:
        """Show all cards."""
        from sco_quiz.tui.screens.browse import BrowseScreen

        self.go_to(BrowseScreen())

    def study(self, words: tuple[str, ...] = (), form: FormPreference | None = None) -> None:
        """Sit down to what is due of some decks, or of all."""
        from sco_quiz.tui.screens.study import StudyScreen
        from sco_quiz.tui.sitting import begin

        self._open(lambda: StudyScreen(begin(self.library, words, form)))

    def cram(self, words: tuple[str, ...] = ()) -> None:
        """Practise all of some decks, without moving the schedule."""
        from sco_quiz.tui.screens.study import StudyScreen
        from sco_quiz.tui.sitting import begin_cram

        self._open(lambda: StudyScreen(begin_cram(self.library, words)))

    def set_up_quiz(self, words: tuple[str, ...] = ()) -> None:
        """Choose what a quiz is to ask; begins with some decks, or all."""
        from sco_quiz.services.quiz import QuizPlan
        from sco_quiz.tui.screens.quiz_setup import setup_for

        def screen() -> PlaceScreen:
            plan = QuizPlan(selection=self.library.select(words))
            return setup_for(self.library, plan)

        self._open(screen)

    def start_quiz(self, plan: QuizPlan) -> None:
        """Begin a quiz."""
        from sco_quiz.services.quiz import Quiz
        from sco_quiz.tui.screens.quiz import QuizScreen

        self._open(lambda: QuizScreen(Quiz.start(self.library, plan)))

    def resume_quiz(self) -> None:
        """Go on with the quiz that was interrupted."""
        from sco_quiz.services.quiz import Quiz
        from sco_quiz.tui.screens.quiz import QuizScreen

        self._open(lambda: QuizScreen(Quiz.resume(self.library)))

    def give_up_quiz(self, quiz: UnfinishedQuiz, then: Callable[[], None]) -> None:
        """Ask whether an interrupted quiz is to be given up, and do so."""
        from sco_quiz.services.interrupted import give_up
        from sco_quiz.tui.screens.confirm import ConfirmScreen

        def answered(yes: bool | None) -> None:
            if yes:
                try:
                    give_up(self.library, quiz)
                except ScoQuizError as error:
                    self.report(error)
                else:
                    then()

        text = f"{quiz.answered} of {quiz.questions} questions are answered. It gets no score and is not offered again."
        self.push_screen(ConfirmScreen("Give the quiz up?", text, "Give it up"), answered)

    def show_scores(self, words: tuple[str, ...] = ()) -> None:
        """Show the scores and the statistics of some decks, or of all."""
        from sco_quiz.tui.scoreboard import look_up
        from sco_quiz.tui.screens.scores import ScoresScreen

        self._open(lambda: ScoresScreen(look_up(self.library, words)))

    def _open(self, screen: Callable[[], PlaceScreen]) -> None:
        """Go to a place, or say why it can't be made."""
        try:
            place = screen()
        except ScoQuizError as error:
            self.report(error)
        else:
            self.go_to(place)
