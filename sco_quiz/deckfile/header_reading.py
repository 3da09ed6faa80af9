"""What a deck says of itself, outside of its cards."""

from __future__ import annotations

import re
from pathlib import PurePath
from unicodedata import normalize

from sco_quiz.deckfile.format import DECK_KEYS, LINT_KEYS, SOURCE_KEYS, Key
from sco_quiz.deckfile.report import Report
from sco_quiz.deckfile.tree import Mapping, Node
from sco_quiz.deckfile.values import Marks, id_of, keyed, place_of, report_wrong_shape, text_of, texts_of
from sco_quiz.domain.deck import Deck, Source

_KEYS = {key.name: key for key in DECK_KEYS}
_SOURCE_KEYS = {key.name: key for key in SOURCE_KEYS}
_LINT_KEYS = {key.name: key for key in LINT_KEYS}


def default_id(path: str) -> str:
    """The id of a deck that has none: its file's name without the ending, what cannot be in an id made a hyphen."""
    return _made_valid(PurePath(path).stem) or "deck"


def _made_valid(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", normalize("NFC", text)).strip("-.")


class HeaderReader:
    """The keys of a deck's own mapping, read with their problems; ``cards`` is left to the caller."""

    def __init__(self, node: Mapping, report: Report) -> None:
        self._report = report
        keys = keyed(node, _KEYS, "a deck", report)
        self._found = keys.found
        self.cards_were_meant = "cards" in keys.meant
        self.marks: Marks = {name: place_of(value) for name, (_, value) in keys.found.items()}

    @property
    def cards(self) -> Node | None:
        """The value of ``cards``, if the key is there."""
        return self._found["cards"][1] if "cards" in self._found else None

    def read(self, path: str) -> Deck:
        """The deck, as yet without notes."""
        deck_id = self._id() or default_id(path)
        source = self._section("source", _SOURCE_KEYS)
        lint = self._section("lint", _LINT_KEYS)
        ignore = lint.get("ignore")
        return Deck(
            id=deck_id,
            title=self._text("title") or deck_id,
            notes=(),
            path=path,
            description=self._text("description"),
            language=self._text("language"),
            authors=self._texts("authors"),
            license=self._text("license"),
            tags=self._texts("tags"),
            source=Source(
                **{name: text_of(f"source.{name}", value, self._report) or "" for name, value in source.items()}
            ),
            ignore=() if ignore is None else texts_of("ignore", ignore, self._report, self.marks) or (),
        )

    def _id(self) -> str:
        if "id" not in self._found:
            return ""
        node = self._found["id"][1]
        read = id_of(node, self._report)
        return read if read is not None else _made_valid(getattr(node, "text", ""))

    def _text(self, name: str) -> str:
        return (text_of(name, self._found[name][1], self._report) or "") if name in self._found else ""

    def _texts(self, name: str) -> tuple[str, ...]:
        if name not in self._found:
            return ()
        return texts_of(name, self._found[name][1], self._report, self.marks) or ()

    def _section(self, name: str, keys: dict[str, Key]) -> dict[str, Node]:
        """The values of a section's known keys; empty where there is none."""
        if name not in self._found:
            return {}
        node = self._found[name][1]
        if not isinstance(node, Mapping):
            example = ", ".join(f"{key}: …" for key in keys)
            report_wrong_shape(name, node, "a mapping", f"write `{name}: {{{example}}}`", self._report)
            return {}
        return {key: value for key, (_, value) in keyed(node, keys, f"`{name}`", self._report).found.items()}
