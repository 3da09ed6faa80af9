"""Rules about cloze texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sco_quiz.deckfile.lint.rule import Finding, Rule, in_each_note
from sco_quiz.deckfile.lint.sources import MATUSCHAK, WOZNIAK, cite
from sco_quiz.deckfile.lint.wording import content_words, holds_code, words_of
from sco_quiz.domain.cloze import deletions_of, groups_of
from sco_quiz.domain.deck import Cloze, Deck, Note
from sco_quiz.domain.problem import Severity

_SIGNS = re.compile(r"!\[|[=+<>→⇌∑∫√]")
_FEWEST_HIDDEN: Final = 4
"""Words; a shorter gap is a name or a term, however short the sentence around it."""


def _shown(text: str, group: int) -> str:
    """What is left to go by when ``group`` is hidden: running text, other groups, and the group's own cues."""
    parts: list[str] = []
    position = 0
    for deletion in deletions_of(text):
        parts += (text[position : deletion.start], deletion.cue if deletion.group == group else deletion.text)
        position = deletion.end
    return " ".join((*parts, text[position:]))


def _no_cue(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not isinstance(content, Cloze):
        return
    for group in groups_of(content.text):
        shown = _shown(content.text, group)
        # Formulas, code and pictures are cues without being words.
        if content_words(shown) or holds_code(shown) or _SIGNS.search(shown):
            continue
        if len(words_of(shown)) >= 3:
            continue
        yield Finding(
            deck,
            f"With group c{group} hidden, nothing is left that says what is asked.",
            "Leave words around the gap, or give it a cue: {{c1::text::cue}}.",
            note,
            "cloze",
        )


def _hides_half(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not isinstance(content, Cloze) or holds_code(content.text):
        return
    for group in groups_of(content.text):
        hidden = sum(len(words_of(part.text)) for part in deletions_of(content.text) if part.group == group)
        shown = len(words_of(_shown(content.text, group)))
        if hidden >= _FEWEST_HIDDEN and hidden >= shown and shown:
            yield Finding(
                deck,
                f"Group c{group} hides {hidden} of {hidden + shown} words, half of the text or more.",
                "Hide the one word or name that matters, or split the group.",
                note,
                "cloze",
            )


RULES: Final = (
    Rule(
        "E304",
        "cloze-without-cue",
        Severity.ERROR,
        "A cloze shows nothing but a gap.",
        "A gap by itself can't be answered: any word would do.",
        f"{cite(WOZNIAK, 'rule 5, cloze deletion')}; {cite(MATUSCHAK, 'prompts should be precise')}",
        '- cloze: "The {{c1::Shanghai Spirit}}."\n',
        '- cloze: "The values of the SCO are called the {{c1::Shanghai Spirit}}."\n',
        in_each_note(_no_cue),
    ),
    Rule(
        "W431",
        "cloze-hides-half",
        Severity.WARNING,
        "One group of a cloze hides half of its text.",
        "What is left says too little about what is wanted, and what is wanted is too much to recall in one piece.",
        f"{cite(WOZNIAK, 'rules 4 and 5')}",
        '- cloze: "The SCO aims {{c1::to safeguard regional security and to promote coordinated development}}."\n',
        '- cloze: "The SCO aims to safeguard regional {{c1::security}} and to promote coordinated '
        '{{c2::development}}."\n',
        in_each_note(_hides_half),
    ),
)
