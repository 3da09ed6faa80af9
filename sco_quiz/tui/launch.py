"""The way into the app. The library is asked the first question before Textual is loaded."""

from __future__ import annotations

import gc
from contextlib import nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING

from sco_quiz.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sco_quiz.domain.adaptive import FormPreference
    from sco_quiz.services.cram import Cram
    from sco_quiz.services.draft_review import DraftReview
    from sco_quiz.services.library import Library
    from sco_quiz.services.quiz import Quiz, QuizPlan
    from sco_quiz.tui.app import ScoQuizApp
    from sco_quiz.tui.screens.place import PlaceScreen


_EXIT_TERMINATED = 143
"""What shells report of a process that was asked to end: 128 and the number of the signal."""
_IDLE_AFTER = 2.0
"""Seconds after which the start is over, and a collection of garbage is not felt."""


def run_app(
    library: Library,
    *,
    study: bool = False,
    words: tuple[str, ...] = (),
    form: FormPreference | None = None,
) -> None:
    """Run the app until it is left: at home, or at once with ``study`` over the decks that ``words`` name (none: all).

    Raises DeckNotFoundError for a word that names no deck, ConfigError for a theme or an action that isn't, and
    KeyboardInterrupt if it was left with ctrl+c.
    """
    # Collecting garbage costs a tenth of the start, and there is none yet.
    gc.disable()
    if study:
        _study(library, words, form)
    else:
        _run(library, _open_home(library))


def run_quiz(library: Library, quiz: QuizPlan | Quiz) -> Quiz | None:
    """Run the app at a quiz: at its questions, or at setting it up where ``quiz`` is a plan, until the app is left.

    Gives the quiz that was handed in last, if any. Raises ConfigError for a theme or an action that isn't.
    """
    gc.disable()
    from sco_quiz.services.quiz import QuizPlan
    from sco_quiz.tui.screens.quiz import QuizScreen
    from sco_quiz.tui.screens.quiz_setup import setup_for

    if isinstance(quiz, QuizPlan):
        return _run(library, setup_for(library, quiz)).latest_quiz
    return _run(library, QuizScreen(quiz)).latest_quiz


def run_cram(library: Library, cram: Cram, words: tuple[str, ...] = ()) -> None:
    """Run the app at practice over the decks that ``words`` name, until it is left."""
    gc.disable()
    from sco_quiz.tui.screens.study import StudyScreen
    from sco_quiz.tui.sitting import Sitting

    _run(library, StudyScreen(Sitting(cram, "Cram", words, cramming=True)))


def run_draft_review(library: Library, review: DraftReview) -> None:
    """Run the app over a draft until it is left. Raises ConfigError for a theme or an action that isn't."""
    from sco_quiz.tui.screens.draft_review import DraftReviewScreen

    _run(library, DraftReviewScreen(review))


def _run(library: Library, opening: PlaceScreen) -> ScoQuizApp:
    from sco_quiz.tui.app import EXIT_INTERRUPTED, ScoQuizApp

    app = ScoQuizApp(library, opening, keys=checked_keys(library.config.keys))
    if library.config.theme:
        if library.config.theme not in app.available_themes:
            themes = ", ".join(sorted(app.available_themes))
            raise ConfigError(f"There is no theme {library.config.theme!r}.", f"The themes are: {themes}.")
        app.theme = library.config.theme
    app.call_later(app.set_timer, _IDLE_AFTER, _collect_garbage_again)
    app.call_later(_leave_when_terminated, app)
    app.run()
    # What is left is given back by the system in one piece, and not object by object.
    gc.freeze()
    if app.fault is not None:
        raise app.fault
    if app.return_code == EXIT_INTERRUPTED:
        raise KeyboardInterrupt
    if app.return_code == _EXIT_TERMINATED:
        raise SystemExit(_EXIT_TERMINATED)
    return app


def _leave_when_terminated(app: ScoQuizApp) -> None:
    """Give the terminal back before the process ends, when the system or `kill` asks it to."""
    import asyncio
    import signal

    # Windows has no such signal.
    with suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, partial(app.exit, return_code=_EXIT_TERMINATED))


def _collect_garbage_again() -> None:
    """From now on, but without ever looking at what the start has made: that stays."""
    gc.freeze()
    gc.enable()


def _open_home(library: Library) -> PlaceScreen:
    from sco_quiz.tui.overview import look_up

    overview = look_up(library)
    from sco_quiz.tui.screens.home import HomeScreen

    return HomeScreen(overview)


def _study(library: Library, words: tuple[str, ...], form: FormPreference | None) -> None:
    from sco_quiz.tui.first_paint import first_paint
    from sco_quiz.tui.headings import heading_of
    from sco_quiz.tui.sitting import begin

    sitting = begin(library, words, form)
    card, question = sitting.study.card, sitting.study.question
    with (
        first_paint(sitting.title, heading_of(card.kind, question), question.prompt)
        if card and question
        else nullcontext()
    ):
        from sco_quiz.tui.screens.study import StudyScreen

        _run(library, StudyScreen(sitting))


def checked_keys(keys: Mapping[str, str]) -> Mapping[str, str]:
    """The learner's keys, each a key that there is for an action that there is. Raises ConfigError."""
    from sco_quiz.tui.actions import BY_ID

    for identifier, names in keys.items():
        if identifier not in BY_ID:
            from difflib import get_close_matches

            close = get_close_matches(identifier, BY_ID, n=1)
            remedy = f"Did you mean `{close[0]}`?" if close else f"The actions are: {', '.join(BY_ID)}."
            raise ConfigError(f"config.toml sets keys for {identifier!r}, which is no action.", remedy)
        for name in names.split(","):
            if not _is_key(name.strip()):
                raise ConfigError(
                    f"config.toml sets {names!r} for {identifier!r}, and {name.strip()!r} is no key.",
                    "Keys are written like u, f2, ctrl+z, shift+tab, pageup, space; commas stand between several.",
                )
    return keys


def _is_key(name: str) -> bool:
    """Whether Textual has a key of that name: a character, or its Unicode name, or a key's own, with modifiers."""
    import unicodedata

    from textual.keys import KEY_NAME_REPLACEMENTS, Keys

    *modifiers, key = name.split("+") if name[1:] else (name,)
    if not set(modifiers) <= {"ctrl", "shift", "alt", "super", "hyper", "meta"}:
        return False
    names = {each.value.rpartition("+")[2] for each in Keys if each.value.isascii() and "<" not in each.value}
    if key in names or key in KEY_NAME_REPLACEMENTS.values() or (len(key) == 1 and key.isprintable()):
        return True
    try:
        unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        return False
    return key == key.lower()
