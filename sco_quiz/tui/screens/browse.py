"""All cards: found as one types, seen with their whole history, and changed, one or many at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from sco_quiz.domain.search import EVERYTHING, Order, Query
from sco_quiz.domain.searching import parse_search
from sco_quiz.errors import ScoQuizError, SearchError
from sco_quiz.services.wording import count_words
from sco_quiz.tui.actions import BROWSE, bindings_of
from sco_quiz.tui.browse_words import with_caret
from sco_quiz.tui.card_search import Answer, CardSearch, Wanted
from sco_quiz.tui.literal import literal
from sco_quiz.tui.problem_line import problem_line
from sco_quiz.tui.screens.card_acts import CardActsScreen
from sco_quiz.tui.visible import one_line
from sco_quiz.tui.widgets.card_details import CardDetails
from sco_quiz.tui.widgets.card_table import CardTable
from sco_quiz.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from sco_quiz.services.library import Library
    from sco_quiz.services.watching import Change

Result = TypeVar("Result")

_PAUSE = 0.06
"""Seconds without a key after which a card is looked up."""
_AGAIN = 0.5
"""Seconds after which cards are searched again that turned out to be gone: the deck is about to be taken in."""
_BESIDE_FIELD = 12
"""Cells of the screen's width that the search field doesn't have."""


class SearchField(Input):
    """The field for searches."""


class BrowseScreen(CardActsScreen):
    """A search field, the cards that it finds, and the card that is selected."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(BROWSE)]
    CSS_PATH = "browse.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (110, "-wide")]  # noqa: RUF012 - as Textual declares it
    place = BROWSE

    def __init__(self) -> None:
        super().__init__()
        self._search: CardSearch | None = None
        self._query: Query = EVERYTHING
        self._is_complete = False
        self._order = Order.DECK
        self._problem = ""

    def compose(self) -> ComposeResult:
        """The field, what is wrong in it, and the list with the card beside or below it."""
        with Horizontal(id="where"):
            yield Static(Content("Cards"), markup=False, id="title")
            yield Static(markup=False, id="counts")
        with Horizontal(id="search"):
            yield Static(Content("Search"), markup=False)
            yield SearchField(placeholder="words, deck:capitals, tag:river, is:due, prop:lapses>2 …", max_length=1000)
        yield Static(markup=False, id="trouble")
        with Container(id="pair"):
            yield CardTable(self.quiz_app.library.clock)
            yield Static(Content("No card is like that."), markup=False, id="nothing")
            yield CardDetails(self.quiz_app.library)
        yield Static(markup=False, id="notice")
        yield KeyBar()

    def on_mount(self) -> None:
        """Find all cards."""
        self._search = CardSearch(self.quiz_app.library)
        self.query_one("#trouble").display = False
        self.query_one(SearchField).focus()
        self._find(refresh=True)

    def on_unmount(self) -> None:
        """Let the thread go."""
        if self._search is not None:
            self._search.close()

    # Searching.

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        """Find what the field asks for; a text that is no search leaves the list as it is."""
        event.stop()
        trouble = self.query_one("#trouble", Static)
        try:
            self._query = parse_search(event.value)
        except SearchError as error:
            trouble.update(with_caret(event.value, error, self.size.width - _BESIDE_FIELD))
            trouble.display = True
            return
        trouble.display = False
        self._find()

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(CardTable).focus()

    def _find(self, *, stay: bool = False, mark_all: bool = False, refresh: bool = False) -> None:
        """Begin to find what is asked for; to ``stay`` is to go on at the same card."""
        if not self._stands:
            return
        table = self.query_one(CardTable)
        keep = table.selected if stay else ""
        wanted = Wanted(self._query, self._order, keep, tuple(table.marks), mark_all=mark_all, refresh=refresh)
        if self._searching.want(wanted):
            self._follow()

    @work
    async def _follow(self) -> None:
        try:
            await self._searching.follow(self._show)
        except ScoQuizError as error:
            self.quiz_app.report(error)

    @property
    def _searching(self) -> CardSearch:
        assert self._search is not None  # noqa: S101 - made when the screen is mounted
        return self._search

    @property
    def _stands(self) -> bool:
        """Whether the list is still there: what comes out of the thread may come when the screen is left."""
        return bool(self.query(CardTable))

    def _show(self, answer: Answer) -> None:
        if not self._stands:
            return
        table, found = self.query_one(CardTable), answer.found.within(self.quiz_app.library)
        if answer.is_more:
            table.extend(found)
        else:
            table.show(found, answer.selected, answer.marked)
        self._is_complete = found.is_complete
        self.set_class(not found, "-empty")
        self._show_counts()

    def _show_counts(self) -> None:
        table = self.query_one(CardTable)
        marked = len(table.marks)
        words = [count_words(table.count, "card") + " and more" * (not self._is_complete)]
        if marked:
            words.append(f"{marked:,} marked")
        if self._order is not Order.DECK:
            words.append(f"by {self._order.value}")
        self.query_one("#counts", Static).update(Content(" · ".join(words)))
        self.refresh_bindings()

    # The selected card.

    def on_card_table_selected(self, message: CardTable.Selected) -> None:
        """Another card is selected: look it up when the keys rest."""
        message.stop()
        self.set_timer(_PAUSE, partial(self._tell, self.query_one(CardTable).selected))

    def on_card_table_outdated(self, message: CardTable.Outdated) -> None:
        """Cards of the list are gone: search again."""
        message.stop()
        self.set_timer(_AGAIN, partial(self._find, stay=True, refresh=True))

    def on_card_table_opened(self, message: CardTable.Opened) -> None:
        """The selected card was clicked."""
        message.stop()
        self.action_read()

    def _tell(self, card: str, *, anew: bool = False) -> None:
        if not self._stands:
            return
        table, details = self.query_one(CardTable), self.query_one(CardDetails)
        if card != table.selected or (details.card == card and card and not anew):
            return
        try:
            details.show(table.row())
        except ScoQuizError as error:
            self.notify_below(str(error))

    def action_read(self) -> None:
        """Show the card alone, or the list again."""
        if self.query_one(CardTable).count or self.has_class("-reading"):
            self.toggle_class("-reading")
            if self.has_class("-reading"):
                self.set_focus(None)
            else:
                self.query_one(CardTable).focus()
            self.refresh_bindings()

    # The cards that something is done to.

    @property
    def targets(self) -> list[str]:
        """The marked cards; where none is, the selected one."""
        table = self.query_one(CardTable)
        return table.marked or ([table.selected] if table.selected else [])

    async def do(self, use: Callable[[Library], Result]) -> Result:
        """Use the library in the thread that searches."""
        return await self._searching.do(use)

    def show_done(self, notice: str) -> None:
        """Say it, and show the cards as they are now."""
        if self._stands:
            self.notify_below(notice)
            table = self.query_one(CardTable)
            table.forget_rows()
            self._tell(table.selected, anew=True)
            self._show_counts()

    def notify_below(self, notice: str) -> None:
        """Say it in the line below the list."""
        self.query_one("#notice", Static).update(literal(one_line(notice)))

    def action_edit(self) -> None:
        """Open the card in the learner's editor."""
        from sco_quiz.tui.editing import edit_card

        card = self.query_one(CardTable).selected
        if card:
            edit_card(self.quiz_app, card)

    async def take_in(self, change: Change) -> None:
        """Decks changed on the disk: search again, and stay at the same card."""
        problem = problem_line(change.problems)
        if problem or self._problem:
            self.notify_below(problem)
        self._problem = problem
        self.query_one(CardDetails).show(None)
        self._find(stay=True, refresh=True)

    # Moving about.

    def action_search(self) -> None:
        """Go to the field."""
        self.remove_class("-reading")
        self.query_one(SearchField).focus()

    def action_mark(self) -> None:
        """Mark the card and go on to the next."""
        table = self.query_one(CardTable)
        table.toggle_mark()
        table.move(1)
        self._show_counts()

    def action_mark_all(self) -> None:
        """Mark all cards; none, if all are marked."""
        table = self.query_one(CardTable)
        if self._is_complete and len(table.marks) == table.count:
            table.unmark_all()
            self._show_counts()
        else:
            self._find(stay=True, mark_all=True)

    def action_order(self) -> None:
        """List by the next quality."""
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._show_counts()
        self._find(stay=True)

    def action_move(self, steps: int) -> None:
        """Go to another card."""
        self.query_one(CardTable).move(steps)

    def action_page(self, pages: int) -> None:
        """Scroll the card that is read, else go a page on in the list."""
        if self.has_class("-reading"):
            self.query_one(CardDetails).page(pages)
        else:
            self.query_one(CardTable).page(pages)

    def action_first(self) -> None:
        """Go to the first card."""
        self.query_one(CardTable).select(0)

    def action_last(self) -> None:
        """Go to the last card."""
        self.query_one(CardTable).select_last()

    def action_leave(self) -> None:
        """Back to the list, or home."""
        if self.has_class("-reading"):
            self.action_read()
        else:
            self.quiz_app.go_home()

    @property
    def key_labels(self) -> dict[str, str]:
        """The way back says where to."""
        return {"browse-read": "List"} if self.has_class("-reading") else {"browse-leave": "Decks"}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """Only what makes sense at the moment."""
        match action:
            case "undo":
                return self.can_undo
            case "suspend" | "bury" | "forget" | "set_due" | "flag" | "edit" | "mark" | "read":
                return not self._stands or bool(self.query_one(CardTable).count)
            case _:
                return True
