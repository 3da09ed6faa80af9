"""A quiz line by line on standard input and output: the same quiz as the app's, without a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TextIO

from sco_quiz.cli.lines import answer_reader, line_writer
from sco_quiz.cli.question_lines import grade_lines, instruction, question_lines
from sco_quiz.domain.grading import UnusableAnswerError, answer_as_text, parse_plain
from sco_quiz.domain.question import Revealed
from sco_quiz.domain.quiz.result import Marked, Result, Share
from sco_quiz.domain.quiz.sitting import Item, Judging, Sitting
from sco_quiz.errors import IllegalEventError
from sco_quiz.services.quiz import Quiz
from sco_quiz.services.wording import count_words, time_words

COMMANDS = {
    ":g N": "go to question N",
    ":b": "go back to the question before",
    ":f": "flag the question, to come back to it; or take the flag away",
    ":l": "list the questions with what you answered",
    ":h": "show the hint",
    ":d": "done: hand the quiz in",
    ":q": "leave; `sco-quiz quiz --plain --resume` goes on with it",
    ":?": "this list",
}


class _Leave(Exception):  # noqa: N818 - not an error: the learner goes, and the quiz stays to be resumed
    """Leave without handing in."""


class PlainQuiz:
    """One quiz, spoken in lines. ``read`` gives a line or raises EOFError, ``write`` takes one."""

    def __init__(self, quiz: Quiz, read: Callable[[], str], write: Callable[[str], None]) -> None:
        self._quiz = quiz
        self._read = read
        self._write = write

    def run(self) -> Result | None:
        """Ask until the quiz is handed in, also by the clock or by the end of input; None if the learner leaves it."""
        quiz = self._quiz
        self._say(_introduction(quiz))
        try:
            with suppress(EOFError):
                while not quiz.sitting.handed_in:
                    self._turn()
        except _Leave:
            quiz.pause()
            self._write("")
            self._write("The quiz is kept; `sco-quiz quiz --plain --resume` goes on with it.")
            return None
        if quiz.sitting.out_of_time:
            self._write("")
            self._write("The time is up: what you have answered is handed in.")
        return quiz.hand_in()

    def _turn(self) -> None:
        """The question on show, until it is answered or another one is; then the next, or handing in."""
        quiz, place = self._quiz, self._quiz.sitting.place
        item = quiz.sitting.item
        quiz.show()
        self._write("")
        self._write(_heading(quiz))
        self._say(question_lines(item.question))
        if not quiz.sitting.response.open:
            self._look_back(place, item)
            return
        while True:
            line = self._prompt(instruction(item.question))
            if line.startswith(":"):
                if self._obey(line, item):
                    return
                continue
            try:
                answer = parse_plain(item.question, line)
            except UnusableAnswerError as error:
                self._write(f"   {error} {error.remedy}".rstrip())
                continue
            break
        skipped = isinstance(answer, Revealed) and quiz.sitting.rules.judging is Judging.AT_END
        if not skipped and not quiz.give(answer):
            self._write("   The time was up before; that answer does not count.")
            return
        if quiz.tick() or quiz.sitting.handed_in:
            return
        grade = quiz.sitting.response.grade
        if grade is not None:
            self._say(grade_lines(grade))
            self._say(_background(item))
        self._proceed(place)

    def _look_back(self, place: int, item: Item) -> None:
        """Show a question that can't be answered any more."""
        grade = self._quiz.sitting.response.grade
        if grade is None:
            self._write("Its time is up.")
        else:
            self._say(grade_lines(grade))
            self._say(_background(item))
        line = self._prompt("Enter goes on")
        if not line.startswith(":") or not self._obey(line, item):
            self._proceed(place)

    def _proceed(self, place: int) -> None:
        """On to the next question that is open; after the last one, back to one or handing in, as the learner says."""
        quiz = self._quiz
        for following in range(place + 1, len(quiz.sitting.items)):
            if quiz.sitting.responses[following].open:
                quiz.go_to(following)
                return
        open_ones = [number for number, response in enumerate(quiz.sitting.responses, start=1) if response.open]
        if not open_ones:
            quiz.hand_in()
            return
        self._write("")
        self._say(_open_questions(quiz.sitting))
        while not quiz.sitting.handed_in and quiz.sitting.place == place:
            line = self._prompt("Enter hands in; :g N goes to a question")
            if not line:
                quiz.hand_in()
            elif not line.startswith(":"):
                self._write("   Press Enter to hand in, or type :g and a number.")
            elif self._obey(line, quiz.sitting.item):
                return

    def _obey(self, line: str, item: Item) -> bool:
        """Do what a command says; whether another question is on show by that, or the same one anew."""
        quiz = self._quiz
        command, _, rest = line.partition(" ")
        match command:
            case ":g":
                return self._go(rest)
            case ":b":
                return self._go(str(quiz.sitting.place))
            case ":f":
                quiz.flag()
                self._write("   Flagged." if quiz.sitting.response.flagged else "   No longer flagged.")
            case ":l":
                self._say(_listing(quiz.sitting))
            case ":h":
                self._say(_indented(f"Hint: {item.hint or 'this card has none.'}"))
            case ":d":
                quiz.hand_in()
                return True
            case ":q":
                raise _Leave
            case _:
                self._say(f"   {key:5} {meaning}" for key, meaning in COMMANDS.items())
        return False

    def _go(self, number: str) -> bool:
        try:
            self._quiz.go_to(int(number) - 1)
        except (ValueError, IllegalEventError):
            self._write(f"   Type a number from 1 to {len(self._quiz.sitting.items)}, such as :g 1.")
            return False
        return True

    def _prompt(self, text: str) -> str:
        self._write(f"({text})")
        return self._read().strip()

    def _say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._write(line)


def run_plain_quiz(quiz: Quiz, source: TextIO, target: TextIO) -> Result | None:
    """Quiz from a stream to a stream, each line written through at once; None if the learner leaves it."""
    read = answer_reader(source, "the quiz is kept, and `sco-quiz quiz --plain --resume` goes on with it")
    return PlainQuiz(quiz, read, line_writer(target)).run()


def result_lines(result: Result) -> Iterator[str]:
    """Each mistake with what is right, the score by tag and by kind, and the whole score as the last line."""
    for marked in result.mistakes:
        yield ""
        yield from _mistake_lines(marked)
    for title, shares in (("By tag", result.by_tag), ("By kind", result.by_kind)):
        if len(shares) > 1:
            yield ""
            yield from _share_lines(title, shares)
    yield ""
    yield f"Time: {time_words(result.spent_ms)}"
    yield f"Score: {result.score.text}"


def _mistake_lines(marked: Marked) -> Iterator[str]:
    question = marked.item.question
    yield f"Question {marked.number}: {marked.grade.verdict}"
    yield from question_lines(question)
    given = "" if marked.answer is None else answer_as_text(question, marked.answer)
    yield from _indented(f"Your answer: {given or 'none'}", "")
    yield from grade_lines(marked.grade)
    yield from _background(marked.item)


def _share_lines(title: str, shares: tuple[Share, ...]) -> Iterator[str]:
    yield f"{title}:"
    for share in shares:
        yield from _indented(f"{share.name}: {share.score.text}")


def _introduction(quiz: Quiz) -> Iterator[str]:
    rules = quiz.sitting.rules
    facts = [f"Quiz of {count_words(len(quiz.sitting.items), 'question')}", f"seed {quiz.seed}"]
    if rules.limit_ms is not None:
        facts.append(f"{time_words(rules.limit_ms)} in all")
    if rules.question_limit_ms is not None:
        facts.append(f"{time_words(rules.question_limit_ms)} a question")
    yield " · ".join(facts)
    if rules.judging is Judging.AT_END:
        yield "Answers are judged when you hand in. An empty line leaves a question out; :? lists what else there is."
    else:
        yield "Each answer is judged at once. An empty line gives up; :? lists what else there is."


def _heading(quiz: Quiz) -> str:
    sitting = quiz.sitting
    facts = [f"[{sitting.place + 1}/{len(sitting.items)}] {sitting.item.kind} · {sitting.item.deck}"]
    left = [each for each in (quiz.left_ms, quiz.question_left_ms) if each is not None]
    if left and sitting.response.open:
        facts.append(f"{time_words(min(left))} left")
    if sitting.response.flagged:
        facts.append("flagged")
    if sitting.response.answer is not None:
        facts.append(f"answered: {_one_line(answer_as_text(sitting.item.question, sitting.response.answer))}")
    return " · ".join(facts)


def _open_questions(sitting: Sitting) -> Iterator[str]:
    unanswered = [str(place + 1) for place in sitting.unanswered]
    flagged = [str(number) for number, response in enumerate(sitting.responses, start=1) if response.flagged]
    yield "That was the last question."
    if unanswered:
        yield f"Without an answer: {', '.join(unanswered)}."
    if flagged:
        yield f"Flagged: {', '.join(flagged)}."


def _listing(sitting: Sitting) -> Iterator[str]:
    for number, (item, response) in enumerate(zip(sitting.items, sitting.responses, strict=True), start=1):
        given = "" if response.answer is None else _one_line(answer_as_text(item.question, response.answer))
        mark = "*" if response.flagged else " "
        yield f"  {mark}{number}. {_one_line(item.question.prompt)} = {given or '…'}"


def _background(item: Item) -> Iterator[str]:
    if item.explanation:
        yield from _indented(item.explanation)
    if item.source:
        yield from _indented(f"Source: {item.source}")


def _indented(text: str, first: str = "   ") -> Iterator[str]:
    """Every line begins with spaces but, where asked, the first."""
    for number, line in enumerate(text.splitlines() or [""]):
        yield (first if number == 0 else "   ") + line


def _one_line(text: str) -> str:
    return " ".join(text.split())
