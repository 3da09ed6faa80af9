from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from sco_quiz.domain.memory import Settings, State
from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.domain.review import Act, ActKind, Review
from sco_quiz.domain.scheduler import fold, schedule
from sco_quiz.errors import StorageError
from sco_quiz.storage.progress import Progress
from sco_quiz.storage.versions import MIGRATIONS
from tests.storage.answers import DAY_MS, NOON, TODAY, answer


def test_the_file_is_durable_and_says_whose_it_is(progress: Progress) -> None:
    def pragma(name: str) -> object:
        return progress.connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2
    assert pragma("foreign_keys") == 1
    assert pragma("application_id") == 0x53434F51
    assert pragma("user_version") == len(MIGRATIONS)
    tables = progress.connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
    assert {name for name, strict in tables if not strict} <= {"sqlite_schema"}


def test_an_answer_moves_the_memory_as_the_scheduler_says(progress: Progress) -> None:
    kept = answer(progress, "a/x", Rating.HARD)
    expected = schedule(None, Rating.HARD, NOON, TODAY, Settings(), "a/x")
    assert progress.memory("a/x") == expected
    assert progress.memories(["a/x", "a/y"]) == {"a/x": expected}
    assert list(progress.entries()) == [kept]


def test_cram_and_quiz_answers_are_kept_and_leave_the_memory_alone(progress: Progress) -> None:
    answer(progress, "a/x")
    before = progress.memory("a/x")
    answer(progress, "a/x", Rating.AGAIN, NOON + 1, Mode.CRAM)
    answer(progress, "a/new", Rating.AGAIN, NOON + 2, Mode.QUIZ)
    assert progress.memory("a/x") == before
    assert progress.memory("a/new") is None
    assert len(list(progress.entries())) == 3
    assert progress.integrity() == []


@pytest.mark.parametrize("table", ["reviews", "acts"])
def test_the_log_refuses_to_change_or_lose_a_row(progress: Progress, table: str) -> None:
    answer(progress, "a/x")
    progress.act(ActKind.SUSPEND, "a/x", NOON, TODAY)
    for statement in (f"UPDATE {table} SET day = 0", f"DELETE FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            progress.connection.execute(statement)


def test_undo_adds_a_row_and_restores_memory_and_counters(progress: Progress) -> None:
    answer(progress, "a/x")
    before = dump(progress)
    second = answer(progress, "a/x", Rating.EASY, NOON + DAY_MS)
    progress.void(second.id, NOON + DAY_MS, TODAY + 1)
    assert {table: rows for table, rows in dump(progress).items() if table != "reviews"} == {
        table: rows for table, rows in before.items() if table != "reviews"
    }
    assert progress.connection.execute("SELECT count(*) FROM reviews").fetchone() == (3,)
    with pytest.raises(KeyError):
        progress.void(second.id, NOON + DAY_MS, TODAY + 1)


def test_undo_of_the_first_answer_makes_the_card_new_again(progress: Progress) -> None:
    first = answer(progress, "a/x")
    assert progress.void(first.id, NOON, TODAY) is None
    assert progress.memory("a/x") is None
    assert progress.integrity() == []


def test_a_clock_that_goes_back_never_puts_a_row_before_the_cards_last(progress: Progress) -> None:
    first = answer(progress, "a/x", at=NOON)
    progress.act(ActKind.SUSPEND, "a/x", NOON + 5_000, TODAY)
    second = answer(progress, "a/x", at=NOON - 3 * DAY_MS)
    assert (second.reviewed_at, second.day) == (NOON + 5_000, TODAY)
    assert second.id > first.id
    assert progress.integrity() == []


def test_each_answer_is_scheduled_by_the_settings_of_its_time(progress: Progress) -> None:
    number = progress.settings_number(Settings(learning_steps=()))
    assert progress.settings_number(Settings(learning_steps=())) == number
    assert progress.settings_number(Settings()) != number
    assert progress.settings(number) == Settings(learning_steps=())
    with pytest.raises(KeyError):
        progress.settings(99)


def test_a_renamed_card_keeps_its_history_and_the_old_name_is_free(progress: Progress) -> None:
    answer(progress, "a/old")
    answer(progress, "a/old", at=NOON + DAY_MS)
    progress.act(ActKind.FLAG, "a/old", NOON + DAY_MS, TODAY + 1, "3")
    memory = progress.memory("a/old")
    rename = progress.act(ActKind.RENAME, "a/new", NOON + DAY_MS, TODAY + 1, "a/old")
    assert progress.memory("a/new") == memory
    assert progress.memory("a/old") is None
    third = answer(progress, "a/new", at=NOON + 4 * DAY_MS)
    other = answer(progress, "a/old", Rating.AGAIN, NOON + 5 * DAY_MS)
    history = list(progress.entries("a/new"))
    assert [entry.card for entry in history] == ["a/old", "a/old", "a/old", "a/new"]
    assert history[-1] == third
    assert list(progress.entries("a/old")) == [other]
    assert progress.memory("a/new") == fold(history, progress.settings)
    assert progress.integrity() == []
    progress.void_act(rename.id, NOON + 6 * DAY_MS, TODAY + 6)
    assert len(list(progress.entries("a/old"))) == 4
    assert progress.integrity() == []


def test_renaming_there_and_back_keeps_one_history(progress: Progress) -> None:
    first = answer(progress, "a/old")
    progress.act(ActKind.RENAME, "a/new", NOON + 1, TODAY, "a/old")
    second = answer(progress, "a/new", at=NOON + 2)
    progress.act(ActKind.RENAME, "a/old", NOON + 3, TODAY, "a/new")
    third = answer(progress, "a/old", at=NOON + 4)
    assert list(progress.entries("a/old")) == [first, second, third]
    assert list(progress.entries("a/new")) == []
    progress.void(second.id, NOON + 5, TODAY)
    assert list(progress.entries("a/old")) == [first, third]
    assert progress.integrity() == []


def test_forget_makes_a_card_new_and_undo_brings_its_memory_back(progress: Progress) -> None:
    answer(progress, "a/x")
    memory = progress.memory("a/x")
    forget = progress.act(ActKind.FORGET, "a/x", NOON, TODAY)
    assert progress.memory("a/x") is None
    progress.void_act(forget.id, NOON, TODAY)
    assert progress.memory("a/x") == memory


def test_set_due_moves_a_reviewed_card_to_a_day(progress: Progress) -> None:
    answer(progress, "a/x")
    progress.act(ActKind.SET_DUE, "a/x", NOON, TODAY, str(TODAY + 9))
    memory = progress.memory("a/x")
    assert memory is not None
    assert (memory.state, memory.due_day, memory.due_at) == (State.REVIEW, TODAY + 9, None)


@pytest.mark.parametrize(
    ("kind", "value"),
    [(ActKind.SET_DUE, "soon"), (ActKind.FLAG, ""), (ActKind.RENAME, ""), (ActKind.RENAME, "a/x"), (ActKind.BURY, "1")],
)
def test_an_act_with_a_value_that_means_nothing_is_refused(progress: Progress, kind: ActKind, value: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        progress.act(kind, "a/x", NOON, TODAY, value)
    assert list(progress.entries()) == []


def test_text_that_a_terminal_could_not_decode_is_kept_as_far_as_it_can(progress: Progress) -> None:
    kept = answer(progress, "a/x")
    progress.record(replace(kept, answer="caf\udce9"), prompt="\ud800")
    assert [entry.answer for entry in progress.entries() if isinstance(entry, Review)] == ["June 2001", "caf?"]


def test_rebuild_puts_damaged_caches_right(progress: Progress) -> None:
    for day in range(5):
        answer(progress, "a/x", at=NOON + day * DAY_MS)
        answer(progress, "b/y", Rating.AGAIN, NOON + day * DAY_MS)
    progress.act(ActKind.SUSPEND, "b/y", NOON + 5 * DAY_MS, TODAY + 5)
    good = dump(progress)
    for damage in (
        "UPDATE cards SET stability = stability + 1",
        "UPDATE cards SET suspended_by_learner = NULL",
        "DELETE FROM cards",
        "UPDATE days SET reviews = 0",
        "DELETE FROM days WHERE deck = ''",
    ):
        progress.connection.execute(damage)
        assert progress.integrity() != []
        assert progress.rebuild() > 0
        assert progress.integrity() == []
        assert sorted(dump(progress)["cards"]) == sorted(good["cards"])
        assert dump(progress)["days"] == good["days"]
    assert progress.rebuild() == 0


def test_acts_and_reviews_come_in_one_order(progress: Progress) -> None:
    first = answer(progress, "a/x", at=NOON)
    act = progress.act(ActKind.BURY, "a/y", NOON + 1, TODAY)
    last = answer(progress, "a/z", at=NOON + 2)
    assert list(progress.entries()) == [first, act, last]
    assert isinstance(act, Act)


def test_a_backup_is_one_whole_file_and_replaces_nothing(progress: Progress, tmp_path: Path) -> None:
    kept = answer(progress, "a/x")
    target = tmp_path / "copies" / "copy.db"
    with pytest.raises(StorageError):
        progress.back_up(str(target))
    target.parent.mkdir()
    progress.back_up(str(target))
    with pytest.raises(StorageError, match="exists"):
        progress.back_up(str(target))
    assert [file.name for file in target.parent.iterdir()] == ["copy.db"]
    copy = Progress.open(str(target))
    assert list(copy.entries()) == [kept]
    assert copy.integrity() == []
    copy.close()


def dump(progress: Progress) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, but for counters that are zero."""
    tables = ("settings", "reviews", "acts", "texts", "cards", "days", "due_counts")
    return {table: progress.connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
