from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sco_quiz.domain.review import Review
from sco_quiz.errors import StorageError
from sco_quiz.storage.database import make_durable, open_progress
from sco_quiz.storage.progress import Progress
from sco_quiz.storage.versions import MIGRATIONS
from tests.storage.answers import NOON, answer

ROOT = Path(__file__).parents[2]


def refused(path: Path) -> StorageError:
    with pytest.raises(StorageError) as caught:
        Progress.open(str(path), busy_timeout_ms=50)
    assert str(path) in str(caught.value)
    assert caught.value.remedy
    return caught.value


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    for content in (b"my shopping list", b"x" * 5000, b"SQLite format 3\x00"):
        path.write_bytes(content)
        assert "not a progress database" in str(refused(path))
        assert path.read_bytes() == content
        assert [file.name for file in tmp_path.iterdir()] == ["progress.db"]


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    for setting in ("application_id = 77", "user_version = 11"):
        path = tmp_path / f"{setting[:4]}.db"
        other = sqlite3.connect(path)
        other.executescript(f"CREATE TABLE notes (id); PRAGMA {setting};")
        other.close()
        before = path.read_bytes()
        assert "another program's" in str(refused(path))
        assert path.read_bytes() == before


def test_a_database_with_another_programs_tables_only_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (id)")
    other.close()
    before = path.read_bytes()
    assert "another program's" in str(refused(path))
    assert path.read_bytes() == before


def test_a_newer_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    open_progress(str(path), migrations=(*MIGRATIONS, "CREATE TABLE novelty (id INTEGER) STRICT;")).close()
    before = path.read_bytes()
    error = refused(path)
    assert "newer sco-quiz" in str(error)
    assert "pip install --upgrade" in error.remedy
    assert path.read_bytes() == before


def test_a_newer_format_that_stands_in_the_write_ahead_log_only_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    newer = open_progress(str(path))
    newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    try:
        assert "newer sco-quiz" in str(refused(path))
    finally:
        newer.close()


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    path.touch()
    progress = Progress.open(str(path))
    answer(progress, "a/x")
    progress.close()


def test_a_folder_in_the_files_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    path.mkdir()
    assert "is a folder" in str(refused(path))


def test_a_file_where_the_folder_belongs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    refused(tmp_path / "home" / "progress.db")


def test_a_damaged_database_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    progress = Progress.open(str(path))
    for number in range(200):
        answer(progress, f"a/{number}")
    progress.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    assert "damaged" in str(refused(path))


def test_a_lock_that_stays_is_a_sentence_and_what_was_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    progress = Progress.open(str(path), busy_timeout_ms=50)
    first = answer(progress, "a/x")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="in use by another program") as caught:
        answer(progress, "a/x", at=NOON + 1)
    assert caught.value.remedy
    other.execute("ROLLBACK")
    other.close()
    assert list(progress.entries()) == [first]
    second = answer(progress, "a/x", at=NOON + 1)
    assert list(progress.entries()) == [first, second]
    progress.close()


def test_a_full_disk_is_a_sentence_and_every_answer_before_it_is_kept(tmp_path: Path) -> None:
    progress = Progress.open(str(tmp_path / "progress.db"))
    (pages,) = progress.connection.execute("PRAGMA page_count").fetchone()
    progress.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    kept: list[Review] = []

    def answer_for_ever() -> None:
        while True:
            kept.append(answer(progress, f"a/{len(kept)}", at=NOON + len(kept)))

    with pytest.raises(StorageError, match="disk is full") as caught:
        answer_for_ever()
    assert "Free some space" in caught.value.remedy
    assert kept
    assert list(progress.entries()) == kept
    assert progress.integrity() == []
    progress.connection.execute("PRAGMA max_page_count = 100000")
    kept.append(answer(progress, "a/after", at=NOON + 10_000))
    assert list(progress.entries()) == kept
    progress.close()


def test_a_file_that_may_not_grow_is_a_sentence_and_every_answer_before_it_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    Progress.open(str(path)).close()
    child = run_child(
        f"""
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        progress = Progress.open({str(path)!r})
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        number = 0
        try:
            while True:
                answer(progress, f"a/{{number}}", at=NOON + number)
                number += 1
        except StorageError as error:
            print(number, error.remedy)
        """
    )
    number, _, remedy = child.stdout.partition(" ")
    assert remedy.strip(), child.stderr
    assert int(number) > 10
    progress = Progress.open(str(path))
    assert len(list(progress.entries())) == int(number)
    assert progress.integrity() == []
    progress.close()


@pytest.mark.parametrize("existing", [False, True])
def test_a_folder_that_may_not_be_written_to_is_a_sentence(tmp_path: Path, existing: bool) -> None:
    home = tmp_path / "home"
    home.mkdir()
    path = home / "progress.db"
    if existing:
        progress = Progress.open(str(path))
        answer(progress, "a/x")
        progress.close()
    before = {file.name: file.read_bytes() for file in home.iterdir()}
    home.chmod(stat.S_IRUSR | stat.S_IXUSR | stat.S_IROTH | stat.S_IXOTH)
    if os.geteuid() == 0:
        for folder in (tmp_path, *tmp_path.parents[:-1]):
            folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
    child = run_child(
        f"""
        try:
            answer(Progress.open({str(path)!r}), "a/x")
        except StorageError as error:
            print(error, "|", error.remedy)
        """,
        nobody=True,
    )
    home.chmod(0o700)
    assert str(path) in child.stdout, child.stderr
    assert "ermission" in child.stdout or "may be written to" in child.stdout
    assert {file.name: file.read_bytes() for file in home.iterdir()} == before


def test_a_disk_without_write_ahead_logs_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(f"file:{tmp_path / 'progress.db'}?vfs=unix-none", uri=True)
    with pytest.raises(StorageError, match="write-ahead log"):
        make_durable(connection, "progress.db")
    connection.close()


def run_child(script: str, *, nobody: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a script in another process; as somebody without rights where this one has them all."""
    head = (
        "from sco_quiz.errors import StorageError\n"
        "from sco_quiz.storage.progress import Progress\n"
        "from tests.storage.answers import NOON, answer\n"
    )
    if nobody and os.geteuid() == 0:
        head += "import sco_quiz.domain.scheduler, os\nos.setuid(65534)\n"
    lines = script.strip("\n").splitlines()
    indent = len(lines[0]) - len(lines[0].lstrip())
    return subprocess.run(
        [sys.executable, "-c", head + "\n".join(line[indent:] for line in lines)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
