from __future__ import annotations

import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from sco_quiz.services import reading_ahead
from sco_quiz.services.file_reading import FileReading, read_file
from sco_quiz.services.outlines import Known
from sco_quiz.services.reading_ahead import PAYS_FROM, Wanted, read_files


def write_files(folder: Path, count: int) -> list[Wanted]:
    paths = []
    for number in range(count):
        path = folder / f"{number}.yaml"
        path.write_text(
            f"title: Deck {number}\ncards:\n  - {{question: What?, answer: '{number}'}}\n", encoding="utf-8"
        )
        paths.append((str(path), Known()))
    return paths


def comparable(readings: Sequence[FileReading]) -> list[tuple[object, ...]]:
    return sorted((each.path, each.digest, each.compiled, each.state.signature) for each in readings)


def test_two_processes_give_each_file_once_as_one_would(tmp_path: Path) -> None:
    wanted = write_files(tmp_path, 40)
    (tmp_path / "7.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "8.yaml").unlink()

    readings = list(read_files(wanted, PAYS_FROM))

    assert comparable(readings) == comparable([read_file(*each) for each in wanted])


def test_a_file_that_holds_what_it_held_is_not_compiled(tmp_path: Path) -> None:
    wanted = write_files(tmp_path, 6)
    known = [(path, Known(read_file(path).digest)) for path, _ in wanted]

    assert [each.compiled for each in read_files(known, PAYS_FROM)] == [None] * 6


def test_the_second_process_is_not_started_for_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "_start", lambda _wanted: pytest.fail("started"))

    assert len(list(read_files(write_files(tmp_path, 3), PAYS_FROM - 1))) == 3


@pytest.mark.parametrize("program", ["", "/does/not/exist"])
def test_everything_is_read_here_where_no_second_process_can_be_started(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", program)

    assert len(list(read_files(write_files(tmp_path, 5), PAYS_FROM))) == 5


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started."""
    processes: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen):  # type: ignore[type-arg]  # as the module makes it
        def __init__(self, *words: object, **options: object) -> None:
            super().__init__(*words, **options)  # type: ignore[call-overload]  # handed on as they came
            processes.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return processes


@pytest.mark.parametrize("readings_before", [1, 2, 9])
def test_everything_is_read_although_the_second_process_is_killed(
    readings_before: int, tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    wanted = write_files(tmp_path, 20)
    readings = read_files(wanted, PAYS_FROM)
    found = [next(readings) for _ in range(readings_before)]
    started[0].send_signal(signal.SIGKILL)
    found.extend(readings)

    assert comparable(found) == comparable([read_file(*each) for each in wanted])


def test_no_process_is_left_behind_when_the_reader_stops_early(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    readings = read_files(write_files(tmp_path, 30), PAYS_FROM)
    next(readings)
    readings.close()  # type: ignore[attr-defined]  # it is a generator

    assert [process.returncode is not None for process in started] == [True]
