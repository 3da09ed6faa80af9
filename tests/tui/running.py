"""The app over decks written for a test, and what stands on its screen."""

from __future__ import annotations

from collections.abc import Callable

from sco_quiz.services.clock import Clock
from sco_quiz.services.library import Library
from sco_quiz.tui.app import ScoQuizApp
from sco_quiz.tui.overview import look_up
from sco_quiz.tui.screens.home import HomeScreen
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


def shown(app: ScoQuizApp) -> str:
    """What stands on the screen, line by line."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


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
