"""``e``: a card in the learner's own editor, which has the terminal for as long as it runs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from sco_quiz.errors import ScoQuizError, UsageError
from sco_quiz.services.editing import editable_card, editor_command, open_in_editor

if TYPE_CHECKING:
    from sco_quiz.tui.app import ScoQuizApp


def edit_card(app: ScoQuizApp, card: str) -> None:
    """Open a card in the editor, at its line, and take in what was changed; what goes wrong is shown.

    A deck that came with the program is copied into the learner's own folder first, if that is wanted.
    """
    try:
        editor_command("")  # so that a missing editor is said before anything is asked or copied
        bundled = app.library.is_bundled(card.partition("/")[0])
    except ScoQuizError as error:
        app.report(error)
        return
    if not bundled:
        app.call_later(_edit, app, card)
        return
    from sco_quiz.tui.screens.confirm import ConfirmScreen

    question = ConfirmScreen(
        "Edit your own copy?",
        f"This deck came with sco-quiz. To be edited, it is copied to {app.library.places.decks}. From then on your"
        " copy is studied in its place; your progress stays.",
        "Copy and edit",
    )
    app.push_screen(question, partial(_edit_if_wanted, app, card))


async def _edit_if_wanted(app: ScoQuizApp, card: str, wanted: bool | None) -> None:
    if wanted:
        await _edit(app, card)


async def _edit(app: ScoQuizApp, card: str) -> None:
    try:
        place = editable_card(app.library, card)
        broken = (problem.line for problem in app.library.held_problems() if problem.path == place.path)
        line = next(filter(None, broken), place.line)
        failed: ScoQuizError | None = None
        with app.suspend():
            # An error that leaves this block takes the terminal along: Textual has it back at the block's end only.
            try:
                open_in_editor(place.path, line)
            except ScoQuizError as error:
                failed = error
        if failed is not None:
            app.report(failed)
    except SuspendNotSupported:
        app.report(
            UsageError(
                "The editor can't be opened from here.",
                f"Run `sco-quiz edit {card}` in another terminal; this screen follows what you save.",
            )
        )
    except ScoQuizError as error:
        app.report(error)
    await app.take_in()
