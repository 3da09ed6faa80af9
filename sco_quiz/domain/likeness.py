"""Which of the notes that are new in a deck is an edited form of one that is gone.

A note without an id is known by its content, so an edit looks like one note gone and another come. The pairs given here
are those that could hardly be anything else; progress given to a wrong note would be worse than progress kept aside.
So a question that is word for word the same counts most; where it was reworded, the answer has to speak for it, the
more the further away the note stands; numbers in a question never change, and no name takes the place of another; an
answer that other notes have as well says little; and where two notes could be meant, none is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rapidfuzz.distance import Indel

from sco_quiz.domain.rewording import compare_words

MARGIN = 0.15
"""By how much the likeness of a pair (0 to 2, half a point more in its old place) must exceed that of its rivals."""

_IN_PLACE = 0.5
_SAME_GAP = 0.6
"""From this likeness of their answers on, a gap with the same number counts as the same one."""
_TELLING_WORDS = 3
"""So many words of weight tell a question wherever it stands."""
_MOST_PAIRS = 100_000
"""Beyond so many pairs of gone and new notes (a deck was rewritten), only notes in their old places are compared."""

_NUMBER = re.compile(r"\d+")
_BEFORE_A_MARK = re.compile(r" (?=[,.;:!?])")
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
    """``pairs`` of a gone note's key and a new one's; ``unsure`` likewise.

    Unsure is what several could have been meant by, or what may speak of something else now.
    """

    pairs: tuple[tuple[str, str], ...]
    unsure: tuple[tuple[str, str], ...]


def recognise(
    gone: Sequence[NoteText], added: Sequence[NoteText], lasting: Iterable[tuple[str, str]] = ()
) -> Recognised:
    """Pair notes that are gone with the new ones that they became; see the module.

    ``lasting`` are the prompts and answers of the cards that stay as they are.
    """
    mended = _mended(gone, added)
    gone = [note for note in gone if note.key not in mended]
    added = [note for note in added if note.key not in mended.values()]
    old, new = [_Compared(note) for note in gone], [_Compared(note) for note in added]
    taken = _Taken(lasting)
    all_pairs = len(gone) * len(added) <= _MOST_PAIRS
    of_old: dict[int, dict[int, float]] = {}
    of_new: dict[int, dict[int, float]] = {}
    doubtful = []
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            if not (all_pairs or one.same_place(other)) or (alike := _likeness(one, other)) is None:
                continue
            if _may_speak_of_another(one, other, taken):
                doubtful.append((i, j))
            else:
                of_old.setdefault(i, {})[j] = of_new.setdefault(j, {})[i] = alike
    pairs, unsure = list(mended.items()), []
    for i, candidates in of_old.items():
        for j, alike in candidates.items():
            rivals = [value for k, value in candidates.items() if k != j]
            rivals += [value for k, value in of_new[j].items() if k != i]
            best = max(rivals, default=0.0)
            if alike - best >= MARGIN:
                pairs.append((gone[i].key, added[j].key))
            elif best - alike < MARGIN:
                unsure.append((gone[i].key, added[j].key))
    settled = {key for pair in pairs for key in pair}
    unsure += [(gone[i].key, added[j].key) for i, j in doubtful if settled.isdisjoint((gone[i].key, added[j].key))]
    return Recognised(tuple(pairs), tuple(unsure))


def _mended(gone: Sequence[NoteText], added: Sequence[NoteText]) -> dict[str, str]:
    """Notes of which nothing but spaces changed, as ``check --fix`` mends them: the new key by the former one.

    Of a former note only the cards are known that were answered; a new one has to say all that they said.
    """
    saying: dict[tuple[str, str, str], set[str]] = {}
    for note in added:
        for said in _said(note):
            saying.setdefault(said, set()).add(note.key)
    fitting = {
        note.key: set.intersection(*(saying.get(said, set()) for said in _said(note))) for note in gone if note.cards
    }
    wanted = Counter(key for keys in fitting.values() for key in keys)
    return {
        former: next(iter(keys)) for former, keys in fitting.items() if len(keys) == 1 and wanted[next(iter(keys))] == 1
    }


def _said(note: NoteText) -> list[tuple[str, str, str]]:
    """Each sibling with its prompt and answer, as they are with their spaces mended."""
    return [(sibling, _spaced(prompt), _spaced(answer)) for sibling, (prompt, answer) in note.cards.items()]


def _spaced(text: str) -> str:
    return _BEFORE_A_MARK.sub("", " ".join(text.split()))


def align(old: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Which sibling of a note became which, by the siblings' prompts and answers before and after an edit.

    Gaps of a cloze that aren't numbered count up by themselves, so a gap that comes before them moves them on. What a
    gap hides tells it; one in the same text, or whose answer was mended, keeps its number. Siblings that became none
    are left out.
    """
    became = {sibling: sibling for sibling in old if sibling in new and _same(old, sibling, new, sibling)}
    for sibling in old:
        if sibling not in became and sibling.startswith("#c"):
            same = [other for other in new if other not in became.values() and _same(old, sibling, new, other)]
            twins = [other for other in old if other not in became and _same(old, sibling, old, other)]
            if len(same) == len(twins) == 1:
                became[sibling] = same[0]
    for sibling in old:
        if sibling in new and sibling not in became and sibling not in became.values():
            same_gap = _levelled(old[sibling][0]) == _levelled(new[sibling][0])
            alike = Indel.normalized_similarity(old[sibling][1].casefold(), new[sibling][1].casefold())
            if same_gap or alike >= _SAME_GAP or not sibling.startswith("#c"):
                became[sibling] = sibling
    return became


def _same(one: Mapping[str, tuple[str, str]], first: str, other: Mapping[str, tuple[str, str]], second: str) -> bool:
    """Whether two siblings have the same answer; those that aren't gaps are told apart by their names alone."""
    if not first.startswith("#c"):
        return first == second
    return second.startswith("#c") and one[first][1].casefold().split() == other[second][1].casefold().split()


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

    __slots__ = ("named", "place", "raw", "siblings")

    def __init__(self, note: NoteText) -> None:
        self.named = note.named
        self.place = note.place
        self.raw = {sibling: prompt for sibling, (prompt, _) in note.cards.items()}
        self.siblings = {
            sibling: (_levelled(prompt), _levelled(answer)) for sibling, (prompt, answer) in note.cards.items()
        }

    def same_place(self, other: _Compared) -> bool:
        """Whether both stand between the same lasting notes, or next to the same one: others move as well."""
        if self.place is None or other.place is None:
            return False
        before, after = self.place
        same_before, same_after = before == other.place[0], after == other.place[1]
        return (
            (same_before and same_after) or (same_before and before is not None) or (same_after and after is not None)
        )


class _Taken:
    """Prompts and answers that other notes of the deck have, too: they don't tell a note from others."""

    __slots__ = ("answers", "prompts")

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self.prompts: set[str] = set()
        self.answers: set[str] = set(_SAYS_LITTLE)
        for prompt, answer in texts:
            self.prompts.add(_levelled(prompt))
            self.answers.add(_levelled(answer))


def _levelled(text: str) -> str:
    return " ".join(text.casefold().split())


def _may_speak_of_another(old: _Compared, new: _Compared, taken: _Taken) -> bool:
    """Whether notes that look alike may still be about two things: Lyon and Nice, which both lie in France."""
    for sibling, present in align(old.siblings, new.siblings).items():
        old_prompt, old_answer = old.siblings[sibling]
        new_prompt, new_answer = new.siblings[present]
        if old_prompt == new_prompt:
            alike = Indel.normalized_similarity(old_answer, new_answer)
            if old_prompt in taken.prompts and alike < 0.7:
                return True
            continue
        words = compare_words(old.raw[sibling], new.raw[present])
        told = old_answer == new_answer and new_answer not in taken.answers
        if words.swapped and (words.names or not told):
            return True
        if words.names and new_answer in taken.answers - _SAYS_LITTLE:
            return True
    return False


def _likeness(old: _Compared, new: _Compared) -> float | None:
    """How alike two notes are, if one may be the other edited; else None."""
    became = align(old.siblings, new.siblings)
    shared = [(old.siblings[sibling], new.siblings[present]) for sibling, present in became.items()]
    if not shared:
        return None
    old_prompt, new_prompt = " ".join(a[0] for a, _ in shared), " ".join(b[0] for _, b in shared)
    old_answer, new_answer = " ".join(a[1] for a, _ in shared), " ".join(b[1] for _, b in shared)
    prompts = Indel.normalized_similarity(old_prompt, new_prompt)
    answers = Indel.normalized_similarity(old_answer, new_answer)
    in_place = old.same_place(new)
    if old.named and new.named and (prompts < 1 or answers < 1):
        return None
    says_little = new_answer in _SAYS_LITTLE
    may_be = _may_be(prompts, answers, in_place=in_place, says_little=says_little)
    if not may_be and (answers < 1 or says_little or not _is_turned_round(old, new, became, in_place=in_place)):
        return None
    if prompts < 1 and _numbers_change(old_prompt, new_prompt):
        return None
    return prompts + answers + (_IN_PLACE if in_place else 0)


def _is_turned_round(old: _Compared, new: _Compared, became: Mapping[str, str], *, in_place: bool) -> bool:
    """Whether the words of weight are the same, in whatever order and with whatever endings, and enough of them."""
    for sibling, present in became.items():
        words = compare_words(old.raw[sibling], new.raw[present])
        if words.lost or words.gained or words.kept < (1 if in_place else _TELLING_WORDS):
            return False
    return True


def _numbers_change(old: str, new: str) -> bool:
    """Whether a number took the place of another; one that is only said besides changes none."""
    before, after = Counter(_NUMBER.findall(old)), Counter(_NUMBER.findall(new))
    return bool(before - after and after - before)


def _may_be(prompts: float, answers: float, *, in_place: bool, says_little: bool) -> bool:
    """Whether prompts and answers that are so alike (0 to 1) belong to one note."""
    if prompts == 1:
        return True
    if says_little:
        return prompts >= (0.8 if in_place else 0.93)
    if in_place:
        return (prompts >= 0.8 and answers >= 0.7) or (prompts >= 0.65 and answers == 1)
    return (prompts >= 0.9 and answers >= 0.9) or (prompts >= 0.8 and answers == 1)
