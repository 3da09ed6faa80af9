"""A study session and what it was begun with. The app begins its first one before it loads Textual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sco_quiz.domain.phase import Asking, Waiting
from sco_quiz.services.study import Study

if TYPE_CHECKING:
    from sco_quiz.domain.question import Form
    from sco_quiz.services.library import Library


@dataclass(frozen=True, slots=True)
class Sitting:
    """A study session over the decks that ``words`` name (none: all), under a title; asked in ``form`` if set."""

    study: Study
    title: str
    words: tuple[str, ...] = ()
    form: Form | None = None

    @property
    def has_cards(self) -> bool:
        """Whether there is anything to ask, now or within the day."""
        return isinstance(self.study.phase, Asking | Waiting)


def begin(library: Library, words: tuple[str, ...] = (), form: Form | None = None) -> Sitting:
    """Sit down to what is due; DeckNotFoundError where a word names no deck."""
    selection = library.select(words)
    if selection is None:
        title = "All decks"
    elif len(selection.decks) == 1:
        title = library.title(selection.decks[0])
    else:
        title = f"{len(selection.decks)} decks"
    return Sitting(Study.start(library, selection, form), title, words, form)
