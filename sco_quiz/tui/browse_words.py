"""What browsing says: what was done to cards, and what is wrong with a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from sco_quiz.domain.review import ActKind
from sco_quiz.services.wording import count_words
from sco_quiz.tui.literal import literal
from sco_quiz.tui.visible import one_line

if TYPE_CHECKING:
    from sco_quiz.errors import SearchError
    from sco_quiz.services.acting import Done

_DONE = {
    ActKind.SUSPEND: "suspended",
    ActKind.UNSUSPEND: "brought back",
    ActKind.BURY: "buried until tomorrow",
    ActKind.UNBURY: "brought back",
    ActKind.FORGET: "new again",
    ActKind.SET_DUE: "moved",
    ActKind.FLAG: "flagged",
}
_WHY_NOT = {
    ActKind.SET_DUE: "A new card has no day to be due on.",
    ActKind.FORGET: "That is new already.",
}


def words_for(done: Done, undo: str) -> str:
    """What was done, and that the key ``undo`` takes it back; or why nothing was."""
    if not done.cards:
        return _WHY_NOT.get(done.kind, "Nothing to do.")
    return f"{count_words(len(done.cards), 'card')} {_DONE[done.kind]}. {undo} takes it back."


def with_caret(text: str, error: SearchError, width: int) -> Content:
    """What is wrong with a search, below a caret at its column where the field, of ``width`` cells, shows all of it."""
    message = one_line(f"{error} {error.remedy}")
    before = text[: error.column - 1]
    caret = f"{' ' * len(before)}^\n" if len(text) < width else ""
    return literal(caret + message)
