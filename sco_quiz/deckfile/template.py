"""The text of a new deck: short, with comments that say what to do, ready to study and without a finding."""

from __future__ import annotations

from sco_quiz.deckfile.format import MODELINE
from sco_quiz.deckfile.scalars import format_text

_TEXT = """\
{modeline}
id: {identifier}
title: {title}
# Optional: description, language, authors, license, tags, and the source that the cards rest on.

# Each entry below is a note; its keys say what it asks. Replace these three with your own.
# `sco-quiz check` says what could be better, and writes ids with `--fix`: an id keeps your progress when you reword.
cards:
  - id: paris
    question: What is the capital of France?
    answer: Paris
    hint: It lies on the Seine. # optional, as are explanation, source, tags and accept

  # With wrong options, it is a question of choice.
  - id: everest
    question: Which mountain is the highest above sea level?
    answer: Mount Everest
    choices: [Kilimanjaro, Denali, Aconcagua]

  # Double braces hide a part of a sentence; a word after `::` is its cue.
  - id: moon-landing
    cloze: "People first walked on the Moon in {{{{1969::year}}}}."
"""


def deck_template(identifier: str, title: str) -> str:
    """A deck with this id and title, and three notes as examples."""
    return _TEXT.format(modeline=MODELINE, identifier=format_text(identifier), title=format_text(title))
