from __future__ import annotations

import pytest

from sco_quiz.domain.likeness import NoteText, Place, align, places, recognise

HERE: Place = ("a/before", "a/after")
THERE: Place = ("a/elsewhere", None)


def note(key: str, prompt: str, answer: str, place: Place | None = None, *, named: bool = False) -> NoteText:
    return NoteText(key, named, {"": (prompt, answer)}, place)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("When was the SCO foundd?", "June 2001"), ("When was the SCO founded?", "June 2001")),
        (("When was the SCO founded?", "June 2001"), ("When was the SCO founded?", "15 June 2001")),
        (("When was the SCO founded?", "June 2011"), ("When was the SCO founded?", "June 2001")),
        (("The SCO is a military alliance.", "true"), ("The SCO is a military alliance.", "false")),
        (("When was the SCO founded", "June 2001"), ("  when was  the SCO founded", "june 2001")),
        (("Where did the leaders meet in 2018?", "Qingdao"), ("Where did the leaders gather in 2018?", "Qingdao")),
    ],
)
def test_an_edited_note_is_recognised_in_its_place_and_elsewhere(old: tuple[str, str], new: tuple[str, str]) -> None:
    for place in (HERE, THERE, None):
        assert recognise([note("old", *old, HERE)], [note("new", *new, place)]).pairs == (("old", "new"),)


def test_a_reworded_question_with_its_answer_is_recognised_in_its_place_only() -> None:
    old = note("old", "In which city did the leaders meet?", "Qingdao", HERE)
    prompt = "In what city did all the leaders come together?"
    assert recognise([old], [note("new", prompt, "Qingdao", HERE)]).pairs == (("old", "new"),)
    assert recognise([old], [note("new", prompt, "Qingdao", THERE)]).pairs == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("What is the capital of France?", "Paris"), ("What is the capital of Greece?", "Athens")),
        (("What is the capital of Austria?", "Vienna"), ("What is the capital of Australia?", "Canberra")),
        (("How many members were there in 2001?", "6"), ("How many members were there in 2017?", "8")),
        (("How many members were there in 2001?", "6"), ("How many members were there in 2002?", "6")),
        (("What is 1 1/2 of 100 called?", "a share"), ("What is 11/2 of 100 called?", "a share")),
        (("Which port was once a German colony?", "Qingdao"), ("Where did the leaders meet in June?", "Qingdao")),
        (("Trust is one of the values.", "true"), ("The summit was held in spring.", "true")),
        (("Who founded Rome?", "Romulus"), ("Who destroyed it?", "the Vandals")),
    ],
)
def test_another_note_is_never_taken_for_an_edit(old: tuple[str, str], new: tuple[str, str]) -> None:
    for place in (HERE, THERE, None):
        recognised = recognise([note("old", *old, HERE)], [note("new", *new, place)])
        assert (recognised.pairs, recognised.unsure) == ((), ())


def test_where_two_could_be_meant_neither_is_and_both_are_named() -> None:
    old = note("old", "When was the SCO founded?", "2001", HERE)
    one = note("one", "When was the SCO founded?!", "2001", HERE)
    two = note("two", "When was the S.C.O. founded?", "2001", HERE)
    recognised = recognise([old], [one, two])
    assert recognised.pairs == ()
    assert recognised.unsure == (("old", "one"), ("old", "two"))
    assert recognise([one, two], [old]).pairs == ()


def test_notes_of_which_only_spaces_were_mended_are_told_apart_also_where_few_of_their_cards_are_known() -> None:
    def dog(key: str, words: str, *gaps: str) -> NoteText:
        texts = {"#c1": (words.format("[...]", "black"), "red"), "#c2": (words.format("red", "[...]"), "black")}
        return NoteText(key, named=False, cards={gap: texts[gap] for gap in gaps or texts})

    gone = [dog("on", "The dog is  on {} and {} .", "#c1"), dog("in", "The dog is  in {} and {} .", "#c1")]
    come = [dog("in now", "The dog is in {} and {}."), dog("on now", "The dog is on {} and {}.")]
    assert recognise(gone, come).pairs == (("on", "on now"), ("in", "in now"))


def test_a_note_of_which_no_text_was_kept_is_no_other() -> None:
    unknown = NoteText("unknown", named=False, cards={})
    assert recognise([unknown], [note("new", "When was the SCO founded?", "2001")]).pairs == ()


def test_the_clearly_better_of_two_is_taken() -> None:
    old = note("old", "When was the SCO founded?", "June 2001", HERE)
    right = note("right", "When was the SCO founded?", "in June 2001", HERE)
    far = note("far", "When was the SCO founded, then?", "June 2001", THERE)
    assert recognise([old], [far, right]) == recognise([old], [right, far])
    assert recognise([old], [far, right]).pairs == (("old", "right"),)


def test_notes_with_ids_of_their_own_are_one_only_if_they_say_the_same() -> None:
    old = note("old", "When was the SCO founded?", "2001", HERE, named=True)
    same = note("same", "When was the SCO founded?", "2001", HERE, named=True)
    other = note("other", "When was the SCO founded?", "2002", HERE, named=True)
    assert recognise([old], [same]).pairs == (("old", "same"),)
    assert recognise([old], [other]).pairs == ()


def test_siblings_are_compared_with_each_other() -> None:
    old = NoteText("old", False, {"#c1": ("The [...] was founded in 2001.", "SCO")}, HERE)
    new = NoteText(
        "new",
        False,
        {
            "#c1": ("The [...] was founded in Shanghai in 2001.", "SCO"),
            "#c2": ("The SCO was founded in [...].", "2001"),
        },
        HERE,
    )
    assert recognise([old], [new]).pairs == (("old", "new"),)
    assert recognise([old], [note("basic", "The SCO was founded in 2001.", "SCO", HERE)]).pairs == ()


def test_a_place_is_the_lasting_notes_around_it() -> None:
    found = places(["a", "b", "c", "d"], frozenset({"a", "d"}))
    assert found == {"a": (None, "d"), "b": ("a", "d"), "c": ("a", "d"), "d": ("a", None)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("In which country lies Lyon?", "France"), ("In which country lies Nice?", "France")),
        (("The summit was held in Qingdao.", "true"), ("The summit was held in Shanghai.", "true")),
        (("The SCO is a military alliance.", "false"), ("The SCO is a political alliance.", "false")),
    ],
)
def test_what_may_speak_of_something_else_now_is_named_and_not_taken(
    old: tuple[str, str], new: tuple[str, str]
) -> None:
    recognised = recognise([note("old", *old, HERE)], [note("new", *new, HERE)])
    assert (recognised.pairs, recognised.unsure) == ((), (("old", "new"),))


def test_an_answer_or_a_question_that_others_have_too_says_little() -> None:
    old = note("old", "Which is the largest ocean?", "the Pacific", HERE)
    deepest = note("new", "Which is the deepest ocean?", "the Pacific", HERE)
    assert recognise([old], [deepest]).pairs == (("old", "new"),)
    assert recognise([old], [deepest], [("Where is Tonga?", "the  pacific")]).pairs == ()
    house, tree = note("old", "Translate this.", "house", HERE), note("new", "Translate this.", "tree", HERE)
    assert recognise([house], [tree]).pairs == (("old", "new"),)
    assert recognise([house], [tree], [("Translate this.", "river")]).pairs == ()


def test_a_question_turned_round_is_recognised_in_its_place_and_elsewhere_by_enough_words() -> None:
    old = note("old", "Which treaty was agreed on in Bishkek by the council?", "the Charter", HERE)
    for place in (HERE, THERE):
        new = note("new", "In Bishkek, on which treaty did the council agree?", "the Charter", place)
        assert recognise([old], [new]).pairs == (("old", "new"),)
    short = note("old", "When was it signed by all of them?", "in June", HERE)
    for place, pairs in ((HERE, (("old", "new"),)), (THERE, ())):
        assert recognise([short], [note("new", "Signed it was when?", "in June", place)]).pairs == pairs


def test_a_place_next_to_a_lasting_note_stays_when_the_other_neighbour_moves() -> None:
    old = note("old", "In which city did the leaders meet?", "Qingdao", ("a/before", "a/after"))
    prompt = "In what city did all the leaders come together?"
    for place, found in ((("a/before", None), 1), ((None, "a/after"), 1), ((None, None), 0), (("a/other", None), 0)):
        assert len(recognise([old], [note("new", prompt, "Qingdao", place)]).pairs) == found


GAPS = {"#c1": ("[...] and b", "a"), "#c2": ("a and [...]", "b")}


@pytest.mark.parametrize(
    ("new", "became"),
    [
        (GAPS, {"#c1": "#c1", "#c2": "#c2"}),
        ({"#c1": ("", "x"), "#c2": ("", "a"), "#c3": ("", "B ")}, {"#c1": "#c2", "#c2": "#c3"}),
        ({"#c1": ("", "b")}, {"#c2": "#c1"}),
        ({"#c1": ("", "b"), "#c2": ("", "a")}, {"#c1": "#c2", "#c2": "#c1"}),
        ({"#c1": ("", "a"), "#c2": ("", "bb")}, {"#c1": "#c1", "#c2": "#c2"}),
        ({"#c1": ("", "x"), "#c2": ("", "y")}, {}),
        ({"#c1": ("", "a"), "#c2": ("", "x"), "#c3": ("", "y")}, {"#c1": "#c1"}),
        ({"#c1": ("[...]  AND b", "x"), "#c2": ("x and [...]", "b")}, {"#c1": "#c1", "#c2": "#c2"}),
    ],
)
def test_a_gap_is_told_by_what_it_hides(new: dict[str, tuple[str, str]], became: dict[str, str]) -> None:
    assert align(GAPS, new) == became


def test_siblings_that_are_no_gaps_are_told_by_their_names() -> None:
    old = {"": ("Peru?", "Lima"), "#reverse": ("Lima", "Peru?")}
    assert align(old, {"": ("Lima?", "Peru"), "#reverse": ("Peru", "Lima?")}) == {"": "", "#reverse": "#reverse"}
    assert align(old, {"": ("Peru?", "Lima")}) == {"": ""}
