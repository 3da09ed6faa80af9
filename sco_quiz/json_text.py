"""JSON as text, for the quickest commands: importing ``json`` loads regular expressions, a third of their time.

The same text as ``json.dumps(value, ensure_ascii=False)`` for what reports are made of. Imports nothing.
"""

from __future__ import annotations

_ESCAPES = {code: f"\\u{code:04x}" for code in range(32)}
_ESCAPES |= {ord(character): "\\" + letter for character, letter in zip('"\\\n\r\t\f\b', '"\\nrtfb', strict=True)}


def json_text(value: object) -> str:
    """The value as JSON; TypeError for anything but dicts with text keys, lists, tuples and what JSON has itself."""
    # In the order of how often each comes in reports: one of a hundred decks has a thousand values.
    if type(value) is int:
        return int.__repr__(value)
    if isinstance(value, str):
        return f'"{value.translate(_ESCAPES)}"'
    if isinstance(value, dict):
        return "{" + ", ".join([(_keys.get(key) or _key(key)) + json_text(item) for key, item in value.items()]) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join([json_text(item) for item in value]) + "]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float) and value - value == 0:
        return float.__repr__(value)
    raise TypeError(f"{value!r} is nothing that JSON has")


_keys: dict[object, str] = {}
"""The same few keys stand in each row of a report."""


def _key(key: object) -> str:
    text = _keys[key] = json_text(str(key)) + ": "
    return text
