"""The scheduler: what a rating makes of a card's memory, and memories as a fold of the log.

Stability and difficulty always come from the engine, in learning too; ``steps`` says where a rating takes a card, and
``intervals`` for how long. Leeches follow Anki (https://docs.ankiweb.net/deck-options.html#leeches).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from sco_quiz.domain import engine
from sco_quiz.domain.guessing import guess_chance
from sco_quiz.domain.intervals import drawn_from, ratings_in_order, span_of
from sco_quiz.domain.memory import Memory, Settings, State
from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.domain.review import Act, ActKind, Entry
from sco_quiz.domain.steps import START, Place, move

SettingsOf: TypeAlias = Callable[[int], Settings]
"""The stored settings with a number."""


def schedule(  # noqa: PLR0913, PLR0917 - all that a rating depends on; a bundle would have no better name
    memory: Memory | None, rating: Rating, now: int, day: int, settings: Settings, card_id: str, chance: float = 0.0
) -> Memory:
    """The memory after ``rating`` at ``now`` (UTC ms) on the logical day ``day``; None is a new card.

    ``chance`` is that of being right by guessing: ``guessing.guess_chance`` of the form and its number of options. A
    clock or a calendar that went backwards counts as standing still since the last review. Raises ConfigError for
    settings that the engine can't use.
    """
    now, day = _clamp(memory, now, day)
    return _rate(memory, rating, _next_states(memory, day, settings, chance), now, day, settings, card_id)


def at_instant(after: Memory, before: Memory | None, now: int) -> Memory:
    """What ``schedule`` would give at ``now`` (UTC ms), where at another instant of the same day it gave ``after``."""
    now = now if before is None else max(now, before.reviewed_at)
    due_at = None if after.due_at is None else after.due_at + now - after.reviewed_at
    return replace(after, reviewed_at=now, due_at=due_at)


def preview(  # noqa: PLR0913, PLR0917 - all that a rating depends on; a bundle would have no better name
    memory: Memory | None, now: int, day: int, settings: Settings, card_id: str, chance: float = 0.0
) -> Mapping[Rating, Memory]:
    """What ``schedule`` would give for each of the four ratings."""
    now, day = _clamp(memory, now, day)
    states = _next_states(memory, day, settings, chance)
    return {rating: _rate(memory, rating, states, now, day, settings, card_id) for rating in Rating}


def is_leech(memory: Memory, settings: Settings) -> bool:
    """Whether the lapses have just reached the leech threshold, or half a threshold more, again and again (as Anki).

    A threshold of 0 switches leeches off.
    """
    threshold = settings.leech_lapses
    if threshold <= 0 or memory.lapses < threshold:
        return False
    return (memory.lapses - threshold) % ((threshold + 1) // 2) == 0


def fold(entries: Iterable[Entry], settings_of: SettingsOf) -> Memory | None:
    """The memory that one card's rows of the log lead to; None for a card that is new, or new again.

    Rows come in the log's order, without voided ones. Only study moves the schedule: cram and quiz leave it alone.
    """
    memory = None
    for entry in entries:
        memory = _replay(memory, entry, settings_of)
    return memory


def retrace(entries: Iterable[Entry], settings_of: SettingsOf) -> Iterator[tuple[Entry, Memory | None]]:
    """One card's rows of the log, each with the memory that it led to."""
    memory = None
    for entry in entries:
        memory = _replay(memory, entry, settings_of)
        yield entry, memory


def _replay(memory: Memory | None, entry: Entry, settings_of: SettingsOf) -> Memory | None:
    if isinstance(entry, Act):
        return apply_act(memory, entry)
    if entry.mode is not Mode.STUDY:
        return memory
    chance = guess_chance(entry.form, entry.options)
    return schedule(memory, entry.rating, entry.reviewed_at, entry.day, settings_of(entry.settings), entry.card, chance)


def apply_act(memory: Memory | None, act: Act) -> Memory | None:
    """The memory after something was done to a card that isn't an answer.

    ``FORGET`` makes it new again; ``SET_DUE`` moves a card that was reviewed to a day; nothing else touches a memory.
    """
    match act.kind:
        case ActKind.FORGET:
            return None
        case ActKind.SET_DUE if memory is not None:
            return replace(memory, state=State.REVIEW, step=0, due_at=None, due_day=int(act.value))
        case _:
            return memory


def _clamp(memory: Memory | None, now: int, day: int) -> tuple[int, int]:
    if memory is None:
        return now, day
    return max(now, memory.reviewed_at), max(day, memory.reviewed_day)


def _next_states(memory: Memory | None, day: int, settings: Settings, chance: float) -> engine.NextStates:
    retention, weights = settings.desired_retention, settings.weights
    if memory is None:
        return engine.next_states(None, 0, retention, weights, chance)
    before = engine.Strength(memory.stability, memory.difficulty)
    return engine.next_states(before, day - memory.reviewed_day, retention, weights, chance)


def _rate(  # noqa: PLR0913, PLR0917 - all that a rating depends on; a bundle would have no better name
    memory: Memory | None,
    rating: Rating,
    states: engine.NextStates,
    now: int,
    day: int,
    settings: Settings,
    card_id: str,
) -> Memory:
    following = states.of(rating)
    place = START if memory is None else Place(memory.state, memory.step)
    reps, lapses = (0, 0) if memory is None else (memory.reps, memory.lapses)
    (state, step), delay, lapsed = move(place, rating, following.interval, settings)
    if delay is None:
        recalled = place.state is State.REVIEW and not lapsed
        previous = memory.due_day - memory.reviewed_day if memory is not None and recalled else 0
        ratings = ratings_in_order(rating, recalled=recalled)
        span = span_of(states.intervals(ratings), ratings.index(rating), previous, settings)
        due_at, due_day = None, day + drawn_from(span, card_id, reps)
    else:
        due_at, due_day = now + delay * 1000, day
    return Memory(
        state=state,
        step=step,
        stability=following.stability,
        difficulty=following.difficulty,
        due_at=due_at,
        due_day=due_day,
        reviewed_at=now,
        reviewed_day=day,
        reps=reps + 1,
        lapses=lapses + lapsed,
    )
