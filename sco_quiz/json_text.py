"""JSON as text, for the quickest commands: importing ``json`` loads regular expressions, a third of their time.

The same text as ``json.dumps(value, ensure_ascii=False)`` for what reports are made of. Imports nothing.
"""

from __future__ import annotations

_ESCAPES = {code: f"\\u{code:04x}" for code in range(32)}
_ESCAPES |= {ord(character): "\\" + letter for character, letter in zip('"\\\n\r\t\f\b', '"\\nrtfb', strict=True)}


def json_text(value: object) -> str:
    """The value as JSON; TypeError for anything but dicts with text keys, lists, tuples and what JSON has itself."""
    match value:
        case str():
            return '"' + value.translate(_ESCAPES) + '"'
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return int.__repr__(value)
        case float() if value - value == 0:
            return float.__repr__(value)
        case dict():
            return "{" + ", ".join([f"{_key_text(key)}: {json_text(item)}" for key, item in value.items()]) + "}"
        case list() | tuple():
            return "[" + ", ".join([json_text(item) for item in value]) + "]"
        case _:
            raise TypeError(f"{value!r} is nothing that JSON has")


_key_texts: dict[str, str] = {}
"""The same few keys stand in each row of a report."""


def _key_text(key: object) -> str:
    text = _key_texts.get(key) if isinstance(key, str) else None
    if text is None:
        text = _key_texts[str(key)] = json_text(str(key))
    return text
