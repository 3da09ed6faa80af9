"""A study session and what it was begun with. The app begins its first one before it loads Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.domain.phase import Asking, Waiting
from sco_quiz.services.study import Study

if TYPE_CHECKING:
    from sco_quiz.services.library import Library, Selection


class Sitting(NamedTuple):
    """A study session over the decks that ``words`` name (none: all), under a title.

    Cards are asked in ``form`` if it is set, else as the config says. ``cramming``: the schedule stays as it is.
    """

    study: Study
    title: str
    words: tuple[str, ...] = ()
    form: FormPreference | None = None
    cramming: bool = False

    @property
    def has_cards(self) -> bool:
        """Whether there is anything to ask, now or within the day."""
        return isinstance(self.study.phase, Asking | Waiting)


def begin(library: Library, words: tuple[str, ...] = (), form: FormPreference | None = None) -> Sitting:
    """Sit down to what is due; DeckNotFoundError where a word names no deck."""
    selection = library.select(words)
    preference = form or FormPreference(library.config.form)
    return Sitting(Study.start(library, selection, preference), _title(library, selection), words, form)


def begin_cram(library: Library, words: tuple[str, ...] = ()) -> Sitting:
    """Sit down to practise all of some decks; UsageError where they have no card."""
    from sco_quiz.services.cram import Cram, CramPlan

    selection = library.select(words)
    cram = Cram.sit(library, CramPlan(selection), FormPreference(library.config.form))
    return Sitting(cram, f"Cram: {_title(library, selection)}", words, cramming=True)


def _title(library: Library, selection: Selection | None) -> str:
    if selection is None:
        return "All decks"
    if len(selection.decks) == 1:
        return library.title(selection.decks[0])
    return f"{len(selection.decks)} decks"
