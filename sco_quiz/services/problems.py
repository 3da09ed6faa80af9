"""What is wrong with decks among each other, where each file by itself is fine."""

from __future__ import annotations

from collections.abc import Iterable

from sco_quiz.deckfile.codes import Code
from sco_quiz.domain.problem import Problem, Severity

UNSURE_EDIT = "P101"
"""A problem of progress, not of the deck's text: codes of the parser begin with E, of lint rules with W."""


def unsure_edit(path: str, line: int, former: str, prompt: str) -> Problem:
    """A new note that may be an edited form of one that is gone, where another may be, or a name was changed."""
    return Problem(
        path,
        line,
        1 if line else 0,
        UNSURE_EDIT,
        Severity.WARNING,
        f"This card may be an edited form of {former} ({prompt!r}), but that isn't sure, so it begins anew.",
        "`sco-quiz doctor` gives it that progress, or forgets it",
    )


def shelf_problems(
    left_out: Iterable[tuple[str, str, str]], missing: Iterable[str], misnamed: Iterable[str]
) -> list[Problem]:
    """Decks left out because another one has their id (path, id, path of the other), and paths that are of no use.

    Those lead nowhere, or are not UTF-8.
    """
    return [
        *(
            Problem(
                path,
                0,
                0,
                Code.DUPLICATE_DECK_ID.value,
                Severity.ERROR,
                f"The deck id `{deck}` is taken by {first}, so this deck is left out.",
                "give one of the two decks another `id:`",
            )
            for path, deck, first in left_out
        ),
        *(
            Problem(
                path,
                0,
                0,
                Code.UNREADABLE.value,
                Severity.ERROR,
                "There is no such file or folder of decks.",
                "create it, or take it out of `decks` in config.toml",
            )
            for path in missing
        ),
        *(
            Problem(
                path,
                0,
                0,
                Code.NOT_UTF8.value,
                Severity.ERROR,
                "The name of this file, or of a folder above it, is not UTF-8, so it can't be used.",
                "give it another name",
            )
            for path in misnamed
        ),
    ]
