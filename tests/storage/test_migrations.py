from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Thread

import pytest

from sco_quiz.errors import StorageError
from sco_quiz.storage.database import VERSION, open_progress
from sco_quiz.storage.migrations import statements
from sco_quiz.storage.progress import Progress
from sco_quiz.storage.versions import MIGRATIONS
from tests.storage.answers import answer

ADDS_A_COLUMN = (
    "ALTER TABLE cards ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;\nCREATE TABLE pins (id INTEGER) STRICT;\n"
)
NEXT = len(MIGRATIONS) + 1
VERSIONS = [(version,) for version in range(1, NEXT)]
FAILS_HALFWAY = "CREATE TABLE pins (id INTEGER) STRICT;\nINSERT INTO nowhere VALUES (1);\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "progress.db"
    progress = Progress.open(str(path))
    answer(progress, "a/x")
    progress.close()
    return path


def test_a_new_database_records_its_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT version FROM migrations").fetchall() == VERSIONS
    assert list(path.parent.glob("*before*")) == []
    connection.close()


def test_an_older_database_is_backed_up_and_brought_up_to_date(path: Path) -> None:
    connection = open_progress(str(path), migrations=(*MIGRATIONS, ADDS_A_COLUMN))
    assert connection.execute("PRAGMA user_version").fetchone() == (NEXT,)
    assert connection.execute("SELECT version FROM migrations").fetchall() == [*VERSIONS, (NEXT,)]
    assert connection.execute("SELECT card, pinned FROM cards").fetchall() == [("a/x", 0)]
    connection.close()
    backup = Progress.open(f"{path}.before-v{NEXT}")
    assert [entry.card for entry in backup.entries()] == ["a/x"]
    assert backup.integrity() == []
    backup.close()


def test_programs_that_start_at_once_migrate_and_back_up_once(path: Path) -> None:
    failed: list[Exception] = []

    def open_it() -> None:
        try:
            open_progress(str(path), migrations=(*MIGRATIONS, ADDS_A_COLUMN)).close()
        except StorageError as error:
            failed.append(error)

    threads = [Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [each.name for each in path.parent.glob("*before*")] == [f"progress.db.before-v{NEXT}"]


def test_a_migration_that_fails_leaves_the_database_as_it_was(path: Path) -> None:
    before = sqlite3.connect(path)
    schema = before.execute("SELECT * FROM sqlite_schema").fetchall()
    before.close()
    for _ in range(2):
        with pytest.raises(StorageError, match="nowhere"):
            open_progress(str(path), migrations=(*MIGRATIONS, FAILS_HALFWAY))
    progress = Progress.open(str(path))
    assert progress.connection.execute("SELECT * FROM sqlite_schema").fetchall() == schema
    assert [entry.card for entry in progress.entries()] == ["a/x"]
    progress.close()
    assert {each.name for each in path.parent.glob("*before*")} == {
        f"progress.db.before-v{NEXT}",
        f"progress.db.before-v{NEXT}-2",
    }


def test_a_script_is_split_into_its_statements_with_triggers_whole() -> None:
    script = "CREATE TABLE a (b);\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a;\nEND;\n"
    assert len(list(statements(script))) == 2
    with pytest.raises(ValueError, match="within a statement"):
        list(statements("CREATE TABLE a (b"))


def test_the_version_that_opening_expects_is_the_one_that_the_migrations_lead_to() -> None:
    assert len(MIGRATIONS) == VERSION


def test_a_database_whose_index_of_reviews_was_narrow_reports_what_it_reported(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    open_progress(str(path), migrations=MIGRATIONS[:4]).close()
    progress = Progress(open_progress(str(path), migrations=MIGRATIONS[:4]), str(path))
    for card in ("a/x", "a/y"):
        answer(progress, card)
    before = list(progress.entries())
    progress.close()

    progress = Progress.open(str(path))
    assert list(progress.entries()) == before
    assert progress.integrity() == []
    (index,) = progress.connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'cards_review'").fetchone()
    assert "note" in index
    progress.close()
