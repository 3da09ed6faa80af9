"""The scheduler: what a rating makes of a card's memory, and memories as a fold of the log.

Stability and difficulty always come from the engine, in learning too. Steps, graduation, lapses, the order of intervals
and leeches follow Anki (https://docs.ankiweb.net/deck-options.html and rslib's ``scheduler/states``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from sco_quiz.domain import engine, fuzz
from sco_quiz.domain.guessing import guess_chance
from sco_quiz.domain.memory import Memory, Settings, State
from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.domain.review import Act, ActKind, Entry

_DAY_SECONDS = 86_400
_SHORT_TERM_DAYS = 0.5
"""Without steps of its own, a card whose next interval is under half a day stays in learning, as in Anki."""

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


def preview(  # noqa: PLR0913, PLR0917 - as for schedule
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


def fold_log(entries: Iterable[Entry], settings_of: SettingsOf) -> dict[str, Memory]:
    """``fold`` for every card in the log at once, by card id; rows may be of all cards, in the log's order."""
    memories: dict[str, Memory] = {}
    for entry in entries:
        card = entry.card
        memory = _replay(memories.get(card), entry, settings_of)
        if memory is not None:
            memories[card] = memory
        else:
            memories.pop(card, None)
    return memories


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
    lapses = 0 if memory is None else memory.lapses
    state = State.LEARNING if memory is None else memory.state
    step = 0 if memory is None else memory.step
    stay: tuple[int, int] | None = None
    if state is not State.REVIEW:
        stay = _next_step(state, step, rating, following.interval, settings)
    elif rating is Rating.AGAIN:
        lapses += 1
        state = State.RELEARNING
        stay = _next_step(state, 0, rating, following.interval, settings)
    if stay is None:
        due_at = None
        due_day = day + _interval(memory, rating, states, settings, card_id)
        state, step = State.REVIEW, 0
    else:
        step, delay = stay
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
        reps=1 if memory is None else memory.reps + 1,
        lapses=lapses,
    )


def _next_step(state: State, step: int, rating: Rating, interval: float, settings: Settings) -> tuple[int, int] | None:
    """The step that a card in (re)learning goes to and the delay until then in seconds; None: on to review.

    Again starts over, Hard stays, Good goes on, Easy is done. Where there are no steps, a card whose ``interval`` (the
    engine's, in days) is short stays for just that long, if the weights know of short terms.
    """
    steps = settings.relearning_steps if state is State.RELEARNING else settings.learning_steps
    if rating is Rating.EASY:
        return None
    if not steps:
        short = interval < _SHORT_TERM_DAYS and engine.has_short_term(settings.weights)
        return (0, int(interval * _DAY_SECONDS)) if short else None
    if rating is Rating.AGAIN:
        return 0, steps[0]
    current = min(step, len(steps) - 1)  # the settings may have had more steps when the card was last seen
    if rating is Rating.HARD:
        return current, _hard_delay(steps, current)
    following = current + 1
    return (following, steps[following]) if following < len(steps) else None


def _hard_delay(steps: tuple[int, ...], current: int) -> int:
    """Seconds that Hard waits: the step's own, but on the first between what Again and Good would wait.

    A single step waits half as long again, though at most a day more; what is over a day is rounded to days.
    """
    if current > 0:
        return steps[current]
    again = steps[0]
    delay = (again + steps[1]) // 2 if len(steps) > 1 else min(again * 3 // 2, again + _DAY_SECONDS)
    return fuzz.round_days(delay / _DAY_SECONDS) * _DAY_SECONDS if delay > _DAY_SECONDS else delay


def _interval(
    memory: Memory | None, rating: Rating, states: engine.NextStates, settings: Settings, card_id: str
) -> int:
    """Days until a card that goes to (or stays in) review is due: the engine's interval, ordered and fuzzed."""
    reviewed = memory is not None and memory.state is State.REVIEW
    ratings: tuple[Rating, ...]
    if rating in (Rating.GOOD, Rating.EASY):
        ratings = (Rating.HARD, Rating.GOOD, Rating.EASY) if reviewed else (Rating.GOOD, Rating.EASY)
    elif rating is Rating.HARD and reviewed:
        ratings = (Rating.HARD, Rating.GOOD, Rating.EASY)
    else:
        ratings = (rating,)
    maximum = max(1, settings.maximum_interval)
    previous = memory.due_day - memory.reviewed_day if memory is not None and len(ratings) == 3 else 0
    days: list[int] = []
    floors: list[int] = []
    for each in ratings:
        interval = states.of(each).interval
        floor = _least_days(interval, previous) if previous else 1
        floors.append(floor)
        above = days[-1] + 1 if days else 1
        days.append(min(maximum, max(fuzz.round_days(interval), floor, above)))
    if settings.fuzz:
        days = fuzz.spread(days, floors, maximum, card_id, 0 if memory is None else memory.reps)
    return days[ratings.index(rating)]


def _least_days(interval: float, previous: int) -> int:
    """The shortest interval that fuzz may lead to, so that it never shortens one that the engine let grow.

    Where the engine's own is a little shorter than the ``previous`` (within the reach of fuzz), the previous stands.
    """
    rounded = fuzz.round_days(interval)
    if rounded > previous:
        return previous + 1
    return previous if previous <= rounded + fuzz.fuzz_reach(interval) else 1
