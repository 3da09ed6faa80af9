"""Starting decks: a new one from the template, and the user's own copy of one that came with the program."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sco_quiz.deckfile.header_reading import default_id
from sco_quiz.deckfile.naming import slug_of
from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.deckfile.saving import create_file
from sco_quiz.deckfile.schema import deck_schema
from sco_quiz.deckfile.template import deck_template
from sco_quiz.errors import UnusableFileError, UsageError
from sco_quiz.services.library import Library

SCHEMA_NAME = "deck.schema.json"
"""What the modeline of a deck calls the schema beside it."""

_DEFAULT_NAME = "my-deck"
_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class StartedDeck:
    """A deck that was made: its file, its id, and whether a library shows it without being told where it is."""

    path: str
    deck: str
    shown: bool


def start_deck(library: Library, word: str = "") -> StartedDeck:
    """Make a deck where ``word`` says: a path of a YAML file, or a name for one in the user's own folder of decks.

    Nothing is ever overwritten. Raises UsageError for a place or an id that is taken, UnusableFileError where nothing
    can be written.
    """
    path, title = _place_of(library, word)
    identifier = default_id(path)
    if os.path.lexists(path):
        raise UsageError(
            f"{path} is there already, and nothing is ever overwritten.",
            f"Choose another name, or open it with `sco-quiz edit {word or path}`.",
        )
    if identifier in library.deck_ids:
        raise UsageError(
            f"The id `{identifier}` is taken by {library.path_of(identifier)}.",
            "Choose another name: two decks can't have one id.",
        )
    try:
        create_file(path, deck_template(identifier, title).encode())
    except FileExistsError:
        raise UsageError(
            f"{path} has just been made by another program.", "Choose another name, or edit that one."
        ) from None
    put_schema_beside(path)
    library.refresh()
    shown = identifier in library.deck_ids and os.path.realpath(library.path_of(identifier)) == os.path.realpath(path)
    return StartedDeck(path, identifier, shown)


def own_copy(library: Library, deck: str) -> str:
    """Copy a bundled deck, byte for byte, into the user's own folder, where it takes the bundled one's place.

    Gives the path of the copy. Raises UnusableFileError where it can't be made.
    """
    bundled = library.path_of(deck)
    data = _read(bundled)
    folder, name = Path(library.places.decks), Path(bundled)
    for number in range(1, 100):
        target = folder / (name.name if number == 1 else f"{name.stem}-{number}{name.suffix}")
        read = parse_deck(data, str(target))
        if read.deck is None or read.deck.id != deck:
            break
        try:
            create_file(target, data)
        except FileExistsError:
            continue
        put_schema_beside(str(target))
        library.refresh()
        return str(target)
    raise UnusableFileError(
        f"{bundled} can't be copied into {folder}, because the files there have its name.",
        f"Move {folder / name.name} out of the way, and try again.",
    )


def put_schema_beside(path: str) -> None:
    """Write the JSON Schema that a deck's modeline speaks of into its folder, where there is none.

    A schema is a help and no part of the deck: where it can't be written, the deck is as good without.
    """
    text = json.dumps(deck_schema(), ensure_ascii=False, indent=2) + "\n"
    with suppress(FileExistsError, UnusableFileError):
        create_file(Path(path).parent / SCHEMA_NAME, text.encode())


def _place_of(library: Library, word: str) -> tuple[str, str]:
    """The absolute path of the new file, and the deck's title."""
    if not word:
        number = 1
        while (name := _numbered(_DEFAULT_NAME, number)) in library.deck_ids or os.path.lexists(
            _own_path(library, name)
        ):
            number += 1
        return _own_path(library, name), _title_of(name)
    if not word.strip() or not word.isprintable():
        raise UsageError(f"{word!r} can't be the name of a deck.", "Use letters and digits: `sco-quiz new capitals`.")
    path = Path(word).expanduser()
    # Path.is_dir raises an error for a name that is too long.
    if os.path.isdir(path) or word.endswith(("/", os.sep)):  # noqa: PTH112 - see above
        raise UsageError(f"{word} is a folder.", f"Name the file: `sco-quiz new {path / 'capitals.yaml'}`.")
    has_ending = path.suffix.lower() in _ENDINGS
    if has_ending or len(path.parts) > 1:
        whole = path if has_ending else path.with_name(path.name + ".yaml")
        return str(whole.absolute()), _title_of(whole.stem)
    name = word.strip()
    # A name in the form of an id stays as it is; a title becomes one.
    if default_id(f"{name}.yaml") == name:
        return _own_path(library, name), _title_of(name)
    return _own_path(library, slug_of(name)), name


def _own_path(library: Library, name: str) -> str:
    return str(Path(library.places.decks, f"{name}.yaml"))


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def _title_of(stem: str) -> str:
    words = " ".join(re.split(r"[\s_-]+", stem)).strip()
    return words[:1].upper() + words[1:] if words else "My deck"


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UnusableFileError(
            f"{path} cannot be read: {error.strerror or error}.", "Check that it is there and may be read."
        ) from error
