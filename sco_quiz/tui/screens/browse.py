"""All cards: found as one types, seen with their whole history, and changed, one or many at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from sco_quiz.domain.search import Order, Query
from sco_quiz.domain.searching import parse_search
from sco_quiz.errors import ScoQuizError, SearchError
from sco_quiz.services import acting
from sco_quiz.services.background import LibraryThread
from sco_quiz.services.browsing import Row, find, read_rows
from sco_quiz.services.wording import count_words
from sco_quiz.tui.actions import BROWSE, bindings_of
from sco_quiz.tui.browse_words import with_caret, words_for
from sco_quiz.tui.literal import literal
from sco_quiz.tui.problem_line import problem_line
from sco_quiz.tui.screens.place import PlaceScreen
from sco_quiz.tui.visible import one_line
from sco_quiz.tui.widgets.card_details import CardDetails
from sco_quiz.tui.widgets.card_table import CardTable
from sco_quiz.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual.timer import Timer

    from sco_quiz.services.acting import Done
    from sco_quiz.services.library import Library
    from sco_quiz.services.watching import Change

Result = TypeVar("Result")

_PAUSE = 0.06
"""Seconds without a key after which a search begins, or a card is looked up."""
_BESIDE_FIELD = 12
"""Cells of the screen's width that the search field doesn't have."""
_FURTHEST_DAYS = 36_500


class SearchField(Input):
    """The field for searches."""


class BrowseScreen(PlaceScreen):
    """A search field, the cards that it finds, and the card that is selected."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(BROWSE)]
    CSS_PATH = "browse.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (110, "-wide")]  # noqa: RUF012 - as Textual declares it
    place = BROWSE

    def __init__(self) -> None:
        super().__init__()
        self._thread: LibraryThread | None = None
        self._wanted: tuple[Query, bool] | None = None
        self._searching = False
        self._pause: Timer | None = None
        self._order = Order.DECK
        self._done: list[Done] = []
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
            yield CardTable(self._read, self.quiz_app.library.clock)
            yield Static(Content("No card is like that."), markup=False, id="nothing")
            yield CardDetails(self.quiz_app.library)
        yield Static(markup=False, id="notice")
        yield KeyBar()

    def on_mount(self) -> None:
        """Find all cards."""
        self._thread = LibraryThread(self.quiz_app.library)
        self.query_one("#trouble").display = False
        self.query_one(SearchField).focus()
        self._search(keep=False)

    def on_unmount(self) -> None:
        """Let the thread go."""
        if self._thread is not None:
            self._thread.close()

    # Searching.

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        event.stop()
        self._later(partial(self._search, keep=False))

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(CardTable).focus()

    def _later(self, what: Callable[[], object]) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, what)

    def _search(self, *, keep: bool) -> None:
        """Begin to find what the field asks for; a text that is no search leaves the list as it is."""
        trouble = self.query_one("#trouble", Static)
        text = self.query_one(SearchField).value
        try:
            query = parse_search(text)
        except SearchError as error:
            trouble.update(with_caret(text, error, self.size.width - _BESIDE_FIELD))
            trouble.display = True
            return
        trouble.display = False
        self._wanted = query, keep
        if not self._searching:
            self._find()

    @work
    async def _find(self) -> None:
        """Find what is wanted, and what was wanted meanwhile, until the list shows the latest."""
        self._searching = True
        try:
            while self._wanted is not None:
                (query, keep), self._wanted = self._wanted, None
                found = await self._do(partial(_find_cards, query, self._order))
                if self._stands and self._is_latest:
                    self._show(found, keep=keep)
        except ScoQuizError as error:
            self.quiz_app.report(error)
        finally:
            self._searching = False

    async def _do(self, use: Callable[[Library], Result]) -> Result:
        assert self._thread is not None  # noqa: S101 - made when the screen is mounted
        return await asyncio.wrap_future(self._thread.do(use))

    @property
    def _is_latest(self) -> bool:
        """Whether nothing else was asked for since."""
        return self._wanted is None

    @property
    def _stands(self) -> bool:
        """Whether the list is still there: what comes out of the thread may come when the screen is left."""
        return bool(self.query(CardTable))

    def _show(self, cards: Sequence[str], *, keep: bool) -> None:
        table = self.query_one(CardTable)
        table.show(cards, keep=keep)
        self.set_class(not cards, "-empty")
        self._show_counts()

    def _show_counts(self) -> None:
        table = self.query_one(CardTable)
        marked = len(table.marked)
        words = [count_words(len(table.cards), "card")]
        if marked:
            words.append(f"{marked:,} marked")
        if self._order is not Order.DECK:
            words.append(f"by {self._order.value}")
        self.query_one("#counts", Static).update(Content(" · ".join(words)))
        self.refresh_bindings()

    def _read(self, cards: Sequence[str]) -> Sequence[Row]:
        try:
            return read_rows(self.quiz_app.library, cards)
        except ScoQuizError:
            return ()  # the next key that reads says so

    # The selected card.

    def on_card_table_selected(self, message: CardTable.Selected) -> None:
        """Another card is selected: look it up when the keys rest."""
        message.stop()
        self.set_timer(_PAUSE, partial(self._tell, self.query_one(CardTable).selected))

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
            self._notify(str(error))

    def action_read(self) -> None:
        """Show the card alone, or the list again."""
        if self.query_one(CardTable).cards or self.has_class("-reading"):
            self.toggle_class("-reading")
            if self.has_class("-reading"):
                self.set_focus(None)
            else:
                self.query_one(CardTable).focus()
            self.refresh_bindings()

    # Doing something to cards.

    @property
    def _targets(self) -> list[str]:
        table = self.query_one(CardTable)
        return table.marked or ([table.selected] if table.selected else [])

    @work
    async def _act(self, act: Callable[[Library], Done]) -> None:
        self._notify("Working …" if len(self._targets) > 100 else "")
        try:
            done = await self._do(act)
        except ScoQuizError as error:
            self.quiz_app.report(error)
            return
        if done.acts:
            self._done.append(done)
        self._show_again(words_for(done, self.quiz_app.keys_of("browse-undo")[0]))

    def _show_again(self, notice: str) -> None:
        if not self._stands:
            return
        self._notify(notice)
        table = self.query_one(CardTable)
        table.forget_rows()
        self._tell(table.selected, anew=True)
        self._show_counts()

    def _notify(self, notice: str) -> None:
        self.query_one("#notice", Static).update(literal(one_line(notice)))

    def _rows(self, cards: Sequence[str]) -> Sequence[Row]:
        """The rows of the first of the cards, by which it is decided whether to do a thing or to take it back."""
        return self._read(cards[:1])

    def action_suspend(self) -> None:
        """Suspend; where the first of the cards is suspended, bring back."""
        cards = self._targets
        back = any(row.suspended for row in self._rows(cards))
        self._act(partial(_on_cards, acting.unsuspend if back else acting.suspend, cards))

    def action_bury(self) -> None:
        """Bury; where the first of the cards is buried, bring back."""
        cards = self._targets
        back = any(row.buried for row in self._rows(cards))
        self._act(partial(_on_cards, acting.unbury if back else acting.bury, cards))

    def action_forget(self) -> None:
        """Make new again."""
        self._act(partial(_on_cards, acting.forget, self._targets))

    def action_flag(self, number: int) -> None:
        """Put a flag on, or take it off."""
        cards = self._targets
        self._act(lambda library: acting.flag(library, cards, number))

    def action_set_due(self) -> None:
        """Ask in how many days."""
        from sco_quiz.tui.screens.number import NumberScreen

        cards = self._targets

        def take(days: int | None) -> None:
            if days is not None:
                self._act(lambda library: acting.set_due(library, cards, days))

        text = (
            f"In how many days is {'the card' if len(cards) == 1 else count_words(len(cards), 'card')} due? 0 is today."
        )
        self.app.push_screen(NumberScreen("Set due", text, _FURTHEST_DAYS), take)

    def action_undo(self) -> None:
        """Take back what was done last."""
        if self._done:
            self._undo(self._done[-1])

    @work
    async def _undo(self, done: Done) -> None:
        try:
            await self._do(lambda library: acting.undo(library, done))
        except ScoQuizError as error:
            self.quiz_app.report(error)
            return
        if done in self._done:
            self._done.remove(done)
        self._show_again(f"Taken back for {count_words(len(done.cards), 'card')}.")

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
            self._notify(problem)
        self._problem = problem
        self.query_one(CardDetails).show(None)
        self._search(keep=True)

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
        """Mark all cards, or none."""
        self.query_one(CardTable).mark_all()
        self._show_counts()

    def action_order(self) -> None:
        """List by the next quality."""
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._show_counts()
        self._search(keep=True)

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
                return bool(self._done)
            case "suspend" | "bury" | "forget" | "set_due" | "flag" | "edit" | "mark" | "read":
                return not self._stands or bool(self.query_one(CardTable).cards)
            case _:
                return True


def _find_cards(query: Query, order: Order, library: Library) -> Sequence[str]:
    return find(library, query, order=order).cards


def _on_cards(act: Callable[[Library, Sequence[str]], Done], cards: Sequence[str], library: Library) -> Done:
    return act(library, cards)
