"""A sound content is told from one with a fault, quickly as well as thoroughly."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from sco_quiz.deckfile.faults import faults_of, is_sound_cloze
from sco_quiz.domain.deck import Cloze
from tests.strategies import cloze_texts

scraps = st.lists(
    st.sampled_from(["{{", "}}", "{", "}", "c1::", "c12::", "c1234::", "::", ":", " ", "a", "\n"]), max_size=8
)


@given(st.one_of(cloze_texts(), scraps.map("".join)))
@example("{{c1::}}")
@example("{{c1:: ::cue}}")
@example("{{c1::c2::}}")
@example("{{a}} }}")
def test_a_cloze_text_is_sound_where_it_has_no_fault(text: str) -> None:
    assert is_sound_cloze(text) == (not list(faults_of(Cloze(text))))
