from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("drafting_quality", Path(__file__).parent / "quality.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


quality = load()
MEASURED = {path.stem: quality.measure(path) for path in quality.DOCUMENTS}


@pytest.mark.parametrize("name", sorted(MEASURED))
def test_every_drafted_note_has_been_judged(name: str) -> None:
    unjudged = [note for note, verdict in MEASURED[name].judged.items() if verdict == "unjudged"]
    assert unjudged == [], "the draft has changed: run tests/drafting/quality.py, then judge what is new"


@pytest.mark.parametrize("path", quality.DOCUMENTS, ids=lambda path: path.stem)
def test_no_judgement_outlives_its_note(path: Path) -> None:
    assert set(quality.judgements(path)) == set(MEASURED[path.stem].judged)


@pytest.mark.parametrize("name", sorted(MEASURED))
def test_a_bad_note_has_a_reason(name: str) -> None:
    assert all(verdict == "good" or verdict.startswith("bad: ") for verdict in MEASURED[name].judged.values())


def test_there_are_documents_on_unlike_subjects_with_facts_enough() -> None:
    assert {"biography", "biology", "geography", "history", "law", "software"} <= set(MEASURED)
    assert all(8 <= len(one.recalled) + len(one.missed) <= 15 for one in MEASURED.values())


def test_the_drafts_recall_what_a_teacher_would_ask() -> None:
    recalled = sum(len(one.recalled) for one in MEASURED.values())
    missed = sum(len(one.missed) for one in MEASURED.values())
    assert recalled / (recalled + missed) >= 0.8
    assert min(one.recall for one in MEASURED.values()) >= 0.7


def test_the_drafted_notes_are_good() -> None:
    verdicts = [verdict for one in MEASURED.values() for verdict in one.judged.values()]
    assert sum(verdict == "good" for verdict in verdicts) / len(verdicts) >= 0.85
    assert min(one.precision for one in MEASURED.values()) >= 0.75
