"""Scores of quizzes over time, what comes out worst, and statistics of all practice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from sco_quiz.services.wording import count_words, time_words
from sco_quiz.tui.actions import SCORES, bindings_of
from sco_quiz.tui.literal import literal
from sco_quiz.tui.scoreboard import DAYS, DeckScores, Scoreboard
from sco_quiz.tui.screens.place import PlaceScreen
from sco_quiz.tui.visible import one_line
from sco_quiz.tui.widgets.column_plot import ColumnPlot
from sco_quiz.tui.widgets.key_bar import KeyBar
from sco_quiz.tui.widgets.progress_line import bar

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_DECKS = 12
_BAR = 10
_PAGES = ("scores", "statistics")
_TITLES = {"scores": "Scores", "statistics": "Statistics"}


class ScoresScreen(PlaceScreen):
    """Two pages about the same decks: scores of quizzes, and statistics."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(SCORES)]
    CSS_PATH = "scores.tcss"
    place = SCORES

    def __init__(self, board: Scoreboard) -> None:
        super().__init__()
        self._board = board

    def compose(self) -> ComposeResult:
        """The pages' names, the page on show, the keys."""
        yield Static(markup=False, id="pages")
        with Horizontal(id="middle"), ContentSwitcher(initial=_PAGES[0]):
            with VerticalScroll(id="scores", can_focus=True):
                yield from self._scores()
            with VerticalScroll(id="statistics", can_focus=True):
                yield from self._statistics()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first page."""
        self._show(_PAGES[0])

    def _show(self, page: str) -> None:
        self.query_one(ContentSwitcher).current = page
        self.query_one(f"#{page}").focus()
        names = [
            Content.styled(f" {_TITLES[each]} ", "bold reverse" if each == page else "$foreground 60%")
            for each in _PAGES
        ]
        title = literal(one_line(self._board.title), "bold")
        self.query_one("#pages", Static).update(Content("  ").join([title, *names]))

    def _scores(self) -> Iterable[Widget]:
        board = self._board
        summary = board.summary
        if not summary["quizzes"]:
            yield Static(
                Content.assemble(
                    ("No quiz yet.", "bold"), "\n\nEach quiz that you hand in is kept here, with all its answers."
                ),
                markup=False,
            )
            return
        yield _facts(
            (
                ("Quizzes", f"{summary['quizzes']:,}"),
                ("Best", _percent(summary["best"])),
                ("Latest", _percent(summary["latest"])),
                ("Average", _percent(summary["average"])),
                ("Streak", count_words(summary["streak"], "day")),
            )
        )
        for deck in board.decks[:_MOST_DECKS]:
            yield from _deck(deck)
        if len(board.decks) > _MOST_DECKS:
            yield _quiet(f"… and {len(board.decks) - _MOST_DECKS} more decks; choose one in the list of decks.")
        yield from _weakest("Weakest tags", [(row["tag"], row) for row in board.tags])
        yield from _weakest("Weakest cards", [(row["prompt"], row) for row in board.cards])
        if board.confused:
            yield _heading("Taken for one another")
            lines = [
                Content.assemble(
                    literal(one_line(pair.right), "bold"),
                    (" ↔ ", "$foreground 60%"),
                    literal(one_line(pair.given), "bold"),
                    (f"   {count_words(pair.count, 'time')}", "$foreground 60%"),
                )
                for pair in board.confused
            ]
            yield Static(Content("\n").join(lines), markup=False)

    def _statistics(self) -> Iterable[Widget]:
        found: dict[str, Any] = self._board.statistics
        yield _facts(
            (
                ("Today", f"{found['today']:,}"),
                ("Answers", f"{found['reviews']:,}"),
                ("Time", time_words(round(found["minutes"] * 60_000))),
                ("Streak", f"{count_words(found['streak'], 'day')} (longest {found['longest_streak']})"),
            )
        )
        yield _facts(
            (
                ("True retention", _share(found["true_retention"])),
                ("of mature cards", _share(found["mature_retention"])),
            )
        )
        yield _quiet(f"Cards in review that you recalled, of those asked in the last {DAYS} days.")
        done, forecast = self._board.done, found["forecast"]
        yield _heading(f"Answers a day, last {DAYS} days")
        yield _days([count for _, count in done], [date for date, _ in done], "$primary")
        yield _heading(f"Cards due, next {DAYS} days")
        yield _days([row["due"] for row in forecast], [row["date"] for row in forecast], "$success")

    def action_turn(self) -> None:
        """Show the other page."""
        current = self.query_one(ContentSwitcher).current
        self._show(_PAGES[1 - _PAGES.index(current or _PAGES[0])])

    @property
    def key_labels(self) -> dict[str, str]:
        """What the other page is."""
        current = self.query_one(ContentSwitcher).current or _PAGES[0]
        return {"scores-turn": _TITLES[_PAGES[1 - _PAGES.index(current)]]}

    def action_quiz(self) -> None:
        """Set up a quiz of these decks."""
        self.quiz_app.set_up_quiz(self._board.words)

    def action_home(self) -> None:
        """Go back to the decks."""
        self.quiz_app.go_home()


def _deck(deck: DeckScores) -> Iterable[Widget]:
    percents = deck.percents
    average = sum(percents) / len(percents)
    best, latest = max(percents), percents[-1]
    count = count_words(len(percents), "quiz", "quizzes")
    words = f"\n{count} · best {_percent(best)} · latest {_percent(latest)} · average {_percent(average)}"
    title = Content.assemble(literal(one_line(deck.title), "bold $text-accent"), (words, "$foreground 60%"))
    yield Static(title, markup=False, classes="heading")
    labels = [deck.first, *[""] * (len(percents) - 2), deck.last] if len(percents) > 1 else [deck.last]
    yield ColumnPlot(percents, most=100, labels=labels, unit="%")


def _days(values: Sequence[int], dates: Sequence[str], colour: str) -> ColumnPlot:
    return ColumnPlot(values, most=max(1, *values), labels=dates, colour=colour)


def _weakest(title: str, rows: Sequence[tuple[str, dict[str, Any]]]) -> Iterable[Widget]:
    if not rows:
        return
    yield _heading(title)
    lines = []
    for name, row in rows:
        filled, rest = bar(row["percent"] / 100, _BAR)
        lines.append(
            Content.assemble(
                (filled, "$warning"),
                (rest, "$foreground 20%"),
                (f" {_percent(row['percent']):>4}", "bold"),
                (f" of {row['questions']:<4}", "$foreground 60%"),
                literal(one_line(name)),
            )
        )
    yield Static(Content("\n").join(lines), markup=False, classes="lines")


def _facts(facts: Iterable[tuple[str, str]]) -> Static:
    """Numbers with their names, side by side."""
    parts = [Content.assemble((f"{name} ", "$foreground 60%"), (value, "bold")) for name, value in facts]
    return Static(Content("   ").join(parts), markup=False)


def _heading(text: str) -> Static:
    return Static(Content.styled(text, "bold $text-accent"), markup=False, classes="heading")


def _quiet(text: str) -> Static:
    return Static(Content.styled(text, "$foreground 60%"), markup=False)


def _percent(percent: float | None) -> str:
    """Whole per cent, never rounded up, so that 100% is all of it."""
    return "-" if percent is None else f"{int(percent)}%"


def _share(share: float | None) -> str:
    return "not known yet" if share is None else f"{share:.1%}"
