"""After a quiz: the score, where it comes from, and each mistake with what is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from sco_quiz.domain.grading import answer_as_text, right_answer_text
from sco_quiz.domain.question import Revealed
from sco_quiz.domain.quiz.result import Marked, Result, Share, plain_number
from sco_quiz.domain.rating import Verdict
from sco_quiz.errors import ScoQuizError
from sco_quiz.services.wording import count_words, time_words
from sco_quiz.tui.actions import QUIZ_RESULT, bindings_of
from sco_quiz.tui.literal import literal
from sco_quiz.tui.marked import marked
from sco_quiz.tui.screens.place import PlaceScreen
from sco_quiz.tui.visible import one_line
from sco_quiz.tui.widgets.key_bar import KeyBar
from sco_quiz.tui.widgets.progress_line import bar

if TYPE_CHECKING:
    from sco_quiz.services.quiz import AddedToToday, Quiz

_BAR = 32
_SHARE_BAR = 8
_MOST_TAGS = 6
_LABEL = 16
_SIGNS = {
    Verdict.RIGHT: ("✓ right", "$text-success"),
    Verdict.NEAR_MISS: ("~ near miss", "$text-warning"),
    Verdict.PARTLY: ("~ partly right", "$text-warning"),
    Verdict.WRONG: ("✗ wrong", "$text-error"),
}


class QuizResultScreen(PlaceScreen):
    """The result of a quiz that was handed in."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(QUIZ_RESULT)]
    CSS_PATH = "quiz_result.tcss"
    place = QUIZ_RESULT

    def __init__(self, quiz: Quiz) -> None:
        super().__init__()
        self._quiz = quiz
        self._result: Result = quiz.result
        self._added: AddedToToday | None = None

    def compose(self) -> ComposeResult:
        """The score, the shares side by side, and the mistakes."""
        with VerticalScroll(id="result") as box:
            box.border_title = Content("Time is up" if self._result.out_of_time else "Result")
            yield Static(self._score(), markup=False)
            yield Static(markup=False, id="added")
            with Horizontal(id="shares"):
                yield Static(_shares("By kind", self._result.by_kind), markup=False)
                if self._result.by_tag:
                    yield Static(_shares("By tag", self._result.by_tag), markup=False)
            if self._result.mistakes:
                yield Static(Content.styled("What to look at", "bold $text-accent"), markup=False, classes="heading")
            for each in self._result.mistakes:
                with Vertical(classes="mistake"):
                    yield Static(_mistake(each), markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Be the latest quiz of the app; let the arrows scroll."""
        self.quiz_app.latest_quiz = self._quiz
        self.query_one("#added").display = False
        self.query_one(VerticalScroll).focus()

    def _score(self) -> Content:
        result = self._result
        score = result.score
        filled, rest = bar(score.credit / score.questions, _BAR)
        each = time_words(result.spent_ms // score.questions)
        wrong = len(result.mistakes)
        said = "Nothing was wrong." if not wrong else f"{count_words(wrong, 'question')} to look at."
        return Content.assemble(
            (score.text, "bold"),
            "   ",
            (filled, "$success"),
            (rest, "$foreground 20%"),
            ("\n" + said, ""),
            (f"  {time_words(result.spent_ms)}, {each} a question · seed {self._quiz.seed}", "$foreground 60%"),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """What was wrong can be asked again, where anything was; it is added to today once."""
        match action:
            case "mistakes":
                return bool(self._result.mistakes)
            case "add":
                return bool(self._result.mistakes) and self._added is None
            case _:
                return True

    def action_home(self) -> None:
        """Go back to the decks."""
        self.quiz_app.go_home()

    def action_mistakes(self) -> None:
        """A new quiz of the mistakes."""
        from sco_quiz.tui.screens.quiz import QuizScreen

        try:
            quiz = self._quiz.retry()
        except ScoQuizError as error:
            self.quiz_app.report(error)
        else:
            self.quiz_app.go_to(QuizScreen(quiz))

    def action_add(self) -> None:
        """Add what was missed to today's reviews."""
        try:
            self._added = self._quiz.add_missed_to_today()
        except ScoQuizError as error:
            self.quiz_app.report(error)
            return
        place = self.query_one("#added", Static)
        place.update(Content.styled(f"✓ {self._added.sentence}", "$text-success"))
        place.display = True
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    def action_again(self) -> None:
        """Set up a new quiz."""
        self.quiz_app.set_up_quiz()

    def action_scores(self) -> None:
        """Show the scores of all quizzes."""
        self.quiz_app.show_scores()


def _shares(title: str, shares: Iterable[Share]) -> Content:
    """A line each for the weakest; a bar, so that they can be compared at a glance."""
    listed = list(shares)
    lines = [Content.styled(title, "bold $text-accent")]
    for share in listed[:_MOST_TAGS]:
        score = share.score
        filled, rest = bar(score.credit / score.questions, _SHARE_BAR)
        points = f"{plain_number(score.credit)}/{score.questions}"
        name = literal(one_line(share.name)).truncate(_LABEL - 1, ellipsis=True)
        lines.append(
            Content.assemble(
                name,
                " " * (_LABEL - name.cell_length),
                (filled, "$success"),
                (rest, "$foreground 20%"),
                f" {points}",
            )
        )
    if len(listed) > _MOST_TAGS:
        lines.append(Content.styled(f"and {len(listed) - _MOST_TAGS} more", "$foreground 60%"))
    return Content("\n").join(lines)


def _mistake(each: Marked) -> Content:
    sign, colour = _SIGNS[each.grade.verdict]
    lines = [
        Content.assemble(
            (f"{sign}  ", f"bold {colour}"), (f"{each.number}. ", "$foreground 60%"), marked(each.item.question.prompt)
        ),
        *_lines(each),
    ]
    return Content("\n").join(lines)


def _lines(each: Marked) -> Iterator[Content]:
    item, answer = each.item, each.answer
    given = "" if answer is None or isinstance(answer, Revealed) else answer_as_text(item.question, answer)
    words = literal(one_line(given)) if given.strip() else Content.styled("no answer", "italic $foreground 60%")
    yield _labelled("You", words)
    yield _labelled("Right", literal(one_line(right_answer_text(item.question)), "bold"))
    if item.explanation:
        yield _labelled("Why", marked(item.explanation))
    if item.source:
        yield _labelled("Source", literal(one_line(item.source), "$foreground 60%"))


def _labelled(label: str, content: Content) -> Content:
    return Content.assemble((f"  {label:<8}", "$foreground 60%"), content)
