from __future__ import annotations

from sco_quiz.drafting.names import Names, Sort, names_in


def names(*sentences: str) -> Names:
    known = Names()
    for _ in range(2):
        for sentence in sentences:
            known.learn(sentence)
    return known


def test_names_hold_their_small_words_and_initials() -> None:
    found = [name.text for name in names_in("it was found by D. Richard Hipp, Karl von Frisch and the Bank of England")]
    assert found == ["D. Richard Hipp", "Karl von Frisch", "Bank of England"]


def test_a_first_word_is_a_name_only_where_something_says_so() -> None:
    known = names("Irkutsk lies on the Angara.", "Geologists estimate the age.", "Ships pass the Suez Canal.")
    assert [name.text for name in names_in("Geologists came to Irkutsk.", known)] == ["Irkutsk"]
    assert [name.text for name in names_in("Irkutsk is large.", known)] == ["Irkutsk"]


def test_words_around_a_name_tell_what_it_names() -> None:
    known = names(
        "The diplomat Ferdinand Blum founded the Blum Company.",
        "He was born in Warsaw.",
        "It won the Nobel Prize in Physics.",
    )
    assert known.sort_of("Ferdinand Blum") is Sort.PERSON
    assert known.sort_of("Warsaw") is Sort.PLACE
    assert known.sort_of("Blum Company") is Sort.ORGANISATION
    assert known.sort_of("Nobel Prize in Physics") is Sort.OTHER


def test_a_title_is_no_part_of_a_name_and_a_demonym_is_none() -> None:
    found = [name.text for name in names_in("in 1956 President Gamal Abdel Nasser met British troops")]
    assert found == ["Gamal Abdel Nasser"]
