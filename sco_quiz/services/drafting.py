"""Drafting decks from documents, and saying what decks leave out of a document."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sco_quiz.deckfile.naming import propose_ids, slug_of
from sco_quiz.deckfile.saving import replace_file
from sco_quiz.deckfile.schema import deck_schema
from sco_quiz.deckfile.writing import write_deck
from sco_quiz.domain.deck import Deck, Note
from sco_quiz.drafting.coverage import Uncovered, coverage
from sco_quiz.drafting.draft import DEFAULT_MAXIMUM, Draft, DraftNote, Report, draft_deck
from sco_quiz.drafting.prompt import prompt_for_model
from sco_quiz.drafting.reading import read_document
from sco_quiz.errors import UnusableFileError, UsageError
from sco_quiz.services.library import Library

__all__ = [
    "DEFAULT_MAXIMUM",
    "Draft",
    "DraftNote",
    "Report",
    "Uncovered",
    "deck_text",
    "draft_file",
    "model_prompt",
    "refuse_existing",
    "save_draft",
    "uncovered",
]


def draft_file(
    document: str | os.PathLike[str],
    *,
    title: str = "",
    maximum: int = DEFAULT_MAXIMUM,
    output: str | os.PathLike[str] = "",
    report: Report | None = None,
) -> Draft:
    """Draft a deck from a document. The deck's id is the name of ``output``, else made from the title.

    Raises UnusableFileError where the document can't be read, is not English, or holds nothing to ask about; UsageError
    for a ``maximum`` below 1.
    """
    if maximum < 1:
        raise UsageError(f"A deck of {maximum} notes can't be drafted.", "Give --max a number from 1 up.")
    read = read_document(Path(document))
    title = title.strip() or read.title
    draft = draft_deck(read, title=title, deck_id=_deck_id(output, title), maximum=maximum, report=report)
    if draft.notes:
        return draft
    if next(read.walk(), None) is None:
        raise UnusableFileError(f"{document} holds no paragraph of text.", "Name a document with text in it.")
    raise UnusableFileError(
        f"The drafting rules found nothing in {document} that they are sure of.",
        "Use --prompt for a prompt that any language model can draft from.",
    )


def _deck_id(output: str | os.PathLike[str], title: str) -> str:
    stem = Path(output).stem
    named = (
        bool(stem) and all(char.isalnum() or char in "_.-" for char in stem) and (stem[0].isalnum() or stem[0] == "_")
    )
    return stem if named else slug_of(title)


def deck_text(draft: Draft, kept: Sequence[Note] | None = None) -> str:
    """The draft, or what was kept of it, as the text of a deck file; every note has an id."""
    deck = draft.deck(None if kept is None else tuple(kept))
    ids = propose_ids(deck)
    notes = tuple(replace(note, id=ids.get(number, note.id)) for number, note in enumerate(deck.notes))
    return write_deck(Deck(deck.id, deck.title, notes, language=deck.language, source=deck.source))


def refuse_existing(output: str | os.PathLike[str], *, force: bool) -> None:
    """Raise UsageError where ``output`` is there already and ``force`` is not given: nothing is lost by drafting."""
    if not force and os.path.lexists(output):
        raise UsageError(f"{os.fspath(output)} is there already.", "Give another name, or --force to replace it.")


def save_draft(
    draft: Draft, output: str | os.PathLike[str], kept: Sequence[Note] | None = None, *, force: bool = False
) -> None:
    """Write the draft, or what was kept of it, as a deck file.

    Raises UsageError where the file is there already and ``force`` is not given, UnusableFileError where it can't be
    written.
    """
    refuse_existing(output, force=force)
    data = deck_text(draft, kept).encode()
    try:
        if not force:
            with Path(output).open("xb") as file:
                file.write(data)
            return
        Path(output).touch()
    except FileExistsError as error:
        raise UsageError(f"{os.fspath(output)} is there already.", "Give another name, or --force.") from error
    except OSError as error:
        raise UnusableFileError(
            f"{os.fspath(output)} cannot be written: {error.strerror or error}.",
            "Check the folder and its permissions.",
        ) from error
    replace_file(output, data)


def uncovered(document: str | os.PathLike[str], decks: Sequence[str], library: Library) -> tuple[Uncovered, ...]:
    """The sentences of a document that no note of the decks rests on; decks are ids, deck files or folders.

    Raises UnusableFileError for the document, DeckNotFoundError for a deck.
    """
    read = read_document(Path(document))
    selection = library.select(decks)
    chosen = library.deck_ids if selection is None else selection.decks
    return coverage(read, (note for deck in chosen for note in library.deck(deck).notes))


def model_prompt(document: str | os.PathLike[str]) -> Iterator[str]:
    """A prompt for any language model, piece by piece: rules of good cards, the schema of decks, the document."""
    schema = json.dumps(deck_schema(), ensure_ascii=False, indent=1)
    return prompt_for_model(read_document(Path(document)), schema)
