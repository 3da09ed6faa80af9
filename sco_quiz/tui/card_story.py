"""All that there is to say about a card: what it asks, where it stands, its memory, its curve and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from sco_quiz.domain.rating import Mode, Rating, Verdict
from sco_quiz.domain.review import Act, ActKind, Review
from sco_quiz.services.clock import instant_of, iso_day
from sco_quiz.services.finding import Row
from sco_quiz.services.history import Event, forgetting_curve, history
from sco_quiz.services.wording import count_words, short_interval
from sco_quiz.tui.card_words import DAY_MS, FLAG_COLOURS, FLAGS, due_words, state_word
from sco_quiz.tui.curve import plot
from sco_quiz.tui.literal import literal
from sco_quiz.tui.marked import marked
from sco_quiz.tui.visible import one_line

if TYPE_CHECKING:
    from sco_quiz.services.library import Library

_CURVE_HEIGHT = 6
_WIDE = 64
_NAME_WIDTH = 9
_MOST_EVENTS = 300
"""Rows of a history that are shown; more than that nobody reads here, and ``sco-quiz log`` lists all."""

_FAINT = "$foreground 60%"
_RATING_COLOURS = {
    Rating.AGAIN: "$text-error",
    Rating.HARD: "$text-warning",
    Rating.GOOD: "$text-success",
    Rating.EASY: "$text-primary",
}
_VERDICTS = {
    Verdict.RIGHT: "✓ right",
    Verdict.NEAR_MISS: "~ near miss",
    Verdict.PARTLY: "~ partly",
    Verdict.WRONG: "✗ wrong",
}
_ACTS = {
    ActKind.SUSPEND: "suspended",
    ActKind.UNSUSPEND: "unsuspended",
    ActKind.BURY: "buried for the day",
    ActKind.UNBURY: "unburied",
    ActKind.FORGET: "made new again",
    ActKind.RENAME: "renamed",
}


@dataclass(frozen=True, slots=True)
class Story:
    """What was looked up about a card.

    ``path`` is its file's, within the learner's own folder where it is there. ``curve`` holds instants (UTC ms) and
    chances of recall, to ``until``.
    """

    row: Row
    title: str
    path: str
    events: Sequence[Event]
    curve: Sequence[tuple[int, float]]
    now: int
    until: int


def look_up_story(library: Library, row: Row) -> Story:
    """Look everything up; raises StorageError, and DeckNotFoundError where the deck is gone."""
    now = library.clock.now()
    # The curve goes on to the day when the card is due, at most as far again as its whole life so far.
    events = history(library, row.card)
    until = now
    if row.due is not None and events:
        until = min(max(now, instant_of(row.due)), now + max(DAY_MS, now - events[0].at))
    curve = forgetting_curve(library, row.card, until)
    path = Path(library.path_of(row.deck))
    own = Path(library.places.decks)
    place = path.relative_to(own) if path.is_relative_to(own) else path
    return Story(row, library.title(row.deck), str(place), events, curve, now, until)


def story_content(story: Story, library: Library, width: int) -> Content:
    """The story as text of ``width`` cells at most, where that is possible."""
    parts = [_card(story.row), _facts(story, library, width)]
    if story.curve:
        parts.append(_curve(story, library, width))
    parts.append(_history(story, library, width))
    return Content("\n\n").join(parts)


def _card(row: Row) -> Content:
    answer = Content("\n").join(
        [Content.assemble(("✓ ", "$text-success"), marked(line)) for line in row.answer.split("\n")]
    )
    return Content.assemble(marked(row.prompt).stylize("bold"), "\n", answer)


def _facts(story: Story, library: Library, width: int) -> Content:
    row = story.row
    due = due_words(row, library.clock)
    state = Content(" · ").join(
        [
            Content(word)
            for word in (state_word(row), row.state if state_word(row) != row.state else "", due and f"due {due}")
            if word
        ]
    )
    if row.flag:
        state = Content.assemble(state, " · ", (f"flag {FLAGS[row.flag]}", FLAG_COLOURS[row.flag]))
    facts = [("State", state)]
    if row.stability is not None and row.difficulty is not None:
        recall = "" if row.retrievability is None else f" · recall now {row.retrievability:.0%}"
        stability = short_interval(round(row.stability * DAY_MS))
        facts.append(("Memory", Content(f"stability {stability} · difficulty {row.difficulty:.1f}{recall}")))
        times = f"answered {count_words(row.reps, 'time')} · forgotten {count_words(row.lapses, 'time')}"
        facts.append(("Reviews", Content(times)))
    facts += [("Deck", literal(one_line(story.title))), ("Kind", Content(row.kind))]
    if row.tags:
        facts.append(("Tags", literal(one_line(", ".join(row.tags)))))
    if row.source:
        facts.append(("Source", literal(one_line(row.source))))
    facts += [("Place", literal(one_line(f"{story.path}:{row.line}"))), ("Id", literal(one_line(row.card)))]
    lines: list[Content] = []
    for name, value in facts:
        for number, line in enumerate(value.wrap(max(10, width - _NAME_WIDTH))):
            lines.append(
                Content.assemble(("" if number else name).ljust(_NAME_WIDTH), line).stylize(_FAINT, 0, _NAME_WIDTH)
            )
    return Content("\n").join(lines)


def _curve(story: Story, library: Library, width: int) -> Content:
    lowest = min(0.9, int(min(value for _, value in story.curve) * 10) / 10)
    room = max(10, width - 6)
    begin = story.curve[0][0]
    past = room if story.until == begin else max(1, round((story.now - begin) / (story.until - begin) * room))
    lines = []
    for number, dots in enumerate(plot(story.curve, room, _CURVE_HEIGHT, lowest)):
        label = "100%" if number == 0 else f"{lowest:.0%}" if number == _CURVE_HEIGHT - 1 else ""
        lines.append(
            Content.assemble((f"{label:>4} ", _FAINT), (dots[:past], "$text-accent"), (dots[past:], "$foreground 40%"))
        )
    first, last = (library.clock.local_words(at)[:10] for at in (begin, story.until))
    gap = " " * max(1, room - len(first) - len(last))
    title = Content.assemble(("Chance of recall", "bold"), ("  faint: what is to come", _FAINT))
    return Content("\n").join([title, *lines, Content.styled(f"     {first}{gap}{last}", _FAINT)])


def _history(story: Story, library: Library, width: int) -> Content:
    if not story.events:
        return Content.assemble(("History", "bold"), "\n", ("Never studied.", _FAINT))
    lines = [Content.styled("History, latest first", "bold")]
    for event in list(reversed(story.events))[:_MOST_EVENTS]:
        at = library.clock.local_words(event.at)
        match event.entry:
            case Review():
                lines.append(_review(event.entry, event, at, width))
            case Act():
                lines.append(Content.assemble((f"{at}  ", _FAINT), _act_words(event.entry)))
    if len(story.events) > _MOST_EVENTS:
        lines.append(Content.styled(f"… and {len(story.events) - _MOST_EVENTS} before these", _FAINT))
    return Content("\n").join(lines)


def _review(review: Review, event: Event, at: str, width: int) -> Content:
    memory = event.memory
    interval = ""
    if memory is not None and review.mode is Mode.STUDY:
        days = (memory.due_day - memory.reviewed_day) * DAY_MS
        interval = short_interval(days if memory.due_at is None else memory.due_at - memory.reviewed_at)
    rating = (f"{review.rating.word:<6}", _RATING_COLOURS[review.rating])
    verdict = _VERDICTS[review.verdict] if review.verdict is not None else ""
    took = f"{review.duration_ms / 1000:.0f} s"
    answer = literal(one_line(review.answer))
    if width >= _WIDE:
        facts = f"{review.mode.value:<6}{interval:>7}{took:>6}  {verdict:<12}"
        return Content.assemble((f"{at}  ", _FAINT), rating, facts, answer)
    mode = "" if review.mode is Mode.STUDY else review.mode.value
    facts = " · ".join(filter(None, (mode, interval, took, verdict)))
    line = Content.assemble((f"{at}  ", _FAINT), rating, facts)
    return Content.assemble(line, "\n  ", answer) if review.answer else line


def _act_words(act: Act) -> Content:
    match act.kind:
        case ActKind.SET_DUE:
            return Content(f"due set to {iso_day(int(act.value))}")
        case ActKind.FLAG:
            return Content(f"flag {act.value}" if act.value != "0" else "flag taken off")
        case _:
            return Content(_ACTS[act.kind])
