"""The JSON Schema and the parser accept and refuse the same structures."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings

from sco_quiz.deckfile import deck_schema, parse_deck, write_deck
from sco_quiz.deckfile.format import DECK_KEYS, NOTE_KEYS
from sco_quiz.domain.deck import Deck
from tests.strategies import decks

VALIDATOR = jsonschema.Draft202012Validator(deck_schema())


class _Loader(yaml.CSafeLoader):
    """Reads YAML as editors do: dates stay text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def loaded(text: str) -> Any:
    return yaml.load(text, _Loader)  # noqa: S506 -- a safe loader without dates


def test_the_schema_is_a_valid_schema_and_plain_json() -> None:
    jsonschema.Draft202012Validator.check_schema(deck_schema())
    assert json.loads(json.dumps(deck_schema())) == deck_schema()


@settings(deadline=None, max_examples=60)
@given(decks())
def test_every_deck_that_parses_is_valid(deck: Deck) -> None:
    VALIDATOR.validate(loaded(write_deck(deck)))


def test_every_key_is_described() -> None:
    schema = deck_schema()
    assert schema["properties"].keys() == {key.name for key in DECK_KEYS}
    note = schema["$defs"]["note"]["properties"]
    assert note.keys() == {key.name for key in NOTE_KEYS}
    assert all(part["description"] for part in (*schema["properties"].values(), *note.values()))


@pytest.mark.parametrize("key", NOTE_KEYS, ids=lambda key: key.name)
def test_examples_are_valid(key: Any) -> None:
    schema = deck_schema()
    part = {"$defs": schema["$defs"], **schema["$defs"]["note"]["properties"][key.name]}
    for example in key.examples:
        jsonschema.validate(example, part, jsonschema.Draft202012Validator)


GOOD = [
    "question: q\n  answer: 8",
    "question: q\n  answer: no",
    "question: q\n  answer: 2001-06-15",
    "question: q\n  answer: 1.10\n  accept: [1.1, yes]",
    "statement: s\n  answer: FALSE",
    "statement: s\n  answer: 'true'",
    "question: q\n  pairs: {members: 8, observers: 4}",
    "kind: typed\n  question: q\n  answer: a",
    "kind: basic\n  question: q\n  answer: a",
    "question: q\n  answers: [a]\n  choices: [1, 2]",
    "id: 2018\n  question: q\n  answer: a",
]
BAD = [
    "question: q",
    "answer: a",
    "question: q\n  answer: [a]",
    "question: q\n  answer:",
    "question: q\n  answer: ''",
    "question: q\n  answer: a\n  anwser: a",
    "question: q\n  answers: a",
    "question: q\n  answers: []",
    "question: q\n  order: [a]",
    "question: q\n  pairs: {a: b}",
    "question: q\n  pairs: [a]",
    "cloze: a {{b}}\n  answer: x",
    "kind: cloze\n  question: q\n  answer: a",
    "kind: card\n  question: q\n  answer: a",
    "statement: s\n  answer: maybe",
    "question: q\n  answer: a\n  reverse: perhaps",
    "question: q\n  answer: a\n  answers: [b]\n  choices: [c]",
    "id: a b\n  question: q\n  answer: a",
    "- a",
    "text",
]


@pytest.mark.parametrize("card", GOOD)
def test_good_cards_are_good_to_both(card: str) -> None:
    text = f"cards:\n- {card}\n"
    assert parse_deck(text).problems == ()
    VALIDATOR.validate(loaded(text))


@pytest.mark.parametrize("card", BAD)
def test_bad_structures_are_bad_to_both(card: str) -> None:
    text = f"cards:\n- {card}\n"
    assert parse_deck(text).problems
    assert not VALIDATOR.is_valid(loaded(text))


@pytest.mark.parametrize(
    "deck", ["title: x", "cards: []", "cards: [{question: q, answer: a}]\ntitel: x", "[]", "source: x"]
)
def test_bad_decks_are_bad_to_both(deck: str) -> None:
    assert parse_deck(deck).problems
    assert not VALIDATOR.is_valid(loaded(deck))
