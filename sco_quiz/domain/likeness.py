"""Which of the notes that are new in a deck is an edited form of one that is gone.

A note without an id is known by its content, so an edit looks like one note gone and another come. The pairs given here
are those that could hardly be anything else; progress given to a wrong note would be worse than progress kept aside.
So a question that is word for word the same counts most; where it was reworded, the answer has to speak for it, the
more the further away the note stands; numbers in a question never change; and where two notes could be meant, none is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rapidfuzz.distance import Indel

MARGIN = 0.15
"""By how much the likeness of a pair (0 to 2, half a point more in its old place) must exceed that of its rivals."""

_IN_PLACE = 0.5
_MOST_PAIRS = 100_000
"""Beyond so many pairs of gone and new notes (a deck was rewritten), only notes in their old places are compared."""

_NUMBER = re.compile(r"\d+")
_SAYS_LITTLE = frozenset({"true", "false", "yes", "no"})

Place: TypeAlias = tuple[str | None, str | None]
"""The notes before and after that were there before the edit and still are; None at an end of the deck."""


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as far as likeness goes.

    ``key`` identifies it; ``named`` is whether its author gave it an id; ``cards`` maps each sibling (``""``, ``#c2``,
    ``#reverse``) to its prompt and answer; ``place`` is None where it is not known.
    """

    key: str
    named: bool
    cards: Mapping[str, tuple[str, str]]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """``pairs`` of a gone note's key and a new one's; ``unsure`` likewise, where several could have been meant."""

    pairs: tuple[tuple[str, str], ...]
    unsure: tuple[tuple[str, str], ...]


def recognise(gone: Sequence[NoteText], added: Sequence[NoteText]) -> Recognised:
    """Pair notes that are gone with the new ones that they became; see the module."""
    old, new = [_Compared(note) for note in gone], [_Compared(note) for note in added]
    all_pairs = len(gone) * len(added) <= _MOST_PAIRS
    of_old: dict[int, dict[int, float]] = {}
    of_new: dict[int, dict[int, float]] = {}
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            if (all_pairs or one.same_place(other)) and (alike := _likeness(one, other)) is not None:
                of_old.setdefault(i, {})[j] = of_new.setdefault(j, {})[i] = alike
    pairs, unsure = [], []
    for i, candidates in of_old.items():
        for j, alike in candidates.items():
            rivals = [value for k, value in candidates.items() if k != j]
            rivals += [value for k, value in of_new[j].items() if k != i]
            best = max(rivals, default=0.0)
            if alike - best >= MARGIN:
                pairs.append((gone[i].key, added[j].key))
            elif best - alike < MARGIN:
                unsure.append((gone[i].key, added[j].key))
    return Recognised(tuple(pairs), tuple(unsure))


def places(notes: Sequence[str], lasting: frozenset[str]) -> dict[str, Place]:
    """For each of a deck's ``notes``, in its order, the nearest notes before and after that are ``lasting``."""
    before = _nearest(notes, lasting)
    after = _nearest(list(reversed(notes)), lasting)
    return {note: (before[note], after[note]) for note in notes}


def _nearest(notes: Iterable[str], lasting: frozenset[str]) -> dict[str, str | None]:
    nearest: dict[str, str | None] = {}
    last: str | None = None
    for note in notes:
        nearest[note] = last
        if note in lasting:
            last = note
    return nearest


class _Compared:
    """A note with its texts as likeness compares them: without case and spacing."""

    __slots__ = ("named", "place", "siblings")

    def __init__(self, note: NoteText) -> None:
        self.named = note.named
        self.place = note.place
        self.siblings = {
            sibling: (" ".join(prompt.casefold().split()), " ".join(answer.casefold().split()))
            for sibling, (prompt, answer) in note.cards.items()
        }

    def same_place(self, other: _Compared) -> bool:
        """Whether both stand between the same lasting notes."""
        return self.place is not None and self.place == other.place


def _likeness(old: _Compared, new: _Compared) -> float | None:
    """How alike two notes are, if one may be the other edited; else None."""
    shared = [(texts, new.siblings[sibling]) for sibling, texts in old.siblings.items() if sibling in new.siblings]
    if not shared:
        return None
    old_prompt, new_prompt = " ".join(a[0] for a, _ in shared), " ".join(b[0] for _, b in shared)
    old_answer, new_answer = " ".join(a[1] for a, _ in shared), " ".join(b[1] for _, b in shared)
    prompts = Indel.normalized_similarity(old_prompt, new_prompt)
    answers = Indel.normalized_similarity(old_answer, new_answer)
    in_place = old.same_place(new)
    if old.named and new.named and (prompts < 1 or answers < 1):
        return None
    if not _may_be(prompts, answers, in_place=in_place, says_little=new_answer in _SAYS_LITTLE):
        return None
    if prompts < 1 and _NUMBER.findall(old_prompt) != _NUMBER.findall(new_prompt):
        return None
    return prompts + answers + (_IN_PLACE if in_place else 0)


def _may_be(prompts: float, answers: float, *, in_place: bool, says_little: bool) -> bool:
    """Whether prompts and answers that are so alike (0 to 1) belong to one note."""
    if prompts == 1:
        return True
    if says_little:
        return prompts >= (0.8 if in_place else 0.93)
    if in_place:
        return (prompts >= 0.8 and answers >= 0.7) or (prompts >= 0.65 and answers == 1)
    return (prompts >= 0.9 and answers >= 0.9) or (prompts >= 0.8 and answers == 1)
