from __future__ import annotations

from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sco_quiz.domain.memory import Memory, Settings
from sco_quiz.domain.rating import Mode, Rating
from sco_quiz.domain.review import ActKind
from sco_quiz.domain.scheduler import fold
from sco_quiz.storage import log
from sco_quiz.storage.progress import Progress
from tests.storage.answers import DAY_MS, NOON, TODAY, answer


def insert(progress: Progress, number: int, card: str, at: int, rating: Rating) -> None:
    """Put a row into the log whose id says nothing of its time, as another program's might."""
    progress.connection.execute(
        "INSERT INTO reviews (id, card, reviewed_at, day, rating, mode, form, options, answer, duration_ms, device,"
        " settings, phase, mature) VALUES (?, ?, ?, ?, ?, 'study', 'flip', 0, '', 0, 'another', ?, 'new', 0)",
        (f"{number:036}", card, at, at // DAY_MS, rating.value, progress.settings_number(Settings())),
    )


def rebuilt(progress: Progress, *cards: str) -> dict[str, Memory]:
    progress.rebuild()
    assert progress.integrity() == []
    return progress.memories(cards)


def test_rows_are_folded_in_the_order_of_their_times_whatever_their_ids(progress: Progress) -> None:
    for number, (days, rating) in enumerate([(0, Rating.GOOD), (9, Rating.AGAIN), (1, Rating.EASY), (30, Rating.HARD)]):
        insert(progress, number, "a/x", NOON + days * DAY_MS, rating)
        insert(progress, 10 + number, "a/y", NOON + number * DAY_MS, rating)
    expected = {card: fold(progress.entries(card), progress.settings) for card in ("a/x", "a/y")}
    assert rebuilt(progress, "a/x", "a/y") == expected
    assert [entry.id[-2:] for entry in progress.entries("a/x")] == ["00", "02", "01", "03"]


def test_what_a_learner_does_to_cards_is_folded_with_their_reviews(progress: Progress) -> None:
    acts = {
        "a/suspended": (ActKind.SUSPEND, ""),
        "a/flagged": (ActKind.FLAG, "2"),
        "a/buried": (ActKind.BURY, ""),
        "a/forgotten": (ActKind.FORGET, ""),
        "a/moved": (ActKind.SET_DUE, str(TODAY + 40)),
        "a/new": (ActKind.RENAME, "a/old"),
    }
    for card in (*acts, "a/old"):
        if card != "a/new":
            answer(progress, card)
            answer(progress, card, at=NOON + DAY_MS)
    for card, (kind, value) in acts.items():
        progress.act(kind, card, NOON + 2 * DAY_MS, TODAY + 2, value)
        answer(progress, card, at=NOON + 9 * DAY_MS)
    answer(progress, "a/flagged", Rating.AGAIN, NOON + 9 * DAY_MS, Mode.QUIZ)
    progress.act(ActKind.SUSPEND, "a/untouched", NOON, TODAY)
    before = progress.connection.execute("SELECT * FROM cards ORDER BY card").fetchall()
    assert progress.integrity() == []
    progress.connection.execute("DELETE FROM cards")
    assert rebuilt(progress, *acts) == {card: fold(progress.entries(card), progress.settings) for card in acts}
    assert progress.connection.execute("SELECT * FROM cards ORDER BY card").fetchall() == before


def test_finding_the_names_of_a_card_takes_no_more_steps_with_many_renames(progress: Progress) -> None:
    def steps() -> int:
        count = 0

        def step() -> int:
            nonlocal count
            count += 1
            return 0

        progress.connection.set_progress_handler(step, 1)
        assert [name for name, _, _ in log.names_of(progress.connection, "a/new")] == ["a/new", "a/old"]
        progress.connection.set_progress_handler(None, 1)
        return count

    progress.act(ActKind.RENAME, "a/new", NOON, TODAY, "a/old")
    few = steps()
    with progress.changing():
        for number in range(200):
            progress.act(ActKind.RENAME, f"b/new-{number}", NOON, TODAY, f"b/old-{number}")
    assert steps() <= few + 20


NAMES = st.sampled_from(["a/x", "a/y", "b/x"])


STEPS = st.one_of(st.tuples(st.just("answer"), NAMES), st.tuples(NAMES, NAMES), st.integers(0, 9))


@given(st.lists(STEPS, max_size=12))
@example([("answer", "a/x"), ("a/x", "a/y"), ("answer", "a/x"), ("a/x", "b/x"), 0])
@settings(max_examples=60, deadline=None)
def test_names_that_are_given_on_and_taken_back_in_any_order_leave_what_the_log_says(
    steps: list[tuple[str, str] | int],
) -> None:
    with TemporaryDirectory() as folder:
        progress = Progress.open(f"{folder}/progress.db")
        renames: list[str] = []
        for minute, step in enumerate(steps):
            at = NOON + minute * 60_000
            match step:
                case int():
                    if renames:
                        progress.void_act(renames.pop(step % len(renames)), at, TODAY)
                case "answer", card:
                    answer(progress, card, at=at)
                case former, card:
                    if former != card:
                        renames.append(progress.act(ActKind.RENAME, card, at, TODAY, former).id)
            assert progress.integrity() == []
        progress.close()
