"""The conversation of ``sco-quiz add``: question, answer, and whatever else is to be said of a card.

At a terminal it asks, shows at once what the rules find, and lets the author correct or drop the card. From a pipe it
reads the same lines without asking: a question, its answer, ``field: text`` as often as wanted, a blank line.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import TextIO

from sco_quiz.cli import EXIT_INTERRUPTED
from sco_quiz.cli.lines import line_reader
from sco_quiz.cli.output import in_sentences
from sco_quiz.domain.deck import kind_of
from sco_quiz.errors import ScoQuizError
from sco_quiz.services.adding import Adding, Proposed
from sco_quiz.services.composing import FIELDS, Entry, note_of, parse_field
from sco_quiz.services.wording import count_words

_MORE = "More (field: text; Enter adds the card)"
_HELP = (
    "Type `field: text`; the same again replaces it. Enter keeps the card, `d` drops it. The fields:",
    *(f"  {name + ':':13} {meaning}" for name, meaning in FIELDS.items()),
)


class _Dropped(Exception):  # noqa: N818 - not an error: the author doesn't want the card
    """The card is not to be added."""


def add_cards(adding: Adding, source: TextIO, *, interactive: bool) -> int:
    """Take cards from ``source`` until it ends; the exit code: 1 if one from a pipe could not be added."""
    return Dialog(adding, _asker(source) if interactive else _reader(source), interactive=interactive).run()


class Dialog:
    """``read`` is given the prompt, and gives a line or raises EOFError."""

    def __init__(self, adding: Adding, read: Callable[[str], str], *, interactive: bool) -> None:
        self._adding = adding
        self._read = read
        self._interactive = interactive
        self._waiting: list[str] = []
        self._failed = 0

    def run(self) -> int:
        """Ask until the author has no more."""
        if self._interactive:
            print(f"Adding cards to {self._adding.title} ({self._adding.path}).")
            print("Enter without a question ends; ? says what else can be typed.\n")
        code = 0
        try:
            while self._next_card():
                pass
        except EOFError:
            if self._interactive:
                print()
        except KeyboardInterrupt:
            print("\nThe unfinished card was not added.")
            code = EXIT_INTERRUPTED
        print(f"{count_words(self._adding.added, 'card')} added to {self._adding.path}.")
        return code or (1 if self._failed else 0)

    def _next_card(self) -> bool:
        """One card; False when there are no more."""
        question = self._ask("Question")
        if not question:
            return not self._interactive
        entry = Entry().with_field("question", question)
        try:
            if not entry.is_cloze:
                entry = entry.with_field("answer", self._answer())
            self._finish(entry)
        except EOFError:
            self._say("The input ended before the card was complete; it was not added.")
            self._failed += not self._interactive
            raise
        except _Dropped:
            self._say("Dropped.\n")
        return True

    def _answer(self) -> str:
        while not (answer := self._ask("Answer")):
            if not self._interactive:
                return ""
            self._say("There has to be an answer; `d` drops the card.")
        if self._interactive and answer == "d":
            raise _Dropped
        return answer

    def _finish(self, entry: Entry) -> None:
        """Take more fields until the card is complete, and the author content with what the rules say of it."""
        seen: tuple[str, ...] = ()
        while True:
            entry, ended = self._more(entry)
            proposed = self._propose(entry)
            if proposed is not None:
                new = tuple(text for text in proposed.rendered if text not in seen)
                for text in new:
                    self._say(f"\n{text}")
                if ended or not new or not self._interactive:
                    self._keep(proposed)
                    return
                seen = proposed.rendered
                self._say("\nEnter keeps the card as it is; `field: text` corrects it; `d` drops it.")
            elif ended or not self._interactive:
                self._failed += 1
                return

    def _more(self, entry: Entry) -> tuple[Entry, bool]:
        """The entry with what is said besides, and whether the input has ended."""
        while True:
            try:
                line = self._ask(_MORE)
            except EOFError:
                return entry, True
            found = parse_field(line)
            if not line:
                return entry, False
            if self._interactive and line == "d":
                raise _Dropped
            if found is not None and not (found[0] == "question" and not self._interactive):
                entry = entry.with_field(*found)
            elif self._interactive:
                self._say("That is no `field: text`; ? lists the fields.")
            else:
                self._waiting.append(line)
                return entry, False

    def _propose(self, entry: Entry) -> Proposed | None:
        try:
            return self._adding.propose(note_of(entry))
        except ScoQuizError as error:
            what = "" if self._interactive else f"{entry.get('question')!a}: "
            self._say(f"{what}{in_sentences(error)}")
            return None

    def _keep(self, proposed: Proposed) -> None:
        bundled = not self._adding.copied
        identifier = self._adding.keep(proposed.note)
        if bundled and self._adding.copied:
            print(f"This deck came with sco-quiz: it was copied to {self._adding.path}, and the copy has the card.")
        print(f"Added {self._adding.deck}/{identifier} ({kind_of(proposed.note.content)}).")
        if self._interactive:
            print()

    def _ask(self, what: str) -> str:
        """A line, without the field's own name before it (``Q: …``) where it answers to just that field."""
        while True:
            line = self._waiting.pop() if self._waiting else self._read(f"{what}: ").strip()
            if self._interactive and line == "?":
                print(*_HELP, sep="\n")
                continue
            found = parse_field(line)
            return found[1] if found is not None and found[0] == what.casefold() else line

    def _say(self, text: str) -> None:
        """To the author: on the screen where there is a conversation, else apart from the report."""
        print(text, file=sys.stdout if self._interactive else sys.stderr)


def _asker(source: TextIO) -> Callable[[str], str]:
    """Lines from a terminal, with the system's line editing where there is one."""
    if source is not sys.stdin:
        return _reader(source)
    with suppress(ImportError):
        import_module("readline")  # from then on `input` has it
    return input


def _reader(source: TextIO) -> Callable[[str], str]:
    read = line_reader(source, "the cards so far are in the deck")
    return lambda _prompt: read()
