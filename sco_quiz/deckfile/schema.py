"""The JSON Schema of deck format version 1, made from the parser's own table of keys."""

from __future__ import annotations

from typing import Any

from sco_quiz.deckfile.format import (
    CONTENT_KEYS,
    DECK_KEYS,
    KIND_RULES,
    NOTE_KEYS,
    Key,
    KindRule,
    Shape,
)
from sco_quiz.domain.deck import Kind

Schema = dict[str, Any]

_TEXT: Schema = {"anyOf": [{"type": "string", "pattern": r"\S"}, {"type": ["number", "boolean"]}]}
"""Text as a YAML reader with types of its own sees it: `8`, `no` and `1.10` are text to the parser too.

Null is left out, so that editors mark a key without a value; the texts `null` and `~` want quotes there.
"""
_FLAG: Schema = {
    "anyOf": [{"type": "boolean"}, {"type": "string", "pattern": "^(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"}]
}


def deck_schema() -> Schema:
    """A JSON Schema (2020-12) that accepts what the parser accepts in structure, with descriptions and examples."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sco-quiz deck, format version 1",
        "description": "A deck of cards: one YAML file. All scalars are text, as typed.",
        **_section(DECK_KEYS),
        "required": ["cards"],
        "$defs": {"text": _TEXT, "flag": _FLAG, "id": _id(), "note": _note()},
    }


def _section(keys: tuple[Key, ...]) -> Schema:
    return {
        "type": "object",
        "properties": {key.name: _of(key) for key in keys},
        "additionalProperties": False,
    }


def _of(key: Key) -> Schema:
    described: Schema = {"description": key.description}
    if key.examples:
        described["examples"] = list(key.examples)
    if key.name == "id":
        return {"$ref": "#/$defs/id", **described}
    if key.name == "kind":
        return {"enum": [kind.value for kind in Kind], **described}
    match key.shape:
        case Shape.TEXT:
            return {"$ref": "#/$defs/text", **described}
        case Shape.FLAG:
            return {"$ref": "#/$defs/flag", **described}
        case Shape.TEXTS:
            least = 2 if key.name == "order" else 1
            return {"type": "array", "items": {"$ref": "#/$defs/text"}, "minItems": least, **described}
        case Shape.PAIRS:
            values = {"additionalProperties": {"$ref": "#/$defs/text"}}
            return {"type": "object", **values, "minProperties": 2, **described}
        case Shape.SECTION:
            return {**_section(key.keys), **described}
        case Shape.NOTES:
            return {"type": "array", "items": {"$ref": "#/$defs/note"}, "minItems": 1, **described}


def _id() -> Schema:
    r"""Every id that the parser takes, and a few more: what `\w` means is not the same in all schema validators."""
    return {"anyOf": [{"type": "string", "pattern": r"^[^\s/#~.-][^\s/#~]*$"}, {"type": ["number", "boolean"]}]}


def _note() -> Schema:
    return {
        "description": "One note: its keys say what it asks.",
        **_section(NOTE_KEYS),
        "anyOf": [_kind(rule) for rule in KIND_RULES],
    }


def _kind(rule: KindRule) -> Schema:
    """What a note of one kind needs and may not have; `typed` has to be said, the other kinds may be."""
    foreign = sorted(CONTENT_KEYS - rule.content)
    schema: Schema = {
        "title": rule.kind.value,
        "description": rule.description,
        "required": [*rule.required, *(["kind"] if rule.kind is Kind.TYPED else [])],
        "properties": {**dict.fromkeys(foreign, False), "kind": {"const": rule.kind.value}},
    }
    if rule.one_of:
        schema["oneOf"] = [{"required": [name]} for name in rule.one_of]
    if rule.kind is Kind.TRUE_FALSE:
        schema["properties"]["answer"] = {"$ref": "#/$defs/flag"}
    return schema
