"""Study line by line on standard input and output: the same session as the app, without a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import TextIO

from sco_quiz.cli.lines import answer_reader, line_writer
from sco_quiz.cli.question_lines import grade_lines, instruction, question_lines
from sco_quiz.domain.card import Card
from sco_quiz.domain.grading import UnusableAnswerError, grade, parse_plain
from sco_quiz.domain.phase import Finished, Revealed, Waiting
from sco_quiz.domain.question import AskFlip, Question
from sco_quiz.domain.rating import Rating, Verdict
from sco_quiz.errors import IllegalEventError
from sco_quiz.services.clock import Clock
from sco_quiz.services.study import Study
from sco_quiz.services.wording import count_words, interval_words, time_words

COMMANDS = {
    "q": "end; what you rated is kept, the card on show is not rated",
    "u": "undo the last rating",
    "h": "show the hint",
    "k": "skip: ask this card later",
    "s": "suspend: don't ask this card until you say so",
    "b": "bury: not again today",
    "?": "this list",
}


class _End(Exception):  # noqa: N818 - not an error: the learner, or the input, has come to an end
    """Leave the session."""


class _Turn(Exception):  # noqa: N818 - not an error: a command has put another card on show
    """Go on with whatever the session shows now."""


class PlainStudy:
    """One sitting, spoken in lines. ``read`` gives a line or raises EOFError; ``write`` takes one."""

    def __init__(
        self, study: Study, now: Callable[[], int], read: Callable[[], str], write: Callable[[str], None]
    ) -> None:
        self._study = study
        self._now = now
        self._read = read
        self._write = write

    def run(self) -> None:
        """Ask until nothing is left, the learner ends it, or input ends; then say how it went."""
        study = self._study
        has_cards = study.counts.total > 0
        with suppress(_End, EOFError):
            while not isinstance(study.phase, Waiting | Finished) or self._wants_undo():
                if study.card is None or study.question is None:
                    study.tick()
                elif isinstance(study.phase, Revealed):
                    self._turn(partial(self._rate, study.card))
                else:
                    self._turn(partial(self._ask, study.card, study.question))
        if not isinstance(study.phase, Finished):
            study.end()
        self._write("")
        self._say(summary_lines(study, self._now(), has_cards=has_cards))

    def _wants_undo(self) -> bool:
        """Nothing is left: the last rating, too, may still be taken back."""
        if not self._study.can_undo:
            return False
        self._write("")
        if self._prompt("that was the last card; Enter ends, u undoes") not in {"u", ":u"}:
            return False
        self._study.undo()
        return True

    def _turn(self, step: Callable[[], None]) -> None:
        with suppress(_Turn):
            step()

    def _ask(self, card: Card, question: Question) -> None:
        study = self._study
        study.show()
        self._write("")
        self._write(f"[{study.counts.total} left] {card.kind} · {card.deck}")
        self._say(question_lines(question))
        study.rest()
        while True:
            line = self._prompt(instruction(question))
            if _is_command(line, question):
                self._obey(line, card)
                continue
            if isinstance(question, AskFlip):
                study.reveal()
                self._say(_indented(f"A: {question.answer}"))
                break
            try:
                study.give(parse_plain(question, line))
            except UnusableAnswerError as error:
                self._write(f"   {error} {error.remedy}".rstrip())
                continue
            if study.grade is not None:
                self._say(grade_lines(study.grade))
            break
        if card.explanation:
            self._say(_indented(f"   {card.explanation}"))
        if card.source:
            self._say(_indented(f"   Source: {card.source}"))
        self._rate(card)

    def _rate(self, card: Card) -> None:
        study = self._study
        suggested = study.suggested if study.grade is not None else None
        retype = study.grade is not None and study.grade.verdict is Verdict.NEAR_MISS
        while True:
            choices = "  ".join(_rating_choice(rating, study.intervals.get(rating)) for rating in Rating)
            if suggested is not None:
                choices += f"  [Enter: {suggested.word}]" + ("  r retype" if retype else "")
            line = self._prompt(choices)
            if retype and line == "r":
                study.retype()
                raise _Turn
            rating = Rating(int(line)) if line in {"1", "2", "3", "4"} else None if line else suggested
            if rating is not None:
                study.rate(rating)
                return
            if line in COMMANDS or line.removeprefix(":") in COMMANDS:
                self._obey(line, card)
                continue
            self._write("   Type 1, 2, 3 or 4; ? lists what else you can type.")

    def _obey(self, line: str, card: Card) -> None:
        study = self._study
        match line.removeprefix(":"):
            case "q":
                raise _End
            case "u":
                try:
                    study.undo()
                except IllegalEventError:
                    self._write("   There is nothing to undo.")
                    return
                self._write("   Undone.")
                raise _Turn
            case "h":
                self._say(_indented(f"   Hint: {card.hint or 'this card has none.'}"))
            case "k":
                self._change(study.skip, "Skipped.")
            case "s":
                self._change(study.suspend, "Suspended.")
            case "b":
                self._change(study.bury, "Buried until tomorrow.")
            case _:
                self._say(f"   {key}  {meaning}" for key, meaning in COMMANDS.items())

    def _change(self, event: Callable[[], object], said: str) -> None:
        try:
            event()
        except IllegalEventError as error:
            self._write(f"   {error}")
            return
        self._write(f"   {said}")
        raise _Turn

    def _prompt(self, text: str) -> str:
        self._write(f"({text})")
        return self._read().strip()

    def _say(self, lines: Iterator[str]) -> None:
        for line in lines:
            self._write(line)


def _rating_choice(rating: Rating, interval: int | None) -> str:
    """What to type for a rating, and when the card would come again (ms from now), where that is said."""
    choice = f"{rating.value} {rating.word}"
    return choice if interval is None else f"{choice} ({interval_words(interval)})"


def _is_command(line: str, question: Question) -> bool:
    """Whether a line typed as an answer is a command: ``:q`` always, a bare ``q`` unless it would be right."""
    if line.startswith(":") and line[1:] in COMMANDS:
        return True
    if line not in COMMANDS:
        return False
    if isinstance(question, AskFlip):
        return True
    try:
        graded = grade(question, parse_plain(question, line))
    except UnusableAnswerError:
        return True
    return graded is None or graded.verdict is Verdict.WRONG


def run_plain(study: Study, clock: Clock, source: TextIO, target: TextIO) -> None:
    """Study from a stream to a stream; each line is written through at once."""
    read = answer_reader(source, "every rating so far is kept")
    PlainStudy(study, clock.now, read, line_writer(target)).run()


def summary_lines(study: Study, now: int, *, has_cards: bool) -> Iterator[str]:
    """How it went, what is left, and when the next card is due that isn't yet.

    ``now`` is UTC ms; ``has_cards`` says whether there was anything to ask.
    """
    summary = study.summary
    if summary.answered:
        yield (
            f"{count_words(summary.answered, 'answer')}, {summary.right} right"
            f" ({summary.right / summary.answered:.0%}), in {time_words(summary.duration_ms)}."
        )
    else:
        yield "Nothing was answered." if has_cards else "Nothing is due now."
    counts = study.counts
    if counts.total:
        yield f"{count_words(counts.total, 'card is', 'cards are')} left."
    if counts.total > counts.again:
        return  # the next one is due already
    due = study.next_due()
    if due is not None:
        yield f"The next card is due in {interval_words(max(0, due - now))}."


def _indented(text: str) -> Iterator[str]:
    first, *rest = text.splitlines() or [""]
    yield first
    for line in rest:
        yield f"   {line}"
