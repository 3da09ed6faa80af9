"""Words of a command to decks."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from sco_quiz.deckfile.codes import Code
from sco_quiz.domain.problem import Problem
from sco_quiz.errors import DeckNotFoundError
from sco_quiz.storage.index import IndexedFile


def chosen_decks(
    words: Sequence[str],
    decks: Mapping[str, IndexedFile],
    files: Mapping[str, IndexedFile],
    left_out: Sequence[tuple[str, str, str]],
    problems: Callable[[], Sequence[Problem]],
) -> list[str]:
    """The ids that deck ids, paths of deck files and folders stand for, in the library's order, each once."""
    chosen: set[str] = set()
    for word in words:
        found = {word} if word in decks else _decks_at(word, decks)
        if not found:
            raise _not_found(word, decks, files, left_out, problems)
        chosen |= found
    return [deck for deck in decks if deck in chosen]


def _decks_at(word: str, decks: Mapping[str, IndexedFile]) -> set[str]:
    if not os.path.lexists(word):
        return set()
    place = os.path.realpath(word)
    return {deck for deck, file in decks.items() if _is_at(os.path.realpath(file.path), place)}


def _is_at(file: str, place: str) -> bool:
    """Whether a file is the one at ``place``, or lies in the folder there; both are real paths."""
    return file == place or file.startswith(place.rstrip(os.sep) + os.sep)


def _not_found(
    word: str,
    decks: Mapping[str, IndexedFile],
    files: Mapping[str, IndexedFile],
    left_out: Sequence[tuple[str, str, str]],
    problems: Callable[[], Sequence[Problem]],
) -> DeckNotFoundError:
    if not os.path.lexists(word):
        # The id of a deck that has none of its own is the name of its file.
        broken = next((path for path, file in files.items() if not file.deck and Path(path).stem == word), None)
        if broken is not None:
            return _unusable(broken, problems)
        close = get_close_matches(word, decks, n=1)
        remedy = f"Did you mean `{close[0]}`?" if close else "`sco-quiz decks` lists the decks."
        return DeckNotFoundError(f"There is no deck, deck file or folder {word!r}.", remedy)
    place = os.path.realpath(word)
    for path, deck, first in left_out:
        if os.path.realpath(path) == place:
            return DeckNotFoundError(
                f"{word} can't be used: its id `{deck}` is taken by {first}.", "Give one of the two another `id:`."
            )
    return _unusable(word, problems)


def _unusable(word: str, problems: Callable[[], Sequence[Problem]]) -> DeckNotFoundError:
    """There is a file or folder at this path, but no deck in it."""
    place = os.path.realpath(word)
    for problem in problems():
        if _is_at(os.path.realpath(problem.path), place):
            checks = f"`sco-quiz check {word}` lists everything that is wrong with it."
            return DeckNotFoundError(str(problem), "" if problem.code == Code.NOT_UTF8 else checks)
    return DeckNotFoundError(f"There is no deck in {word}.", "Deck files end in .yaml; `sco-quiz new` starts one.")
