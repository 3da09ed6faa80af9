"""After a session: what was done, and when there is more to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from sco_quiz.domain.rating import Rating
from sco_quiz.errors import ScoQuizError
from sco_quiz.services.wording import count_words, time_words, until_words
from sco_quiz.tui.actions import SUMMARY, bindings_of
from sco_quiz.tui.screens.place import PlaceScreen
from sco_quiz.tui.visible import one_line
from sco_quiz.tui.widgets.key_bar import KeyBar
from sco_quiz.tui.widgets.progress_line import FULL

if TYPE_CHECKING:
    from sco_quiz.tui.sitting import Sitting

_BAR = 24
_LABEL = 11
_VALUE = 13
"""Cells; with what follows them, they fit into a terminal of forty."""
_COLOURS = {
    Rating.AGAIN: "$text-error",
    Rating.HARD: "$text-warning",
    Rating.GOOD: "$text-success",
    Rating.EASY: "$text-primary",
}


class SummaryScreen(PlaceScreen):
    """How the session went. What was done last can still be undone."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(SUMMARY)]
    CSS_PATH = "summary.tcss"
    place = SUMMARY

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._study = sitting.study

    def compose(self) -> ComposeResult:
        """The counts, the ratings as bars, and what comes next."""
        with Vertical(id="summary") as box:
            box.border_title = Content("Session ended" if self._left_early else "Done for now")
            box.border_subtitle = Content(one_line(self._sitting.title))
            yield Static(self._counts(), markup=False)
            if self._study.summary.answered:
                yield Static(self._ratings(), markup=False, id="ratings")
            yield Static(self._next(), markup=False, id="next")
        yield KeyBar()

    @property
    def _left_early(self) -> bool:
        return self._study.counts.total > 0

    def _counts(self) -> Content:
        summary = self._study.summary
        if not summary.answered:
            return Content("Nothing was answered, and nothing has changed.")
        share = f"{round(100 * summary.right / summary.answered)}%"
        each = time_words(summary.duration_ms // summary.answered)
        return Content("\n").join(
            [
                _line("Answered", str(summary.answered), f"{summary.introduced} new"),
                _line("Right", str(summary.right), share),
                _line("Time", time_words(summary.duration_ms), f"{each} each"),
            ]
        )

    def _ratings(self) -> Content:
        ratings = self._study.summary.ratings
        most = max(ratings)
        lines = []
        for rating, count in zip(Rating, ratings, strict=True):
            length = -(-count * _BAR // most)
            lines.append(
                Content.assemble(
                    (f"{rating.word.capitalize():<{_LABEL}}", "$foreground 60%"),
                    f"{count:<4}",
                    (FULL * length, _COLOURS[rating]),
                )
            )
        return Content("\n").join(lines)

    def _next(self) -> Content:
        study, app = self._study, self.quiz_app
        if self._sitting.cramming:
            return Content("Practice only: the schedule is as it was.")
        if self._left_early:
            left = count_words(study.counts.total, "card is", "cards are")
            return Content.assemble(f"{left} left for today. ", (app.keys_of("summary-study")[0], "bold"), " goes on.")
        due = study.next_due()
        if due is None:
            return Content("No card is waiting: you have seen all there is.")
        words = until_words(due - app.library.clock.now())
        return Content.assemble("The next card is due ", (words, "bold"), ".")

    def action_home(self) -> None:
        """Go back to the decks."""
        self.quiz_app.go_home()

    def action_study(self) -> None:
        """Study what is due by now, in the same decks."""
        sitting = self._sitting
        if sitting.cramming:
            self.quiz_app.cram(sitting.words)
        else:
            self.quiz_app.study(sitting.words, sitting.form)

    def action_undo(self) -> None:
        """Take back the last rating and ask that card again."""
        from sco_quiz.tui.screens.study import StudyScreen

        try:
            self._study.undo()
        except ScoQuizError as error:
            self.quiz_app.report(error)
        else:
            self.quiz_app.go_to(StudyScreen(self._sitting))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """Undo where there is something to undo, studying on where something is left."""
        match action:
            case "undo":
                return self._study.can_undo
            case "study":
                return self._left_early or self._sitting.cramming
            case _:
                return True


def _line(label: str, value: str, more: str) -> Content:
    return Content.assemble(
        (f"{label:<{_LABEL}}", "$foreground 60%"), (f"{value:<{_VALUE}}", "bold"), (more, "$foreground 60%")
    )
