"""Study sessions over the real library: decks in files, progress on disk."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from sco_quiz.domain.phase import Asking, Finished, Waiting
from sco_quiz.domain.question import Form
from sco_quiz.domain.rating import Rating
from sco_quiz.services.library import Library
from sco_quiz.services.study import Study
from tests.services.shelves import DAY_MS, HandClock, open_library, write_deck

MINUTE = 60_000


def asked_today(library: Library) -> tuple[int, int, int]:
    due = library.due()
    numbers = due["new"], due["learning"], due["review"]
    assert all(isinstance(number, int) for number in numbers)
    return numbers  # type: ignore[return-value] # just checked


def asked_by(study: Study) -> tuple[int, int, int]:
    counts = study.counts
    return counts.new, counts.learning, counts.review


def test_the_bundled_decks_are_studied_to_the_end_of_the_day_in_every_form(tmp_path: Path) -> None:
    clock = HandClock()
    forms = set()
    with open_library(tmp_path, clock) as library:
        for _ in range(8):
            study = Study.start(library)
            assert asked_by(study) == asked_today(library)
            while not isinstance(study.phase, Finished):
                if isinstance(study.phase, Waiting):
                    clock.at = study.phase.until
                    study.tick()
                    continue
                assert study.question is not None
                assert study.card is not None
                study.reveal()
                study.rate(Rating.GOOD)
                clock.at += 5_000
            assert asked_today(library) == (0, 0, 0)
            due = study.next_due()
            assert due is not None
            assert due > clock.at
            clock.at += DAY_MS
        forms = {str(row["form"]) for row in library.log()}
        assert library.progress.integrity() == []
    assert forms >= {Form.FLIP.value, Form.TYPED.value, Form.CHOICE.value, Form.TRUE_FALSE.value}


def test_a_card_that_is_taken_out_of_its_file_meanwhile_is_passed_over(tmp_path: Path) -> None:
    write_deck(tmp_path, "a", "x: What? = That", "y: Who? = She", "z: Where? = There")
    with open_library(tmp_path) as library:
        study = Study.start(library, library.select(["a"]))
        write_deck(tmp_path, "a", "x: What? = That", "z: Where exactly? = There")
        library.refresh()
        study.reveal()
        study.rate(Rating.EASY)
        assert study.card is not None
        assert study.card.id == "a/z"
        assert study.counts.total == 1


def test_what_was_kept_is_there_when_the_library_is_opened_again(tmp_path: Path) -> None:
    write_deck(tmp_path, "a", "x: What? = That", "y: Who? = She")
    with open_library(tmp_path) as library:
        study = Study.start(library, library.select(["a"]))
        study.reveal()
        study.rate(Rating.EASY)
        study.suspend()
        rest = asked_by(Study.start(library, library.select(["a"])))
    with open_library(tmp_path) as library:
        assert asked_by(Study.start(library, library.select(["a"]))) == rest == (0, 0, 0)


script = st.lists(
    st.tuples(
        st.sampled_from(("rate", "rate", "rate", "rate", "undo", "suspend", "bury", "skip")),
        st.sampled_from(Rating),
        st.sampled_from((MINUTE // 6, 11 * MINUTE, 5 * 60 * MINUTE, DAY_MS)),
    ),
    max_size=20,
)


@given(script=script)
@settings(deadline=None, max_examples=12)
def test_what_due_reports_is_what_a_session_would_ask(script: list[tuple[str, Rating, int]]) -> None:
    with TemporaryDirectory() as folder:
        clock = HandClock()
        home = Path(folder)
        path = write_deck(home, "a", *(f"n{n}: {n}? = {n}" for n in range(3)))
        path.write_text(path.read_text(encoding="utf-8") + '  - id: c\n    cloze: "{{c1::one}} {{c2::two}}"\n', "utf-8")
        (home / "config.toml").write_text("new_per_day = 3\nreviews_per_day = 2\n", "utf-8")
        with open_library(home, clock) as library:
            chosen = library.select(["a"])
            study = Study.start(library, chosen)
            for event, rating, elapsed in script:
                if event == "undo" and study.can_undo:
                    study.undo()
                elif event != "undo" and isinstance(study.phase, Asking):
                    match event:
                        case "suspend":
                            study.suspend()
                        case "bury":
                            study.bury()
                        case "skip":
                            study.skip()
                        case _:
                            study.reveal()
                            study.rate(rating)
                due = library.due(chosen)
                assert asked_by(Study.start(library, chosen)) == (due["new"], due["learning"], due["review"])
                clock.at += elapsed
                if elapsed == DAY_MS:
                    study = Study.start(library, chosen)
                study.tick()
            assert library.progress.integrity() == []
