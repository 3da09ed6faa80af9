"""Keeping an answer: its row in the log and all that follows from it. Loaded with the first answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sco_quiz.domain.guessing import guess_chance
from sco_quiz.domain.rating import Mode
from sco_quiz.domain.scheduler import schedule
from sco_quiz.storage import days, memories
from sco_quiz.storage.card_texts import keep_text
from sco_quiz.storage.log import next_moment, storable

if TYPE_CHECKING:
    from sco_quiz.domain.memory import Change, Memory
    from sco_quiz.domain.review import Review
    from sco_quiz.storage.progress import Progress

_ADD_REVIEW = (
    "INSERT INTO reviews (id, card, reviewed_at, day, rating, mode, form, options, verdict, answer, duration_ms,"
    " device, settings, phase, mature, state, stability, difficulty, due_at, due_day)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def record_review(
    progress: Progress, review: Review, texts: tuple[str, str], thought: Change | None
) -> tuple[Review, Memory | None]:
    """Keep an answer within a transaction that is open; see ``Progress.record``. ``texts`` are prompt and answer."""
    connection = progress.connection
    card = review.card
    row = memories.read_row(connection, card) or memories.NEW
    at, day, identifier = next_moment(connection, review.reviewed_at, review.day, card)
    kept = replace(
        review,
        id=identifier,
        reviewed_at=at,
        day=day,
        answer=storable(review.answer),
        duration_ms=max(0, review.duration_ms),
        device=progress.device,
    )
    if thought is not None and row != memories.row_of(thought[0]):
        thought = None
    memory = before = memories.memory_of(row) if thought is None else thought[0]
    result = row
    if kept.mode is Mode.STUDY:
        if thought is not None and (at, day) == (review.reviewed_at, review.day):
            memory = thought[1]
        else:
            chance = guess_chance(kept.form, kept.options)
            memory = schedule(before, kept.rating, at, day, progress.settings(kept.settings), card, chance)
        result = memories.row_of(memory)
        memories.write_row(connection, card, result)
    mature = days.is_mature(before)
    connection.execute(
        _ADD_REVIEW,
        (
            *(kept.id, card, at, day, kept.rating.value, kept.mode.value, kept.form.value, kept.options),
            *(kept.verdict.value if kept.verdict else None, kept.answer, kept.duration_ms, kept.device),
            *(kept.settings, row[0], mature, result[0], *result[2:6]),
        ),
    )
    days.count(connection, (day, card, kept.mode.value, kept.rating.value, kept.duration_ms, row[0], mature))
    if any(texts):
        keep_text(connection, card, *texts)
    return kept, memory
