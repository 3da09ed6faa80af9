"""Home: the decks, what they ask for today, and what to press."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from sco_quiz.errors import ScoQuizError
from sco_quiz.services.wording import count_words, until_words
from sco_quiz.tui.actions import HOME, bindings_of
from sco_quiz.tui.overview import DeckRow, Overview
from sco_quiz.tui.screens.place import PlaceScreen
from sco_quiz.tui.widgets.deck_table import DeckTable
from sco_quiz.tui.widgets.interrupted_line import InterruptedLine
from sco_quiz.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from sco_quiz.services.watching import Change


class HomeScreen(PlaceScreen):
    """All decks in a table under the day's total."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(HOME)]
    CSS_PATH = "home.tcss"
    place = HOME

    def __init__(self, overview: Overview) -> None:
        super().__init__()
        self._overview = overview

    def compose(self) -> ComposeResult:
        """The day's total, the decks, what is wrong in them, the keys."""
        yield Static(Content("sco-quiz"), markup=False, classes="top")
        with Horizontal(id="middle"), Vertical(id="page"):
            yield Static(markup=False, id="today")
            table = DeckTable(())
            table.border_title = Content("Decks")
            yield table
            yield InterruptedLine()
            yield Static(markup=False, id="problems")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what was looked up before the app began."""
        self._show()

    def _show(self) -> None:
        overview = self._overview
        table = self.query_one(DeckTable)
        table.show(overview.rows)
        table.display = bool(overview.rows)
        self.query_one("#today", Static).update(self._today())
        self.query_one(InterruptedLine).show(
            overview.interrupted, *(self.quiz_app.keys_of(action)[0] for action in ("home-go-on", "home-give-up"))
        )
        problems = self.query_one("#problems", Static)
        problems.update(self._problem_line())
        problems.display = bool(overview.problems)
        self.refresh_bindings()

    def _today(self) -> Content:
        overview = self._overview
        key = self.quiz_app.keys_of("home-study")[0]
        if not overview.rows:
            return Content.assemble(
                ("There is no deck yet.", "bold"),
                "\n\nPut a YAML file into ",
                (overview.folder, "bold"),
                "\nor make one with ",
                ("sco-quiz new", "bold"),
                ", then press ",
                (self.quiz_app.keys_of("home-refresh")[0], "bold $text-accent"),
                ".",
            )
        if overview.total:
            parts = [
                f"{count} {word}"
                for count, word in ((overview.new, "new"), (overview.learning, "learning"), (overview.review, "due"))
                if count
            ]
            return Content.assemble(
                (count_words(overview.total, "card"), "bold $text-accent"),
                " to study today",
                (f"  ·  {', '.join(parts)}\n", "$foreground 60%"),
                "Press ",
                (key, "bold $text-accent"),
                " to begin." if not overview.begun else " to go on.",
            )
        following = (
            Content("No card is waiting.")
            if overview.next_due is None
            else Content.assemble(
                "The next card is due ",
                (until_words(overview.next_due - self.quiz_app.library.clock.now()), "bold"),
                ".",
            )
        )
        return Content.assemble(("✓ Done for today", "bold $text-success"), "\n", following)

    def _problem_line(self) -> Content:
        overview = self._overview
        return Content.assemble(
            f"! {count_words(overview.problems, 'problem')} in {count_words(overview.broken, 'deck')}: press ",
            (self.quiz_app.keys_of("home-problems")[0], "bold"),
            " to see.",
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """Study where there is something to study, problems where there are some."""
        match action:
            case "study" | "quiz" | "cram":
                return bool(self._overview.rows)
            case "go_on" | "give_up":
                return self._overview.interrupted is not None
            case "problems":
                return bool(self._overview.problems)
            case _:
                return True

    def action_select(self, steps: int) -> None:
        """Select another deck."""
        self.query_one(DeckTable).move(steps)

    def action_select_first(self) -> None:
        """Select the first row."""
        self.query_one(DeckTable).select(0)

    def action_select_last(self) -> None:
        """Select the last row."""
        self.query_one(DeckTable).select(len(self._overview.rows) - 1)

    def action_browse(self) -> None:
        """Show all cards."""
        self.quiz_app.browse()

    def action_problems(self) -> None:
        """Show what is wrong in the decks."""
        from sco_quiz.tui.screens.problems import ProblemsScreen

        try:
            problems = self.quiz_app.library.problems()
        except ScoQuizError as error:
            self.quiz_app.report(error)
        else:
            self.app.push_screen(ProblemsScreen(problems))

    async def take_in(self, change: Change) -> None:  # noqa: ARG002 - all decks are looked up
        """Show the decks as they are now."""
        self.action_refresh()

    def action_refresh(self) -> None:
        """Read decks that have changed on the disk."""
        from sco_quiz.tui.overview import look_up

        try:
            self._overview = look_up(self.quiz_app.library)
        except ScoQuizError as error:
            self.quiz_app.report(error)
        else:
            self._show()

    def action_study(self) -> None:
        """Study the selected deck, or all."""
        row = self.query_one(DeckTable).selected
        if row is not None:
            self._study(row)

    def on_deck_table_chosen(self, message: DeckTable.Chosen) -> None:
        """A deck was clicked."""
        message.stop()
        self._study(message.row)

    def _study(self, row: DeckRow) -> None:
        self.quiz_app.study((row.deck,) if row.deck else ())

    @property
    def _words(self) -> tuple[str, ...]:
        """The selected deck, as the services are told; nothing for all."""
        row = self.query_one(DeckTable).selected
        return (row.deck,) if row is not None and row.deck else ()

    def action_quiz(self) -> None:
        """Set up a quiz of the selected deck, or of all."""
        self.quiz_app.set_up_quiz(self._words)

    def action_go_on(self) -> None:
        """Go on with the quiz that was interrupted."""
        self.quiz_app.resume_quiz()

    def action_give_up(self) -> None:
        """Give the interrupted quiz up, if the learner says so twice."""
        quiz = self._overview.interrupted
        if quiz is not None:
            self.quiz_app.give_up_quiz(quiz, self.action_refresh)

    def action_cram(self) -> None:
        """Practise all of the selected deck, or of all decks."""
        self.quiz_app.cram(self._words)

    def action_scores(self) -> None:
        """Show the scores of the selected deck, or of all."""
        self.quiz_app.show_scores(self._words)
