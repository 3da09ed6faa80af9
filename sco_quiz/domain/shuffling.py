"""Shuffling by a seed: the same seed gives the same order on every machine and in every version of Python.

The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014); numbers
below a bound are drawn by rejection, so none is likelier than another, and the shuffle is Fisher and Yates's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")

_WORD = 1 << 64


def seed_for(seed: int, *names: str) -> int:
    """A seed of 64 bits of its own for what ``names`` say, so that one session seed gives each card its own order."""
    import hashlib  # loads OpenSSL, which the first card on the screen mostly does without

    digest = hashlib.blake2b(str(seed).encode(), digest_size=8)
    for name in names:
        data = name.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return int.from_bytes(digest.digest(), "big")


def draws(seed: int) -> Callable[[int], int]:
    """A function that draws whole numbers, ``0 <= n < bound``, all equally likely; ``bound`` is 1 to 2**64."""
    state = seed % _WORD

    def next_word() -> int:
        nonlocal state
        state = (state + 0x9E3779B97F4A7C15) % _WORD
        word = state
        word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9 % _WORD
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB % _WORD
        return word ^ (word >> 31)

    def draw(bound: int) -> int:
        fair = _WORD - _WORD % bound
        word = next_word()
        while word >= fair:
            word = next_word()
        return word % bound

    return draw


def permutation(count: int, seed: int) -> tuple[int, ...]:
    """The numbers 0 to ``count - 1`` in an order that the seed decides; every order is equally likely."""
    draw = draws(seed)
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        chosen = draw(last + 1)
        order[last], order[chosen] = order[chosen], order[last]
    return tuple(order)


def shuffled(items: Sequence[Item], seed: int) -> tuple[Item, ...]:
    """The items in an order that the seed decides."""
    return tuple(items[index] for index in permutation(len(items), seed))
