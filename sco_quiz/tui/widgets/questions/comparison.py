"""What was typed beside what is right; loaded with the first answer that is graded."""

from __future__ import annotations

from textual.content import Content

from sco_quiz.domain.grading import Grade, Span, SpanKind
from sco_quiz.domain.rating import Verdict
from sco_quiz.tui.marked import marked
from sco_quiz.tui.visible import visible


def comparison(typed: str, right: str, grade: Grade | None) -> Content:
    """What was typed above what is right; each stretch that differs is marked by a line as well as by colour."""
    answer = Content.assemble(("Answer  ", "$foreground 60%"), marked(right).stylize("bold"))
    if grade is None or (grade.verdict is Verdict.RIGHT and typed.strip() == right.strip()):
        return answer
    if not typed.strip():
        given = Content.styled("nothing", "italic $foreground 60%")
    elif grade.verdict is Verdict.RIGHT or not grade.difference:
        given = Content(visible(typed))
    else:
        given = Content("").join([_given(span) for span in grade.difference])
        if grade.compared and grade.compared != right:
            nearest = Content("").join([_right(span) for span in grade.difference])
            return Content("\n").join([_labelled("You     ", given), _labelled("Nearest ", nearest), answer])
        answer = _labelled("Answer  ", Content("").join([_right(span) for span in grade.difference]).stylize("bold"))
    return Content("\n").join([_labelled("You     ", given), answer])


def _labelled(label: str, content: Content) -> Content:
    return Content.assemble((label, "$foreground 60%"), content)


def _given(span: Span) -> Content:
    if span.kind is SpanKind.MISSING:
        return Content.styled("·" * min(3, len(span.right)), "$text-error")
    shown = visible(span.given)
    return Content(shown) if span.kind is SpanKind.EQUAL else Content.styled(shown, "strike $text-error")


def _right(span: Span) -> Content:
    shown = visible(span.right)
    return Content(shown) if span.kind is SpanKind.EQUAL else Content.styled(shown, "underline $text-success")
