"""The versions of ``progress.db``; apart from its opening, because a database that is up to date needs none of this."""

from __future__ import annotations

from sco_quiz.storage.quizzes import QUIZZES
from sco_quiz.storage.recounting import DUE_FROM_INDEX, RECOUNTING
from sco_quiz.storage.schema import DECK_PATHS, SCHEMA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sco_quiz.storage.migrations import Migrations

MIGRATIONS: Migrations = (SCHEMA, QUIZZES, DECK_PATHS, RECOUNTING, DUE_FROM_INDEX)
"""Each brings the database one version further; rows of ``reviews`` and ``acts`` stay as they are.

``database.VERSION`` is their number.
"""
