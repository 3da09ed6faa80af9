"""The card: what is asked, the answer, and what its author has to say about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from sco_quiz.domain.question import Answer, Question
from sco_quiz.domain.rating import Verdict
from sco_quiz.tui.headings import heading_of
from sco_quiz.tui.literal import literal
from sco_quiz.tui.marked import marked
from sco_quiz.tui.visible import one_line
from sco_quiz.tui.widgets.deck_text import DeckText
from sco_quiz.tui.widgets.questions import QuestionView, Shown, view_for

if TYPE_CHECKING:
    from sco_quiz.domain.grading.result import Grade

_SIGNS = {
    Verdict.RIGHT: ("✓ Right", "right"),
    Verdict.NEAR_MISS: ("~ Near miss", "near"),
    Verdict.PARTLY: ("~ Partly right", "near"),
    Verdict.WRONG: ("✗ Wrong", "wrong"),
}


class CardView(Vertical):
    """One card, on show from its question to its rating; used again for the next one.

    The question widgets are kept, one a class of question, and one of them is visible.
    """

    def compose(self) -> ComposeResult:
        """Prompt, question widget (added when known), verdict, and the author's notes."""
        yield DeckText(id="prompt")
        yield Vertical(id="response")
        yield Static(id="verdict", markup=False)
        yield Static(id="hint", markup=False, classes="note")
        yield DeckText(id="explanation", classes="note")
        yield Static(id="source", markup=False, classes="note")

    @property
    def view(self) -> QuestionView | None:
        """The question widget in use."""
        return next((view for view in self.query(QuestionView) if not view.has_class("-idle")), None)

    async def ask(
        self, card: Shown, question: Question, deck: str, others: Sequence[str] = (), *, examined: bool = False
    ) -> QuestionView:
        """Put a question, and give its widget; ``deck`` is its deck's title, ``others`` the deck's other answers.

        ``examined``: nothing is given away before the answers are judged all together.
        """
        self.border_title = Content(heading_of(card.kind, question))
        self.border_subtitle = Content(one_line(deck))
        await self.query_one("#prompt", DeckText).show(question.prompt)
        for name in ("#verdict", "#hint", "#explanation", "#source"):
            self.query_one(name).display = False
        view = await self._take_view(question)
        view.prepare(others, examined=examined)
        await view.ask(card, question)
        return view

    async def _take_view(self, question: Question) -> QuestionView:
        wanted = view_for(question)
        found: QuestionView | None = None
        for view in self.query(QuestionView):
            view.set_class(type(view) is not wanted, "-idle")
            if type(view) is wanted:
                found = view
        if found is None:
            found = wanted()
            await self.query_one("#response").mount(found)
        return found

    def show_hint(self, card: Shown) -> None:
        """Show the card's hint."""
        place = self.query_one("#hint", Static)
        place.update(Content.assemble(("Hint  ", "bold"), marked(card.hint)))
        place.display = True

    async def reveal(self, card: Shown, question: Question, answer: Answer, grade: Grade | None) -> None:
        """Show the answer below the question, what was made of the one given, and the author's notes."""
        if grade is not None:
            self._show_verdict(grade)
        if (view := self.view) is not None:
            await view.reveal(card, question, answer, grade)
        if card.explanation:
            await self.query_one("#explanation", DeckText).show(card.explanation)
            self.query_one("#explanation").display = True
        if card.source:
            self.query_one("#source", Static).update(Content.assemble("Source: ", literal(one_line(card.source))))
            self.query_one("#source").display = True

    def _show_verdict(self, grade: Grade) -> None:
        from sco_quiz.domain.grading.result import describe_ignored

        words, colour = _SIGNS[grade.verdict]
        place = self.query_one("#verdict", Static)
        more = " ".join(filter(None, (grade.reason, describe_ignored(grade.ignored))))
        place.update(
            Content.assemble((words, "bold"), literal(f"  {more}" if more else "", "not bold $foreground 60%"))
        )
        place.set_classes(f"-{colour}")
        place.display = True
