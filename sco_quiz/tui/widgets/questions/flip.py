"""Cards that are turned over: the answer is shown, and the learner says how well it was recalled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from sco_quiz.domain.card import Card, ClozeGroup
from sco_quiz.domain.question import (
    Answer,
    AskChoice,
    AskFlip,
    AskList,
    AskMatch,
    AskOrder,
    AskTrueFalse,
    AskTyped,
    Question,
)
from sco_quiz.tui.visible import visible
from sco_quiz.tui.widgets.deck_text import DeckText
from sco_quiz.tui.widgets.questions.view import QuestionView, Shown

if TYPE_CHECKING:
    from sco_quiz.domain.grading import Grade


class FlipView(QuestionView):
    """Nothing until the reveal, then the answer."""

    def compose(self) -> ComposeResult:
        """The answer's place."""
        yield DeckText(classes="answer")

    async def ask(self, card: Shown, question: Question) -> None:  # noqa: ARG002 - the prompt says it all
        """Show nothing yet."""
        self.query_one(DeckText).display = False

    async def reveal(self, card: Shown, question: Question, answer: Answer, grade: Grade | None) -> None:  # noqa: ARG002 - nothing was given
        """Show the answer; in a cloze text, what was hidden stands out."""
        place = self.query_one(DeckText)
        if isinstance(card, Card) and isinstance(card.content, ClozeGroup):
            place.show_content(filled_in(card.content))
        else:
            await place.show(answer_of(question))
        place.display = True


def filled_in(cloze: ClozeGroup) -> Content:
    """The full text of a cloze card with what was hidden in bold and underlined."""
    content = Content(visible(cloze.full))
    text = content.plain
    position = 0
    for hidden in cloze.answers:
        shown = Content(visible(hidden)).plain
        start = text.find(shown, position)
        if shown and start >= 0:
            position = start + len(shown)
            content = content.stylize("bold underline $text-success", start, position)
    return content


def answer_of(question: Question) -> str:
    """The right answer as Markdown text."""
    match question:
        case AskFlip(answer=answer) | AskTyped(answer=answer):
            return answer
        case AskTrueFalse(truth=truth):
            return "True" if truth else "False"
        case AskChoice(options=options, right=right):
            return "\n".join(f"- {options[index]}" for index in sorted(right))
        case AskList(items=items):
            return "\n".join(f"- {item}" for item in items)
        case AskOrder(items=items, right=right):
            return "\n".join(f"{place}. {items[index]}" for place, index in enumerate(right, 1))
        case AskMatch(lefts=lefts, options=options, right=right):
            return "\n".join(f"- {left} → {options[index]}" for left, index in zip(lefts, right, strict=True))
