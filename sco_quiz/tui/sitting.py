"""A study session and what it was begun with. The app begins its first one before it loads Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.domain.phase import Asking, Waiting
from sco_quiz.services.study import Study

if TYPE_CHECKING:
    from sco_quiz.services.library import Library


class Sitting(NamedTuple):
    """A study session over the decks that ``words`` name (none: all), under a title.

    Cards are asked in ``form`` if it is set, else as the config says.
    """

    study: Study
    title: str
    words: tuple[str, ...] = ()
    form: FormPreference | None = None

    @property
    def has_cards(self) -> bool:
        """Whether there is anything to ask, now or within the day."""
        return isinstance(self.study.phase, Asking | Waiting)


def begin(library: Library, words: tuple[str, ...] = (), form: FormPreference | None = None) -> Sitting:
    """Sit down to what is due; DeckNotFoundError where a word names no deck."""
    selection = library.select(words)
    if selection is None:
        title = "All decks"
    elif len(selection.decks) == 1:
        title = library.title(selection.decks[0])
    else:
        title = f"{len(selection.decks)} decks"
    preference = form or FormPreference(library.config.form)
    return Sitting(Study.start(library, selection, preference), title, words, form)
