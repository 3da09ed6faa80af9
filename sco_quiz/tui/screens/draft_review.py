"""Looking a draft over: one note at a time beside the sentence that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from sco_quiz.domain.cloze import deletions_of, full_text
from sco_quiz.domain.deck import Basic, Choice, Cloze, ListItems, Match, Note, Order, TrueFalse, Typed
from sco_quiz.errors import ScoQuizError
from sco_quiz.services.wording import count_words
from sco_quiz.tui.actions import DRAFT, bindings_of
from sco_quiz.tui.literal import literal
from sco_quiz.tui.screens.place import PlaceScreen
from sco_quiz.tui.visible import one_line
from sco_quiz.tui.widgets.key_bar import KeyBar
from sco_quiz.tui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from sco_quiz.services.draft_review import DraftReview


class DraftReviewScreen(PlaceScreen):
    """A view of a walk through a draft: every key is a decision, and what the walk is at then is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(DRAFT)]
    CSS_PATH = "draft_review.tcss"
    place = DRAFT

    def __init__(self, review: DraftReview) -> None:
        super().__init__()
        self._review = review
        self._warned = False

    def compose(self) -> ComposeResult:
        """Where one is, the note, and the sentence beside it (below it on a narrow screen)."""
        with Horizontal(id="where"):
            yield Static(Content(one_line(self._review.draft.title)), markup=False, id="title")
            yield Static(markup=False, id="counts")
        yield ProgressLine()
        with Horizontal(id="pair"):
            with VerticalScroll(id="note", can_focus=False) as note:
                note.border_title = Content("Drafted note")
                yield Static(markup=False, id="prompt")
                yield Static(markup=False, id="answer")
            with Vertical(id="source") as source:
                source.border_title = Content("From the document")
                yield Static(markup=False, id="sentence")
        yield Static(markup=False, id="notice")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first note."""
        self._show()

    def _show(self, notice: str = "") -> None:
        review = self._review
        kept, dropped = len(review.kept), review.decided - len(review.kept)
        counts = f"{kept} kept · {dropped} dropped · {review.total - review.decided} left"
        self.query_one("#counts", Static).update(Content(counts))
        self.query_one(ProgressLine).show(review.decided / max(1, review.total))
        current = review.current
        prompt, answer = self.query_one("#prompt", Static), self.query_one("#answer", Static)
        self.query_one("#source").display = current is not None
        if current is None:
            write = self.quiz_app.keys_of("draft-write")[0]
            prompt.update(Content("Every note is looked over."))
            answer.update(literal(f"{write} writes {count_words(kept, 'note', 'notes')} to {one_line(review.output)}."))
        else:
            asked, told = note_lines(current.note)
            prompt.update(asked)
            answer.update(told)
            self.query_one("#source").border_subtitle = Content(one_line(current.note.source))
            self.query_one("#sentence", Static).update(literal(current.sentence))
        self.query_one("#notice", Static).update(Content(notice))
        self.refresh_bindings()

    def _decide(self, decision: Callable[[], None], notice: str = "") -> None:
        self._warned = False
        try:
            decision()
        except ScoQuizError as error:
            self.quiz_app.report(error)
        else:
            self._show(notice)

    def action_keep(self) -> None:
        """Keep the note."""
        self._decide(self._review.keep)

    def action_drop(self) -> None:
        """Drop the note."""
        self._decide(self._review.drop)

    def action_undo(self) -> None:
        """Take the last decision back."""
        self._decide(self._review.undo, "The last decision is taken back.")

    def action_edit(self) -> None:
        """Change the note as text."""
        from sco_quiz.services.draft_review import note_text
        from sco_quiz.tui.screens.note_editor import NoteEditor

        if self._review.current is not None:
            self.app.push_screen(NoteEditor(note_text(self._review.current.note), self._review.edit), self._after_edit)

    def _after_edit(self, changed: bool | None) -> None:
        if changed:
            self._show("The note is changed; keep it or drop it.")

    def action_write(self) -> None:
        """Write what was kept, and leave when all is decided."""
        self._decide(self._review.save, f"Written to {one_line(self._review.output)}.")
        if self._review.saved and self._review.current is None:
            self.app.exit()

    def action_leave(self) -> None:
        """Leave; a second time where notes that were kept are not written."""
        if self._review.is_unsaved and not self._warned:
            kept = count_words(len(self._review.kept), "kept note is", "kept notes are")
            app = self.quiz_app
            self._show(
                f"{kept} not written yet: {app.keys_of('draft-write')[0]} writes, "
                f"{app.keys_of('draft-leave')[0]} again leaves without."
            )
            self._warned = True
            return
        self.app.exit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own signature
        """Only what makes sense at the moment."""
        match action:
            case "keep" | "drop" | "edit":
                return self._review.current is not None
            case "undo":
                return self._review.can_undo
            case "write":
                return self._review.is_unsaved
            case _:
                return True


def note_lines(note: Note) -> tuple[Content, Content]:
    """A note's prompt and what belongs to it, to be read at one look."""
    match note.content:
        case Basic(question=question, answer=answer) | Typed(question=question, answer=answer):
            return literal(question), _right((answer,))
        case Choice(question=question, answers=answers, choices=choices):
            wrong = [literal(f"✗ {choice}", "$foreground 60%") for choice in choices]
            return literal(question), Content("\n").join([_right(answers), *wrong])
        case TrueFalse(statement=statement, answer=truth):
            return literal(statement), _right(("true" if truth else "false",))
        case Cloze(text=text):
            return literal(full_text(text)), _right([deletion.text for deletion in deletions_of(text)])
        case ListItems(question=question, answers=items) | Order(question=question, items=items):
            return literal(question), _right(items)
        case Match(question=question, pairs=pairs):
            return literal(question), _right([f"{left} - {right}" for left, right in pairs])


def _right(answers: tuple[str, ...] | list[str]) -> Content:
    return Content("\n").join([literal(f"✓ {answer}", "$text-success") for answer in answers])
