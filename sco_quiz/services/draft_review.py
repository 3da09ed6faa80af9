"""Walking a draft: each note is kept, changed or dropped by a person; what was kept is written as a deck."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sco_quiz.deckfile.parsing import parse_deck
from sco_quiz.deckfile.writing import write_note
from sco_quiz.domain.deck import Note
from sco_quiz.errors import IllegalEventError, UsageError
from sco_quiz.services.drafting import Draft, DraftNote, save_draft

_FRAME = "id: draft\ncards:\n"


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about one drafted note: the note as it was kept, or None for dropped; ``before`` is undo's."""

    kept: Note | None
    before: DraftNote


class DraftReview:
    """A walk through a draft, one note after another. Nothing is written before ``save``.

    ``output`` is the deck file to be; ``force`` lets it replace one that is there.
    """

    def __init__(self, draft: Draft, output: str | os.PathLike[str], *, force: bool = False) -> None:
        self.draft = draft
        self.output = os.fspath(output)
        self.force = force
        self.saved = False
        self._has_written = False
        self._notes = list(draft.notes)
        self._decided: list[Decided] = []

    @property
    def current(self) -> DraftNote | None:
        """The note to decide about, as it stands now; None when all are decided."""
        place = len(self._decided)
        return self._notes[place] if place < len(self._notes) else None

    @property
    def total(self) -> int:
        """How many notes the draft has."""
        return len(self._notes)

    @property
    def decided(self) -> int:
        """How many notes are decided about."""
        return len(self._decided)

    @property
    def kept(self) -> tuple[Note, ...]:
        """The notes that were kept, in the order of the document."""
        return tuple(one.kept for one in self._decided if one.kept is not None)

    @property
    def can_undo(self) -> bool:
        """Whether there is a decision to take back."""
        return bool(self._decided)

    @property
    def is_unsaved(self) -> bool:
        """Whether leaving now would lose a kept note."""
        return bool(self.kept) and not self.saved

    def keep(self) -> None:
        """Keep the current note. Raises IllegalEventError where there is none."""
        current = self._require_current()
        self._decide(Decided(current.note, current))

    def drop(self) -> None:
        """Leave the current note out. Raises IllegalEventError where there is none."""
        self._decide(Decided(None, self._require_current()))

    def edit(self, text: str) -> None:
        """Put a note, given as YAML, in the place of the current one, which is still to be decided about.

        Raises UsageError, with the line, where the text is no single good note; IllegalEventError where there is no
        current note. Nothing has changed then.
        """
        current = self._require_current()
        note = read_note(text)
        self._notes[self.decided] = replace(current, note=note)
        self.saved = False

    def undo(self) -> None:
        """Take the last decision back: its note is the current one again. Raises IllegalEventError for none."""
        if not self._decided:
            raise IllegalEventError("There is nothing to undo.")
        last = self._decided.pop()
        self._notes[self.decided] = last.before
        self.saved = False

    def save(self) -> None:
        """Write what was kept as a deck. Raises UsageError for nothing kept or a file that is there already."""
        if not self.kept:
            raise UsageError("No note was kept, so there is no deck to write.", "Keep a note, or undo.")
        # The file that this walk has written itself it may write again, after an undo.
        save_draft(self.draft, self.output, self.kept, force=self.force or self._has_written)
        self.saved = self._has_written = True

    def _decide(self, decided: Decided) -> None:
        self._decided.append(decided)
        self.saved = False

    def _require_current(self) -> DraftNote:
        if self.current is None:
            raise IllegalEventError("Every note of the draft is decided about.")
        return self.current


def note_text(note: Note) -> str:
    """A note as the YAML that ``read_note`` takes."""
    return "\n".join(line[2:] for line in write_note(note, 0).splitlines()) + "\n"


def read_note(text: str) -> Note:
    """The note that YAML says. Raises UsageError with the first problem and its line where it is not one good note."""
    lines = text.splitlines()
    framed = _FRAME + "".join(f"{'- ' if number == 0 else '  '}{line}\n" for number, line in enumerate(lines))
    read = parse_deck(framed, "")
    notes: Sequence[Note] = read.deck.notes if read.deck is not None else ()
    if read.problems:
        problem = read.problems[0]
        line = max(1, problem.line - _FRAME.count("\n"))
        raise UsageError(f"Line {line}: {problem.message}", problem.hint)
    if len(notes) != 1:
        raise UsageError("That is not one note.", "Write one note, as it stands in a deck.")
    return notes[0]
