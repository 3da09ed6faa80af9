"""Bringing progress in line with what changed in a deck gives what bringing it in line with all of it gives."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sco_quiz.domain.card import answer_text, prompt_text
from sco_quiz.domain.rating import Mode
from sco_quiz.domain.review import ActKind
from sco_quiz.services.library import Library
from tests.services.shelves import answer, open_library

CARDS = st.sampled_from(
    [
        "question: One?\n    answer: 1\n",
        "question: One of them?\n    answer: 1\n",
        "id: two\n    question: Two?\n    answer: 2\n",
        "id: two\n    question: Which is the second?\n    answer: two\n",
        "id: two\n    question: Two?\n    answer: 2\n    suspended: true\n",
        "id: both\n    question: There?\n    answer: here\n    reverse: true\n",
        "id: both\n    question: There?\n    answer: here\n",
        'id: gaps\n    cloze: "{{a}} and {{b}}"\n',
        'id: gaps\n    cloze: "{{z}}, {{a}} and {{b}}"\n',
        "question: Four?\n    answer: 4\n",
    ]
)
ACTS = st.sampled_from(["put", "insert", "delete", "study", "cram", "suspend", "flag"])
STEPS = st.lists(
    st.tuples(ACTS, st.integers(0, 7), CARDS),
    min_size=1,
    max_size=8,
)
_TABLES = (
    "SELECT card, position, present, suspended_by_author, suspended_by_learner, flag, reps FROM cards ORDER BY 1",
    "SELECT card, prompt, answer FROM texts ORDER BY card",
    "SELECT former, note FROM notices ORDER BY former, note",
    "SELECT deck, new, learning, review, suspended FROM deck_counts WHERE new OR learning OR review OR suspended",
    "SELECT kind, card, value FROM acts ORDER BY id",
)


def edit(cards: list[str], what: str, place: int, piece: str) -> None:
    match what:
        case "put" if cards:
            cards[place % len(cards)] = piece
        case "insert":
            cards.insert(place % (len(cards) + 1), piece)
        case "delete" if len(cards) > 1:
            del cards[place % len(cards)]
        case _:
            pass


def use(library: Library, what: str, place: int) -> None:
    """Do something to a card."""
    found = [str(row["card"]) for row in library.cards()]
    if not found:
        return
    card = found[place % len(found)]
    now = library.clock.now()
    match what:
        case "study" | "cram":
            asked = library.card(card).content
            answer(library, card, mode=Mode(what), text=(prompt_text(asked), answer_text(asked)))
        case "suspend":
            library.progress.act(ActKind.SUSPEND, card, now, library.clock.day())
        case "flag":
            library.progress.act(ActKind.FLAG, card, now, library.clock.day(), "1")
        case _:
            pass


@given(cards=st.lists(CARDS, min_size=1, max_size=5), steps=STEPS)
@example(
    cards=["id: two\n    question: Two?\n    answer: 2\n", "question: One?\n    answer: 1\n"],
    steps=[("study", 0, ""), ("put", 0, "id: two\n    question: Which is the second?\n    answer: two\n")],
)
@settings(max_examples=40, deadline=None)
def test_changes_and_whole_decks_are_brought_in_line_alike(cards: list[str], steps: list[tuple[str, int, str]]) -> None:
    cards = list(cards)
    with (
        tempfile.TemporaryDirectory() as folder,
        patch("sco_quiz.services.current_decks.bundled_folder", lambda: f"{folder}/none"),
    ):
        quick, whole = (open_library(Path(folder) / name) for name in ("quick", "whole"))
        for what, place, piece in [("", 0, ""), *steps]:
            edit(cards, what, place, piece)
            for library in (quick, whole):
                path = Path(library.places.decks) / "d.yaml"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("id: d\ncards:\n" + "".join(f"  - {card}" for card in cards), encoding="utf-8")
            quick.refresh()
            with patch("sco_quiz.storage.reconciling.reconcile_changes", lambda *_: False):
                whole.refresh()
            for library in (quick, whole):
                use(library, what, place)
            for query in _TABLES:
                found, expected = (each.progress.connection.execute(query).fetchall() for each in (quick, whole))
                assert found == expected
            assert quick.progress.integrity() == []
        quick.close()
        whole.close()
