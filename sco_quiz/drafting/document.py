"""A document as drafting sees it: numbered paragraphs that can be walked more than once, never all held in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of prose: ``number`` counts from 1 without headings and titles, ``heading`` stands above it."""

    number: int
    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A titled text. ``walk`` starts anew at the first paragraph each time it is called."""

    title: str
    walk: Callable[[], Iterator[Paragraph]]

    @classmethod
    def of(cls, title: str, paragraphs: tuple[Paragraph, ...]) -> Document:
        """A document whose paragraphs are in memory."""
        return cls(title, lambda: iter(paragraphs))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands in the document, with its paragraph and its place in it (both from 1)."""

    text: str
    paragraph: int
    place: int
    heading: str = ""
