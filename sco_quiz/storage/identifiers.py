"""Identifiers of rows that are kept for ever: UUIDv7 (RFC 9562, 5.7), in order of creation on one device."""

from __future__ import annotations

import os

_RANDOM_BITS = 74


def next_identifier(at_ms: int, last: str = "") -> str:
    """A UUIDv7 for the instant ``at_ms`` that sorts after ``last``, also where the clock stands still or goes back.

    As RFC 9562 allows (6.2, method 2), the random bits are then the last ones plus a random step.
    """
    if is_later(at_ms, last):
        time, random = f"{max(at_ms, 0):012x}", os.urandom(10).hex()
        return f"{time[:8]}-{time[8:]}-7{random[:3]}-{'89ab'[int(random[3], 16) & 3]}{random[4:7]}-{random[7:19]}"
    return _text(_packed(last) + 1 + int.from_bytes(os.urandom(4), "big"))


def is_later(at_ms: int, identifier: str) -> bool:
    """Whether an instant is after the one that an identifier was made for, or there is no identifier."""
    return f"{max(at_ms, 0):012x}" > identifier[:8] + identifier[9:13]


def _packed(identifier: str) -> int:
    """The 48 bits of time and 74 random bits of a UUIDv7, without version and variant."""
    number = int(identifier.replace("-", ""), 16)
    return (number >> 80) << _RANDOM_BITS | (number >> 64 & 0xFFF) << 62 | number & (1 << 62) - 1


def _text(packed: int) -> str:
    number = (packed >> _RANDOM_BITS) << 80 | 7 << 76 | (packed >> 62 & 0xFFF) << 64 | 2 << 62 | packed & (1 << 62) - 1
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
