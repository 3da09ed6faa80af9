"""Which rules are on: prefixes of codes, the longer prefix wins, as in ruff."""

from __future__ import annotations

from collections.abc import Iterable

from sco_quiz.domain.deck import Deck, Note


def is_selected(code: str, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> bool:
    """Whether ``code`` is on: all are, unless ``select`` names some; ``ignore`` switches off.

    ``W4`` stands for every code that begins so. Where both name a code, the longer prefix wins, and ``ignore`` wins
    over a ``select`` of equal length. Case doesn't matter.
    """
    chosen = tuple(select)
    on = _longest(code, chosen) if chosen else 0
    off = _longest(code, ignore)
    return on is not None and (off is None or on > off)


def _longest(code: str, prefixes: Iterable[str]) -> int | None:
    lengths = [0 if prefix.upper() == "ALL" else len(prefix) for prefix in prefixes if _matches(code, prefix)]
    return max(lengths, default=None)


def _matches(code: str, prefix: str) -> bool:
    return prefix.upper() == "ALL" or (prefix != "" and code.upper().startswith(prefix.upper()))


def is_on(code: str, deck: Deck, note: Note | None, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> bool:
    """Whether ``code`` is on for a run, and neither the deck nor the note (if any) switches it off for itself."""
    own = (*deck.ignore, *(note.ignore if note else ()))
    return is_selected(code, select, ignore) and is_selected(code, ignore=own)
