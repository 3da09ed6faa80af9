"""The app over decks written for a test, and what stands on its screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from sco_quiz.domain.adaptive import FormPreference
from sco_quiz.domain.quiz.sitting import Rules
from sco_quiz.services.clock import Clock
from sco_quiz.services.library import Library
from sco_quiz.services.quiz import Quiz, QuizPlan
from sco_quiz.tui.app import ScoQuizApp
from sco_quiz.tui.overview import look_up
from sco_quiz.tui.screens.home import HomeScreen
from sco_quiz.tui.screens.quiz import QuizScreen
from sco_quiz.tui.screens.quiz_setup import setup_for
from sco_quiz.tui.screens.study import StudyScreen
from sco_quiz.tui.sitting import begin

NOW = 1_796_115_600_000
"""2026-12-01 09:00 UTC."""


class MovableClock(Clock):
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        super().__init__(fixed=NOW, zone=lambda _at: 0)
        self.at = NOW

    def now(self) -> int:
        return self.at


OpenLibrary = Callable[..., Library]


def studying(library: Library, *words: str) -> ScoQuizApp:
    """The app, opened at a study session."""
    return ScoQuizApp(library, StudyScreen(begin(library, words)), library.config.keys)


def at_home(library: Library) -> ScoQuizApp:
    """The app, opened at home."""
    return ScoQuizApp(library, HomeScreen(look_up(library)), library.config.keys)


def in_quiz(
    library: Library, *words: str, count: int = 10, form: FormPreference = FormPreference.TYPED, **rules: Any
) -> ScoQuizApp:
    """The app, opened at the first question of a quiz; ``rules`` are those of ``Rules``."""
    plan = QuizPlan(library.select(words), count=count, seed=1, form=form, rules=Rules(**rules))
    return ScoQuizApp(library, QuizScreen(Quiz.start(library, plan)), library.config.keys)


def setting_up(library: Library, *words: str) -> ScoQuizApp:
    """The app, opened at setting up a quiz."""
    return ScoQuizApp(library, setup_for(library, QuizPlan(library.select(words), seed=1)), library.config.keys)


def shown(app: ScoQuizApp) -> str:
    """What stands on the screen, line by line."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


async def settle(pilot: Pilot[None]) -> None:
    """Let what was called later happen, too."""
    for _ in range(3):
        await pilot.pause()


async def comes(pilot: Pilot[None], words: str) -> bool:
    """Whether words come onto the screen by themselves."""
    for _ in range(100):
        if words in shown(pilot.app):  # type: ignore[arg-type]  # the app under test
            return True
        await pilot.pause(0.1)
    return False


def deck(*cards: str, title: str = "Test deck") -> str:
    """A deck of cards, each the YAML of one note in flow style."""
    return f"title: {title}\ncards:\n" + "".join(f"  - {card}\n" for card in cards)


BASIC = "{id: founded, question: When was the SCO founded?, answer: June 2001, hint: In a summer, source: paragraph 3}"
TYPED = "{id: host, kind: typed, question: Which city was the host?, answer: Qingdao, explanation: It is in Shandong.}"
CHOICE = "{id: city, question: Where do they meet?, answer: Qingdao, choices: [Beijing, Shanghai, Tianjin]}"
SEVERAL = "{id: observers, question: Which are observers?, answers: [Iran, Belarus], choices: [Peru, Chad]}"
TRUE_FALSE = "{id: alliance, statement: The SCO is a military alliance., answer: false}"
CLOZE = '{id: gap, cloze: "The SCO was founded in {{June 2001}} by six states."}'
LIST = "{id: values, question: Name the values., answers: [mutual trust, mutual benefit]}"
ORDER = "{id: order, question: Put in order., order: [first, second, third]}"
MATCH = "{id: match, question: How many?, pairs: {members: 8, observers: 4}}"


def ratings_kept(library: Library) -> list[str]:
    """The ratings in the review log, oldest first, without those taken back."""
    return [str(row["rating"]) for row in library.log() if not row["voided"]]
