"""Lists to be recalled: items are typed one by one, in any order, and each is ticked off as it is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from sco_quiz.domain.grading.parts import check_item
from sco_quiz.domain.grading.result import Grade, Part
from sco_quiz.domain.question import Answer, AskList, Listed, Question
from sco_quiz.domain.rating import Verdict
from sco_quiz.services.wording import count_words
from sco_quiz.tui.actions import LIST, bindings_of
from sco_quiz.tui.literal import literal
from sco_quiz.tui.visible import one_line
from sco_quiz.tui.widgets.questions.field import QuestionField
from sco_quiz.tui.widgets.questions.view import QuestionView, Shown

_LONGEST = 500
"""Characters that an item may have."""


class ItemField(QuestionField):
    """A field whose keys are actions of the app's list."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(LIST)]

    def action_take_back(self) -> None:
        """Take the last item back into the field."""
        view = self.parent
        assert isinstance(view, RecallView)  # noqa: S101 - it is made there
        view.take_back()


class RecallView(QuestionView):
    """A field for the next item above those that were typed.

    An item is ticked off at once, and a near miss asked again, unless the learner is examined: then what was typed is
    only listed. The answer is given when all items are found, or with an empty field, asked twice if some are missing.
    """

    NEXT = "Add or finish"
    ENTER = "list-add"
    DEFAULT_CSS = """
    RecallView {
        Input.-graded { display: none; }
        #said { color: $text-muted; height: auto; }
        #items { height: auto; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._question = AskList("", ())
        self._others: Sequence[str] = ()
        self._examined = False
        self._typed: list[str] = []
        self._found: dict[int, Verdict] = {}
        self._doubtful = ""
        self._warned = False

    def compose(self) -> ComposeResult:
        """The field, a line on what was made of the last item, and the items."""
        yield ItemField(placeholder="Type one item", max_length=_LONGEST, select_on_focus=False)
        yield Static(markup=False, id="said")
        yield Static(markup=False, id="items")

    def prepare(self, others: Sequence[str], *, examined: bool) -> None:
        """Take what ticking needs."""
        self._others, self._examined = others, examined

    async def ask(self, card: Shown, question: Question) -> None:  # noqa: ARG002 - the prompt stands above
        """Begin with nothing found."""
        assert isinstance(question, AskList)  # noqa: S101 - view_for pairs them
        self._question = question
        self._typed, self._found, self._doubtful, self._warned = [], {}, "", False
        field = self.query_one(Input)
        field.value = ""
        field.remove_class("-graded")
        self.query_one("#said").display = True
        self._say("Each item on its own, in any order; enter alone when you are done.")
        self._show_items()
        field.focus(scroll_visible=False)

    @property
    def draft(self) -> Answer | None:
        """What was typed so far, the field included."""
        unfinished = self.query_one(Input).value
        items = (*self._typed, *([unfinished] if unfinished.strip() else ()))
        return Listed(items) if items else None

    def take_up(self, answer: Answer) -> None:
        """List again what was typed before."""
        if isinstance(answer, Listed):
            for text in answer.items:
                self._take(text)
            self._say("")
            self._show_items()

    def submit(self) -> None:
        """Take the item in the field; with none in it, give the answer."""
        field = self.query_one(Input)
        text = field.value
        if text.strip():
            if self._accepts(text):
                field.value = ""
                self._show_items()
                self._give_if_all_are_found()
            return
        missing = len(self._question.items) - len(self._found)
        if missing and not self._examined and not self._warned:
            self._warned = True
            self._say(f"{count_words(missing, 'item is', 'items are')} still missing: enter again to see.")
            return
        self._give()

    def _accepts(self, text: str) -> bool:
        """Take an item, unless it is a near miss that was not asked again yet, or was found before."""
        self._warned = False
        if self._examined:
            self._typed.append(text)
            self._say("")
            return True
        check = check_item(self._question, self._found, text, self._others)
        if check.repeated:
            self._say("You have found that one already.", "$text-warning")
            self.query_one(Input).value = ""
            return False
        if check.verdict is Verdict.NEAR_MISS and text != self._doubtful:
            self._doubtful = text
            self._say("~ Almost: put it right, or press enter again to take it as it is.", "$text-warning")
            return False
        self._take(text)
        match check.verdict:
            case Verdict.WRONG:
                self._say("✗ That is not on the list.", "$text-error")
            case Verdict.NEAR_MISS:
                self._say("~ Taken, with its slip.", "$text-warning")
            case _:
                self._say("✓ Found.", "$text-success")
        return True

    def _take(self, text: str) -> None:
        self._typed.append(text)
        if not self._examined:
            check = check_item(self._question, self._found, text, self._others)
            if check.item is not None and not check.repeated:
                self._found[check.item] = check.verdict

    def take_back(self) -> None:
        """Take the last item back into the field, to change it; only while nothing is ticked off."""
        if self._examined and self._typed:
            field = self.query_one(Input)
            field.value = self._typed.pop()
            field.cursor_position = len(field.value)
            self._show_items()

    def _give_if_all_are_found(self) -> None:
        if len(self._found) == len(self._question.items):
            self._give()

    def _give(self) -> None:
        self.post_message(self.Given(Listed(tuple(self._typed))))

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.submit()

    def _say(self, words: str, style: str = "$foreground 60%") -> None:
        self.query_one("#said", Static).update(Content.styled(words, style))

    def _show_items(self) -> None:
        """What was typed, and how many are left to find."""
        lines = [self._typed_line(text) for text in self._typed]
        if not self._examined:
            count = len(self._question.items)
            lines.insert(0, Content.styled(f"{len(self._found)} of {count} found", "bold"))
        self.query_one("#items", Static).update(Content("\n").join(lines))

    def _typed_line(self, text: str) -> Content:
        if self._examined:
            return Content.assemble(("• ", "$foreground 60%"), literal(one_line(text)))
        verdict = check_item(self._question, (), text, self._others).verdict
        return _line(verdict, text, "not on the list" if verdict is Verdict.WRONG else "")

    async def reveal(self, card: Shown, question: Question, answer: Answer, grade: Grade | None) -> None:  # noqa: ARG002 - the grade says it
        """Every item: found, nearly found, or missed; then what does not belong."""
        self.query_one(Input).add_class("-graded")
        self.query_one("#said").display = False
        parts = () if grade is None else grade.parts
        self.query_one("#items", Static).update(Content("\n").join([_part_line(part) for part in parts]))


_SIGNS = {
    Verdict.RIGHT: ("✓ ", "$text-success"),
    Verdict.NEAR_MISS: ("~ ", "$text-warning"),
    Verdict.PARTLY: ("~ ", "$text-warning"),
    Verdict.WRONG: ("✗ ", "$text-error"),
}


def _line(verdict: Verdict, text: str, remark: str) -> Content:
    sign, style = _SIGNS[verdict]
    parts = [Content.styled(sign, f"bold {style}"), literal(one_line(text))]
    if remark:
        parts.append(Content.styled(f"  {remark}", "$foreground 60%"))
    return Content("").join(parts)


def _part_line(part: Part) -> Content:
    match part:
        case Part(verdict=Verdict.WRONG, expected=expected, given="") if expected:
            return _line(Verdict.WRONG, expected, "missed")
        case Part(verdict=Verdict.WRONG, given=given):
            return _line(Verdict.WRONG, given, "not on the list")
        case Part(verdict=Verdict.NEAR_MISS, expected=expected, given=given):
            return _line(part.verdict, expected, f"you: {one_line(given)}")
        case _:
            return _line(part.verdict, part.expected, "")
