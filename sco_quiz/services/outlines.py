"""What is kept of a deck file's text, so that only the cards that changed are read again.

A file of a thousand cards of which one is edited has 999 as they were. Its outline has a digest of each card's text,
and one of all that is outside of them. What lies between the first and the last card that differ is read by itself,
with the deck's own keys around it; every doubt (a problem, an alias, a card that makes no note) has the whole read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import blake2b
from typing import NamedTuple

from sco_quiz.deckfile.layout import Layout, cut
from sco_quiz.deckfile.parsing import ReadDeck, parse_deck
from sco_quiz.deckfile.report import Report
from sco_quiz.deckfile.source_text import read_source
from sco_quiz.storage.splicing import Splice

_SIZE = 16


class Known(NamedTuple):
    """What is known of a file: the digest of all that it held, and its outline; both empty for a file that is new."""

    digest: str = ""
    outline: bytes = b""


NOTHING_KNOWN = Known()

_LIKE_AN_ALIAS = re.compile(r"(?:^|[\s\[{,:-])\*[^\s*]", re.MULTILINE)
"""An alias makes one card depend on another's text."""


def outline_of(data: bytes, read: ReadDeck) -> bytes:
    """The outline of a file that was read; empty where its cards can't be told apart, or have problems."""
    if read.deck is None or read.problems or not read.by_card:
        return b""
    layout = _layout_of(data)
    if layout is None or _may_have_aliases(layout.text):
        return b""
    cards = layout.cards
    return _digests(layout, cards) if len(cards) == len(read.deck.notes) else b""


def splice_of(known: Known, data: bytes, path: str) -> Splice | None:
    """What changed in a file since it was as known; None where that can't be told from the changed cards alone."""
    outline = known.outline
    layout = _layout_of(data) if outline else None
    if layout is None or _may_have_aliases(layout.text):
        return None
    cards = layout.cards
    now = _digests(layout, cards)
    if now[:_SIZE] != outline[:_SIZE]:
        return None
    first, last = _differing(outline[_SIZE:], now[_SIZE:])
    came = cards[first : len(cards) - last]
    gone = len(outline) // _SIZE - 1 - first - last
    line = layout.first_line + sum(card.count("\n") + 1 for card in cards[:first])
    dash = " " * layout.indent + "- "
    # At the lines that they have in the file.
    text = layout.text[: layout.start] + "\n" * (line - layout.first_line)
    text += "".join(f"{dash}{card}\n" for card in came) if came else f"{dash}{cards[0]}\n"
    read = parse_deck(text + layout.text[layout.end :], path)
    if read.deck is None or read.problems or not read.by_card or len(read.deck.notes) != max(1, len(came)):
        return None
    next_line = line + sum(card.count("\n") + 1 for card in came)
    deck = read.deck if came else replace(read.deck, notes=())
    return Splice(known.digest, first, gone, deck, next_line, now)


def _may_have_aliases(text: str) -> bool:
    return "*" in text and _LIKE_AN_ALIAS.search(text) is not None


def _layout_of(data: bytes) -> Layout | None:
    report = Report("")
    source = read_source(data, report)
    return None if source is None or report.count else cut(source.text)


def _digests(layout: Layout, cards: list[str]) -> bytes:
    outside = f"{layout.start}:{layout.text[: layout.start]}{layout.text[layout.end :]}"
    return b"".join(
        [blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest() for text in (outside, *cards)]
    )


def _differing(before: bytes, now: bytes) -> tuple[int, int]:
    """How many digests are the same at the beginning of both, and how many of the others at their end."""
    old, new = (_cut_up(digests) for digests in (before, now))
    most = min(len(old), len(new))
    first = next((place for place in range(most) if old[place] != new[place]), most)
    rest = most - first
    last = next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)
    return first, last


def _cut_up(digests: bytes) -> list[bytes]:
    return [digests[place : place + _SIZE] for place in range(0, len(digests), _SIZE)]
