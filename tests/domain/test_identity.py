from __future__ import annotations

import hashlib

import pytest
from hypothesis import given

from sco_quiz.domain.deck import Basic, Choice, Cloze, Content, ListItems, Match, Order, TrueFalse, Typed
from sco_quiz.domain.identity import fingerprint, identity_of
from tests import strategies


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (Basic("When was the SCO founded?", "June 2001"), "~fc9f9a2ce584dbf6"),
        (Typed("When was the SCO founded?", "June 2001"), "~3c802441a723f046"),
        (Choice("Where?", ("Qingdao",), ("Beijing", "Shanghai")), "~834c64c7a4a996e4"),
        (TrueFalse("It is an alliance.", answer=False), "~0b19212a2baf27c1"),
        (Cloze("In {{Qingdao}}."), "~a977afeb8dc16657"),
        (ListItems("Which?", ("trust", "benefit")), "~7052c1f006fb79e7"),
        (Order("In which order?", ("first", "second")), "~7b8ce6c9bff77728"),
        (Match("How many?", (("members", "8"), ("observers", "4"))), "~7a3173eef675490b"),
        (Basic("Где?", "Циндао, 青島"), "~cb4dbcdfb6fe191a"),
    ],
)
def test_fingerprints_are_what_they_always_were(content: Content, expected: str) -> None:
    assert fingerprint(content) == expected


@given(strategies.contents())
def test_a_fingerprint_is_a_hash_of_the_kind_and_all_texts_each_with_its_length_in_bytes(content: Content) -> None:
    texts = [text.encode("utf-8", "surrogatepass") for text in identity_of(content)]
    data = b"".join(str(len(text)).encode() + b":" + text for text in texts)

    assert fingerprint(content) == "~" + hashlib.blake2b(data, digest_size=8).hexdigest()
