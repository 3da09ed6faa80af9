"""Identifiers of rows that are kept for ever: UUIDv7 (RFC 9562, 5.7), in order of creation on one device."""

from __future__ import annotations

import os

_RANDOM_BITS = 74


def next_identifier(at_ms: int, last: str = "") -> str:
    """A UUIDv7 for the instant ``at_ms`` that sorts after ``last``, also where the clock stands still or goes back.

    As RFC 9562 allows (6.2, method 2), the random bits are then the last ones plus a random step.
    """
    packed = max(at_ms, 0) << _RANDOM_BITS | int.from_bytes(os.urandom(10), "big") >> 80 - _RANDOM_BITS
    if last:
        before = _packed(last)
        if packed >> _RANDOM_BITS <= before >> _RANDOM_BITS:
            packed = before + 1 + int.from_bytes(os.urandom(4), "big")
    return _text(packed)


def instant_of(identifier: str) -> int:
    """The instant (UTC ms) for which an identifier was made, or a little later one; -1 for an empty text."""
    return _packed(identifier) >> _RANDOM_BITS if identifier else -1


def _packed(identifier: str) -> int:
    """The 48 bits of time and 74 random bits of a UUIDv7, without version and variant."""
    number = int(identifier.replace("-", ""), 16)
    return (number >> 80) << 74 | (number >> 64 & 0xFFF) << 62 | number & (1 << 62) - 1


def _text(packed: int) -> str:
    number = (packed >> 74) << 80 | 7 << 76 | (packed >> 62 & 0xFFF) << 64 | 2 << 62 | packed & (1 << 62) - 1
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
